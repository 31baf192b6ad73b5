"""Whether changes that were thought out on one content can be made in another, and what stands in their way."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from app.framework.apply import apply, apply_unchecked
from app.framework.change import Change, Place, Placed
from app.framework.content import Content
from app.framework.edition import BrokenEdition
from app.framework.history import Retirement
from app.framework.nouns import NOUNS, OWNERS, PLACE
from app.framework.opened import Misfit, Opened
from app.framework.rekey import NAMED
from app.framework.removal import Referring, references
from app.framework.trace import SourceRef

__all__ = ["Conflict", "conflicts", "left_dangling"]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Why a change cannot be made: ``now`` is what stands where it takes its ``old`` to be, None for nothing.

    ``change`` is None where no single one is at fault, but what they make of the whole; ``now`` is then what would be
    left behind, if anything. ``message`` is a sentence without its full stop.
    """

    change: Change | None
    now: Any
    message: str


def conflicts(changes: Sequence[Change], content: Content) -> tuple[Conflict, ...]:
    """All that stands in the way of changes; empty where ``apply`` makes an edition of the content with them."""
    opened = Opened(content)
    if found := [one for change in changes if (one := _conflict(opened, change))]:
        return tuple(found)
    try:
        apply(changes, content)
    except Misfit as misfit:
        return (_misfitting(changes, opened, misfit),)
    except BrokenEdition as broken:
        after = Opened(apply_unchecked(changes, content))
        if dangling := left_dangling(changes, after.content):
            return tuple(_dangling(changes, after, one) for one in dangling)
        return tuple(_breaking(changes, opened, one.kind, one.key, str(one)) for one in broken.findings)
    return ()


def left_dangling(changes: Iterable[Change], after: Content) -> list[Referring]:
    """Everything in the outcome of changes that names what they removed."""
    gone: dict[str, set[str]] = defaultdict(set)
    for change in changes:
        if change.verb == "removed":
            gone[change.kind].add(change.key)
    return references(after, gone) if gone else []


def _conflict(opened: Opened, change: Change) -> Conflict | None:
    """What can be seen of a change by itself."""
    found, name = _standing(opened, change), change.field
    if change.verb == "added":
        return None if found is None else Conflict(change, found, f"{_called(change)} is there already")
    if found is None and (name is None or not _is_there(opened, change)):
        return Conflict(change, None, f"{_called(change)} is not there")
    if _without_order(found) == _without_order(change.old):
        return None
    what = _called(change) if name is None else f"{name.replace('_', ' ')} of {_called(change)}"
    return Conflict(change, found, f"{what}: something else stands there now")


def _called(change: Change) -> str:
    return f"{change.kind.replace('_', ' ')} {change.key!r}"


def _is_there(opened: Opened, change: Change) -> bool:
    try:
        opened.get(change.kind, change.key)
    except Misfit:
        return False
    return True


def _standing(opened: Opened, change: Change) -> Any:
    """The thing or part without its parts, or its field, where a change looks for it; None for nothing."""
    noun, name = NOUNS[change.kind], change.field
    try:
        value = opened.get(change.kind, change.key)
    except Misfit:
        return None
    if part := OWNERS.get(change.kind, {}).get(name or ""):
        return tuple(opened.parts((change.kind, change.key), part))
    if name is not None and name != PLACE:
        return getattr(value, name)
    place = _place(opened, change) if noun.placed else None
    return place if name == PLACE else Placed(value, place) if place else noun.bare(value)


def _place(opened: Opened, change: Change) -> Place:
    owner = opened.owners[change.kind, change.key]
    keys = list(opened.parts(owner, change.kind))
    at = keys.index(change.key)
    return Place("/".join(owner), keys[at - 1] if at else None)


def _without_order(value: Any) -> Any:
    """The same but for the part before it: that may have been reordered, and is no condition of a change."""
    if isinstance(value, Placed):
        return value.part, value.place.owner
    return value.owner if isinstance(value, Place) else value


def _misfitting(changes: Sequence[Change], opened: Opened, misfit: Misfit) -> Conflict:
    return _breaking(changes, opened, misfit.kind, misfit.key, str(misfit))


def _breaking(changes: Sequence[Change], opened: Opened, kind: str, key: str, message: str) -> Conflict:
    """What only shows when all is done: at a change where one is about it."""
    about = next((one for one in changes if (one.kind, one.key) == (kind, key)), None)
    looked = about or (Change(kind, key, "removed") if kind in NOUNS else None)
    return Conflict(about, _standing(opened, looked) if looked else None, message)


def _dangling(changes: Sequence[Change], after: Opened, one: Referring) -> Conflict:
    """Somebody names what a change removes: the removal is at fault, and they stand in its way."""
    value = after.get(one.kind, one.key)  # type: ignore[arg-type]  # a kind of noun
    kind, keys = _names(value, one.field)
    about = next((each for each in changes if each.verb == "removed" and each.kind == kind and each.key in keys), None)
    return Conflict(about, about.old if about else None, str(one))


def _names(value: Any, field: str) -> tuple[str, AbstractSet[str]]:
    """What kind of things a field names, and their keys."""
    named = getattr(value, field)
    if isinstance(named, SourceRef):
        return "source", {named.source}
    kinds: Mapping[str, str] = NAMED.get(type(value), {})
    kind = value.kind if isinstance(value, Retirement) else kinds[field]
    return kind, set(named) if isinstance(named, tuple) else {named}
