"""The nouns of an edition as those of a document: keys become slugs, and a key is written only where it must be.

One function a noun, so that a single thing can be written like the whole. Each takes the thing and the lookup of its
content, and returns a shape. msgspec leaves a default out where it is the very same object, so words that may be one
are interned: a document must not tell where its content came from.
"""

from collections.abc import Iterable, Mapping
from sys import intern

from msgspec import UNSET, UnsetType

from app.exchange.native import shape
from app.framework.about import Framework, Source
from app.framework.activity import Activity
from app.framework.content import Lookup
from app.framework.history import Retirement, Waiver
from app.framework.mastery import MasteryLevel, Scale, Stage
from app.framework.role import Progression, Requirement, Responsibility, Role, RoleFamily, RoleLevel
from app.framework.skill import Relation, Skill, SkillGroup
from app.framework.trace import Code, SourceRef, Statement, Thing


def _key(thing: Thing | Scale | Source | Framework) -> str:
    """The written key: empty where the slug says it; without the owner's key before it."""
    key = thing.key.rpartition("/")[2]
    return "" if key == thing.slug else key


def _codes(codes: tuple[Code, ...]) -> shape.Codes:
    if not codes:  # as almost everywhere
        return ()
    return tuple(shape.Code(scheme=code.scheme, value=code.value, uri=code.uri or "") for code in codes)


def _source(source: SourceRef | None, look: Lookup) -> shape.Origin:
    if source is None:
        return UNSET
    return shape.SourceRef(slug=look.sources[source.source].slug, section=source.section or "")


def _by_name(thing: Thing) -> tuple[str, str]:
    return (thing.name.casefold(), thing.slug)


def _slugs(keys: Iterable[str], things: Mapping[str, Thing]) -> tuple[str, ...]:
    """What the keys name, by name."""
    return tuple(thing.slug for thing in sorted((things[key] for key in keys), key=_by_name))


def _level(key: str | None, look: Lookup) -> str:
    return look.mastery_levels[key].slug if key else ""


def _pair(key: str, look: Lookup) -> str:
    level = look.role_levels[key]
    return f"{look.role_of(level).slug}/{level.slug}"


def framework_document(framework: Framework) -> shape.Framework:
    """The framework."""
    licence = framework.licence
    return shape.Framework(
        slug=framework.slug,
        key=_key(framework),
        name=framework.name,
        description=framework.description or "",
        publisher=framework.publisher or "",
        licence=shape.Licence(name=licence.name, url=licence.url or "") if licence else UNSET,
        language=intern(framework.language),
        homepage=framework.homepage or "",
        attribution=framework.attribution or "",
    )


def scale_document(scale: Scale, look: Lookup) -> shape.Scale:
    """A scale with its levels by rank."""
    return shape.Scale(
        slug=scale.slug,
        key=_key(scale),
        name=scale.name,
        default=scale.default,
        levels=tuple(mastery_level_document(level, look) for level in scale.levels),
    )


def mastery_level_document(level: MasteryLevel, look: Lookup) -> shape.MasteryLevel:
    """A level of a scale."""
    return shape.MasteryLevel(
        slug=level.slug,
        key=_key(level),
        name=level.name,
        rank=level.rank,
        description=level.description or "",
        source=_source(level.source, look),
        codes=_codes(level.codes),
    )


def stage_document(stage: Stage, look: Lookup) -> shape.Stage:
    """A stage."""
    return shape.Stage(
        slug=stage.slug,
        key=_key(stage),
        name=stage.name,
        rank=stage.rank,
        description=stage.description or "",
        from_level=_level(stage.from_level, look),
        level=_level(stage.level, look),
        source=_source(stage.source, look),
        codes=_codes(stage.codes),
    )


def source_document(source: Source, _: Lookup) -> shape.Source:
    """A document that the edition draws on."""
    return shape.Source(
        slug=source.slug,
        key=_key(source),
        title=source.title,
        publisher=source.publisher or "",
        url=source.url or "",
        date=source.date or UNSET,
    )


def skill_group_document(group: SkillGroup, look: Lookup) -> shape.Heading:
    """A heading over skills."""
    return _heading(group, look.skill_groups, look)


def role_family_document(family: RoleFamily, look: Lookup) -> shape.Heading:
    """A heading over roles."""
    return _heading(family, look.role_families, look)


def _heading(heading: SkillGroup | RoleFamily, others: Mapping[str, Thing], look: Lookup) -> shape.Heading:
    return shape.Heading(
        slug=heading.slug,
        key=_key(heading),
        name=heading.name,
        description=heading.description or "",
        parents=_slugs(heading.parents, others),
        source=_source(heading.source, look),
        codes=_codes(heading.codes),
    )


def statement_document(statement: Statement, look: Lookup) -> str | shape.Wording:
    """A statement: its text, where that is all there is to say."""
    derived = statement.key not in look.reworded
    if derived and statement.source is None and not statement.codes:
        return statement.text
    return shape.Wording(
        text=statement.text,
        key="" if derived else statement.key,
        source=_source(statement.source, look),
        codes=_codes(statement.codes),
    )


def skill_document(skill: Skill, look: Lookup) -> shape.Skill:
    """A skill; its levels by rank, its statements in their own order."""
    said: dict[str | None, list[str | shape.Wording]] = {}
    for statement in skill.statements:
        said.setdefault(statement.level, []).append(statement_document(statement, look))
    scale = look.scale_of(skill)
    return shape.Skill(
        slug=skill.slug,
        key=_key(skill),
        name=skill.name,
        kind=intern(skill.kind),
        description=skill.description or "",
        note=skill.note or "",
        alternative_names=skill.alternative_names,
        groups=_slugs(skill.groups, look.skill_groups),
        scale=scale.slug if skill.scale and scale else "",
        source=_source(skill.source, look),
        codes=_codes(skill.codes),
        statements=tuple(said.get(None, ())),
        levels={level.slug: tuple(said[level.key]) for level in (scale.levels if scale else ()) if level.key in said},
    )


def role_document(role: Role, look: Lookup) -> shape.Role:
    """A role with its ladder by rank."""
    return shape.Role(
        slug=role.slug,
        key=_key(role),
        name=role.name,
        kind=role.kind or "",
        description=role.description or "",
        alternative_names=role.alternative_names,
        families=_slugs(role.families, look.role_families),
        parents=_slugs(role.parents, look.roles),
        source=_source(role.source, look),
        codes=_codes(role.codes),
        levels=tuple(role_level_document(level, look) for level in role.levels),
    )


def role_level_document(level: RoleLevel, look: Lookup) -> shape.RoleLevel:
    """A rung, with its requirements by name of the skill."""
    needs = sorted(level.requirements, key=lambda requirement: look.skill_places[requirement.skill])
    return shape.RoleLevel(
        slug=level.slug,
        key=_key(level),
        name=level.name,
        rank=level.rank,
        stage=look.stages[level.stage].slug if level.stage else "",
        grades=level.grades,
        implicit=level.implicit,
        summary=level.summary or "",
        source=_source(level.source, look),
        codes=_codes(level.codes),
        responsibilities=tuple(responsibility_document(duty, look) for duty in level.responsibilities),
        requirements=tuple(requirement_document(need, look) for need in needs),
    )


def responsibility_document(duty: Responsibility, look: Lookup) -> shape.Responsibility:
    """What a role level answers for."""
    span = duty.span
    return shape.Responsibility(
        text=duty.text,
        key=duty.key if duty.key in look.reworded else "",
        accountability=duty.accountability or "",
        span=shape.Span(min=_end(span.min), max=_end(span.max), unit=span.unit) if span else UNSET,
        source=_source(duty.source, look),
        codes=_codes(duty.codes),
    )


def _end(count: int | None) -> int | UnsetType:
    return UNSET if count is None else count


def requirement_document(requirement: Requirement, look: Lookup) -> shape.Requirement:
    """What a role level needs of a skill."""
    if requirement.statements:
        said = tuple(statement_document(statement, look) for statement in requirement.statements)
    else:
        said = ()
    return shape.Requirement(
        skill=look.skills[requirement.skill].slug,
        from_level=_level(requirement.from_level, look),
        level=_level(requirement.level, look),
        importance=intern(requirement.importance),
        note=requirement.note or "",
        source=_source(requirement.source, look),
        codes=_codes(requirement.codes),
        statements=said,
    )


def activity_document(activity: Activity, look: Lookup) -> shape.Activity:
    """What people do to grow; its role levels by role and rank."""
    rungs = [look.role_levels[key] for key in activity.role_levels]
    rungs.sort(key=lambda level: (*_by_name(look.role_of(level)), level.rank, level.slug))
    return shape.Activity(
        slug=activity.slug,
        key=_key(activity),
        name=activity.name,
        text=activity.text,
        kind=activity.kind,
        form=activity.form or "",
        skills=_slugs(activity.skills, look.skills),
        role_levels=tuple(_pair(level.key, look) for level in rungs),
        source=_source(activity.source, look),
        codes=_codes(activity.codes),
    )


def progression_document(progression: Progression, look: Lookup) -> shape.Progression:
    """A way from one role level to another."""
    return shape.Progression(
        origin=_pair(progression.origin, look),
        target=_pair(progression.target, look),
        kind=progression.kind,
        source=_source(progression.source, look),
        codes=_codes(progression.codes),
    )


def relation_document(relation: Relation, look: Lookup) -> shape.Relation:
    """One skill's relation to another."""
    origin, target = (look.skills[key].slug for key in (relation.origin, relation.target))
    return shape.Relation(origin=origin, target=target, kind=relation.kind)


def retirement_document(gone: Retirement, _: Lookup) -> shape.Retirement:
    """What earlier editions had."""
    return shape.Retirement(
        kind=gone.kind, key=gone.key, name=gone.name, reason=gone.reason or "", replaced_by=gone.replaced_by
    )


def waiver_document(waiver: Waiver, _: Lookup) -> shape.Waiver:
    """A lint finding that the owner accepts."""
    return shape.Waiver(rule=waiver.rule, place=waiver.place, reason=waiver.reason)
