"""Which thing of an edition is which of the edition before, when names and wording are all there is to go by."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Literal, Protocol

How = Literal["stated", "slug", "code", "former-slug", "returned", "wording", "closeness", "new"]

#: Below this share of common characters (difflib's ratio) two wordings are two statements.
CLOSE = 0.6
#: Comparing wordings costs about the product of their lengths, 50 million a second as measured. An edition that would
#: need more (GOV.UK's, with every statement reworded, needs a tenth) has its further lists matched word for word only.
MOST_WORK = 600_000_000


class Slugged(Protocol):
    """Whatever has a key and a slug; it may have ``codes`` too."""

    @property
    def key(self) -> str: ...
    @property
    def slug(self) -> str: ...


def codes_of(thing: Slugged) -> list[tuple[str, str]]:
    """A thing's codes as scheme and value."""
    return [(code.scheme, code.value) for code in getattr(thing, "codes", ())]


def pair_things(
    now: Sequence[Slugged], before: Sequence[Slugged], prefix: str = "", stated: Mapping[str, str] | None = None
) -> dict[str, tuple[str, How]]:
    """For the keys of ``now``, the matching key of ``before`` and how it was found; new things are left out.

    First as ``stated`` (the key before, by the key now); then by slug; then by a code that one thing alone has on
    either side (a code that several share sorts things into classes, it does not name one); last by the slug that a
    thing had first: its key, behind the ``prefix``.
    """
    said = stated or {}
    found: dict[str, tuple[str, How]] = {}
    left = {thing.key for thing in before}
    slugs = {thing.slug: thing.key for thing in before}
    shared = _shared_codes(now) | _shared_codes(before)
    codes = {code: thing.key for thing in before for code in codes_of(thing) if code not in shared}

    def match(how: How, wanted: Callable[[Slugged], Iterable[str | None]]) -> None:
        for thing in now:
            if thing.key not in found and (key := next((key for key in wanted(thing) if key in left), None)):
                found[thing.key] = (key, how)
                left.discard(key)

    match("stated", lambda thing: [said.get(thing.key)])
    match("slug", lambda thing: [slugs.get(thing.slug)])
    match("code", lambda thing: [codes.get(code) for code in codes_of(thing) if code not in shared])
    match("former-slug", lambda thing: [prefix + thing.slug])
    return found


def _shared_codes(things: Sequence[Slugged]) -> set[tuple[str, str]]:
    times = Counter(code for thing in things for code in codes_of(thing))
    return {code for code, number in times.items() if number > 1}


class TooMuchWork(Exception):
    """Comparing wordings would take longer than the caller has time for."""


class Wordings:
    """Pairs wordings of two editions, list by list, and keeps the time for near ones within a bound.

    What goes beyond it is matched word for word only or, with ``refusing``, TooMuchWork.
    """

    def __init__(self, bound: int = MOST_WORK, *, refusing: bool = False) -> None:
        self.left = bound
        self._refuses = refusing

    def pair(self, now: Sequence[str], before: Sequence[str]) -> dict[int, tuple[int, How]]:
        """For positions in ``now``, the matching position in ``before``; each is used once.

        The same wording first, in order; then the closest pairs, best first, ties in order.
        """
        found: dict[int, tuple[int, How]] = {}
        free: dict[str, list[int]] = {}
        for at, text in enumerate(before):
            free.setdefault(text, []).append(at)
        for at, text in enumerate(now):
            if same := free.get(text):
                found[at] = (same.pop(0), "wording")
        new = {at: text for at, text in enumerate(now) if at not in found}
        old = {at: before[at] for same in free.values() for at in same}
        if not new or not old or not self._affordable(new, old):
            return found
        used: set[int] = set()
        for _, at, other in sorted(_close(new, old)):
            if at not in found and other not in used:
                found[at] = (other, "closeness")
                used.add(other)
        return found

    def _affordable(self, new: dict[int, str], old: dict[int, str]) -> bool:
        work = sum(map(len, new.values())) * sum(map(len, old.values()))
        if work > self.left:
            if self._refuses:
                raise TooMuchWork
            return False
        self.left -= work
        return True


def _close(new: dict[int, str], old: dict[int, str]) -> Iterator[tuple[float, int, int]]:
    """Close pairs as (minus ratio, position now, position before)."""
    for other, was in old.items():
        # The matcher remembers what it learned of its second text, so that one stays the longest.
        matcher = SequenceMatcher(None, "", was, autojunk=False)
        for at, text in new.items():
            matcher.set_seq1(text)
            # The first two are upper bounds of the third, and much cheaper.
            if all(measure() >= CLOSE for measure in (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)):
                yield -matcher.ratio(), at, other
