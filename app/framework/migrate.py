"""``migrate``: what became of stored ids from one edition to a later one, through those in between.

The rules, in their order, for the thing or part that an id stands for in the first edition:

1. The last edition has it: it is the ``same``, or ``renamed`` where its slug, name or wording is another now. A wording
   that shares too few words with the first one, and a part that stands elsewhere, may mean something else: that
   ``needs_review``.
2. Else it was retired on the way, and what its retirement names replaces it from there on; what was retired in turn is
   followed further. One thing left in the end: it is ``replaced`` by that. Several, or one beside a branch that ends
   nowhere: it ``needs_review``. None: it is ``retired``.
3. An id that the first edition neither has nor retires ``needs_review``.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from app.framework.content import Content
from app.framework.history import Retirement
from app.framework.mastery import Scale
from app.framework.role import Responsibility
from app.framework.standing import Lasting, Standing, find_standing, known_ids
from app.framework.trace import Statement, Thing

Outcome = Literal["same", "renamed", "replaced", "retired", "needs_review"]
#: Why something needs a person to look.
Why = Literal["reworded", "moved", "several", "unknown", "malformed"]
What = Literal["renamed", "reworded", "moved", "replaced", "retired", "returned"]

#: Below this share of common words two wordings may mean two things.
CLOSE = 0.6
#: What is known by its text.
Worded = Statement | Responsibility
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Step:
    """What happened to something in the edition ``at`` (its place in the sequence).

    ``old`` and ``new`` are how it stood and stands; ``by`` what replaces it (kind and key), ``reason`` why it went.
    """

    at: int
    what: What
    kind: str
    key: str
    old: Standing | None = None
    new: Standing | None = None
    by: tuple[Lasting, ...] = ()
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What became of an id: ``thing`` is what it stands for, ``was`` how that stood in the first edition, ``now`` what
    the last one has for it."""

    outcome: Outcome
    why: Why | None = None
    thing: Lasting | None = None
    was: Standing | None = None
    now: tuple[Standing, ...] = ()
    steps: tuple[Step, ...] = ()


def migrate(editions: Sequence[Content], ids: Iterable[str]) -> dict[str, Fate]:
    """What became of each id, by the id as it was given. ``editions`` are of one framework, in order; at least one."""
    asked = {each: each.lower() for each in ids}
    formed = {each for each in asked.values() if _ID.fullmatch(each)}
    known = known_ids(editions[0], formed)
    return {each: _fate(editions, known.get(plain), formed=plain in formed) for each, plain in asked.items()}


def _fate(editions: Sequence[Content], thing: Lasting | None, *, formed: bool) -> Fate:
    if thing is None:
        return Fate(outcome="needs_review", why="unknown" if formed else "malformed")
    if unchanged := _unchanged(editions, thing):
        return Fate(outcome="same", thing=thing, was=unchanged[0], now=(unchanged[1],))
    way = _Way(editions[0], thing)
    for at, edition in enumerate(editions[1:], start=1):
        way.go_on(at, edition)
    return way.fate()


def _unchanged(editions: Sequence[Content], thing: Lasting) -> tuple[Standing, Standing] | None:
    """How a thing stands first and last where nothing happens to it on the way: so it is with nearly all."""
    was = now = find_standing(editions[0], *thing)
    for edition in editions[1:]:
        if was is None or (now := find_standing(edition, *thing)) is None or _differences(was, now):
            return None
    return (was, now) if was and now else None


@dataclass(slots=True)
class _Way:
    """One thing or part on its way: ``living`` is what stands for it by now, ``lost`` what was retired for nothing."""

    first: Content
    thing: Lasting
    was: Standing | None = field(init=False)
    living: dict[Lasting, Standing] = field(default_factory=dict)
    lost: list[Lasting] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.was = find_standing(self.first, *self.thing)
        if self.was:
            self.living[self.thing] = self.was
        else:
            self._follow(0, self.first, self.thing, None)

    def go_on(self, at: int, edition: Content) -> None:
        """Take the next edition into account."""
        before, lost = self.living, self.lost
        self.living, self.lost = {}, []
        if self.thing not in before and (back := find_standing(edition, *self.thing)):
            self._hold(Step(at, "returned", *self.thing, new=back), back)
            return
        for thing, old in before.items():
            if new := find_standing(edition, *thing):
                self.living[thing] = new
                self.steps += (Step(at, what, *thing, old=old, new=new) for what in _differences(old, new))
            else:
                self._follow(at, edition, thing, old)
        for thing in lost:
            if back := find_standing(edition, *thing):
                self._hold(Step(at, "returned", *thing, new=back), back)
            elif (gone := _retirement(edition, thing)) and gone.replaced_by:
                self._follow(at, edition, thing, None)
            else:
                self.lost.append(thing)

    def fate(self) -> Fate:
        """What became of it, as of the last edition."""
        now, steps = tuple(self.living.values()), tuple(self.steps)
        outcome, why = self._outcome()
        return Fate(outcome=outcome, why=why, thing=self.thing, was=self.was, now=now, steps=steps)

    def _outcome(self) -> tuple[Outcome, Why | None]:
        if itself := self.living.get(self.thing):
            return _compared(self.was, itself) if self.was else ("same", None)
        if len(self.living) == 1 and not self.lost:
            return "replaced", None
        return ("needs_review", "several") if self.living else ("retired", None)

    def _hold(self, step: Step, standing: Standing) -> None:
        self.steps.append(step)
        self.living[step.kind, step.key] = standing

    def _follow(self, at: int, edition: Content, thing: Lasting, old: Standing | None) -> None:
        """Go from what is gone to what replaces it, and on where that is gone too."""
        held, waiting, seen = len(self.living) + len(self.lost), [(thing, old)], {thing}
        while waiting:
            each, stood = waiting.pop(0)
            gone = _retirement(edition, each)
            by = tuple((each[0], key) for key in gone.replaced_by) if gone else ()
            reason = gone.reason if gone else None
            self.steps.append(Step(at, "replaced" if by else "retired", *each, old=stood, by=by, reason=reason))
            if not by:
                self.lost.append(each)
            for heir in by:
                if standing := find_standing(edition, *heir):
                    self.living[heir] = standing
                elif heir not in seen:
                    seen.add(heir)
                    waiting.append((heir, None))
        if len(self.living) + len(self.lost) == held and not self.living:  # they replace each other in a circle
            self.lost.append(thing)


def _retirement(edition: Content, thing: Lasting) -> Retirement | None:
    memo: dict[Lasting, Retirement] = edition.lookup.memo.setdefault("retirements", {})
    if not memo and edition.retirements:
        memo.update(((gone.kind, gone.key), gone) for gone in edition.retirements)
    return memo.get(thing)


def _differences(old: Standing, new: Standing) -> list[What]:
    """In what one thing or part differs between two editions, as far as its id is concerned."""
    was, now = old.value, new.value
    found: list[What] = []
    if was is not now and _called(was) != _called(now):
        found.append("reworded" if isinstance(now, Worded) else "renamed")
    if old.holder and (old.holder != new.holder or _level(was) != _level(now)):
        found.append("moved")
    return found


def _compared(old: Standing, new: Standing) -> tuple[Outcome, Why | None]:
    differences = _differences(old, new)
    if "moved" in differences:
        return "needs_review", "moved"
    if "reworded" in differences:
        close = shared_words(str(_called(old.value)), str(_called(new.value))) >= CLOSE
        return ("renamed", None) if close else ("needs_review", "reworded")
    return ("renamed" if differences else "same"), None


def _called(value: object) -> object:
    """What people know it by; None for requirements and progressions, which have no name of their own."""
    if isinstance(value, Thing | Scale):
        return value.slug, value.name
    return " ".join(value.text.split()) if isinstance(value, Worded) else None


def _level(value: object) -> str | None:
    return value.level if isinstance(value, Statement) else None


def shared_words(one: str, other: str) -> float:
    """Twice the words that two wordings share over all words that they have (Dice), case aside; 1 where they agree."""
    words, others = Counter(one.casefold().split()), Counter(other.casefold().split())
    return 2 * (words & others).total() / ((words.total() + others.total()) or 1)
