"""Shapes of the service, frameworks and editions."""

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from app.reading.shapes.common import Date, Description, Href, Reference

Counts = Annotated[
    dict[str, int],
    Field(
        description="How many there are of each noun, zeros too.",
        examples=[{"roles": 1, "role_levels": 5, "skills": 14}],
    ),
]
Links = Annotated[
    dict[str, str],
    Field(description="Where to go on from here: path-absolute addresses by what stands there."),
]
Status = Literal["draft", "published", "withdrawn"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """What this server is and where its data starts."""

    name: Annotated[str, Field(description="The name of the service.", examples=["Capframe"])]
    version: Annotated[str, Field(description="The version of the software.", examples=["0.1.0"])]
    counts: Annotated[
        dict[str, int],
        Field(
            description="How many frameworks and published editions there are.",
            examples=[{"frameworks": 1, "editions": 2}],
        ),
    ]
    links: Links


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """The terms under which the content may be used."""

    name: Annotated[str, Field(description="The licence's name.", examples=["MIT"])]
    url: Annotated[str | None, Field(description="Its text.", examples=["https://opensource.org/license/mit"])]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionReference:
    """An edition, named so that it can be followed."""

    version: Annotated[str, Field(description="The edition's label.", examples=["2019.11"])]
    href: Href
    effective_from: Date


@dataclass(frozen=True, slots=True, kw_only=True)
class Framework(Reference):
    """A profession's capability framework, as its current edition describes it."""

    description: Description
    publisher: Annotated[str | None, Field(description="Who answers for it.", examples=["Capframe project"])]
    licence: Annotated[Licence | None, Field(description="The terms of use.")]
    language: Annotated[str, Field(description="The language of its texts, a BCP 47 tag.", examples=["en-GB"])]
    homepage: Annotated[str | None, Field(description="Where the publisher presents it.")]
    attribution: Annotated[str | None, Field(description="What to say when the content is used.")]
    current: Annotated[
        EditionReference | None,
        Field(description="The edition in force today (UTC): the latest by effective_from; null where none is."),
    ]
    links: Links


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionSummary:
    """An edition of a framework. Once published, its content never changes."""

    version: Annotated[str, Field(description="The label, unique in the framework.", examples=["2019.11"])]
    href: Href
    status: Annotated[
        Status, Field(description="A withdrawn edition stays readable but is never current.", examples=["published"])
    ]
    published_at: Annotated[
        dt.datetime | None, Field(description="When it was published, UTC.", examples=["2019-11-22T09:00:00Z"])
    ]
    effective_from: Date
    digest: Annotated[
        str | None,
        Field(
            description="SHA-256 of the content, 64 hex digits: the same content has the same digest on every server.",
            pattern="^[0-9a-f]{64}$",
        ),
    ]
    notes: Annotated[str | None, Field(description="The publisher's notes on the change, CommonMark.")]
    withdrawn_at: Annotated[dt.datetime | None, Field(description="When it was withdrawn, UTC; null where it was not.")]
    revision: Annotated[
        int, Field(description="How often it was written to while it was a draft; it stands still since then.", ge=0)
    ]
    reason: Annotated[str | None, Field(description="Why it was withdrawn, CommonMark; null where it was not.")]
    counts: Counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition(EditionSummary):
    """An edition with where to go on from it."""

    framework: Annotated[Reference, Field(description="The framework that it is an edition of.")]
    links: Links


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceEntry:
    """A document that the edition draws on. Things and statements name it as their `source`."""

    slug: Annotated[str, Field(description="What they name it by.", examples=["learn-by-doing"])]
    title: Annotated[str, Field(description="The document's title.", examples=["Product-Managers-Learn-By-Doing"])]
    publisher: Annotated[str | None, Field(description="Who published it.", examples=["18F"])]
    url: Annotated[str | None, Field(description="Where the document is.")]
    date: Date
