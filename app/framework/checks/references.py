"""Every reference resolves, and to a thing that may stand there."""

from collections.abc import Container, Iterator

from app.framework.checks.finding import Finding
from app.framework.checks.keys import misshapen
from app.framework.content import Content
from app.framework.identity import progression_key, relation_key, requirement_key, retirement_key
from app.framework.mastery import Scale
from app.framework.role import Requirement
from app.framework.trace import Traced


def _missing(
    kind: str, key: str, field: str, wanted: tuple[str | None, ...], there: Container[str]
) -> Iterator[Finding]:
    for reference in wanted:
        if reference is not None and reference not in there:
            yield Finding(kind, key, field, f"names {reference!r}, which the edition does not have")


def dangling_references(content: Content) -> Iterator[Finding]:
    """References between things, and to sources, that lead nowhere."""
    look = content.lookup
    for group in content.skill_groups:
        yield from _missing("skill_group", group.key, "parents", group.parents, look.skill_groups)
    for family in content.role_families:
        yield from _missing("role_family", family.key, "parents", family.parents, look.role_families)
    for skill in content.skills:
        yield from _missing("skill", skill.key, "groups", skill.groups, look.skill_groups)
        yield from _missing("skill", skill.key, "scale", (skill.scale,), look.scales)
    for role in content.roles:
        yield from _missing("role", role.key, "families", role.families, look.role_families)
        yield from _missing("role", role.key, "parents", role.parents, look.roles)
    for level in content.role_levels():
        yield from _missing("role_level", level.key, "stage", (level.stage,), look.stages)
    for activity in content.activities:
        yield from _missing("activity", activity.key, "skills", activity.skills, look.skills)
        yield from _missing("activity", activity.key, "role_levels", activity.role_levels, look.role_levels)
    for p in content.progressions:
        key = progression_key(p.origin, p.target, p.kind)
        yield from _missing("progression", key, "ends", (p.origin, p.target), look.role_levels)
    for relation in content.relations:
        key = relation_key(relation.origin, relation.target, relation.kind)
        yield from _missing("relation", key, "ends", (relation.origin, relation.target), look.skills)
    yield from _dangling_levels(content)
    yield from _dangling_sources(content)


def _dangling_levels(content: Content) -> Iterator[Finding]:
    """Mastery levels that stages and statements name."""
    look = content.lookup
    default = {level.key for level in look.default_scale.levels} if look.default_scale else set()
    for stage in content.stages:
        yield from _missing("stage", stage.key, "from_level", (stage.from_level,), default)
        yield from _missing("stage", stage.key, "level", (stage.level,), default)
    levels_of = {scale.key: {level.key for level in scale.levels} for scale in content.scales}
    for skill in content.skills:
        there = levels_of.get(skill.scale, set()) if skill.scale else default
        for statement in skill.statements:
            yield from _missing("statement", statement.key, "level", (statement.level,), there)


def _dangling_sources(content: Content) -> Iterator[Finding]:
    def missing(kind: str, key: str, owner: Traced) -> Iterator[Finding]:
        if owner.source is not None:
            yield from _missing(kind, key, "source", (owner.source.source,), content.lookup.sources)

    for kind, thing in content.things():
        yield from missing(kind, thing.key, thing)
    for statement in content.statements():
        yield from missing("statement", statement.key, statement)
    for level in content.role_levels():
        for duty in level.responsibilities:
            yield from missing("responsibility", duty.key, duty)
        for requirement in level.requirements:
            if requirement.source is not None:
                yield from missing("requirement", requirement_key(level.key, requirement.skill), requirement)
    for p in content.progressions:
        yield from missing("progression", progression_key(p.origin, p.target, p.kind), p)


def requirement_faults(content: Content) -> Iterator[Finding]:
    """Requirements that stand twice, lead nowhere, or name levels of another scale or in the wrong order."""
    look = content.lookup
    scale_of = {
        skill.key: look.scales.get(skill.scale) if skill.scale else look.default_scale for skill in content.skills
    }
    ranks = {key: level.rank for key, level in look.mastery_levels.items()}
    for level in content.role_levels():
        before = None
        for requirement in level.requirements:
            skill = requirement.skill
            if skill == before:
                yield Finding("requirement", requirement_key(level.key, skill), "skill", "is required twice")
            before = skill
            if skill not in scale_of:
                yield from _missing("requirement", requirement_key(level.key, skill), "skill", (skill,), scale_of)
            elif requirement.level is not None or requirement.from_level is not None:
                yield from _level_faults(level.key, requirement, scale_of[skill], ranks)
            for statement in requirement.statements:
                if statement.level is not None:
                    yield Finding("statement", statement.key, "level", "is not allowed: the requirement has the level")


def _level_faults(
    owner: str, requirement: Requirement, scale: Scale | None, ranks: dict[str, int]
) -> Iterator[Finding]:
    prefix = f"{scale.key}/" if scale else None
    for field, level in (("level", requirement.level), ("from_level", requirement.from_level)):
        if level is not None and (level not in ranks or prefix is None or not level.startswith(prefix)):
            message = f"names {level!r}, which is no level of the skill's scale"
            yield Finding("requirement", requirement_key(owner, requirement.skill), field, message)
            return
    if requirement.from_level is None:
        return
    if requirement.level is None:
        message = "stands without a level to lead to"
    elif ranks[requirement.from_level] > ranks[requirement.level]:
        message = f"{requirement.from_level!r} is above the level {requirement.level!r} it leads to"
    else:
        return
    yield Finding("requirement", requirement_key(owner, requirement.skill), "from_level", message)


def retirement_faults(content: Content) -> Iterator[Finding]:
    """Retired keys that are ill formed or still there, and replacements that are neither there nor retired."""
    if not content.retirements:
        return
    living: set[tuple[str, str]] = {(kind, thing.key) for kind, thing in content.things()}
    living |= {("statement", statement.key) for statement in content.statements()}
    retired = {(gone.kind, gone.key) for gone in content.retirements}
    for gone in content.retirements:
        place = retirement_key(gone.kind, gone.key)
        if message := misshapen(gone.kind, gone.key):
            yield Finding("retirement", place, "key", message)
        if (gone.kind, gone.key) in living:
            yield Finding("retirement", place, "key", f"is retired, but the edition still has that {gone.kind}")
        for key in gone.replaced_by:
            if (gone.kind, key) not in living | retired or key == gone.key:
                yield Finding("retirement", place, "replaced_by", f"names {key!r}, which is no other {gone.kind}")
