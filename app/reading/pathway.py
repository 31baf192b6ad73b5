"""How people move between role levels."""

from app.framework.identity import progression_key
from app.framework.role import Progression, RoleLevel
from app.reading.mastery import stage
from app.reading.shapes import ladders as shapes
from app.reading.view import View


def pathway(view: View) -> shapes.Pathway:
    """Role levels as nodes, progressions as edges, and the stages."""
    return shapes.Pathway(
        stages=[stage(view, each) for each in view.edition.stages],
        nodes=[_node(view, level) for level in view.look.role_levels.values()],
        edges=[_edge(view, way) for way in view.edition.progressions],
    )


def _node(view: View, level: RoleLevel) -> shapes.PathwayNode:
    return shapes.PathwayNode(
        **view.named("role_level", level),
        role=view.refer("role", view.look.role_of(level)),
        rank=level.rank,
        stage=view.refer("stage", view.look.stages[level.stage]) if level.stage else None,
    )


def _edge(view: View, way: Progression) -> shapes.PathwayEdge:
    origin, target = (view.look.role_levels[key] for key in (way.origin, way.target))
    return shapes.PathwayEdge(
        id=view.part_id("progression", progression_key(way.origin, way.target, way.kind)),
        kind=way.kind,
        from_role_level=view.refer("role_level", origin),
        to_role_level=view.refer("role_level", target),
        source=view.source(way.source),
    )
