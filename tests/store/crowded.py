"""The garden with a row in every table of content: codes on all that may have them, parents, own statements."""

from dataclasses import replace
from typing import TypeVar

from app.framework.edition import Edition
from app.framework.role import RoleFamily, RoleLevel
from app.framework.skill import SkillGroup
from app.framework.trace import Code, Traced
from tests.worlds import garden

T = TypeVar("T", bound=Traced)
_CODES = (Code(scheme="test", value="T-1"),)


def crowded() -> Edition:
    edition = garden().edition
    families = (*edition.role_families, RoleFamily(key="far", slug="far", name="Far", parents=("outdoors",)))
    groups = (*edition.skill_groups, SkillGroup(key="far", slug="far", name="Far", parents=("plants",)))
    return replace(
        edition,
        scales=tuple(replace(scale, levels=coded(scale.levels)) for scale in edition.scales),
        stages=coded(edition.stages),
        skill_groups=coded(groups),
        skills=tuple(replace(skill, statements=coded(skill.statements)) for skill in coded(edition.skills)),
        role_families=coded(families),
        roles=tuple(replace(role, levels=tuple(map(_rung, role.levels))) for role in coded(edition.roles)),
        activities=coded(edition.activities),
        progressions=coded(edition.progressions),
    )


def _rung(level: RoleLevel) -> RoleLevel:
    duties, requirements = coded(level.responsibilities), coded(level.requirements)
    return replace(level, codes=_CODES, responsibilities=duties, requirements=requirements)


def coded(things: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(replace(thing, codes=_CODES) for thing in things)
