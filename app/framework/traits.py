"""What a thing shows of itself beside its key: by that it can be known again under another name."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.framework.content import Content
from app.framework.role import RoleLevel

#: How the words go on behind "the same 3 of 4", for what each kind hangs together with.
LINKED: Mapping[str, str] = {
    "scale": "levels stand on it",
    "mastery_level": "requirements ask for it",
    "stage": "role levels stand on it",
    "skill_group": "skills stand under it",
    "skill": "role levels need it",
    "role_family": "roles stand under it",
    "role": "skills are needed",
    "role_level": "skills are needed",
    "activity": "skills and role levels are named",
}
_MOST_NAME, _MOST_TEXT = 100, 1_000  # characters that are compared of each


@dataclass(frozen=True, slots=True)
class Traits:
    """A thing by its kind, key, the key of its owner (of levels) and its address.

    What it shows: its names, its own one first, texts, and the keys of what it is linked with.
    """

    kind: str
    key: str
    owner: str
    path: str
    names: tuple[str, ...]
    texts: tuple[str, ...]
    links: frozenset[str]


class Shown:
    """The traits of a content's things, of some of a kind at a time."""

    def __init__(self, content: Content) -> None:
        self.content, self.look = content, content.lookup

    def of(self, kind: str, things: Iterable[Any]) -> list[Traits]:
        """The traits of things of a kind."""
        return [self._traits(kind, thing) for thing in things]

    def _traits(self, kind: str, thing: Any) -> Traits:
        names = (thing.name, *getattr(thing, "alternative_names", ()))
        return Traits(
            kind=kind,
            key=thing.key,
            owner=thing.key.partition("/")[0] if "/" in thing.key else "",
            path=thing.slug if kind == "scale" else self.look.path(kind, thing),  # type: ignore[arg-type]  # a kind of thing
            names=tuple(name.casefold()[:_MOST_NAME] for name in names),
            texts=tuple(text[:_MOST_TEXT] for text in _texts(kind, thing) if text),
            links=frozenset(self._links(kind, thing)),
        )

    def _links(self, kind: str, thing: Any) -> Iterable[str]:
        match kind:
            case "skill":
                return (level.key for level, _ in self.look.needed_by.get(thing.key, ()))
            case "role" | "role_level":
                return (need.skill for level in _rungs(kind, thing) for need in level.requirements)
            case "skill_group":
                return (skill.key for skill in self.look.groups.members.get(thing.key, ()))
            case "role_family":
                return (role.key for role in self.look.families.members.get(thing.key, ()))
            case "activity":
                return (*thing.skills, *thing.role_levels)
            case _:
                return self._standing(kind, thing)

    def _standing(self, kind: str, thing: Any) -> Iterator[str]:
        """What stands at a stage, at a mastery level, on a scale."""
        if kind == "scale":
            yield from (level.slug for level in thing.levels)
        for level in self.content.role_levels() if kind in {"stage", "mastery_level"} else ():
            if kind == "stage" and level.stage == thing.key:
                yield level.key
            elif kind == "mastery_level":
                yield from (f"{level.key}/{need.skill}" for need in level.requirements if need.level == thing.key)


def _texts(kind: str, thing: Any) -> Iterator[str | None]:
    yield getattr(thing, "description", None) or getattr(thing, "text", None) or getattr(thing, "summary", None)
    if kind == "skill":
        yield from (statement.text for statement in thing.statements)
    for level in _rungs(kind, thing):
        yield from (duty.text for duty in level.responsibilities)


def _rungs(kind: str, thing: Any) -> tuple[RoleLevel, ...]:
    if kind == "role_level":
        return (thing,)
    return tuple(thing.levels) if kind == "role" else ()
