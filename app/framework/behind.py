"""A draft with the published edition behind it: all that a file without keys may carry its keys from.

A draft alone would not do: what a faulty import left out of it would lose its key with the next, right one.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from app.framework.about import Source
from app.framework.content import Content
from app.framework.history import Retirement
from app.framework.mastery import Scale
from app.framework.role import Requirement, Responsibility, Role, RoleLevel
from app.framework.skill import Skill
from app.framework.trace import Statement, Thing

T = TypeVar("T", bound=Thing | Scale | Source)
P = TypeVar("P", bound=Statement | Responsibility)


def with_behind(draft: Content, published: Content) -> Content:
    """The draft's things, parts and retirements, then the published edition's whose key and slug the draft has not.

    Not an edition: its references need not resolve.
    """
    said = {statement.key for statement in draft.statements()}
    duties = {duty.key for level in draft.role_levels() for duty in level.responsibilities}
    old = published.lookup
    skills = [_skill(skill, old.skills.get(skill.key), said) for skill in draft.skills]
    roles = [_role(role, old.roles.get(role.key), said, duties) for role in draft.roles]
    scales = [_scale(scale, old.scales.get(scale.key)) for scale in draft.scales]
    return Content(
        framework=draft.framework,
        scales=_things(scales, published.scales),
        stages=_things(draft.stages, published.stages),
        sources=_things(draft.sources, published.sources),
        skill_groups=_things(draft.skill_groups, published.skill_groups),
        skills=_things(skills, published.skills),
        role_families=_things(draft.role_families, published.role_families),
        roles=_things(roles, published.roles),
        activities=_things(draft.activities, published.activities),
        retirements=_retirements(draft, published),
    )


def _retirements(draft: Content, published: Content) -> tuple[Retirement, ...]:
    near = {(gone.kind, gone.key) for gone in draft.retirements}
    return (*draft.retirements, *(gone for gone in published.retirements if (gone.kind, gone.key) not in near))


def _things(near: Sequence[T], far: Sequence[T]) -> tuple[T, ...]:
    keys, slugs = {thing.key for thing in near}, {thing.slug for thing in near}
    return (*near, *(thing for thing in far if thing.key not in keys and thing.slug not in slugs))


def _parts(near: Sequence[P], far: Sequence[P], used: set[str]) -> tuple[P, ...]:
    return (*near, *(part for part in far if part.key not in used))


def _skill(near: Skill, far: Skill | None, said: set[str]) -> Skill:
    return replace(near, statements=_parts(near.statements, far.statements, said)) if far else near


def _scale(near: Scale, far: Scale | None) -> Scale:
    return replace(near, levels=_things(near.levels, far.levels)) if far else near


def _role(near: Role, far: Role | None, said: set[str], duties: set[str]) -> Role:
    if far is None:
        return near
    old = {level.key: level for level in far.levels}
    levels = [_rung(level, old[level.key], said, duties) if level.key in old else level for level in near.levels]
    return replace(near, levels=_things(levels, far.levels))


def _rung(near: RoleLevel, far: RoleLevel, said: set[str], duties: set[str]) -> RoleLevel:
    old = {need.skill: need for need in far.requirements}
    needs = [_need(need, old.pop(need.skill, None), said) for need in near.requirements]
    return replace(
        near,
        responsibilities=_parts(near.responsibilities, far.responsibilities, duties),
        requirements=(*needs, *old.values()),
    )


def _need(near: Requirement, far: Requirement | None, said: set[str]) -> Requirement:
    return replace(near, statements=_parts(near.statements, far.statements, said)) if far else near
