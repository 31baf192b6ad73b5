"""Shapes that many answers share."""

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Generic, TypeVar

from pydantic import Field

Entry = TypeVar("Entry")

Id = Annotated[
    str,
    Field(
        description="Stays the same in every edition, through renames and rewordings. A UUID.",
        examples=["23797ee5-9967-595c-b9e9-0c1b6ff1b2c3"],
        json_schema_extra={"format": "uuid"},
    ),
]
SlugField = Annotated[str, Field(description="The part of an address that names it.", examples=["product-manager"])]
NameField = Annotated[str, Field(description="Its name, one line of plain text.", examples=["Product manager"])]
Href = Annotated[
    str,
    Field(
        description="Its address in this edition, path-absolute.",
        examples=["/v1/frameworks/product-management/editions/2019.11/roles/product-manager"],
    ),
]
Description = Annotated[
    str | None,
    Field(description="CommonMark: paragraphs, lists, links and emphasis.", examples=["Decides what to build."]),
]
AlternativeNames = Annotated[list[str], Field(description="Other names it goes by.", examples=[["Product owner"]])]
Date = Annotated[dt.date | None, Field(description="A day, YYYY-MM-DD.", examples=["2019-11-22"])]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A thing, named so that it can be shown and followed."""

    id: Id
    slug: SlugField
    name: NameField
    href: Href


@dataclass(frozen=True, slots=True, kw_only=True)
class MasteryLevelReference(Reference):
    """A mastery level, named so that it can be compared with others of its scale."""

    rank: Annotated[int, Field(description="Its place in its scale: 1 is the lowest.", ge=1, examples=[3])]


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """Its name in another scheme, such as ESCO, ISCO or OPM."""

    scheme: Annotated[str, Field(description="Which scheme.", examples=["isco"])]
    value: Annotated[str, Field(description="The code in that scheme.", examples=["1330"])]
    uri: Annotated[str | None, Field(description="The address that stands for the code, if there is one.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceNote:
    """The document that states it, and where in that document."""

    slug: Annotated[str, Field(description="The source, among the edition's sources.", examples=["learn-by-doing"])]
    title: Annotated[str, Field(description="The document's title.", examples=["Product-Managers-Learn-By-Doing"])]
    url: Annotated[str | None, Field(description="Where the document is.")]
    section: Annotated[str | None, Field(description="The part of the document.", examples=["Skill descriptions"])]


Codes = Annotated[list[Code], Field(description="Its names in other schemes.")]
Source = Annotated[SourceNote | None, Field(description="The document that states it.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One line that completes "you can"."""

    id: Id
    text: Annotated[
        str, Field(description="One line; may hold inline links.", examples=["find problems in data"], max_length=2000)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[Entry]):
    """One page of a list, in a fixed order."""

    items: Annotated[list[Entry], Field(description="The entries of this page.", max_length=200)]
    total: Annotated[int, Field(description="How many entries all pages have together.", ge=0, examples=[52])]
    next: Annotated[
        str | None,
        Field(
            description="The address of the next page, path-absolute; null on the last.",
            examples=["/v1/frameworks/product-management/editions/2019.11/skills?cursor=NmY…"],
        ),
    ]
