"""The changes between two editions, handed out to whoever tells them; what nobody takes is left."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from app.framework.change import Change, Place, Placed, worth_telling
from app.framework.change_note.words import bold, italic, listed, plain, sentence
from app.framework.content import Content
from app.framework.diff import diff
from app.framework.identity import retirement_key
from app.framework.nouns import NounKind, Owner
from app.framework.opened import Opened

#: What is told of a statement or responsibility.
_TOLD = frozenset({"added", "removed", "text", "level", "place", "accountability", "span"})
#: The changes of one thing or part by field; whole ones under its verb.
ByField = dict[str, Change]


class Telling:
    """What is worth telling. ``taken`` changes are told, or go without saying; each is handed out once."""

    def __init__(self, before: Content, after: Content, version: str) -> None:
        """``version`` is the label of the edition ``after``."""
        self.before, self.after, self.version = before, after, version
        self.changes = worth_telling(diff(before, after))
        self._left: defaultdict[NounKind, defaultdict[str, ByField]] = defaultdict(lambda: defaultdict(dict))
        for change in self.changes:
            self._left[change.kind][change.key][change.field or change.verb] = change

    def take(self, kind: NounKind, key: str, field: str) -> Change | None:
        """The change of a field, or of the whole by its verb; None where there is none (left)."""
        return self._left[kind][key].pop(field, None) if key in self._left[kind] else None

    def take_all(self, kind: NounKind, verb: str) -> list[Change]:
        """All that came, or all that went, of a kind."""
        return [found for key in list(self._left[kind]) if (found := self.take(kind, key, verb))]

    def changed(self, kind: NounKind) -> list[str]:
        """The keys of which something is left."""
        return [key for key, by_field in self._left[kind].items() if by_field]

    def parts(self, kind: NounKind, owner: Owner) -> list[Change]:
        """What is to be told of the statements or responsibilities of an owner."""
        found = [(one, one.field or one.verb) for one in self._by_owner.get((kind, owner), ())]
        return [taken for one, field in found if field in _TOLD and (taken := self.take(kind, one.key, field))]

    def owners(self, kind: NounKind) -> set[Owner]:
        """Whose statements or responsibilities are other."""
        return {owner for part, owner in self._by_owner if part == kind}

    @cached_property
    def touched(self) -> set[Owner]:
        """Roles, role levels, requirements and skills in which, or in a part of which, anything is other."""
        found: set[Owner] = {(change.kind, change.key) for change in self.changes}
        found |= {owner for _, owner in self._by_owner}
        levels = {key.rpartition("/")[0] for kind, key in found if kind == "requirement"}
        found |= {("role_level", key) for key in levels}
        return found | {("role", key.partition("/")[0]) for kind, key in found if kind == "role_level"}

    @cached_property
    def new_statements(self) -> int:
        """How many statements there are that were not there."""
        return sum(change.kind == "statement" and change.verb == "added" for change in self.changes)

    def left(self) -> Iterator[Change]:
        """Whatever nobody has taken."""
        for by_key in self._left.values():
            for by_field in by_key.values():
                yield from by_field.values()

    def thing(self, kind: str, key: str) -> Any:
        """A thing as it is now, else as it was."""
        return self.after.lookup.thing(kind, key) or self.before.lookup.thing(kind, key)

    def name(self, kind: str, key: str) -> str:
        """What a thing is called now, else what it was called."""
        return plain(self.thing(kind, key).name)

    def called(self, kind: str, key: str) -> str:
        """The same in the middle of a sentence."""
        return italic(self.thing(kind, key).name) if kind == "skill" else self.name(kind, key)

    def names(self, kind: str, keys: tuple[str, ...]) -> str:
        """What several things are called, by name."""
        ordered = sorted(keys, key=lambda key: self.name(kind, key).casefold())
        return listed(self.called(kind, key) for key in ordered)

    def level(self, key: str) -> str:
        """A mastery level in the middle of a sentence: an English word that is a name only there gets no capital."""
        name: str = self.thing("mastery_level", key).name
        common = self.after.framework.language.partition("-")[0] == "en" and name.isalpha() and name.istitle()
        return plain(name.lower() if common else name)

    def retired(self, kind: NounKind, key: str, what: str) -> str:
        """That a thing is no more, why, and what takes its place."""
        name = self.before.lookup.thing(kind, key).name  # type: ignore[union-attr]  # it was there
        said = [f"{bold(name)} {what}."]
        for gone in self.after.retirements:
            if (gone.kind, gone.key) == (kind, key):
                self.take("retirement", retirement_key(kind, key), "added")
                said += [sentence(plain(gone.reason))] if gone.reason else []
                there = tuple(each for each in gone.replaced_by if self.thing(kind, each))
                said += [f"In its place: {self.names(kind, there)}."] if there else []
        return " ".join(said)

    def part_text(self, change: Change) -> str:
        """What the part says now that a change of its place is about."""
        kind, key = self._owners[change.kind, change.key]
        return str(Opened(self.after).parts((kind, key), change.kind)[change.key].text)

    @cached_property
    def _by_owner(self) -> dict[tuple[NounKind, Owner], list[Change]]:
        found = defaultdict(list)
        for kind in ("statement", "responsibility"):
            for by_field in self._left[kind].values():
                for change in by_field.values():
                    if owner := self._owner(change):
                        found[kind, owner].append(change)
        return dict(found)  # type: ignore[arg-type]  # the two kinds are kinds

    def _owner(self, change: Change) -> Owner | None:
        for value in (change.new, change.old):
            place = value.place if isinstance(value, Placed) else value
            if isinstance(place, Place):
                kind, _, key = place.owner.partition("/")
                return kind, key  # type: ignore[return-value]  # a place names its owner's kind
        return self._owners.get((change.kind, change.key))

    @cached_property
    def _owners(self) -> dict[tuple[NounKind, str], Owner]:
        return Opened(self.after).owners
