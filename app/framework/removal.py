"""Removing a thing: what refers to it, and the content without it and without those references."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, fields, replace
from typing import Any

from app.framework.content import Content
from app.framework.edition import Edition
from app.framework.history import Retirement
from app.framework.identity import progression_key, relation_key, requirement_key, retirement_key
from app.framework.mastery import MasteryLevel, Scale
from app.framework.rekey import HELD, NAMED
from app.framework.role import Progression, Requirement
from app.framework.skill import Relation
from app.framework.trace import Statement

#: Keys that go, by kind: a role takes its levels along, a scale too.
Gone = Mapping[str, AbstractSet[str]]
#: For each class the fields that may name what goes, with the keys that do.
Naming = Mapping[type, Sequence[tuple[str, AbstractSet[str]]]]
_LISTS = tuple(each.name for each in fields(Content) if each.init and each.name not in ("framework", "waivers"))


@dataclass(frozen=True, slots=True)
class Referring:
    """A thing or part whose ``field`` names something; ``kind`` and ``key`` say which it is."""

    kind: str
    key: str
    field: str

    def __str__(self) -> str:
        return f"{self.kind.replace('_', ' ')} {self.key} names it as {self.field}"


def going(content: Content, kind: str, key: str) -> Gone:
    """All that goes with a thing: what is part of it."""
    look = content.lookup
    gone: dict[str, set[str]] = defaultdict(set, {kind: {key}})
    if kind == "role":
        gone["role_level"] = {level.key for level in look.roles[key].levels}
    if kind == "scale":
        gone["mastery_level"] = {level.key for level in look.scales[key].levels}
    if kind == "skill":
        gone["statement"] = {statement.key for statement in look.skills[key].statements}
    for level in gone.get("role_level", ()):
        for needed in look.role_levels[level].requirements:
            gone["statement"] |= {statement.key for statement in needed.statements}
    return gone


def references(content: Content, gone: Gone) -> list[Referring]:
    """Everything that stays and names something that goes, in the order of the content."""
    found: list[Referring] = []
    naming = {
        made: [(field, keys) for field, kind in named.items() if field != "key" and (keys := gone.get(kind))]
        for made, named in NAMED.items()
    }
    for name in _LISTS:
        for value in getattr(content, name):
            _note(found, value, "", gone, naming)
    return found


def without(content: Content, gone: Gone) -> Edition:
    """The content without what goes, and without what named it.

    A field that may be empty is emptied; a part that makes no sense without what it names goes too: a requirement of a
    skill, a statement at a mastery level, a relation, a progression. Levels above one that goes move down a rank.
    """
    left = {name: tuple(_stripped(value, gone) for value in getattr(content, name)) for name in _LISTS}
    kept = {name: tuple(value for value in values if value is not None) for name, values in left.items()}
    bare = Content(framework=content.framework, waivers=content.waivers, **kept)
    lost = {statement.key for statement in content.statements()} - {statement.key for statement in bare.statements()}
    kept["retirements"] = tuple(_stripped(value, {"statement": lost}) for value in bare.retirements)
    return Edition(framework=content.framework, waivers=content.waivers, **kept)


def _is_gone(value: Any, gone: Gone) -> bool:
    key = getattr(value, "key", None)
    return key is not None and key in gone.get(_kind(value), ())


def _kind(value: Any) -> str:
    return NAMED.get(type(value), {}).get("key", "")


def _note(found: list[Referring], value: Any, owner: str, gone: Gone, naming: Naming) -> None:
    """Add what a value and its parts name of what goes. There may be 100,000 of them, so nothing is made in vain."""
    if _is_gone(value, gone):
        return
    told = [("replaced_by", gone.get(value.kind, frozenset()))] if isinstance(value, Retirement) else ()
    for field, keys in told or naming[type(value)]:
        if _names(getattr(value, field), keys):
            found.append(Referring(*_called(value, owner), field))
    for field in HELD.get(type(value), ()):
        held = getattr(value, field)
        # A reference to a source is a field of its owner, not a thing that refers.
        if field == "source":
            if held and held.source in gone.get("source", ()):
                found.append(Referring(*_called(value, owner), field))
        elif held:
            for part in held:
                _note(found, part, getattr(value, "key", ""), gone, naming)


def _names(named: Any, keys: AbstractSet[str]) -> bool:
    return not keys.isdisjoint(named) if isinstance(named, tuple) else named in keys


def _called(value: Any, owner: str) -> tuple[str, str]:
    match value:
        case Requirement():
            return "requirement", requirement_key(owner, value.skill)
        case Progression():
            return "progression", progression_key(value.origin, value.target, value.kind)
        case Relation():
            return "relation", relation_key(value.origin, value.target, value.kind)
        case Retirement():
            return "retirement", retirement_key(value.kind, value.key)
        case _:
            return _kind(value), value.key


def _stripped(value: Any, gone: Gone) -> Any:
    """The value without what it names of what goes; None where it goes itself, the value itself where nothing goes."""
    if _is_gone(value, gone) or _pointless(value, gone):
        return None
    if isinstance(value, Retirement):
        return _changed(value, replaced_by=_left(value.replaced_by, gone.get(value.kind, ())))
    changes: dict[str, Any] = {}
    for field, names in NAMED[type(value)].items():
        if field != "key" and (keys := gone.get(names)):
            changes[field] = _left(getattr(value, field), keys)
    if changes.get("level", ...) is None and isinstance(value, Requirement):
        changes["from_level"] = None
    for field in HELD.get(type(value), ()):
        held = getattr(value, field)
        if field == "source":
            changes[field] = None if held and held.source in gone.get("source", ()) else held
        elif held:
            parts = [_stripped(part, gone) for part in held]
            changes[field] = tuple(part for part in parts if part is not None)
    if isinstance(value, Scale):
        changes["levels"] = _ranked(changes.get("levels", ()))
    return _changed(value, **changes)


def _pointless(value: Any, gone: Gone) -> bool:
    match value:
        case Requirement():
            return value.skill in gone.get("skill", ())
        case Statement():
            return value.level in gone.get("mastery_level", ())
        case Progression():
            return bool({value.origin, value.target} & gone.get("role_level", set()))
        case Relation():
            return bool({value.origin, value.target} & gone.get("skill", set()))
        case _:
            return False


def _left(named: Any, gone: AbstractSet[str] | tuple[()]) -> Any:
    if isinstance(named, tuple):
        return tuple(key for key in named if key not in gone)
    return None if named in gone else named


def _ranked(levels: tuple[MasteryLevel, ...]) -> tuple[MasteryLevel, ...]:
    return tuple(_changed(level, rank=rank) for rank, level in enumerate(levels, start=1))


def _changed(value: Any, **changes: Any) -> Any:
    different = {field: new for field, new in changes.items() if getattr(value, field) != new}
    return replace(value, **different) if different else value
