"""Shapes of courses: what a provider sends and gets back, and what readers see."""

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from app.framework.course import MOST_MINUTES, MOST_STATEMENTS, MOST_TAUGHT
from app.kit.text import ExternalId, SlugOrId, WebUrl, Word
from app.reading.shapes.common import Id
from app.reading.shapes.writing import Label, LanguageText, NameText, ProseText, SlugText, Wanted, bounded, fitting

#: Courses in one batch, and skills that they teach together.
MOST_BATCH, MOST_MAPPED = 10_000, 100_000

WebUrlText = Annotated[str, fitting(WebUrl), bounded(WebUrl, "https://learn.example/courses/agile-101")]
WordText = Annotated[str, fitting(Word), bounded(Word)]
ExternalIdText = Annotated[str, fitting(ExternalId), bounded(ExternalId, "agile-101")]
_UUID = "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"
StatementId = Annotated[str, Field(pattern=_UUID, max_length=36, examples=["f65ee1ba-1f5b-5a3b-8d3b-5c3e9b6f1c11"])]
SlugOrIdText = Annotated[str, fitting(SlugOrId), bounded(SlugOrId, "agile-working")]

Title = Annotated[str, Field(description="What it is called.", examples=["Agile from the ground up"])]
Url = Annotated[str, Field(description="Where it is found.", examples=["https://learn.example/courses/agile-101"])]
About = Annotated[str | None, Field(description="What it is about (CommonMark).", examples=["Two days, with a team."])]
Language = Annotated[str | None, Field(description="The language it is held in (BCP 47).", examples=["en"])]
Minutes = Annotated[int | None, Field(description="How long it takes.", ge=1, le=MOST_MINUTES, examples=[600])]
Format = Annotated[str | None, Field(description="How it is held, in the provider's own word.", examples=["online"])]
ExternalIdField = Annotated[
    str, Field(description="The provider's own id for it.", examples=["agile-101"], max_length=200)
]
CourseHref = Annotated[
    str,
    Field(
        description="Its address for readers, path-absolute.",
        examples=["/v1/courses/4439d095-f62e-5ddb-bd92-fdd6658a3931"],
    ),
]


class ProviderWanted(Wanted):
    """A provider to be entered."""

    slug: Annotated[SlugText, Field(description="What it is called in addresses, for ever.", examples=["school"])]
    name: Annotated[NameText, Field(description="What it is called.", examples=["The Open School"])]


class TaughtWanted(Wanted):
    """A skill that a course teaches."""

    framework: Annotated[SlugText, Field(description="The framework's slug.", examples=["product-management"])]
    skill: Annotated[
        SlugOrIdText,
        Field(description="The skill, by slug or id, in the edition in force; a former slug serves too."),
    ]
    from_level: Annotated[
        SlugOrIdText | None,
        Field(description="The mastery that it starts from, by slug or id; null for none.", examples=["awareness"]),
    ] = None
    to_level: Annotated[
        SlugOrIdText | None,
        Field(description="The mastery that it leads to, by slug or id; null where it says none.",
              examples=["working"]),
    ] = None  # fmt: skip
    statements: Annotated[
        list[StatementId],
        Field(
            description="Ids of the skill's statements that it leads to; none where it is about the skill as a whole.",
            max_length=MOST_STATEMENTS,
            default_factory=list,
            examples=[[]],
        ),
    ]
    mapped_in: Annotated[
        Label | None,
        Field(
            description="The label of the edition by which somebody has looked at this and found it right. Where that"
            " is the one in force, the skill is stale no longer, though nothing of it was changed; an earlier one"
            " changes nothing. A GET does not answer it.",
            examples=[None],
        ),
    ] = None


class CourseWanted(Wanted):
    """A course as its provider has it. A GET of the provider's address answers the same."""

    title: Annotated[NameText, Field(description="What it is called.", examples=["Agile from the ground up"])]
    url: Annotated[WebUrlText, Field(description="Where it is found: http or https.")]
    description: Annotated[ProseText | None, Field(description="What it is about (CommonMark).")] = None
    language: Annotated[LanguageText | None, Field(description="The language it is held in (BCP 47).")] = None
    duration_minutes: Annotated[
        int | None, Field(description="How long it takes.", ge=1, le=MOST_MINUTES, strict=True, examples=[600])
    ] = None
    format: Annotated[
        WordText | None, Field(description="How it is held, in the provider's own word.", examples=["online"])
    ] = None
    teaches: Annotated[
        list[TaughtWanted],
        Field(description="The skills that it teaches, each once.", max_length=MOST_TAUGHT, default_factory=list),
    ]
    external_id: Annotated[
        ExternalIdText | None, Field(description="The provider's own id for it: needed in a batch alone.")
    ] = None
    id: Annotated[
        str | None, Field(description="As a GET answers it: the server gives it.", max_length=36, examples=[None])
    ] = None
    href: Annotated[
        str | None, Field(description="As a GET answers it: the server gives it.", max_length=1000, examples=[None])
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """A platform that offers courses."""

    slug: Annotated[str, Field(description="What it is called in addresses.", examples=["school"])]
    name: Annotated[str, Field(description="What it is called.", examples=["The Open School"])]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTaught:
    """A skill that a course teaches, by ids."""

    framework: Annotated[str, Field(description="The framework's slug.", examples=["product-management"])]
    skill: Id
    from_level: Annotated[str | None, Field(description="The id of the mastery level that it starts from.")]
    to_level: Annotated[str | None, Field(description="The id of the mastery level that it leads to.")]
    statements: Annotated[
        list[str],
        Field(description="Ids of the statements that it leads to.", max_length=MOST_STATEMENTS, examples=[[]]),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCourse:
    """A course as its provider has it: what a PUT takes."""

    id: Id
    external_id: ExternalIdField
    href: CourseHref
    title: Title
    url: Url
    description: About
    language: Language
    duration_minutes: Minutes
    format: Format
    teaches: Annotated[
        list[OwnTaught], Field(description="The skills that it teaches, each once.", max_length=MOST_TAUGHT)
    ]


_NOW = "in the edition in force; null where that does not have it"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaughtThing:
    """A skill as the edition in force has it."""

    id: Id
    slug: Annotated[str | None, Field(description=f"Its slug {_NOW}.", examples=["agile-working"])]
    name: Annotated[str | None, Field(description=f"Its name {_NOW}.", examples=["Agile working"])]
    href: Annotated[
        str,
        Field(
            description="Its address in the edition in force, path-absolute; where that does not have it, `/v1/id/` and"
            " its id, which says what became of it.",
            examples=["/v1/frameworks/product-management/editions/2019.11/skills/agile-working"],
        ),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaughtLevel(TaughtThing):
    """A mastery level as the edition in force has it."""

    rank: Annotated[int | None, Field(description="Its place in its scale: 1 is the lowest.", ge=1, examples=[2])]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaughtStatement:
    """A statement as the edition in force has it."""

    id: Id
    text: Annotated[str | None, Field(description=f"How it reads {_NOW}.", examples=["find problems in data"])]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taught:
    """A skill that a course teaches."""

    framework: Annotated[str, Field(description="The framework's slug.", examples=["product-management"])]
    skill: Annotated[TaughtThing, Field(description="The skill.")]
    from_level: Annotated[TaughtLevel | None, Field(description="The mastery that it starts from; null for none.")]
    to_level: Annotated[TaughtLevel | None, Field(description="The mastery that it leads to; null where none is said.")]
    statements: Annotated[
        list[TaughtStatement], Field(description="The statements that it leads to.", max_length=MOST_STATEMENTS)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A course: what it is, where it is found, and what it teaches."""

    id: Id
    href: CourseHref
    provider: Annotated[Provider, Field(description="Who offers it.")]
    external_id: ExternalIdField
    title: Title
    url: Url
    description: About
    language: Language
    duration_minutes: Minutes
    format: Format
    changed_at: Annotated[dt.datetime, Field(description="When it was changed last, UTC.")]
    teaches: Annotated[
        list[Taught], Field(description="The skills that it teaches, each once.", max_length=MOST_TAUGHT)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseChange:
    """A course that came, changed or was retired."""

    position: Annotated[int, Field(description="Its place in the feed: one above the entry before it.", ge=1)]
    action: Annotated[
        Literal["created", "changed", "retired"],
        Field(description="What happened: a course that comes back is created again.", examples=["created"]),
    ]
    at: Annotated[dt.datetime, Field(description="When, UTC.", examples=["2026-11-22T09:00:00Z"])]
    key_id: Annotated[
        str | None,
        Field(description="The id of the key it was written with; null for the command line.", examples=["seedkey001"]),
    ]
    provider: Annotated[Provider, Field(description="Who offers it.")]
    id: Id
    external_id: ExternalIdField
    href: CourseHref
    course: Annotated[
        OwnCourse | None, Field(description="The course from then on, as its provider has it; null if retired.")
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseChanges:
    """Part of the feed of courses. `next` is always there: ask it again later for what has happened by then."""

    items: Annotated[list[CourseChange], Field(description="Entries in their order.", max_length=200)]
    total: Annotated[int, Field(description="How many entries the feed has, from its beginning.", ge=0, examples=[2])]
    next: Annotated[
        str,
        Field(
            description="The address of what follows, path-absolute; on a page with no entry its own. `seen` in it"
            " is the mark of the last entry: by it a server knows whether it gave out the position.",
            examples=["/v1/courses/changes?after=2&seen=5d0e2b7c91fa"],
        ),
    ]
