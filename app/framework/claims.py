"""What changes claim for an edition: keys and addresses that it had not, and that something gone may have had."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.framework.change import Change, Placed
from app.framework.content import Content
from app.framework.identity import THING_KINDS, part_key
from app.framework.trace import Thing

#: The kinds whose slug stands in the addresses of the levels that they have.
_LADDERS = {"role": "role_level", "scale": "mastery_level"}


@dataclass(frozen=True, slots=True)
class Claim:
    """A change gives the thing or statement of a kind this key, or this address (slugs) where ``is_address``."""

    change: Change
    kind: str
    name: str
    is_address: bool = False

    def __str__(self) -> str:
        at = "at " if self.is_address else ""
        return f"An earlier edition had a {self.kind.replace('_', ' ')} {at}{self.name!r} that is retired"


def claims(changes: Sequence[Change], new: Content) -> tuple[Claim, ...]:
    """What the changes that led to a content claim: first all keys, then all addresses.

    A statement that has the key of its own words is none: the same words in the same place may come back.
    """
    left = {(one.kind, one.key): one for one in changes if one.verb == "removed"}
    found = [claim for one in changes for claim in _addresses(one, left.get((one.kind, one.key)), new)]
    keys = (Claim(one, one.kind, one.key) for one in changes if _is_anew(one) and (one.kind, one.key) not in left)
    return (*keys, *found)


def _is_anew(change: Change) -> bool:
    """Whether something comes under a key that is no hash of what it says."""
    if change.verb != "added" or not isinstance(change.new, Placed):
        return change.verb == "added" and change.kind in THING_KINDS
    said, owner = change.new.part, change.new.place.owner
    return change.kind == "statement" and change.key != part_key(owner, getattr(said, "level", None), said.text)


def _addresses(change: Change, left: Change | None, new: Content) -> Iterator[Claim]:
    """The addresses that something gets; ``left`` is its removal, where it only comes back."""
    slug = change.new.slug if change.verb == "added" and change.kind in THING_KINDS else None
    if change.field != "slug" and (slug is None or (left is not None and left.old.slug == slug)):
        return
    for kind, path in _paths(change, new):
        yield Claim(change, kind, path, is_address=True)


def _paths(change: Change, new: Content) -> Iterable[tuple[str, str]]:
    look = new.lookup
    thing = look.thing(change.kind, change.key)
    if thing is None:  # a later change took it away again
        return
    if isinstance(thing, Thing):
        yield change.kind, look.path(change.kind, thing)  # type: ignore[arg-type]  # a Thing is of a ThingKind
    if kind := _LADDERS.get(change.kind):
        yield from ((kind, f"{thing.slug}/{level.slug}") for level in getattr(thing, "levels", ()))
