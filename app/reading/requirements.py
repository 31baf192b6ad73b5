"""What a role level needs, as readers see it."""

from app.framework.identity import requirement_key
from app.framework.role import Requirement, RoleLevel
from app.reading.shapes import roles as shapes
from app.reading.view import View


def requirements(view: View, level: RoleLevel) -> list[shapes.Requirement]:
    """What a role level needs, by name of the skill."""
    places = view.look.skill_places
    needs = sorted(level.requirements, key=lambda need: places[need.skill])
    return [_requirement(view, level, need) for need in needs]


def _requirement(view: View, level: RoleLevel, need: Requirement) -> shapes.Requirement:
    skill = view.look.skills[need.skill]
    said = view.said(skill, need.level)
    return shapes.Requirement(
        id=view.part_id("requirement", requirement_key(level.key, need.skill)),
        skill=view.refer("skill", skill),
        level=view.refer_level(need.level),
        from_level=view.refer_level(need.from_level),
        importance=need.importance,
        statements=[*said, *view.statements(need.statements)] if need.statements else said,
    )
