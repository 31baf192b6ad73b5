"""Shapes of role families, roles and role levels."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from app.framework.role import Accountability, Importance
from app.reading.shapes.activities import ActivitySummary
from app.reading.shapes.common import (
    AlternativeNames,
    Codes,
    Description,
    Id,
    MasteryLevelReference,
    Reference,
    Source,
    Statement,
)

Rank = Annotated[int, Field(description="Its place on the ladder: 1 is the first rung; tracks may share a rank.", ge=1)]
Grades = Annotated[list[str], Field(description="The pay grades of the rung.", examples=[["G7", "G6"]])]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleFamilySummary(Reference):
    """A heading over roles, such as a job family; families form a tree, or a lattice where one has several parents."""

    description: Description
    parents: Annotated[list[Reference], Field(description="The families that it is part of, by name; none at the top.")]
    children: Annotated[list[Reference], Field(description="The families right below it, by name.")]
    role_count: Annotated[
        int, Field(description="How many roles belong to it or to a family below it, each once.", ge=0, examples=[4])
    ]
    codes: Codes
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleFamily(RoleFamilySummary):
    """A role family with its own roles."""

    roles: Annotated[list[Reference], Field(description="The roles that belong to this very family, by name.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleSummary(Reference):
    """A role in a list."""

    kind: Annotated[str | None, Field(description="The publisher's own word for its type.", examples=["Delivery"])]
    description: Description
    alternative_names: AlternativeNames
    families: Annotated[list[Reference], Field(description="The families that it belongs to, by name.")]
    codes: Codes


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleLevelReference(Reference):
    """A role level, named with its role."""

    role: Annotated[Reference, Field(description="The role whose ladder it stands on.")]
    rank: Rank


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung(Reference):
    """A level of a role, in the role's own list."""

    rank: Rank
    stage: Annotated[Reference | None, Field(description="The stage of a career it belongs to.")]
    grades: Grades
    summary: Annotated[str | None, Field(description="What people do on this rung, CommonMark.")]
    implicit: Annotated[
        bool, Field(description="True where the source gives the role no levels and this stands for it.")
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(RoleSummary):
    """A job that people do, with its ladder."""

    parents: Annotated[list[Reference], Field(description="Broader roles, by name.")]
    levels: Annotated[list[Rung], Field(description="Its levels, lowest rank first.")]
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleLevelSummary(Rung):
    """A level of a role, among those of all roles."""

    role: Annotated[Reference, Field(description="The role whose ladder the rung stands on.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """A skill that a role level needs, and how well."""

    id: Id
    skill: Annotated[Reference, Field(description="The skill.")]
    level: Annotated[
        MasteryLevelReference | None, Field(description="The mastery needed; null: expected, none stated.")
    ]
    from_level: Annotated[MasteryLevelReference | None, Field(description="Where people start who grow to that level.")]
    importance: Annotated[Importance, Field(description="Whether the rung can do without.", examples=["essential"])]
    statements: Annotated[
        list[Statement],
        Field(description="What that means: the skill's statements at this very level, then the requirement's own."),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedRoleLevel(RoleLevelSummary):
    """A level of a role in the list of all of them; with `include=requirements` also what it needs."""

    requirements: Annotated[
        list[Requirement] | None,
        Field(description="The skills it needs, by name; null unless asked for by `include=requirements`."),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """How much a responsibility reaches over; either end may be open."""

    min: Annotated[int | None, Field(description="At least so many.", ge=0, examples=[3])]
    max: Annotated[int | None, Field(description="At most so many.", ge=0, examples=[10])]
    unit: Annotated[str, Field(description="Of what.", examples=["teams"])]


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsibility:
    """What a role level answers for."""

    id: Id
    text: Annotated[str, Field(description="One line.", examples=["leads the product managers of a programme"])]
    accountability: Annotated[
        Accountability | None,
        Field(description="Whether by authority or by influence, if stated.", examples=["authority"]),
    ]
    span: Annotated[Span | None, Field(description="How much it reaches over, if stated.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleLevelProfile(RoleLevelSummary):
    """A level of a role in full: what it answers for, what it needs, what people do to grow, and where it leads."""

    responsibilities: Annotated[list[Responsibility], Field(description="What it answers for, in the source's order.")]
    requirements: Annotated[list[Requirement], Field(description="The skills it needs, by name.")]
    activities: Annotated[list[ActivitySummary], Field(description="What people on this rung do to grow, by name.")]
    previous: Annotated[
        list[Reference],
        Field(
            description="The rungs that lead here: by promotion where the edition states promotions, else the rung"
            " (or rungs) of the next lower rank."
        ),
    ]
    next: Annotated[list[Reference], Field(description="The rungs that this one leads to, found in the same way.")]
    codes: Codes
    source: Source
