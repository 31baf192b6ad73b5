"""Shapes of what people do to grow."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from app.framework.activity import ActivityForm, ActivityKind
from app.reading.shapes.common import Codes, Reference, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivitySummary(Reference):
    """An activity where its role level is known."""

    text: Annotated[str, Field(description="What to do, one line.", examples=["You have led a discovery."])]
    kind: Annotated[ActivityKind, Field(description="What sort of activity.", examples=["experience"])]
    form: Annotated[
        ActivityForm | None, Field(description="How the text is meant: something done, or something able to do.")
    ]
    skills: Annotated[list[Reference], Field(description="The skills that it builds, by name.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity(ActivitySummary):
    """What people do to grow: an experience, a task or an act of leadership."""

    role_levels: Annotated[list[Reference], Field(description="The role levels that it belongs to, by role and rank.")]
    codes: Codes
    source: Source
