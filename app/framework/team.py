"""The gaps of a team: many profiles beside many role levels, added up."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.framework.content import Content
from app.framework.gap import WEIGHTS, Profile, Verdict, held_rank, rank_of, steps, verdict
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
    columns: dict[str, list[int | None]] = {}  # what everybody holds of a skill
    return tuple(_team_gap(content, profiles, level, columns) for level in role_levels)


def _team_gap(
    content: Content, profiles: Sequence[Profile], level: RoleLevel, columns: dict[str, list[int | None]]
) -> TeamGap:
    places, distances, tallies = content.lookup.skill_places, [0] * len(profiles), []
    for need in sorted(level.requirements, key=lambda need: places[need.skill]):
        if (column := columns.get(need.skill)) is None:
            column = columns[need.skill] = [held_rank(content, profile, need.skill) for profile in profiles]
        tallies.append(_tally(content, need, column, distances))
    return TeamGap(role_level=level, distances=tuple(distances), tallies=tuple(tallies))


def _tally(content: Content, need: Requirement, column: list[int | None], distances: list[int]) -> Tally:
    """The tally of a need; what everybody has to gain for it is added to their distances."""
    needed, weight = rank_of(content, need.level), WEIGHTS[need.importance]
    times = Counter(column)
    people: Counter[Verdict] = Counter()
    for held, number in times.items():
        people[verdict(held, needed)] += number
    cost = {held: weight * steps(held, needed) for held in times}
    distances[:] = [so_far + cost[held] for so_far, held in zip(distances, column, strict=True)]
    together = sum(steps(held, needed) * number for held, number in times.items())
    return Tally(skill=content.lookup.skills[need.skill], need=need, people=people, steps=together)
