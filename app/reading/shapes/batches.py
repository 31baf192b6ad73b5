"""Shapes of a batch of courses: what became of each."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from app.reading.shapes.courses import MOST_BATCH

Outcome = Literal["created", "changed", "unchanged", "refused"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchFault:
    """One thing that is wrong with a course of the batch."""

    detail: Annotated[str, Field(description="What is wrong.", examples=["names no skill of 'gardening' as it is now"])]
    pointer: Annotated[
        str | None,
        Field(description="The place in the course, a JSON Pointer.", examples=["/teaches/0/skill"]),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchItem:
    """What became of one course of the batch."""

    index: Annotated[int, Field(description="Its place in the batch, from 0.", ge=0, le=MOST_BATCH, examples=[0])]
    line: Annotated[
        int | None,
        Field(description="The line on which it stands, from 1; null in a JSON list.", ge=1, examples=[None]),
    ]
    external_id: Annotated[
        str | None, Field(description="The provider's own id, as far as it can be read.", examples=["agile-101"])
    ]
    outcome: Annotated[
        Outcome,
        Field(description="created, changed: it was written; unchanged: it was there already, just so; refused: errors"
              " says why, and nothing was written of it.", examples=["created"]),
    ]  # fmt: skip
    id: Annotated[str | None, Field(description="The id of the course; null where it was refused.")]
    href: Annotated[str | None, Field(description="Its address for readers; null where it was refused.")]
    errors: Annotated[list[BatchFault], Field(description="What is wrong with it.", max_length=50, examples=[[]])]


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchAnswer:
    """What became of a batch."""

    counts: Annotated[
        dict[str, int],
        Field(
            description="How many courses have each outcome, and how many were retired because they are not in it.",
            examples=[{"created": 1, "changed": 0, "unchanged": 0, "refused": 0, "retired": 0}],
        ),
    ]
    items: Annotated[
        list[BatchItem], Field(description="An entry for every course of the batch, in its order.",
                               max_length=MOST_BATCH)
    ]  # fmt: skip
