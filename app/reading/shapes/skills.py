"""Shapes of skills and skill groups."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from app.framework.role import Importance
from app.framework.skill import RelationKind, SkillKind
from app.reading.shapes.common import (
    AlternativeNames,
    Codes,
    Description,
    MasteryLevelReference,
    Reference,
    Source,
    Statement,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillGroupSummary(Reference):
    """A heading over skills; groups form a tree, or a lattice where one has several parents."""

    description: Description
    parents: Annotated[list[Reference], Field(description="The groups that it is part of, by name; none at the top.")]
    children: Annotated[list[Reference], Field(description="The groups right below it, by name.")]
    skill_count: Annotated[
        int, Field(description="How many skills belong to it or to a group below it, each once.", ge=0, examples=[7])
    ]
    codes: Codes
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillGroup(SkillGroupSummary):
    """A skill group with its own skills."""

    skills: Annotated[list[Reference], Field(description="The skills that belong to this very group, by name.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillSummary(Reference):
    """A skill in a list."""

    kind: Annotated[SkillKind, Field(description="What sort of thing is mastered.", examples=["skill"])]
    description: Description
    alternative_names: AlternativeNames
    groups: Annotated[list[Reference], Field(description="The groups that it belongs to, by name.")]
    scale: Annotated[
        Reference | None, Field(description="The scale that measures it; null in an edition without scales.")
    ]
    codes: Codes


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillLevel:
    """What mastery of a skill looks like at one level."""

    level: Annotated[MasteryLevelReference, Field(description="The mastery level.")]
    statements: Annotated[
        list[Statement], Field(description='What people can do at this level; each completes "you can".')
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A role level that needs the skill."""

    role: Annotated[Reference, Field(description="The role.")]
    role_level: Annotated[Reference, Field(description="The rung of the role's ladder.")]
    level: Annotated[
        MasteryLevelReference | None, Field(description="The mastery needed; null: expected, none stated.")
    ]
    from_level: Annotated[MasteryLevelReference | None, Field(description="Where people start who grow to that level.")]
    importance: Annotated[Importance, Field(description="Whether the rung can do without.", examples=["essential"])]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """How the skill relates to another one."""

    kind: Annotated[RelationKind, Field(description="The kind of relation.", examples=["supports"])]
    direction: Annotated[
        Literal["outgoing", "incoming"],
        Field(
            description="outgoing: this skill (supports, requires …) the other; incoming: the other way round.",
            examples=["outgoing"],
        ),
    ]
    skill: Annotated[Reference, Field(description="The other skill.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill(SkillSummary):
    """Something people can do or know, with what mastery looks like and who needs it."""

    note: Annotated[str | None, Field(description="A remark of the publisher, CommonMark.")]
    source: Source
    statements: Annotated[list[Statement], Field(description="What people can do at no level in particular.")]
    levels: Annotated[list[SkillLevel], Field(description="By rank, the levels of its scale that have statements.")]
    needed_by: Annotated[list[Need], Field(description="The role levels that need it, by role and rank.")]
    relations: Annotated[list[Relation], Field(description="Its relations to other skills, by kind and name.")]
