"""Shapes of coverage: which requirements courses reach, and which courses nobody needs."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from app.framework.reach import Outcome
from app.framework.role import Importance
from app.framework.unneeded import Why
from app.reading.shapes.common import Id, MasteryLevelReference, Page, Reference
from app.reading.shapes.courses import CourseHref, ExternalIdField, Minutes, Provider, Title, Url
from app.reading.shapes.roles import RoleLevelReference

#: Courses that are named with a requirement.
MOST_NAMED = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedCourse:
    """A course on a skill."""

    id: Id
    href: CourseHref
    provider: Annotated[Provider, Field(description="Who offers it.")]
    external_id: ExternalIdField
    title: Title
    url: Url
    duration_minutes: Minutes
    from_level: Annotated[
        MasteryLevelReference | None,
        Field(description="The mastery of the skill that it starts from; null where it asks for none."),
    ]
    to_level: Annotated[
        MasteryLevelReference | None,
        Field(description="The mastery that it leads to; null where it leads to no level in particular."),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hole:
    """A stretch of the skill's scale along which no course leads."""

    from_level: Annotated[MasteryLevelReference | None, Field(description="Where it starts; null: from nothing.")]
    to_level: Annotated[MasteryLevelReference, Field(description="Where it ends.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """Courses one after the other, from nothing upwards: each starts no higher than those before it lead."""

    courses: Annotated[list[OfferedCourse], Field(description="The courses, in the order to take them.")]
    minutes: Annotated[
        int, Field(description="How long those take together that say how long they take.", ge=0, examples=[960])
    ]
    without_duration: Annotated[
        int, Field(description="How many of them do not say how long they take.", ge=0, examples=[0])
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageItem:
    """A requirement, and how far courses lead towards it."""

    role_level: Annotated[RoleLevelReference, Field(description="The role level that needs the skill.")]
    skill: Annotated[Reference, Field(description="The skill.")]
    importance: Annotated[Importance, Field(description="Whether the rung can do without.", examples=["essential"])]
    required: Annotated[
        MasteryLevelReference | None, Field(description="The mastery needed; null: expected, none stated.")
    ]
    outcome: Annotated[
        Outcome,
        Field(
            description="covered: courses lead from nothing to the mastery needed, or there is any course on a skill"
            " for which none is stated; partly: along a part of the way; uncovered: nowhere on it.",
            examples=["partly"],
        ),
    ]
    reached: Annotated[
        MasteryLevelReference | None,
        Field(description="The highest mastery to which courses lead from nothing, be it above the one needed."),
    ]
    holes: Annotated[
        list[Hole], Field(description="Where on the way to the mastery needed no course leads, lowest first.")
    ]
    courses: Annotated[
        list[OfferedCourse],
        Field(
            description="The courses that lead along some of the way; where no mastery is stated, all on the skill."
            f" The cheapest first, at most {MOST_NAMED}.",
            max_length=MOST_NAMED,
        ),
    ]
    courses_total: Annotated[int, Field(description="How many such courses there are.", ge=0, examples=[2])]
    chain: Annotated[
        Chain | None,
        Field(
            description="The cheapest way from nothing to the mastery needed; where there is none, as far towards it as"
            " there is one. Null where that is nowhere, and where no mastery is stated."
        ),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageCounts:
    """How many requirements of all that were asked about have each outcome, whatever `outcome` chooses."""

    covered: Annotated[int, Field(description="Courses lead there from nothing.", ge=0, examples=[3])]
    partly: Annotated[int, Field(description="Courses lead along a part of the way.", ge=0, examples=[4])]
    uncovered: Annotated[int, Field(description="No course leads along any of the way.", ge=0, examples=[7])]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage(Page[CoverageItem]):
    """Requirements by role, rank and name of the skill, a page of them."""

    counts: Annotated[
        CoverageCounts,
        Field(description="How many requirements have each outcome: of all asked about, whatever `outcome` chooses."),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnneededCourse:
    """A course that teaches a skill which nobody needs, or from a level upwards of which nobody needs more."""

    course: Annotated[OfferedCourse, Field(description="The course.")]
    skill: Annotated[Reference, Field(description="The skill that it teaches.")]
    why: Annotated[
        Why,
        Field(
            description="skill: no role level needs the skill; level: none needs more of it than the course starts"
            " from.",
            examples=["skill"],
        ),
    ]
    highest: Annotated[
        MasteryLevelReference | None,
        Field(description="The highest mastery of the skill that any role level needs; null where none needs it."),
    ]
