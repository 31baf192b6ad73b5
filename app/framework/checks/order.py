"""Scales, stages and ladders are ordered, and nothing is its own ancestor."""

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from app.framework.checks.finding import Finding
from app.framework.content import Content
from app.framework.identity import progression_key, relation_key
from app.framework.mastery import Scale, Stage
from app.framework.role import Role


def broken_orders(content: Content) -> Iterator[Finding]:
    """Ranks with gaps or repeats, no or several default scales, implicit levels that are not their role."""
    if content.scales and sum(scale.default for scale in content.scales) != 1:
        for scale in content.scales:
            yield Finding("scale", scale.key, "default", "must be true on exactly one scale")
    for scale in content.scales:
        yield from _gaps(scale)
    for before, stage in zip(content.stages, content.stages[1:], strict=False):
        if before.rank == stage.rank:
            yield Finding("stage", stage.key, "rank", f"{stage.rank} is the rank of {before.key!r} already")
    for stage in content.stages:
        yield from _falling(content, stage)
    for role in content.roles:
        yield from _implicit_faults(role)


def _gaps(scale: Scale) -> Iterator[Finding]:
    if not scale.levels:
        yield Finding("scale", scale.key, "levels", "are missing; a scale has at least one")
    for expected, level in enumerate(scale.levels, start=1):
        if level.rank != expected:
            yield Finding("mastery_level", level.key, "rank", f"is {level.rank}; ranks run from 1 without gaps")
            return


def _falling(content: Content, stage: Stage) -> Iterator[Finding]:
    ranks = content.lookup.mastery_levels
    if stage.from_level in ranks and stage.level in ranks and ranks[stage.from_level].rank > ranks[stage.level].rank:
        yield Finding("stage", stage.key, "from_level", f"{stage.from_level!r} is above the level {stage.level!r}")


def _implicit_faults(role: Role) -> Iterator[Finding]:
    for level in role.levels:
        if level.implicit and (len(role.levels) > 1 or (level.slug, level.name) != (role.slug, role.name)):
            message = "is only for the one level of a role without levels, which takes the role's slug and name"
            yield Finding("role_level", level.key, "implicit", message)


def loops(content: Content) -> Iterator[Finding]:
    """Progressions and relations that lead from a thing to itself."""
    for p in content.progressions:
        if p.origin == p.target:
            yield Finding("progression", progression_key(p.origin, p.target, p.kind), "to", "is where it comes from")
    for relation in content.relations:
        if relation.origin == relation.target:
            key = relation_key(relation.origin, relation.target, relation.kind)
            yield Finding("relation", key, "to", "is where it comes from")


def circles(content: Content) -> Iterator[Finding]:
    """Groups, families or roles that are, through their parents, above themselves."""
    for kind, things in (
        ("skill_group", content.skill_groups),
        ("role_family", content.role_families),
        ("role", content.roles),
    ):
        try:
            TopologicalSorter({thing.key: thing.parents for thing in things}).prepare()
        except CycleError as error:
            circle = error.args[1]
            yield Finding(kind, circle[0], "parents", f"make a circle: {' → '.join(reversed(circle))}")
