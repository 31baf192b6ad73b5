"""Shapes of what became of stored ids."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from app.framework.migrate import Outcome, What
from app.reading.shapes.asked import Asked
from app.reading.shapes.common import Id

#: Ids in one request, and characters of one.
MOST_IDS, MOST_ID = 10_000, 200

Kind = Literal[
    "mastery_level", "stage", "skill_group", "skill", "role_family", "role", "role_level", "activity", "statement",
    "responsibility", "requirement", "progression", "scale",
]  # fmt: skip
KindField = Annotated[Kind, Field(description="The kind of thing or part.", examples=["skill"])]
Why = Literal["reworded", "moved", "several", "unknown", "elsewhen", "other_framework", "malformed"]
_PATH = "/v1/frameworks/product-management/editions/2019.11/skills/agile-working"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stood:
    """A thing or part as an edition has it."""

    kind: KindField
    id: Id
    slug: Annotated[str | None, Field(description="Null for parts.", examples=["agile-working"])]
    name: Annotated[
        str | None,
        Field(
            description="Its name; of a statement or responsibility the text; of a requirement the skill's; null for a"
            " progression.",
            examples=["Agile working"],
        ),
    ]
    href: Annotated[
        str,
        Field(
            description="Its address in that edition, path-absolute; of a part its owner's, with `#` and the id.",
            examples=[_PATH],
        ),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class MigrateRequest(Asked):
    """Stored ids, the edition that they were stored from, and the one to carry them to."""

    origin: Annotated[
        str,
        Field(
            alias="from",
            description="The label of the edition that they were stored from, or `current`.",
            max_length=64,
            examples=["2016.11"],
        ),
    ]
    to: Annotated[
        str,
        Field(
            description="The label of the edition to carry them to, or `current`; it must not be the earlier one.",
            max_length=64,
            examples=["2019.11"],
        ),
    ]
    ids: Annotated[
        list[Annotated[str, Field(max_length=MOST_ID)]],
        Field(
            description="Ids of things and parts, as answers gave them.",
            max_length=MOST_IDS,
            examples=[["797be581-0c31-564c-8aa1-21dd96e7d90f", "ab8e54a2-ee80-54d4-9748-49d125250a48"]],
        ),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class MigrateStep:
    """Something that happened on the way, to what was asked for or to what replaced it."""

    edition: Annotated[str, Field(description="The label of the edition that brought it.", examples=["2019.11"])]
    what: Annotated[
        What,
        Field(
            description="renamed: slug or name is another; reworded: the text is; moved: a part stands elsewhere, or at"
            " another mastery level; replaced, retired: it went; returned: it is back.",
            examples=["renamed"],
        ),
    ]
    id: Id
    old: Annotated[Stood | None, Field(description="How the edition before had it; null where it did not.")]
    new: Annotated[Stood | None, Field(description="How this edition has it; null where it does not.")]
    reason: Annotated[str | None, Field(description="Why it went, where the publisher says so.")]
    replaced_by: Annotated[list[Id], Field(description="What replaces it, by id.", max_length=10_000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Migrated:
    """What became of one id."""

    id: Annotated[str, Field(description="The id, as it was asked for.", max_length=MOST_ID)]
    outcome: Annotated[
        Outcome,
        Field(
            description="same: it is there and called the same; renamed: it is there under another slug, name or a"
            " similar wording; replaced: another thing took its place; retired: it is gone; needs_review: see `why`.",
            examples=["renamed"],
        ),
    ]
    why: Annotated[
        Why | None,
        Field(
            description="Why somebody has to look. reworded: less than three words in five are the same; moved: a part"
            " stands elsewhere; several: more than one thing took its place, or not for all of it; unknown: nothing"
            " was published with this id; elsewhen: the framework has it, but not the edition `from`; other_framework:"
            " another framework has it; malformed: it is no id.",
        ),
    ]
    detail: Annotated[str | None, Field(description="The same in a sentence; null where the outcome says it all.")]
    was: Annotated[Stood | None, Field(description="How the edition `from` has it; null where it does not.")]
    now: Annotated[
        list[Stood], Field(description="What the edition `to` has for it, in that edition.", max_length=10_000)
    ]
    steps: Annotated[list[MigrateStep], Field(description="What happened on the way, in order.", max_length=10_000)]
    repeats: Annotated[
        int | None,
        Field(description="Where in `ids`, counted from 0, the same id stood before; null the first time.", ge=0),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class MigrateAnswer:
    """What became of all of them."""

    editions: Annotated[
        list[str],
        Field(description="The labels of the editions on the way, both ends too.", examples=[["2016.11", "2019.11"]]),
    ]
    counts: Annotated[
        dict[Outcome, int],
        Field(description="How many ids have each outcome, zeros too.", examples=[{"same": 1, "renamed": 0}]),
    ]
    items: Annotated[
        list[Migrated],
        Field(description="An entry for every id asked for, in the same order.", max_length=MOST_IDS),
    ]
