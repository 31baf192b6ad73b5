"""Two editions of a framework side by side: a thing is shown as the later has it, else as the earlier had it."""

from dataclasses import dataclass, field, fields, is_dataclass
from functools import cached_property
from typing import Any

from app.framework.change import Change, Place
from app.framework.nouns import NOUNS, NounKind, Owner
from app.framework.opened import Opened
from app.framework.rekey import NAMED
from app.framework.trace import SourceRef
from app.reading.shapes.common import Reference
from app.reading.view import View, framework_path, id_text


@dataclass(frozen=True, kw_only=True)
class Beside:
    """The edition that changes start from, and the one that they lead to."""

    before: View
    after: View
    _known: dict[tuple[str, str], Reference | None] = field(default_factory=dict, init=False, repr=False, compare=False)

    def part_id(self, kind: str, key: str) -> str:
        """The id of a thing or part."""
        return id_text(self.after.edition.framework.key, kind, key)

    def refer(self, kind: str, key: str) -> Reference | None:
        """A reference to a thing or scale, or the framework itself; None for what neither edition has."""
        if (kind, key) not in self._known:
            self._known[kind, key] = self._refer(kind, key)
        return self._known[kind, key]

    def _refer(self, kind: str, key: str) -> Reference | None:
        if kind == "framework":
            about, path = self.after.edition.framework, framework_path(self.after.root, self.after.framework)
            return Reference(id=self.part_id(kind, about.key), slug=about.slug, name=about.name, href=path)
        for view in (self.after, self.before):
            if kind == "scale" and key in view.look.scales:
                return view.scale(view.look.scales[key])
            if kind == "mastery_level" and key in view.look.mastery_levels:
                return view.refer_level(key)
            if kind != "scale" and (found := view.look.thing(kind, key)):
                return view.refer(kind, found)  # type: ignore[arg-type]  # what is no scale and no source is a thing
        return None

    def refer_all(self, kind: str, keys: tuple[str, ...]) -> list[Reference]:
        """References to several things, by name; what neither edition has is left out."""
        found = [reference for key in keys if (reference := self.refer(kind, key))]
        return sorted(found, key=lambda one: (one.name.casefold(), one.slug))

    def owner(self, change: Change) -> Owner | None:
        """In what a statement or responsibility stands."""
        for value in (change.new, change.old):
            place = getattr(value, "place", value)
            if isinstance(place, Place):
                return _owner(place)
        return self._owners.get((change.kind, change.key))

    @cached_property
    def _owners(self) -> dict[tuple[NounKind, str], Owner]:
        return Opened(self.after.edition).owners

    def value(self, view: View, kind: NounKind, name: str, value: Any) -> Any:
        """The value of a field in one of the editions, with references in the place of keys."""
        if value is None:
            return None
        if names := NAMED.get(NOUNS[kind].made_of, {}).get(name):
            return self.refer_all(names, value) if isinstance(value, tuple) else self.refer(names, value)
        if isinstance(value, SourceRef):
            return view.source(value)
        if isinstance(value, Place):
            return self.standing(_owner(value))
        if isinstance(value, tuple):
            return [_plain(each) for each in value]
        return _plain(value)

    def standing(self, owner: Owner | None) -> dict[str, Reference | None]:
        """The role, role level and skill that a thing, or whatever stands in it, belongs to."""
        kind, key = owner or ("framework", "")
        skill, level = key if kind == "skill" else None, key if kind == "role_level" else None
        if kind == "requirement":
            level, _, skill = key.rpartition("/")
        role = key if kind == "role" else level.partition("/")[0] if level else None
        named = {"role": role, "role_level": level, "skill": skill}
        return {name: self.refer(name, each) if each else None for name, each in named.items()}


def _owner(place: Place) -> Owner:
    kind, _, key = place.owner.partition("/")
    return kind, key  # type: ignore[return-value]  # a place names its owner's kind


def _plain(value: Any) -> Any:
    return {each.name: getattr(value, each.name) for each in fields(value)} if is_dataclass(value) else value
