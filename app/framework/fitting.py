"""Whether changes that were thought out on one content can be made in another, and what stands in their way."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from app.framework.apply import apply, apply_unchecked
from app.framework.change import Change, Place, Placed
from app.framework.content import Content
from app.framework.edition import BrokenEdition, Edition
from app.framework.history import Retirement
from app.framework.nouns import NOUNS, OWNERS, PLACE, NounKind, owner_of
from app.framework.opened import Misfit, Opened
from app.framework.rechecking import holds_around, is_local
from app.framework.rekey import NAMED
from app.framework.removal import Referring, references
from app.framework.trace import SourceRef

__all__ = ["Conflict", "conflicts", "left_dangling", "out_of_date", "tried"]


@dataclass(frozen=True, slots=True)
class Blocker:
    """What stands in the way of a change of something else; ``field`` is that in which it names it."""

    kind: NounKind
    key: str
    field: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Why a change cannot be made: ``now`` is what stands where it takes its ``old`` to be, None for nothing.

    With ``blocker`` it is at fault for what another thing or part says, or would be left without: ``now`` is then that
    one. ``change`` is None where no single one is at fault, but what they make of the whole. ``message`` is a sentence
    without its full stop.
    """

    change: Change | None
    now: Any
    message: str
    blocker: Blocker | None = None


def conflicts(changes: Sequence[Change], content: Content) -> tuple[Conflict, ...]:
    """All that stands in the way of changes; empty where ``apply`` makes an edition of the content with them."""
    return tried(changes, content)[1]


def tried(changes: Sequence[Change], content: Content) -> tuple[Content, tuple[Conflict, ...]]:
    """What ``apply`` makes of the content with changes, and all that stands in their way: then the content as it is."""
    opened = Opened(content)
    if found := _out_of_date(changes, opened):
        return content, found
    try:
        new = apply_unchecked(changes, content)
    except Misfit as misfit:
        return content, (_misfitting(changes, opened, misfit),)
    if dangling := left_dangling(changes, new):
        after = Opened(new)
        return content, tuple(_dangling(changes, after, one) for one in dangling)
    if isinstance(content, Edition) and is_local(changes, content) and holds_around(content, new):
        return new, ()
    try:
        return apply(changes, content), ()
    except BrokenEdition as broken:
        return content, tuple(_breaking(changes, opened, one.kind, one.key, str(one)) for one in broken.findings)


def out_of_date(changes: Iterable[Change], content: Content) -> tuple[Conflict, ...]:
    """The changes that do not fit, seen by themselves: what stands there is not what they take it to be."""
    return _out_of_date(changes, Opened(content))


def left_dangling(changes: Iterable[Change], after: Content) -> list[Referring]:
    """Everything in the outcome of changes that names what they removed."""
    told = tuple(changes)
    back = {(change.kind, change.key) for change in told if change.verb == "added"}
    gone: dict[str, set[str]] = defaultdict(set)
    for change in told:
        if change.verb == "removed" and (change.kind, change.key) not in back:
            gone[change.kind].add(change.key)
    return references(after, gone) if gone else []


def _out_of_date(changes: Iterable[Change], opened: Opened) -> tuple[Conflict, ...]:
    return tuple(one for change in changes if (one := _conflict(opened, change)))


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
    if about := _orphaning(changes, opened, misfit):
        left = _standing(opened, Change(about[1].kind, about[1].key, "removed"))
        return Conflict(about[0], left, str(misfit), about[1])
    return _breaking(changes, opened, misfit.kind, misfit.key, str(misfit))


def _orphaning(changes: Sequence[Change], opened: Opened, misfit: Misfit) -> tuple[Change, Blocker] | None:
    """The removal that would leave a part behind which no change is about, and that part."""
    if misfit.kind not in NOUNS or any((one.kind, one.key) == (misfit.kind, misfit.key) for one in changes):
        return None
    kind: NounKind = misfit.kind
    placed = NOUNS[kind].placed
    owner = opened.owners.get((kind, misfit.key)) if placed else owner_of(kind, misfit.key)
    about = (one for one in changes if one.verb == "removed" and (one.kind, one.key) == owner)
    removal = next(about, None)
    return (removal, Blocker(kind, misfit.key, PLACE if placed else owner[0])) if removal and owner else None


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
    blocker = Blocker(one.kind, one.key, one.field)  # type: ignore[arg-type]  # a kind of noun
    return Conflict(about, _standing(after, Change(blocker.kind, blocker.key, "removed")), str(one), blocker)


def _names(value: Any, field: str) -> tuple[str, AbstractSet[str]]:
    """What kind of things a field names, and their keys."""
    named = getattr(value, field)
    if isinstance(named, SourceRef):
        return "source", {named.source}
    kinds: Mapping[str, str] = NAMED.get(type(value), {})
    kind = value.kind if isinstance(value, Retirement) else kinds[field]
    return kind, set(named) if isinstance(named, tuple) else {named}
