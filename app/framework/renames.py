"""Likely renames: what is new in an edition beside what is gone from the one before, where both look like one thing.

They are proposed to the file's owner and never applied unasked. Pure and deterministic; the work is bounded: of each
new thing only the few are looked at that share the rarest of its words, texts and links.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from heapq import nsmallest
from itertools import chain
from operator import itemgetter

from app.framework.content import Content
from app.framework.matching import Wordings
from app.framework.stated import OWNERS
from app.framework.traits import LINKED, Shown, Traits

#: From this score on, a rename is proposed.
LIKELY = 60
#: What each kind of evidence weighs where there is any on either side. Less than ``_ENOUGH`` of it together never makes
#: a full score: a name alone reaches 66, and so is proposed only where it is nearly the same.
_NAMES, _TEXTS, _LINKS, _ENOUGH = 40, 35, 25, 60
#: A word, text or link that more gone things than this share tells nothing about any of them.
_TELLING = 30
_LOOKED_AT, _MOST_PAIRS = 5, 10_000  # gone things for each new one; pairs of a kind
_WHOLE = 2 * 3 * 4 * 5 * 7 * 9 * 11 * 13  # shares of it are whole numbers, which add up the same in any order
#: Comparing texts costs about the product of their lengths, 50 million a second (see ``matching``).
_MOST_WORK = 40_000_000
#: An owner's key (of levels), the sort of feature, and the feature.
Feature = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What had the slug ``old`` probably goes on as ``new``: a score from 0 to 100 and the reasons, strongest first.

    A level's slugs stand behind its role's or scale's: ``old`` as it was called before, ``new`` as it is called now.
    """

    kind: str
    old: str
    new: str
    score: int
    reasons: tuple[str, ...]


def propose(parsed: Content, before: Content) -> tuple[Proposal, ...]:
    """Likely renames between an edition that carries its keys and the one before, the likeliest first.

    Each thing stands in one proposal at most. Levels are looked at within a role or scale that goes on, or that is
    proposed to: these proposals hold together.
    """
    finding = _Finding(parsed, before)
    kinds = sorted(LINKED, key=lambda kind: kind in OWNERS)
    found = chain.from_iterable(finding.of(kind) for kind in kinds)
    return tuple(sorted(found, key=lambda one: (-one.score, one.kind, one.old, one.new)))


@dataclass(frozen=True, slots=True, order=True)
class _Pair:
    """Two things of which the one may have become the other, in the order of promise."""

    minus: int
    old: str
    new: str
    reasons: tuple[str, ...]
    keys: tuple[str, str]


class _Finding:
    def __init__(self, parsed: Content, before: Content) -> None:
        self.now, self.was = Shown(parsed), Shown(before)
        self.wordings = Wordings(_MOST_WORK)
        #: By kind, the keys that owners of levels are proposed to have had, by the keys they have now.
        self.became: dict[str, dict[str, str]] = {"role": {}, "scale": {}}

    def of(self, kind: str) -> Iterator[Proposal]:
        """The proposals of a kind, the likeliest first; owners of levels must come before their levels."""
        here, there = _things(self.now.content, kind), _things(self.was.content, kind)
        new, gone = _without(here, there), _without(there, here)
        if not new or not gone:
            return
        came, went = self.now.of(kind, new.values()), self.was.of(kind, gone.values())
        if owners := self.became.get(OWNERS.get(kind, "")):
            came = [replace(now, owner=owners.get(now.owner, now.owner)) for now in came]
        if kind in OWNERS:  # under its owner, what keeps its slug goes on without a word
            slugs = {_place(now) for now in came} & {_place(old) for old in went}
            came, went = ([one for one in each if _place(one) not in slugs] for each in (came, went))
        used: set[tuple[str, str]] = set()
        for pair in sorted(self._pairs(came, went)):
            old, now = pair.keys
            if ("old", old) in used or ("new", now) in used:
                continue
            used |= {("old", old), ("new", now)}
            if kind in self.became:
                self.became[kind][now] = old
            yield Proposal(kind, pair.old, pair.new, -pair.minus, pair.reasons)

    def _pairs(self, came: Sequence[Traits], went: Sequence[Traits]) -> Iterator[_Pair]:
        for now, old in _promising(came, went):
            score, reasons = self._score(now, old)
            if score >= LIKELY:
                yield _Pair(-score, old.path, now.path, reasons, (old.key, now.key))

    def _score(self, now: Traits, old: Traits) -> tuple[int, tuple[str, ...]]:
        """How much two things look like one, of 100, and by what."""
        named, name = _alike(now, old)
        evidence = [(_NAMES * named, _NAMES, name)]
        if every := now.links | old.links:
            both = len(now.links & old.links)
            told = f"the same {both} of {len(every)} {LINKED[now.kind]}"
            evidence.append((_LINKS * both / len(every), _LINKS, told))
        if most := max(len(now.texts), len(old.texts)):
            # Comparing texts is what takes long: not where even equal ones would not make it likely.
            if _summed([*evidence, (_TEXTS, _TEXTS, "")]) < LIKELY:
                return 0, ()
            same = len(self.wordings.pair(now.texts, old.texts))
            evidence.append((_TEXTS * same / most, _TEXTS, f"{same} of {most} texts read the same or nearly so"))
        reasons = sorted((-part, reason) for part, _, reason in evidence if part)
        return _summed(evidence), tuple(reason for _, reason in reasons)


def _summed(evidence: Iterable[tuple[float, int, str]]) -> int:
    """The score that parts make, each with the most that it could be."""
    parts = list(evidence)
    return round(100 * sum(part for part, _, _ in parts) / max(sum(most for _, most, _ in parts), _ENOUGH))


def _alike(now: Traits, old: Traits) -> tuple[float, str]:
    if now.names[0] in old.names or old.names[0] in now.names:
        same = now.names[0] == old.names[0]
        return 1.0, "the names are the same" if same else "one name is an alternative name of the other"
    likeness = _likeness(now.names[0], old.names[0])
    return likeness, f"the names are {round(100 * likeness)} % alike"


def _place(level: Traits) -> tuple[str, str]:
    return level.owner, level.path.rpartition("/")[2]


def _things(content: Content, kind: str) -> dict[str, object]:
    """By key. The level of a role without levels goes along with it."""
    look = content.lookup
    if kind == "role_level":
        return {key: level for key, level in look.role_levels.items() if not level.implicit}
    held = {
        "scale": look.scales, "mastery_level": look.mastery_levels, "stage": look.stages, "skill_group":
        look.skill_groups, "skill": look.skills, "role_family": look.role_families, "role": look.roles, "activity":
        look.activities,
    }  # fmt: skip
    return dict(held[kind])  # type: ignore[call-overload, no-any-return]  # of several kinds


def _without(things: dict[str, object], others: dict[str, object]) -> dict[str, object]:
    return {key: thing for key, thing in things.items() if key not in others}


def _promising(came: Sequence[Traits], went: Sequence[Traits]) -> list[tuple[Traits, Traits]]:
    """New things with the gone ones that share most with them, what is rare counting more: those that share most."""
    index: defaultdict[Feature, list[int]] = defaultdict(list)
    for number, old in enumerate(went):
        for feature in _features(old):
            index[feature].append(number)
    found: list[tuple[int, str, str, Traits, Traits]] = []
    for now in came:
        shared: Counter[int] = Counter()
        for feature in _features(now):
            if 0 < len(holders := index.get(feature, ())) <= _TELLING:
                for number in holders:
                    shared[number] += _WHOLE // len(holders)
        pairs = ((-share, now.path, went[number].path, now, went[number]) for number, share in shared.items())
        found += nsmallest(_LOOKED_AT, pairs, key=itemgetter(0, 2))
    return [(now, old) for *_, now, old in nsmallest(_MOST_PAIRS, found, key=itemgetter(0, 1, 2))]


def _features(thing: Traits) -> set[Feature]:
    """What may be shared; of levels only with those of the same owner."""
    found: Iterable[tuple[str, str]] = chain(
        (("name", name) for name in thing.names),
        (("letters", letters) for letters in _threes(thing.names[0])),
        (("text", text) for text in thing.texts),
        (("link", link) for link in thing.links),
        (("owner", ""),) if thing.owner else (),
    )
    return {(thing.owner, sort, value) for sort, value in found}


def _threes(name: str) -> Iterator[str]:
    """Every three letters in a row, those at the ends with a blank."""
    padded = f" {name} "
    return (padded[at : at + 3] for at in range(len(padded) - 2))


def _likeness(one: str, other: str) -> float:
    """The share of common characters (difflib's ratio), in whatever order the words stand."""
    straight = _ratio(one, other)
    return max(straight, _ratio(*(" ".join(sorted(name.split())) for name in (one, other))))


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
