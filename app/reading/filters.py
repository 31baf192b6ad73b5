"""The filters of lists: what a request may ask for, and which things fit. Filters narrow each other.

Each function answers in the list's own order, and raises InvalidParameter for a filter that names nothing.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from app.framework.activity import Activity, ActivityForm, ActivityKind
from app.framework.identity import ThingKind
from app.framework.mastery import Stage
from app.framework.role import Importance, Requirement, Role, RoleFamily, RoleLevel
from app.framework.skill import Skill, SkillGroup, SkillKind
from app.framework.trace import Thing
from app.kit.problems import InvalidParameter
from app.reading.naming import coded, level_named, named, worded
from app.reading.view import View

AThing = TypeVar("AThing", bound=Thing)
Tests = Iterator[Callable[[AThing], bool]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleFilter:
    """Roles of a family or one below it; that need a skill (so well; so much); by kind, code and part of a name."""

    family: str | None = None
    kind: str | None = None
    skill: str | None = None
    level: str | None = None
    importance: Importance | None = None
    code: str | None = None
    q: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleLevelFilter:
    """Rungs of a role, a family, a stage or a grade; that need a skill at least so well."""

    role: str | None = None
    family: str | None = None
    stage: str | None = None
    grade: str | None = None
    skill: str | None = None
    level: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillFilter:
    """Skills of a group or one below it; that a role needs; by kind, code and part of a name."""

    group: str | None = None
    kind: SkillKind | None = None
    role: str | None = None
    code: str | None = None
    q: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityFilter:
    """Activities that build a skill, belong to a role level (``role/level``), by kind and form."""

    skill: str | None = None
    role_level: str | None = None
    kind: ActivityKind | None = None
    form: ActivityForm | None = None


def matching_roles(view: View, asked: RoleFilter) -> Sequence[Role]:
    """The roles that fit, by name."""
    return _fitting(view.edition.roles, _role_tests(view, asked))


def matching_role_levels(view: View, asked: RoleLevelFilter) -> Sequence[RoleLevel]:
    """The rungs that fit, by role and rank."""
    return _fitting(tuple(view.look.role_levels.values()), _role_level_tests(view, asked))


def matching_skills(view: View, asked: SkillFilter) -> Sequence[Skill]:
    """The skills that fit, by name."""
    return _fitting(view.edition.skills, _skill_tests(view, asked))


def matching_activities(view: View, asked: ActivityFilter) -> Sequence[Activity]:
    """The activities that fit, by name."""
    return _fitting(view.edition.activities, _activity_tests(view, asked))


def _fitting(things: Sequence[AThing], tests: Tests[AThing]) -> Sequence[AThing]:
    for test in tests:
        things = [thing for thing in things if test(thing)]
    return things


def _role_tests(view: View, asked: RoleFilter) -> Tests[Role]:
    if asked.family is not None:
        families = _family(view, asked.family)
        yield lambda role: not families.isdisjoint(role.families)
    if asked.kind is not None:
        kind = worded(asked.kind, (role.kind for role in view.edition.roles if role.kind), "kind")
        yield lambda role: role.kind is not None and role.kind.casefold() == kind
    if asked.skill is not None or asked.level is not None or asked.importance is not None:
        needing = {key.partition("/")[0] for key in _needing(view, asked.skill, asked.level, asked.importance)}
        yield lambda role: role.key in needing
    yield from _by_code_and_name(view, "role", asked.code, asked.q)


def _role_level_tests(view: View, asked: RoleLevelFilter) -> Tests[RoleLevel]:
    if asked.role is not None:
        own = {level.key for level in named(view, Role, asked.role, "role").levels}
        yield lambda level: level.key in own
    if asked.family is not None:
        families = _family(view, asked.family)
        yield lambda level: not families.isdisjoint(view.look.role_of(level).families)
    if asked.stage is not None:
        stage = named(view, Stage, asked.stage, "stage").key
        yield lambda level: level.stage == stage
    if asked.grade is not None:
        grades = (grade for level in view.look.role_levels.values() for grade in level.grades)
        wanted = worded(asked.grade, grades, "grade")
        yield lambda level: any(grade.casefold() == wanted for grade in level.grades)
    if asked.skill is not None or asked.level is not None:
        needing = _needing(view, asked.skill, asked.level, None)
        yield lambda level: level.key in needing


def _skill_tests(view: View, asked: SkillFilter) -> Tests[Skill]:
    if asked.group is not None:
        groups = view.look.groups.within(named(view, SkillGroup, asked.group, "group").key)
        yield lambda skill: not groups.isdisjoint(skill.groups)
    if asked.kind is not None:
        yield lambda skill: skill.kind == asked.kind
    if asked.role is not None:
        levels = named(view, Role, asked.role, "role").levels
        needed = {need.skill for level in levels for need in level.requirements}
        yield lambda skill: skill.key in needed
    yield from _by_code_and_name(view, "skill", asked.code, asked.q)


def _activity_tests(view: View, asked: ActivityFilter) -> Tests[Activity]:
    if asked.skill is not None:
        skill = named(view, Skill, asked.skill, "skill").key
        yield lambda activity: skill in activity.skills
    if asked.role_level is not None:
        level = named(view, RoleLevel, asked.role_level, "role_level").key
        yield lambda activity: level in activity.role_levels
    if asked.kind is not None:
        yield lambda activity: activity.kind == asked.kind
    if asked.form is not None:
        yield lambda activity: activity.form == asked.form


def _family(view: View, value: str) -> frozenset[str]:
    return view.look.families.within(named(view, RoleFamily, value, "family").key)


def _by_code_and_name(view: View, kind: ThingKind, code: str | None, q: str | None) -> Tests[Thing]:
    if code is not None:
        bearing = {thing.key for of, thing in view.look.by_code.get(coded(code, "code"), ()) if of == kind}
        yield lambda thing: thing.key in bearing
    if q is not None:
        part, names = q.casefold(), view.look.folded_names
        yield lambda thing: part in names[kind, thing.key]


def _needing(view: View, skill: str | None, level: str | None, importance: Importance | None) -> set[str]:
    """Keys of the role levels with a requirement that fits all that is asked: a skill, mastery of it, importance."""
    if skill is None:
        if level is not None:
            raise InvalidParameter.of("level", "goes with 'skill' only: it is the mastery of that skill")
        rungs = view.look.role_levels.values()
        return {rung.key for rung in rungs if any(need.importance == importance for need in rung.requirements)}
    wanted = named(view, Skill, skill, "skill")
    least = level_named(view, wanted, level, "level").rank if level is not None else None

    def fits(need: Requirement) -> bool:
        well = least is None or (need.level is not None and view.look.mastery_levels[need.level].rank >= least)
        return well and (importance is None or need.importance == importance)

    return {rung.key for rung, need in view.look.needed_by.get(wanted.key, ()) if fits(need)}
