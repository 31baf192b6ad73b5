"""``apply``: what changes make of a content that they fit."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from app.framework.change import Change, Place, Placed
from app.framework.content import Content
from app.framework.edition import Edition
from app.framework.nouns import NOUNS, OWNERS, PLACE, NounKind, Owner, owner_of
from app.framework.opened import Misfit, Opened, list_of

__all__ = ["Misfit", "apply", "apply_unchecked"]

#: Parts that come to a list, with their keys, by the key of the part that they come after.
Arrivals = dict[str | None, list[tuple[str, Any]]]


def apply(changes: Iterable[Change], a: Content) -> Edition:
    """The edition that the changes make of ``a``.

    Misfit where ``a`` is not as a change takes it to be, BrokenEdition where the outcome breaks a rule of the model.
    """
    return Edition(**_changed(changes, a))


def apply_unchecked(changes: Iterable[Change], a: Content) -> Content:
    """The same without the check of the outcome."""
    return Content(**_changed(changes, a))


def _changed(changes: Iterable[Change], a: Content) -> dict[str, Any]:
    """The fields of what comes out; in which order changes are told matters only between two that end in one place."""
    opened, order = Opened(a), list(NOUNS)
    told = sorted(changes, key=lambda change: order.index(change.kind))
    for one in told:
        _expect_fitting(opened, one)
    for one in told:
        if one.verb == "removed":
            _remove(opened, one)
    for one in told:
        if one.verb == "added" and not NOUNS[one.kind].placed:
            _add(opened, one)
    for one in told:
        if one.field in NOUNS[one.kind].own:
            _set(opened, one)
    _place(opened, [one for one in told if isinstance(one.new, Placed | Place)])
    for one in told:
        if _is_order(one):
            _reorder(opened, one)
    return opened.closed()


def _is_order(change: Change) -> bool:
    return change.field is not None and change.field in OWNERS.get(change.kind, ())


def _expect_fitting(opened: Opened, change: Change) -> None:
    """What can be seen before anything is changed: that there is such a field, and the order of lists."""
    kind, key, name = change.kind, change.key, change.field
    if name is not None and name not in NOUNS[kind].told:
        raise Misfit(kind, key, name, "cannot change")
    if name is not None and _is_order(change):
        _expect(change, tuple(opened.parts((kind, key), OWNERS[kind][name])))


def _expect(change: Change, found: Any) -> None:
    if found != change.old:
        raise Misfit(change.kind, change.key, change.field, "is not what the change takes it to be")


def _remove(opened: Opened, change: Change) -> None:
    noun, kind, key = NOUNS[change.kind], change.kind, change.key
    found = noun.bare(opened.get(kind, key))
    for part in noun.parts.values():
        opened.parts((kind, key), part)  # looked at when all is done: they must have gone too
    if noun.placed:
        _expect_place(opened, change, change.old.place)
    _expect(change, Placed(found, change.old.place) if noun.placed else found)
    del opened.beside(kind, key)[key]
    if noun.placed:
        del opened.owners[kind, key]


def _add(opened: Opened, change: Change) -> None:
    kind, key = change.kind, change.key
    table = opened.beside(kind, key)
    if key in table:
        raise Misfit(kind, key, None, "is there already")
    _, whose = owner_of(kind, key) or ("", "")
    named = NOUNS[kind].key(whose, change.new)
    if key != named and not key.startswith(f"{named} #"):
        raise Misfit(kind, key, "key", f"is that of another {kind.replace('_', ' ')}: this one has {named!r}")
    table[key] = change.new


def _set(opened: Opened, change: Change) -> None:
    value, name = opened.get(change.kind, change.key), change.field or ""
    _expect(change, getattr(value, name))
    opened.beside(change.kind, change.key)[change.key] = replace(value, **{name: change.new})


def _place(opened: Opened, told: list[Change]) -> None:
    """Put what is added or moved where it belongs, once all that leaves a list has left it."""
    coming: dict[tuple[Owner, NounKind], Arrivals] = defaultdict(dict)
    for one in told:
        place, part = _taken(opened, one)
        owner = _read_owner(one, place)
        coming[owner, one.kind].setdefault(place.after, []).append((one.key, part))
        opened.owners[one.kind, one.key] = owner
    for (owner, kind), arrivals in coming.items():
        parts = opened.parts(owner, kind)
        woven = _woven(_at_rest(opened, owner, kind), arrivals)
        if arrivals:
            after, [(key, _), *_] = next(iter(arrivals.items()))
            raise Misfit(kind, key, PLACE, f"is after {after!r}, which does not stand there")
        parts.clear()
        parts.update(woven)


def _taken(opened: Opened, change: Change) -> tuple[Place, Any]:
    """The place where a part goes to, and the part, taken out of the list where it stood."""
    kind, key = change.kind, change.key
    if isinstance(change.new, Place):
        _expect_place(opened, change, change.old)
        opened.get(kind, key)
        return change.new, opened.beside(kind, key).pop(key)
    if (kind, key) in opened.owners:
        raise Misfit(kind, key, None, "is there already")
    if change.new.part.key != key:
        raise Misfit(kind, key, "key", f"is that of another {kind}: this one has {change.new.part.key!r}")
    return change.new.place, change.new.part


def _expect_place(opened: Opened, change: Change, place: Place) -> None:
    """What is told of the part before it is no condition: that may have been reordered since."""
    owner = opened.owners.get((change.kind, change.key))
    if owner is not None and "/".join(owner) != place.owner:
        raise Misfit(change.kind, change.key, PLACE, f"is in {'/'.join(owner)!r}, not in {place.owner!r}")


def _read_owner(change: Change, place: Place) -> Owner:
    kind, _, key = place.owner.partition("/")
    for owner, parts in OWNERS.items():
        if owner == kind and change.kind in parts.values():
            return owner, key
    raise Misfit(change.kind, change.key, PLACE, f"cannot be {place.owner!r}")


def _at_rest(opened: Opened, owner: Owner, kind: NounKind) -> list[tuple[str, Any]]:
    """The parts that stay, with their keys, in the order that they keep by themselves."""
    parts, value = opened.parts(owner, kind), opened.get(*owner)
    name = list_of(owner, kind)
    return [(part.key, part) for part in getattr(replace(value, **{name: tuple(parts.values())}), name)]


def _woven(staying: list[tuple[str, Any]], coming: Arrivals) -> dict[str, Any]:
    """Both in one; ``coming`` keeps what has no place. Of two that come after the same one the later comes first."""
    found: dict[str, Any] = {}
    waiting = [*reversed(staying), *coming.pop(None, ())]
    while waiting:
        key, part = waiting.pop()
        found[key] = part
        waiting += coming.pop(key, ())
    return found


def _reorder(opened: Opened, change: Change) -> None:
    kind, key, name = change.kind, change.key, change.field or ""
    parts = opened.parts((kind, key), OWNERS[kind][name])
    if sorted(parts) != sorted(change.new):
        raise Misfit(kind, key, name, "are others than those that the change puts in order")
    ordered = {part: parts[part] for part in change.new}
    parts.clear()
    parts.update(ordered)
