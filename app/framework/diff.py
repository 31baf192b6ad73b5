"""``diff``: the changes that lead from one content to another."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from typing import Any

from app.framework.change import Change, Place, Placed
from app.framework.content import Content
from app.framework.nouns import NOUNS, OWNERS, PLACE, WHOLES, NounKind, keyed, wholes

#: Things or parts of one kind, by key.
Table = dict[str, Any]
Tables = dict[NounKind, Table]


def diff(a: Content, b: Content) -> tuple[Change, ...]:
    """What ``apply`` makes ``b`` of ``a`` with; empty where they are equal. Neither is checked.

    Kind by kind in the order of the model; of a kind first what went, in the order of ``a``, then what came or changed,
    in the order of ``b``. Of one thing the fields stand in the order of its class, a reordering of its parts last.
    """
    was: Tables = {}
    now: Tables = {}
    for kind in NOUNS:
        if kind in WHOLES:
            before, after = wholes(a, kind), wholes(b, kind)
            both = () if before is after else (keyed(kind, "", before), keyed(kind, "", after))
        else:
            both = _parts(kind, was), _parts(kind, now)
        was[kind], now[kind] = _differing(*both) if both else ({}, {})
    return tuple(chain.from_iterable(_told(kind, was[kind], now[kind]) for kind in NOUNS))


def _parts(kind: NounKind, owners: Tables) -> Table:
    """The parts of a kind that the owners in the tables have; those of an owner that is the same need no look."""
    lists = ((owner, name) for owner, parts in OWNERS.items() for name, held in parts.items() if held == kind)
    found: Table = {}
    for owner_kind, name in lists:
        for key, owner in owners[owner_kind].items():
            parts = keyed(kind, key, getattr(owner, name))
            found |= _placed(parts, f"{owner_kind}/{key}") if NOUNS[kind].placed else parts
    return found


def _placed(parts: Table, owner: str) -> dict[str, Placed]:
    before = (None, *parts)
    return {key: Placed(parts[key], Place(owner, after)) for key, after in zip(parts, before, strict=False)}


def _differing(was: Table, now: Table) -> tuple[Table, Table]:
    """Both without the values that are the same in both."""
    same = {key for key, old in was.items() if (new := now.get(key)) is old or new == old}
    if len(same) == len(was) == len(now):
        return {}, {}
    return _without(was, same), _without(now, same)


def _without(table: Table, keys: set[str]) -> Table:
    return {key: value for key, value in table.items() if key not in keys}


def _told(kind: NounKind, was: Table, now: Table) -> Iterator[Change]:
    noun = NOUNS[kind]
    for key, old in was.items():
        if key not in now:
            yield Change(kind, key, "removed", old=noun.bare(old))
    for key, new in now.items():
        if key not in was:
            yield Change(kind, key, "added", new=noun.bare(new))
        else:
            yield from _field_by_field(kind, key, was[key], new)


def _field_by_field(kind: NounKind, key: str, old: Any, new: Any) -> Iterator[Change]:
    noun, is_placed = NOUNS[kind], isinstance(old, Placed)
    before, after = (old.part, new.part) if is_placed else (old, new)
    for name in noun.own:
        if (one := getattr(before, name)) != (other := getattr(after, name)):
            yield Change(kind, key, "renamed" if noun.renames(name) else "changed", name, one, other)
    if is_placed and old.place.owner != new.place.owner:
        yield Change(kind, key, "changed", PLACE, old.place, new.place)
    for name, part in noun.parts.items():
        if NOUNS[part].placed and _reordered(old, new, name):
            yield Change(kind, key, "changed", name, _keys(getattr(old, name)), _keys(getattr(new, name)))


def _reordered(old: Any, new: Any, name: str) -> bool:
    """Whether the parts that stay stand in another order than the one they keep by themselves."""
    parts = {part.key: part for part in getattr(new, name)}
    stayed = tuple(parts[part.key] for part in getattr(old, name) if part.key in parts)
    if len(stayed) < 2:
        return False
    alone = getattr(replace(new, **{name: stayed}), name)
    keys = set(_keys(stayed))
    return _keys(alone) != tuple(key for key in parts if key in keys)


def _keys(parts: Iterable[Any]) -> tuple[str, ...]:
    return tuple(part.key for part in parts)
