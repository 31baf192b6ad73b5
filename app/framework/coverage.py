"""``survey``: which requirements courses reach, and which of them none reaches."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from app.framework.content import Content
from app.framework.gap import rank_of
from app.framework.reach import Outcome, Reach
from app.framework.role import Requirement, RoleLevel

OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)


@dataclass(frozen=True, slots=True)
class Need:
    """A requirement of a role level. ``rank`` is that of the mastery required; 0 where none is stated."""

    role_level: RoleLevel
    requirement: Requirement
    rank: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """Needs, the outcome of each in the same order, and how many needs have each outcome, zeros too."""

    needs: Sequence[Need]
    outcomes: Sequence[Outcome]
    counts: Mapping[Outcome, int]

    def places(self, outcome: Outcome | None) -> Sequence[int]:
        """The places of the needs that have an outcome, or of all."""
        if outcome is None:
            return range(len(self.needs))
        return [place for place, each in enumerate(self.outcomes) if each == outcome]


def all_needs(content: Content) -> Sequence[Need]:
    """What all role levels need, by role, rank and name of the skill; listed once."""
    memo: dict[str, list[Need]] = content.lookup.memo.setdefault("coverage", {})
    if "needs" not in memo:
        memo["needs"] = needs_of(content, content.lookup.role_levels.values())
    return memo["needs"]


def needs_of(content: Content, levels: Iterable[RoleLevel]) -> list[Need]:
    """What role levels need: in their order, each one's by name of the skill."""
    places = content.lookup.skill_places
    return [
        Need(level, requirement, rank_of(content, requirement.level))
        for level in levels
        for requirement in sorted(level.requirements, key=lambda requirement: places[requirement.skill])
    ]


def survey(needs: Sequence[Need], reach: Callable[[str], Reach]) -> Survey:
    """The outcome of each need; ``reach`` tells of a skill, by key, how far courses lead."""
    known: dict[tuple[str, int], Outcome] = {}
    outcomes = []
    for need in needs:
        asked = (need.requirement.skill, need.rank)
        if (found := known.get(asked)) is None:
            found = known[asked] = reach(asked[0]).outcome(need.rank)
        outcomes.append(found)
    times = Counter(outcomes)
    return Survey(needs=needs, outcomes=outcomes, counts={outcome: times[outcome] for outcome in OUTCOMES})
