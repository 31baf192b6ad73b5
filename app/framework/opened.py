"""A content taken apart where changes reach it, and put together again."""

from dataclasses import fields, replace
from functools import cached_property
from typing import Any

from app.framework.content import Content
from app.framework.identity import requirement_key
from app.framework.nouns import NOUNS, OWNERS, WHOLES, NounKind, Owner, keyed, owner_of, wholes


class Misfit(ValueError):
    """A change does not fit the content: ``field`` of ``kind`` ``key`` is not what the change takes it to be."""

    def __init__(self, kind: str, key: str, field: str | None, message: str) -> None:
        at = f"{kind.replace('_', ' ')} {key!r}"
        super().__init__(f"{at}: {field} {message}" if field else f"{at} {message}")
        self.kind, self.key, self.field, self.message = kind, key, field, message


class Opened:
    """Lists of parts by key, each taken out of its owner when it is first asked for; ``lists`` are those so far."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.lists: dict[tuple[Owner | None, NounKind], dict[str, Any]] = {}

    def parts(self, owner: Owner | None, kind: NounKind) -> dict[str, Any]:
        """The parts of a kind that stand in an owner, or in the content itself; to be changed in place."""
        if (found := self.lists.get((owner, kind))) is None:
            held = getattr(self.get(*owner), list_of(owner, kind)) if owner else wholes(self.content, kind)
            found = self.lists[owner, kind] = keyed(kind, owner[1] if owner else "", held)
        return found

    def beside(self, kind: NounKind, key: str) -> dict[str, Any]:
        """The list in which a thing or part stands, or would stand; Misfit for a placed part that is nowhere."""
        if not NOUNS[kind].placed:
            return self.parts(owner_of(kind, key), kind)
        if (owner := self.owners.get((kind, key))) is None:
            raise Misfit(kind, key, None, "is not there")
        return self.parts(owner, kind)

    def get(self, kind: NounKind, key: str) -> Any:
        """A thing or part as it is by now, but for its parts; Misfit if it is not there."""
        if (value := self.beside(kind, key).get(key)) is None:
            raise Misfit(kind, key, None, "is not there")
        return value

    @cached_property
    def owners(self) -> dict[tuple[NounKind, str], Owner]:
        """The owner of every statement and responsibility."""
        found: dict[tuple[NounKind, str], Owner] = {}
        for skill in self.content.skills:
            found.update((("statement", part.key), ("skill", skill.key)) for part in skill.statements)
        for level in self.content.role_levels():
            duties = level.responsibilities
            found.update((("responsibility", part.key), ("role_level", level.key)) for part in duties)
            for requirement in level.requirements:
                if requirement.statements:
                    owner: Owner = ("requirement", requirement_key(level.key, requirement.skill))
                    found.update((("statement", part.key), owner) for part in requirement.statements)
        return found

    def closed(self) -> dict[str, Any]:
        """The fields of the content as it is by now; Misfit where parts are left of an owner that is gone."""
        for owner_kind in reversed(OWNERS):
            for (owner, kind), parts in list(self.lists.items()):
                if owner and owner[0] == owner_kind:
                    self._close(owner, kind, parts)
        held = {field.name: getattr(self.content, field.name) for field in fields(Content) if field.init}
        for kind in WHOLES:
            if (found := self.lists.get((None, kind))) is not None:
                held[NOUNS[kind].plural] = tuple(found.values())
        if isinstance(held["framework"], tuple):
            held["framework"] = self._one_framework(held["framework"])
        return held

    def _close(self, owner: Owner, kind: NounKind, parts: dict[str, Any]) -> None:
        others = self.beside(*owner)
        if owner[1] in others:
            others[owner[1]] = replace(others[owner[1]], **{list_of(owner, kind): tuple(parts.values())})
        elif parts:
            whose = f"{owner[0].replace('_', ' ')} {owner[1]!r}"
            raise Misfit(kind, next(iter(parts)), None, f"would be left without its {whose}, which is removed")

    def _one_framework(self, found: tuple[Any, ...]) -> Any:
        if len(found) != 1:
            raise Misfit("framework", self.content.framework.key, None, f"must be one, not {len(found)}")
        return found[0]


def list_of(owner: Owner, kind: NounKind) -> str:
    """The field of the owner that holds its parts of a kind."""
    return next(name for name, held in OWNERS[owner[0]].items() if held == kind)
