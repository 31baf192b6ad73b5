"""Shapes of the feed."""

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from app.reading.shapes.catalogue import EditionReference, Links
from app.reading.shapes.common import Reference

_VERBS = {"added": 1, "removed": 0, "renamed": 1, "changed": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """A publish or a withdrawal."""

    position: Annotated[int, Field(description="Its place in the feed: one above the entry before it.", ge=1)]
    action: Annotated[
        Literal["published", "withdrawn"], Field(description="What happened to the edition.", examples=["published"])
    ]
    at: Annotated[dt.datetime, Field(description="When, UTC.", examples=["2019-11-22T09:00:00Z"])]
    framework: Annotated[Reference, Field(description="The framework, as the edition names it.")]
    edition: Annotated[
        EditionReference,
        Field(description="The edition. It becomes current on the day `effective_from`, which may be later than `at`."),
    ]
    reason: Annotated[str | None, Field(description="Why it was withdrawn, CommonMark; null for a publish.")]
    compared_with: Annotated[
        str | None,
        Field(
            description="The label of the edition that this one follows, with which it was compared; null where it is"
            " the first, and where there is no summary.",
            examples=["2016.11"],
        ),
    ]
    summary: Annotated[
        dict[str, dict[str, int]] | None,
        Field(
            description="For each noun how many were added, removed, renamed and changed. Null for a withdrawal, and"
            " for what was published before the server kept a feed.",
            examples=[{"skills": _VERBS}],
        ),
    ]
    links: Links


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """Part of the feed. `next` is always there: ask it again later for what has happened by then."""

    items: Annotated[list[FeedEntry], Field(description="Entries in the order in which they happened.", max_length=200)]
    total: Annotated[int, Field(description="How many entries the feed has, from its beginning.", ge=0, examples=[2])]
    next: Annotated[
        str,
        Field(
            description="The address of what follows, path-absolute; on a page with no entry its own. `seen` in it"
            " is the mark of the last entry: by it a server knows whether it gave out the position.",
            examples=["/v1/changes?after=2&seen=5d0e2b7c91fa"],
        ),
    ]
