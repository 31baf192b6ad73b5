"""Skills and their groups, as readers see them."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from app.framework.role import Requirement, RoleLevel
from app.framework.skill import Skill, SkillGroup
from app.kit.paging import Window
from app.kit.problems import NotFound
from app.reading.pages import page
from app.reading.shapes import skills as shapes
from app.reading.shapes.common import Page
from app.reading.view import View, at_slug, codes


def list_skills(view: View, window: Window) -> Page[shapes.SkillSummary]:
    """Skills by name."""
    return page(view.edition.skills, window, lambda skill: shapes.SkillSummary(**_summary(view, skill)))


def get_skill(view: View, slug: str) -> shapes.Skill:
    """A skill with its statements, who needs it, and its relations."""
    skill = view.look.skills_by_slug.get(slug)
    if skill is None:
        raise NotFound(f"This edition has no skill {slug!r}.")
    return shapes.Skill(
        **_summary(view, skill),
        note=skill.note,
        source=view.source(skill.source),
        statements=view.statements(said for said in skill.statements if said.level is None),
        levels=list(_levels(view, skill)),
        needed_by=[_need(view, *need) for need in view.look.needed_by.get(skill.key, ())],
        relations=sorted(_relations(view, skill), key=_by_kind),
    )


def _summary(view: View, skill: Skill) -> dict[str, Any]:
    return {
        **view.named("skill", skill),
        "kind": skill.kind,
        "description": skill.description,
        "alternative_names": list(skill.alternative_names),
        "groups": view.refer_all("skill_group", skill.groups, view.look.skill_groups),
        "codes": codes(skill),
    }


def _levels(view: View, skill: Skill) -> Iterator[shapes.SkillLevel]:
    """Levels with statements, by rank. The statements of a skill stand together by level."""
    said = {key: list(together) for key, together in groupby(skill.statements, key=lambda statement: statement.level)}
    scale = view.look.scale_of(skill)
    for level in scale.levels if scale else ():
        if level.key in said:
            statements = view.statements(said[level.key])
            yield shapes.SkillLevel(level=view.mastery_level(level), statements=statements)


def _need(view: View, level: RoleLevel, requirement: Requirement) -> shapes.Need:
    return shapes.Need(
        role=view.refer("role", view.look.role_of(level)),
        role_level=view.refer("role_level", level),
        level=view.refer_level(requirement.level),
        from_level=view.refer_level(requirement.from_level),
        importance=requirement.importance,
    )


def _relations(view: View, skill: Skill) -> Iterator[shapes.Relation]:
    for relation in view.edition.relations:
        if relation.origin == skill.key:
            other = view.refer("skill", view.look.skills[relation.target])
            yield shapes.Relation(kind=relation.kind, direction="outgoing", skill=other)
        if relation.target == skill.key:
            other = view.refer("skill", view.look.skills[relation.origin])
            yield shapes.Relation(kind=relation.kind, direction="incoming", skill=other)


def _by_kind(relation: shapes.Relation) -> tuple[str, str, str, str]:
    other = relation.skill
    return (relation.kind, other.name.casefold(), other.slug, relation.direction)


def list_skill_groups(view: View, window: Window) -> Page[shapes.SkillGroup]:
    """Skill groups by name."""
    return page(view.edition.skill_groups, window, lambda group: _skill_group(view, group))


def get_skill_group(view: View, slug: str) -> shapes.SkillGroup:
    """A skill group."""
    return _skill_group(view, at_slug("skill_group", slug, view.edition.skill_groups))


def _skill_group(view: View, group: SkillGroup) -> shapes.SkillGroup:
    return shapes.SkillGroup(
        **view.named("skill_group", group),
        description=group.description,
        parents=view.refer_all("skill_group", group.parents, view.look.skill_groups),
        codes=codes(group),
        source=view.source(group.source),
    )
