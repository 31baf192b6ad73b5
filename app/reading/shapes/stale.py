"""Shapes of what courses teach that an edition no longer has as it was."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from app.framework.carried import Misfit
from app.framework.migrate import Outcome
from app.reading.shapes.common import Id
from app.reading.shapes.courses import CourseHref, ExternalIdField, Provider, Title
from app.reading.shapes.migrating import Stood, Why

Role = Literal["skill", "from_level", "to_level", "statement"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseReference:
    """A course, named so that it can be found again."""

    id: Id
    external_id: ExternalIdField
    title: Title
    provider: Annotated[Provider, Field(description="Who offers it.")]
    href: CourseHref


@dataclass(frozen=True, slots=True, kw_only=True)
class StalePart:
    """Something that a course refers to, and what became of it."""

    role: Annotated[Role, Field(description="What it is to the course.", examples=["skill"])]
    id: Id
    outcome: Annotated[
        Outcome,
        Field(description="What became of it, in the words of the framework's `migrate`.", examples=["retired"]),
    ]
    why: Annotated[
        Why | Misfit | None,
        Field(
            description="Why somebody has to look, where `outcome` is needs_review. In the words of `migrate`, but"
            " unknown: this edition knows nothing of what a later one had; and other_scale: the level is of another"
            " scale than the skill's; out_of_order: it is above `to_level` by now; other_skill: the statement is of"
            " another skill.",
        ),
    ]
    reason: Annotated[str | None, Field(description="Why it went, where the publisher says so.")]
    was: Annotated[Stood | None, Field(description="How the edition had it by which the course was mapped.")]
    now: Annotated[list[Stood], Field(description="What this edition has for it.", max_length=10_000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class StaleMapping:
    """A skill that a course teaches, of which something was renamed, replaced or retired since it was mapped."""

    course: Annotated[CourseReference, Field(description="The course.")]
    mapped_in: Annotated[
        str, Field(description="The label of the edition by which it was mapped.", examples=["2016.11"])
    ]
    skill: Id
    certain: Annotated[
        bool,
        Field(description="Whether it is certain what takes its place: `capframe courses migrate` then writes that."),
    ]
    parts: Annotated[
        list[StalePart],
        Field(description="What is no longer as it was: the skill, levels, statements.", max_length=300),
    ]
