"""Shapes of what is sent to change a framework, and of what is answered."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from app.kit import text
from app.kit.text import fault, rule_of
from app.reading.shapes.asked import refuse_unknown
from app.reading.shapes.common import Href


def fitting(kind: object) -> BeforeValidator:
    """A text by its rule (see ``kit.text``), refused with the rule's own words."""
    rule = rule_of(kind)

    def check(value: object) -> object:
        if isinstance(value, str) and (message := fault(value, rule)):
            raise ValueError(message)
        return value

    return BeforeValidator(check)


def bounded(kind: object, *examples: str) -> Any:
    """The bounds of a text by its rule, as the document tells them."""
    rule = rule_of(kind)
    form: dict[str, Any] = {"pattern": f"^(?:{rule.pattern.pattern})$"} if rule.pattern else {}
    return Field(min_length=1, max_length=rule.most, json_schema_extra=form, examples=list(examples) or None)


def _written_day(value: object) -> object:
    # Left alone, pydantic also takes times and Unix seconds for days.
    if value is not None and not (isinstance(value, str) and re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", value)):
        raise ValueError("A day is written YYYY-MM-DD")
    return value


SlugText = Annotated[str, fitting(text.Slug), bounded(text.Slug, "gardening")]
NameText = Annotated[str, fitting(text.Name), bounded(text.Name)]
ProseText = Annotated[str, fitting(text.Prose), bounded(text.Prose)]
UrlText = Annotated[str, fitting(text.Url), bounded(text.Url)]
LineText = Annotated[str, fitting(text.Line), bounded(text.Line)]
LanguageText = Annotated[str, fitting(text.Language), bounded(text.Language, "en-GB")]
DayText = Annotated[dt.date, BeforeValidator(_written_day), Field(examples=["2027-01-01"])]
Label = Annotated[str, fitting(text.Version), bounded(text.Version, "2027.1")]


class Wanted(BaseModel):
    """Something to be made or changed; a field that is not known is refused."""

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def refuse_unknown_fields(cls, value: Any) -> Any:
        """The value as it is; a ValueError where it is an object with other fields than these."""
        refuse_unknown(value, list(cls.model_fields))
        return value


class LicenceWanted(Wanted):
    """The terms under which the content may be used."""

    name: Annotated[NameText, Field(description="What it is called.", examples=["CC BY 4.0"])]
    url: Annotated[UrlText | None, Field(description="Where it stands.")] = None


class FrameworkWanted(Wanted):
    """A framework to be founded; its first draft starts with these words."""

    slug: Annotated[SlugText, Field(description="What it is called in addresses, for ever.")]
    name: Annotated[NameText, Field(description="What it is called.", examples=["Gardening"])]
    description: Annotated[ProseText | None, Field(description="What it is about (CommonMark).")] = None
    publisher: Annotated[NameText | None, Field(description="Who answers for it.")] = None
    licence: Annotated[LicenceWanted | None, Field(description="Under which terms it may be used.")] = None
    language: Annotated[LanguageText, Field(description="The language of its texts (BCP 47).")] = "en"
    homepage: Annotated[UrlText | None, Field(description="Where it is at home.")] = None
    attribution: Annotated[LineText | None, Field(description="The line that who uses it has to show.")] = None


class DraftWanted(Wanted):
    """A draft to be made."""

    version: Annotated[Label, Field(description="Its label, for ever: letters, digits and . _ -", examples=["2027.1"])]
    based_on: Annotated[
        Label | None,
        Field(description="The label of the edition whose content it starts with, or `current`; else it is empty.",
              examples=["current"]),
    ] = None  # fmt: skip
    effective_from: Annotated[
        DayText | None, Field(description="The day it is to come into force; else the day of publishing.")
    ] = None
    notes: Annotated[ProseText | None, Field(description="What changed, for readers (CommonMark).")] = None


class EnvelopeChange(Wanted):
    """What of a draft's envelope is to change: what is left out stays as it is, null takes it away."""

    notes: Annotated[ProseText | None, Field(description="What changed, for readers (CommonMark).")] = None
    effective_from: Annotated[DayText | None, Field(description="The day it is to come into force.")] = None

    def changes(self) -> dict[str, Any]:
        """What was named, with its new value."""
        return {name: getattr(self, name) for name in sorted(self.model_fields_set)}


class Withdrawal(Wanted):
    """Why an edition is taken out of force."""

    reason: Annotated[
        ProseText,
        Field(description="The reason, for its readers.", examples=["Two levels were mixed up."], min_length=1),
    ]


Verb = Literal["added", "removed", "renamed", "changed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing or part that came or went, or one of its own fields that is another now."""

    kind: Annotated[str, Field(description="The kind of thing or part.", examples=["requirement"])]
    key: Annotated[
        str, Field(description="Its key, which stays when it is renamed.", examples=["gardener/head/pruning"])
    ]
    verb: Annotated[Verb, Field(description="What happened to it.")]
    field: Annotated[str | None, Field(description="The field that is another now.", examples=["level"])]
    old: Annotated[Any, Field(description="What it was; null for what is added.", examples=["mastery/novice"])]
    new: Annotated[Any, Field(description="What it is now; null for what is removed.", examples=["mastery/skilled"])]


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something that the file's owner should know, and that did not stop it."""

    kind: Annotated[str, Field(description="The kind of remark.", examples=["duplicate"])]
    file: Annotated[str, Field(description="The file that it is about.", examples=["roles.csv"])]
    message: Annotated[str, Field(description="What it is.")]
    rows: Annotated[int, Field(description="How many rows show it.", examples=[16])]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedRename:
    """What probably goes on under another slug. A list of these is what the part `renames` takes."""

    kind: Annotated[str, Field(description="The kind of thing.", examples=["skill"])]
    old: Annotated[
        str, Field(description="Its slug in the edition before; of a level `role/level`.", examples=["pruning"])
    ]
    new: Annotated[str, Field(description="Its slug in the files.", examples=["cutting-plants"])]
    score: Annotated[int, Field(description="How much both look like one thing.", ge=0, le=100, examples=[92])]
    reasons: Annotated[
        list[str],
        Field(description="What speaks for it, strongest first.", examples=[["the same 5 of 5 role levels need it"]]),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingKey:
    """Something in a native document that looks like what is published under another key, and does not say so."""

    kind: Annotated[str, Field(description="The kind of thing or part.", examples=["statement"])]
    place: Annotated[
        str,
        Field(
            description="The thing that it is or belongs to: its address below that of the content.",
            examples=["skills/pruning"],
        ),
    ]
    key: Annotated[
        str,
        Field(description="What to write as its `key`, so that it keeps its id.", examples=["5b1f0c9a2d3e4f60"]),
    ]
    old: Annotated[
        str, Field(description="Its text or name before.", examples=["say why a plant is pruned before it is cut"])
    ]
    new: Annotated[
        str, Field(description="Its text or name in the document.", examples=["say why a plant is cut back"])
    ]
    reasons: Annotated[
        list[str],
        Field(
            description="What speaks for a renamed thing, strongest first; empty for a text, which speaks for itself.",
            examples=[["the same 5 of 5 role levels need it"]],
        ),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What files made of a draft, or would make of it."""

    dry_run: Annotated[bool, Field(description="Whether nothing was written.")]
    compared_with: Annotated[
        str | None, Field(description="The label of the edition that the changes start from: the draft itself.")
    ]
    counts: Annotated[dict[str, int], Field(description="How many of each noun the draft then holds.")]
    summary: Annotated[
        dict[str, dict[str, int]],
        Field(description="For each noun how many were added, removed, renamed and changed."),
    ]
    changes: Annotated[list[Change], Field(description="The changes, at most the first 1,000 of them.")]
    changes_total: Annotated[int, Field(description="How many changes there are.", examples=[3])]
    remarks: Annotated[list[Remark], Field(description="What the files' owner should know.")]
    proposed_renames: Annotated[
        list[ProposedRename],
        Field(
            description="Renames that a dry run of files without keys finds likely, at most the first 1,000. None is"
            " applied unless it is sent as the part `renames`."
        ),
    ]
    missing_keys: Annotated[
        list[MissingKey],
        Field(
            description="Of a native document, what would keep its id if the document wrote its `key`, at most the"
            " first 1,000. As it stands, each becomes something new, and the id that is published goes."
        ),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """A write: who, when, and what it changed."""

    id: Annotated[int, Field(description="Its number; higher is later.", examples=[17])]
    at: Annotated[dt.datetime, Field(description="When it was written, UTC.")]
    action: Annotated[str, Field(description="What was done.", examples=["put"])]
    version: Annotated[str | None, Field(description="The label of the edition; null for the framework itself.")]
    actor: Annotated[str, Field(description="The name of the key, or `command line`.", examples=["Editor"])]
    key_id: Annotated[str | None, Field(description="The key's id.", examples=["seedkey001"])]
    request_id: Annotated[str | None, Field(description="The request, as the server's log knows it.")]
    note: Annotated[str | None, Field(description="What else there is to say, such as the reason.")]
    changes: Annotated[list[Change], Field(description="The first 50 changes.")]
    changes_total: Annotated[int, Field(description="How many changes it made.", examples=[2])]
    href: Href
