"""Skills and their groups, as readers see them."""

from collections.abc import Iterator
from typing import Any

from app.framework.role import Requirement, RoleLevel
from app.framework.skill import Skill, SkillGroup
from app.kit.paging import Window
from app.reading.filters import SkillFilter, matching_skills
from app.reading.pages import page
from app.reading.shapes import skills as shapes
from app.reading.shapes.common import Page
from app.reading.view import View, codes

_ALL = SkillFilter()


def list_skills(view: View, window: Window, asked: SkillFilter = _ALL) -> Page[shapes.SkillSummary]:
    """Skills by name."""
    return page(matching_skills(view, asked), window, lambda skill: shapes.SkillSummary(**_summary(view, skill)))


def get_skill(view: View, slug: str) -> shapes.Skill:
    """A skill with its statements, who needs it, and its relations."""
    skill = view.thing(Skill, slug)
    return shapes.Skill(
        **_summary(view, skill),
        note=skill.note,
        source=view.source(skill.source),
        statements=view.said(skill, None),
        levels=list(_levels(view, skill)),
        needed_by=[_need(view, *need) for need in view.look.needed_by.get(skill.key, ())],
        relations=sorted(_relations(view, skill), key=_by_kind),
    )


def _summary(view: View, skill: Skill) -> dict[str, Any]:
    scale = view.look.scale_of(skill)
    return {
        **view.named("skill", skill),
        "kind": skill.kind,
        "description": skill.description,
        "alternative_names": list(skill.alternative_names),
        "groups": view.refer_all("skill_group", skill.groups, view.look.skill_groups),
        "scale": view.scale(scale) if scale else None,
        "codes": codes(skill),
    }


def _levels(view: View, skill: Skill) -> Iterator[shapes.SkillLevel]:
    """Levels with statements, by rank."""
    scale = view.look.scale_of(skill)
    for level in scale.levels if scale else ():
        if statements := view.said(skill, level.key):
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
    for relation in view.look.related.get(skill.key, ()):
        if relation.origin == skill.key:
            other = view.refer("skill", view.look.skills[relation.target])
            yield shapes.Relation(kind=relation.kind, direction="outgoing", skill=other)
        if relation.target == skill.key:
            other = view.refer("skill", view.look.skills[relation.origin])
            yield shapes.Relation(kind=relation.kind, direction="incoming", skill=other)


def _by_kind(relation: shapes.Relation) -> tuple[str, str, str, str]:
    other = relation.skill
    return (relation.kind, other.name.casefold(), other.slug, relation.direction)


def list_skill_groups(view: View, window: Window) -> Page[shapes.SkillGroupSummary]:
    """Skill groups by name."""

    def show(group: SkillGroup) -> shapes.SkillGroupSummary:
        return shapes.SkillGroupSummary(**_group(view, group))

    return page(view.edition.skill_groups, window, show)


def get_skill_group(view: View, slug: str) -> shapes.SkillGroup:
    """A skill group with its own skills."""
    group = view.thing(SkillGroup, slug)
    skills = view.look.groups.members.get(group.key, ())
    return shapes.SkillGroup(**_group(view, group), skills=[view.refer("skill", skill) for skill in skills])


def _group(view: View, group: SkillGroup) -> dict[str, Any]:
    groups = view.look.groups
    return {
        **view.named("skill_group", group),
        "description": group.description,
        "parents": view.refer_all("skill_group", group.parents, view.look.skill_groups),
        "children": [view.refer("skill_group", child) for child in groups.children.get(group.key, ())],
        "skill_count": groups.count(group.key),
        "codes": codes(group),
        "source": view.source(group.source),
    }
