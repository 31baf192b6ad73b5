"""``gap``: what separates a person from a role level, need by need, and how far that is.

The distance of a gap runs one way: what is still to gain counts, what goes beyond does not. docs/gaps.md tells those
who use it how it is worked out, and why so.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from app.framework.activity import Activity
from app.framework.content import Content
from app.framework.role import Importance, Requirement, RoleLevel
from app.framework.skill import Skill
from app.framework.trace import Statement

Verdict = Literal["met", "to_raise", "missing", "beyond"]
#: What a step counts for. A role level can do without what is optional, so two steps of that count for one.
WEIGHTS: Mapping[Importance, int] = {"essential": 2, "optional": 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What a person brings. All by key: the mastery level held of each skill, None where none is stated; statements
    that they meet and activities that they have done."""

    mastery: Mapping[str, str | None]
    statements: frozenset[str] = frozenset()
    activities: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A need of a role level beside what a person holds of the skill: the key of a mastery level, or None.

    ``steps`` are still to gain.
    """

    skill: Skill
    need: Requirement
    held: str | None
    verdict: Verdict
    steps: int

    @property
    def weight(self) -> int:
        return WEIGHTS[self.need.importance]


@dataclass(frozen=True, slots=True)
class Gap:
    """Every need of a role level, by name of the skill."""

    role_level: RoleLevel
    entries: tuple[Entry, ...]

    @property
    def distance(self) -> int:
        """Steps to gain, each times the weight of its need; 0 where nothing is to gain."""
        return sum(entry.weight * entry.steps for entry in self.entries)


def gap(content: Content, profile: Profile, role_level: RoleLevel) -> Gap:
    """What separates whoever has a profile from a role level of the same content."""
    places = content.lookup.skill_places
    needs = sorted(role_level.requirements, key=lambda need: places[need.skill])
    return Gap(role_level, tuple(_entry(content, profile, need) for need in needs))


def profile_of(role_level: RoleLevel) -> Profile:
    """Whoever is just what a role level asks for."""
    return Profile(mastery={need.skill: need.level for need in role_level.requirements})


def rank_of(content: Content, level: str | None) -> int:
    """The rank of a mastery level, by key; 0, below the lowest, where none is stated."""
    return content.lookup.mastery_levels[level].rank if level else 0


def steps(held: int | None, needed: int) -> int:
    """How many steps are to gain: the ranks between; one for a skill that is expected with no mastery stated.

    ``held`` is a rank, 0 for a skill held with no mastery stated, None for one not held; ``needed`` likewise.
    """
    return needed or 1 if held is None else max(0, needed - held)


def verdict(held: int | None, needed: int) -> Verdict:
    """How what is held stands to what is needed; nothing goes beyond a need without stated mastery."""
    if held is None:
        return "missing"
    if held < needed:
        return "to_raise"
    return "beyond" if held > needed > 0 else "met"


def _held_rank(content: Content, profile: Profile, skill: str) -> int | None:
    """What a person holds of a skill, as ``steps`` takes it."""
    return rank_of(content, profile.mastery[skill]) if skill in profile.mastery else None


def _entry(content: Content, profile: Profile, need: Requirement) -> Entry:
    held, needed = _held_rank(content, profile, need.skill), rank_of(content, need.level)
    return Entry(
        skill=content.lookup.skills[need.skill],
        need=need,
        held=profile.mastery.get(need.skill),
        verdict=verdict(held, needed),
        steps=steps(held, needed),
    )


def statements_to_meet(content: Content, profile: Profile, entry: Entry) -> tuple[Statement, ...]:
    """The statements above what is held, up to what is needed, by rank; then the need's own. Less those that are met.

    A statement at no level is part of having the skill at all. None where nothing is to gain.
    """
    return tuple(said for said in _to_meet(content, profile, entry) if said.key not in profile.statements)


def _to_meet(content: Content, profile: Profile, entry: Entry) -> Iterator[Statement]:
    if not entry.steps:
        return
    held, needed = _held_rank(content, profile, entry.skill.key), rank_of(content, entry.need.level)
    above = -1 if held is None else held
    ranked = [(rank_of(content, said.level), said) for said in entry.skill.statements]
    yield from (said for rank, said in sorted(ranked, key=lambda each: each[0]) if above < rank <= needed)
    yield from entry.need.statements


def growing_activities(content: Content, profile: Profile, role_level: RoleLevel, entry: Entry) -> tuple[Activity, ...]:
    """The activities that grow a skill: those of the role level first, then by name. Less those that were done.

    None where nothing is to gain.
    """
    found = content.lookup.activities_for.get(entry.skill.key, ()) if entry.steps else ()
    left = [activity for activity in found if activity.key not in profile.activities]
    return tuple(sorted(left, key=lambda activity: role_level.key not in activity.role_levels))
