"""Shapes of mastery levels and stages."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from app.reading.shapes.common import Codes, Description, MasteryLevelReference, Reference, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class MasteryLevel(MasteryLevelReference):
    """How well a skill is mastered."""

    description: Description
    scale: Annotated[Reference, Field(description="The scale it is a level of; its address lists the whole scale.")]
    codes: Codes
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage(Reference):
    """A part of a career, leading from one mastery level to another."""

    rank: Annotated[int, Field(description="Its place among the stages: 1 comes first.", ge=1, examples=[1])]
    description: Description
    from_level: Annotated[MasteryLevelReference | None, Field(description="Where people start.")]
    level: Annotated[MasteryLevelReference | None, Field(description="Where it leads.")]
    codes: Codes
    source: Source
