"""The gaps of a team: many profiles beside many role levels, added up."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.framework.content import Content
from app.framework.gap import WEIGHTS, Profile, Verdict, rank_of, steps, verdict
from app.framework.role import Requirement, RoleLevel
from app.framework.skill import Skill


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A need of a role level: how many people stand how to it, and the steps that all of them have to gain."""

    skill: Skill
    need: Requirement
    people: Mapping[Verdict, int]
    steps: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamGap:
    """A role level beside a team: the distance of each profile, in the order given, and its needs by name of the skill.

    The distances together are the steps of each tally, times the weight of its need.
    """

    role_level: RoleLevel
    distances: tuple[int, ...]
    tallies: tuple[Tally, ...]


def team_gaps(content: Content, profiles: Sequence[Profile], role_levels: Sequence[RoleLevel]) -> tuple[TeamGap, ...]:
    """Each role level beside all profiles."""
    holders: dict[str, dict[int, int]] = defaultdict(dict)
    for person, profile in enumerate(profiles):
        for skill, level in profile.mastery.items():
            holders[skill][person] = rank_of(content, level)
    return tuple(_team_gap(content, len(profiles), level, holders) for level in role_levels)


def _team_gap(content: Content, people: int, level: RoleLevel, holders: Mapping[str, Mapping[int, int]]) -> TeamGap:
    """A role level beside so many people; ``holders`` are the ranks that they hold, by skill and person."""
    places, tallies = content.lookup.skill_places, []
    needs = sorted(level.requirements, key=lambda need: places[need.skill])
    distances = [sum(WEIGHTS[need.importance] * steps(None, rank_of(content, need.level)) for need in needs)] * people
    for need in needs:
        needed, weight, held = rank_of(content, need.level), WEIGHTS[need.importance], holders.get(need.skill, {})
        whole = steps(None, needed)
        together = whole * people
        verdicts: Counter[Verdict] = Counter({"missing": people - len(held)})
        for person, rank in held.items():
            gained = whole - steps(rank, needed)
            distances[person] -= weight * gained
            together -= gained
            verdicts[verdict(rank, needed)] += 1
        skill = content.lookup.skills[need.skill]
        tallies.append(Tally(skill=skill, need=need, people=verdicts, steps=together))
    return TeamGap(role_level=level, distances=tuple(distances), tallies=tuple(tallies))
