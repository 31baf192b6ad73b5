"""The nouns of a document as those of an edition, but for the ladders (see ``ladders``): slugs become keys."""

from collections.abc import Sequence
from typing import cast

from msgspec import UNSET

from app.exchange.native import shape
from app.exchange.native.names import Names, keys_of
from app.exchange.native.places import Steps
from app.framework.about import Framework, Licence, Source
from app.framework.activity import Activity, ActivityForm, ActivityKind
from app.framework.history import Retirement, Waiver
from app.framework.identity import part_key, relation_key, retirement_key
from app.framework.mastery import MasteryLevel, Scale, Stage
from app.framework.role import RoleFamily
from app.framework.skill import Relation, RelationKind, Skill, SkillGroup, SkillKind
from app.framework.trace import Code, SourceRef, Statement

# A word outside its vocabulary passes the casts here; the edition, when it is built, refuses it with all else.


def codes(docs: Sequence[shape.Code]) -> tuple[Code, ...]:
    """Names in other schemes."""
    return tuple(Code(scheme=doc.scheme, value=doc.value, uri=doc.uri or None) for doc in docs)


def origin(doc: shape.Origin, at: Steps, names: Names) -> SourceRef | None:
    """The source that states the thing at ``at``."""
    if doc is UNSET:
        return None
    key = names.find("source", doc.slug, (*at, "source", "slug"))
    return SourceRef(source=key, section=doc.section or None)


def framework(doc: shape.Framework, names: Names) -> Framework:
    """The framework; its key is its slug unless one is written."""
    key = doc.key or doc.slug
    names.put("framework", key, ("framework",))
    return Framework(
        key=key,
        slug=doc.slug,
        name=doc.name,
        description=doc.description or None,
        publisher=doc.publisher or None,
        licence=None if doc.licence is UNSET else Licence(name=doc.licence.name, url=doc.licence.url or None),
        language=doc.language or "en",
        homepage=doc.homepage or None,
        attribution=doc.attribution or None,
    )


def scale(doc: shape.Scale, key: str, at: Steps, names: Names) -> Scale:
    """A scale with its mastery levels."""
    names.put("scale", key, at)
    levels = []
    for number, (level, level_key) in enumerate(zip(doc.levels, keys_of(doc.levels, f"{key}/"), strict=True)):
        levels.append(mastery_level(level, level_key, (*at, "levels", number), names))
    return Scale(key=key, slug=doc.slug, name=doc.name, default=doc.default, levels=tuple(levels))


def mastery_level(doc: shape.MasteryLevel, key: str, at: Steps, names: Names) -> MasteryLevel:
    """A level of a scale; its key starts with the scale's."""
    names.put("mastery_level", key, at)
    return MasteryLevel(
        key=key,
        slug=doc.slug,
        name=doc.name,
        rank=doc.rank,
        description=doc.description or None,
        source=origin(doc.source, at, names),
        codes=codes(doc.codes),
    )


def stage(doc: shape.Stage, key: str, at: Steps, names: Names) -> Stage:
    """A stage; its levels are those of the default scale."""
    names.put("stage", key, at)
    scale_key = names.default_scale
    return Stage(
        key=key,
        slug=doc.slug,
        name=doc.name,
        rank=doc.rank,
        description=doc.description or None,
        from_level=names.level(scale_key, doc.from_level, (*at, "from_level")) if doc.from_level else None,
        level=names.level(scale_key, doc.level, (*at, "level")) if doc.level else None,
        source=origin(doc.source, at, names),
        codes=codes(doc.codes),
    )


def source(doc: shape.Source, key: str, at: Steps, names: Names) -> Source:
    """A document that the edition draws on."""
    names.put("source", key, at)
    return Source(
        key=key,
        slug=doc.slug,
        title=doc.title,
        publisher=doc.publisher or None,
        url=doc.url or None,
        date=None if doc.date is UNSET else doc.date,
    )


def skill_group(doc: shape.Heading, key: str, at: Steps, names: Names) -> SkillGroup:
    """A heading over skills."""
    names.put("skill_group", key, at)
    return SkillGroup(
        key=key,
        slug=doc.slug,
        name=doc.name,
        description=doc.description or None,
        parents=names.find_all("skill_group", doc.parents, (*at, "parents")),
        source=origin(doc.source, at, names),
        codes=codes(doc.codes),
    )


def role_family(doc: shape.Heading, key: str, at: Steps, names: Names) -> RoleFamily:
    """A heading over roles."""
    names.put("role_family", key, at)
    return RoleFamily(
        key=key,
        slug=doc.slug,
        name=doc.name,
        description=doc.description or None,
        parents=names.find_all("role_family", doc.parents, (*at, "parents")),
        source=origin(doc.source, at, names),
        codes=codes(doc.codes),
    )


def statements(docs: shape.Statements, owner: str, level: str | None, at: Steps, names: Names) -> list[Statement]:
    """Statements of one owner (see ``identity.part_key``) at one level (key), in their order."""
    return [statement(doc, owner, level, (*at, number), names) for number, doc in enumerate(docs)]


def statement(doc: str | shape.Wording, owner: str, level: str | None, at: Steps, names: Names) -> Statement:
    """A statement; a key that is not written is made from owner, level and wording."""
    if isinstance(doc, str):
        doc = shape.Wording(text=doc)
    key = doc.key or names.part_key("statement", part_key(owner, level, doc.text))
    names.put("statement", key, at)
    return Statement(key=key, text=doc.text, level=level, source=origin(doc.source, at, names), codes=codes(doc.codes))


def skill(doc: shape.Skill, key: str, at: Steps, names: Names) -> Skill:
    """A skill with its statements."""
    names.put("skill", key, at)
    said = statements(doc.statements, f"skill/{key}", None, (*at, "statements"), names)
    for slug, texts in doc.levels.items():
        place = (*at, "levels", slug)
        level = names.level(names.scale_of[key], slug, place)
        said += statements(texts, f"skill/{key}", level, place, names)
    return Skill(
        key=key,
        slug=doc.slug,
        name=doc.name,
        kind=cast("SkillKind", doc.kind or "skill"),
        description=doc.description or None,
        note=doc.note or None,
        alternative_names=doc.alternative_names,
        groups=names.find_all("skill_group", doc.groups, (*at, "groups")),
        scale=names.find("scale", doc.scale, (*at, "scale")) if doc.scale else None,
        statements=tuple(said),
        source=origin(doc.source, at, names),
        codes=codes(doc.codes),
    )


def activity(doc: shape.Activity, key: str, at: Steps, names: Names) -> Activity:
    """What people do to grow."""
    names.put("activity", key, at)
    return Activity(
        key=key,
        slug=doc.slug,
        name=doc.name,
        text=doc.text,
        kind=cast("ActivityKind", doc.kind),
        form=cast("ActivityForm", doc.form) if doc.form else None,
        skills=names.find_all("skill", doc.skills, (*at, "skills")),
        role_levels=names.find_all("role_level", doc.role_levels, (*at, "role_levels")),
        source=origin(doc.source, at, names),
        codes=codes(doc.codes),
    )


def relation(doc: shape.Relation, at: Steps, names: Names) -> Relation:
    """One skill's relation to another."""
    start = names.find("skill", doc.origin, (*at, "from"))
    end = names.find("skill", doc.target, (*at, "to"))
    names.put("relation", relation_key(start, end, doc.kind), at)
    return Relation(origin=start, target=end, kind=cast("RelationKind", doc.kind))


def retirement(doc: shape.Retirement, at: Steps, names: Names) -> Retirement:
    """What earlier editions had; it is named by key as it stands."""
    names.put("retirement", retirement_key(doc.kind, doc.key), at)
    return Retirement(kind=doc.kind, key=doc.key, name=doc.name, reason=doc.reason or None, replaced_by=doc.replaced_by)


def waiver(doc: shape.Waiver, at: Steps, names: Names) -> Waiver:
    """A lint finding that the owner accepts."""
    names.put("waiver", doc.rule + doc.place, at)
    return Waiver(rule=doc.rule, place=doc.place, reason=doc.reason)
