"""The full profile of a role level."""

from collections.abc import Iterable

from app.framework.identity import requirement_key
from app.framework.role import Requirement, Responsibility, Role, RoleLevel
from app.reading.activities import activity_fields
from app.reading.roles import role_at, rung
from app.reading.shapes import roles as shapes
from app.reading.view import View, at_slug, by_name, codes


def get_role_level(view: View, role_slug: str, slug: str) -> shapes.RoleLevelProfile:
    """A role level with what it answers for, what it needs, what people do to grow, and where it leads."""
    role = role_at(view, role_slug)
    level = at_slug("role_level", slug, role.levels)
    needs = sorted(level.requirements, key=lambda requirement: by_name(view.look.skills[requirement.skill]))
    activities = view.look.activities_at.get(level.key, ())
    return shapes.RoleLevelProfile(
        **rung(view, level),
        role=view.refer("role", role),
        responsibilities=[_responsibility(view, duty) for duty in level.responsibilities],
        requirements=[requirement(view, level, need) for need in needs],
        activities=[shapes.ActivitySummary(**activity_fields(view, activity)) for activity in activities],
        previous=view.rungs(_before(view, role, level)),
        next=view.rungs(_after(view, role, level)),
        codes=codes(level),
        source=view.source(level.source),
    )


def requirement(view: View, level: RoleLevel, need: Requirement) -> shapes.Requirement:
    """What a role level needs of a skill."""
    skill = view.look.skills[need.skill]
    said = [statement for statement in skill.statements if statement.level == need.level]
    return shapes.Requirement(
        id=view.part_id("requirement", requirement_key(level.key, need.skill)),
        skill=view.refer("skill", skill),
        level=view.refer_level(need.level),
        from_level=view.refer_level(need.from_level),
        importance=need.importance,
        statements=view.statements([*said, *need.statements]),
    )


def _responsibility(view: View, duty: Responsibility) -> shapes.Responsibility:
    span = duty.span
    return shapes.Responsibility(
        id=view.part_id("responsibility", duty.key),
        text=duty.text,
        accountability=duty.accountability,
        span=shapes.Span(min=span.min, max=span.max, unit=span.unit) if span else None,
    )


def _before(view: View, role: Role, level: RoleLevel) -> Iterable[str]:
    """Keys of the rungs below: promotions know of side tracks and other roles, ranks do not."""
    promotions = (way for way in view.edition.progressions if way.kind == "promotion")
    if origins := {way.origin for way in promotions if way.target == level.key}:
        return origins
    ranks = [other.rank for other in role.levels if other.rank < level.rank]
    return [other.key for other in role.levels if ranks and other.rank == max(ranks)]


def _after(view: View, role: Role, level: RoleLevel) -> Iterable[str]:
    promotions = (way for way in view.edition.progressions if way.kind == "promotion")
    if targets := {way.target for way in promotions if way.origin == level.key}:
        return targets
    ranks = [other.rank for other in role.levels if other.rank > level.rank]
    return [other.key for other in role.levels if ranks and other.rank == min(ranks)]
