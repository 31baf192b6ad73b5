"""The roles of a document as those of an edition: ladders, what each rung asks for, and the ways between rungs."""

from typing import cast

from msgspec import UNSET

from app.exchange.native import shape
from app.exchange.native.names import Names, keys_of
from app.exchange.native.places import Steps
from app.exchange.native.things import codes, origin, statements
from app.framework.identity import part_key, progression_key, requirement_key
from app.framework.role import (
    Accountability,
    Importance,
    Progression,
    ProgressionKind,
    Requirement,
    Responsibility,
    Role,
    RoleLevel,
    Span,
)


def role(doc: shape.Role, key: str, at: Steps, names: Names) -> Role:
    """A role with its ladder."""
    names.put("role", key, at)
    levels = []
    for number, (level, level_key) in enumerate(zip(doc.levels, keys_of(doc.levels, f"{key}/"), strict=True)):
        levels.append(role_level(level, level_key, (*at, "levels", number), names))
    return Role(
        key=key,
        slug=doc.slug,
        name=doc.name,
        kind=doc.kind or None,
        description=doc.description or None,
        alternative_names=doc.alternative_names,
        families=names.find_all("role_family", doc.families, (*at, "families")),
        parents=names.find_all("role", doc.parents, (*at, "parents")),
        levels=tuple(levels),
        source=origin(doc.source, at, names),
        codes=codes(doc.codes),
    )


def role_level(doc: shape.RoleLevel, key: str, at: Steps, names: Names) -> RoleLevel:
    """A rung; its key starts with its role's."""
    names.put("role_level", key, at)
    duties = enumerate(doc.responsibilities)
    needs = enumerate(doc.requirements)
    return RoleLevel(
        key=key,
        slug=doc.slug,
        name=doc.name,
        rank=doc.rank,
        stage=names.find("stage", doc.stage, (*at, "stage")) if doc.stage else None,
        grades=doc.grades,
        summary=doc.summary or None,
        implicit=doc.implicit,
        responsibilities=tuple(responsibility(duty, key, (*at, "responsibilities", i), names) for i, duty in duties),
        requirements=tuple(requirement(need, key, (*at, "requirements", i), names) for i, need in needs),
        source=origin(doc.source, at, names),
        codes=codes(doc.codes),
    )


def responsibility(doc: shape.Responsibility, owner: str, at: Steps, names: Names) -> Responsibility:
    """What the role level ``owner`` (key) answers for."""
    key = doc.key or names.part_key("responsibility", part_key(f"role_level/{owner}", None, doc.text))
    names.put("responsibility", key, at)
    return Responsibility(
        key=key,
        text=doc.text,
        accountability=cast("Accountability", doc.accountability) if doc.accountability else None,
        span=None if doc.span is UNSET else span(doc.span),
        source=origin(doc.source, at, names),
        codes=codes(doc.codes),
    )


def span(doc: shape.Span) -> Span:
    """How much a responsibility reaches over."""
    least, most = (None if end is UNSET else end for end in (doc.min, doc.max))
    return Span(min=least, max=most, unit=doc.unit)


def requirement(doc: shape.Requirement, owner: str, at: Steps, names: Names) -> Requirement:
    """What the role level ``owner`` (key) needs of a skill, in levels of the skill's scale."""
    skill = names.find("skill", doc.skill, (*at, "skill"))
    key = requirement_key(owner, skill)
    names.put("requirement", key, at)
    # A skill that is not there has no scale to look levels up in: one complaint is enough.
    scale = names.scale_of.get(skill, "")
    return Requirement(
        skill=skill,
        level=names.level(scale, doc.level, (*at, "level")) if doc.level else None,
        from_level=names.level(scale, doc.from_level, (*at, "from_level")) if doc.from_level else None,
        importance=cast("Importance", doc.importance or "essential"),
        statements=tuple(statements(doc.statements, f"requirement/{key}", None, (*at, "statements"), names)),
        note=doc.note or None,
        source=origin(doc.source, at, names),
        codes=codes(doc.codes),
    )


def progression(doc: shape.Progression, at: Steps, names: Names) -> Progression:
    """A way from one role level to another."""
    start = names.find("role_level", doc.origin, (*at, "from"))
    end = names.find("role_level", doc.target, (*at, "to"))
    key = progression_key(start, end, doc.kind)
    names.put("progression", key, at)
    return Progression(
        origin=start,
        target=end,
        kind=cast("ProgressionKind", doc.kind),
        source=origin(doc.source, at, names),
        codes=codes(doc.codes),
    )
