"""The full profile of a role level."""

from collections.abc import Iterable

from app.framework.role import Responsibility, Role, RoleLevel
from app.reading.activities import activity_fields
from app.reading.requirements import requirements
from app.reading.roles import rung
from app.reading.shapes import activities as activity_shapes
from app.reading.shapes import roles as shapes
from app.reading.view import View, codes


def get_role_level(view: View, role_slug: str, slug: str) -> shapes.RoleLevelProfile:
    """A role level with what it answers for, what it needs, what people do to grow, and where it leads."""
    level = view.thing(RoleLevel, f"{role_slug}/{slug}")
    role = view.look.role_of(level)
    activities = view.look.activities_at.get(level.key, ())
    return shapes.RoleLevelProfile(
        **rung(view, level),
        role=view.refer("role", role),
        responsibilities=[_responsibility(view, duty) for duty in level.responsibilities],
        requirements=requirements(view, level),
        activities=[activity_shapes.ActivitySummary(**activity_fields(view, activity)) for activity in activities],
        previous=view.rungs(_before(view, role, level)),
        next=view.rungs(_after(view, role, level)),
        codes=codes(level),
        source=view.source(level.source),
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
