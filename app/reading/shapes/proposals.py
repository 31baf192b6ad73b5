"""Shapes of proposals: what is sent to suggest a change and to decide on it, and what is answered."""

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from app.framework.nouns import NounKind
from app.kit import text
from app.reading.shapes.common import Href
from app.reading.shapes.writing import Change, Label, Verb, Wanted, bounded, fitting

#: Changes in one proposal, and characters of a key.
MOST_CHANGES, MOST_KEY = 1_000, 600
State = Literal["open", "accepted", "rejected"]
Removable = Literal[
    "scale", "mastery_level", "stage", "source", "skill_group", "skill", "role_family", "role", "role_level", "activity"
]
Puttable = Literal[
    "framework", "scale", "mastery_level", "stage", "source", "skill_group", "skill", "role_family", "role",
    "role_level", "activity", "progressions", "relations", "retirements", "waivers",
]  # fmt: skip
#: What there is one of alone.
PATHLESS = ("framework", "progressions", "relations", "retirements", "waivers")
_SLUG = text.rule_of(text.Slug)
_PAIR = text.rule_of(text.Pair)
_PATH = f"^(?:{_SLUG.pattern.pattern}|{_PAIR.pattern.pattern})$" if _SLUG.pattern and _PAIR.pattern else None

ReasonText = Annotated[str, fitting(text.Reason), bounded(text.Reason)]
PathText = Annotated[str, Field(pattern=_PATH, max_length=_PAIR.most)]


class ChangeWanted(Wanted):
    """One change: a thing or part that is to come or go, or one field of it that is to be another."""

    kind: Annotated[NounKind, Field(description="The kind of thing or part.", examples=["skill"])]
    key: Annotated[str, Field(description="Its key.", min_length=1, max_length=MOST_KEY, examples=["agile-working"])]
    verb: Annotated[Verb, Field(description="What is to happen to it.", examples=["renamed"])]
    field: Annotated[
        str | None, Field(description="The field; null for what is added or removed.", max_length=40, examples=["name"])
    ] = None
    old: Annotated[
        Any, Field(description="What it is; null for what is added or empty.", examples=["Agile working"])
    ] = None
    new: Annotated[
        Any,
        Field(
            description="What it is to be; null for what is removed or to be empty.", examples=["Working with agility"]
        ),
    ] = None

    def told(self) -> dict[str, Any]:
        """The change in its plain form, which leaves out what is null."""
        held = ((name, getattr(self, name)) for name in ("kind", "key", "verb", "field", "old", "new"))
        return {name: value for name, value in held if value is not None}


_OBJECT: dict[str, Any] = {"type": "object", "additionalProperties": True}


def _object_or_list(value: object) -> object:
    if not isinstance(value, dict | list):
        raise ValueError("must be an object, or the list of what has no slug")
    return value


class PutWanted(Wanted):
    """A thing as it is to be, or a whole list of what has no slug."""

    kind: Annotated[
        Puttable,
        Field(description="The kind of thing, or the list; `framework` for what is said of it.", examples=["skill"]),
    ]
    path: Annotated[
        PathText | None,
        Field(
            description="Its slug; of a role level `role/level`, of a mastery level `level` or `scale/level`. Null for"
            " `framework` and lists. Where nothing is, it is new.",
            examples=["agile-working"],
        ),
    ] = None
    content: Annotated[
        Any,
        BeforeValidator(_object_or_list),
        Field(
            description="The native form, whole, as a GET of it below `content` answers.",
            json_schema_extra={"anyOf": [_OBJECT, {"type": "array", "items": _OBJECT}]},
        ),
    ]


class DeletionWanted(Wanted):
    """A thing that is to go."""

    kind: Annotated[Removable, Field(description="The kind of thing.", examples=["skill"])]
    path: Annotated[
        PathText,
        Field(
            description="Its slug; of a role level `role/level`, of a mastery level `level` or `scale/level`.",
            examples=["financial-ownership"],
        ),
    ]
    cascade: Annotated[
        bool,
        Field(
            description="Whether what refers to it changes along: emptied where that can be, else removed.", strict=True
        ),
    ] = False


class ProposalWanted(Wanted):
    """A suggestion: why, and what is to change, said in one of three ways."""

    reason: Annotated[
        ReasonText,
        Field(description="Why, for whoever decides.", examples=["Nobody here says agile working any more."]),
    ]
    edition: Annotated[
        Label,
        Field(description="The label of the edition that it starts from, or `current`.", examples=["current"]),
    ] = "current"
    changes: Annotated[
        list[ChangeWanted] | None,
        Field(
            description="The changes, in the form in which the audit and proposals show them.", max_length=MOST_CHANGES
        ),
    ] = None
    put: Annotated[PutWanted | None, Field(description="Or the thing as it is to be.")] = None
    delete: Annotated[DeletionWanted | None, Field(description="Or the thing that is to go.")] = None


class Acceptance(Wanted):
    """Into which draft a proposal is taken."""

    version: Annotated[Label, Field(description="The label of the draft.", examples=["2027.1"])]
    reason: Annotated[
        ReasonText | None, Field(description="Why, for its author.", examples=["Agreed with the community."])
    ] = None


class Rejection(Wanted):
    """Why a proposal is not taken."""

    reason: Annotated[
        ReasonText, Field(description="Why not, for its author.", examples=["The survey is still running."])
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedEdition:
    """An edition by its label."""

    version: Annotated[str, Field(description="The edition's label.", examples=["2019.11"])]
    href: Annotated[
        str | None,
        Field(
            description="Its address, path-absolute; null where it was a draft that is deleted.",
            json_schema_extra={"format": "uri-reference"},
        ),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalSummary:
    """A proposal in a list."""

    id: Annotated[
        str,
        Field(
            description="Its id, a UUID.",
            examples=["7d1c3f0a-52b8-4e64-9a0e-1f6f3c2b8a90"],
            json_schema_extra={"format": "uuid"},
        ),
    ]
    state: Annotated[State, Field(description="What became of it.", examples=["open"])]
    reason: Annotated[str, Field(description="Why it was made.", max_length=text.rule_of(text.Reason).most)]
    edition: Annotated[ProposedEdition, Field(description="The edition that it starts from.")]
    proposed_by: Annotated[str, Field(description="The name of the key it was made with.", examples=["Community"])]
    key_id: Annotated[str | None, Field(description="The id of that key.", examples=["seedkey001"])]
    created_at: Annotated[dt.datetime, Field(description="When it was made, UTC.")]
    decided_by: Annotated[str | None, Field(description="The name of the key that decided; null while it is open.")]
    decided_at: Annotated[dt.datetime | None, Field(description="When that was, UTC.")]
    decision_reason: Annotated[str | None, Field(description="What the decision was given as its reason, if any.")]
    accepted_into: Annotated[
        ProposedEdition | None,
        Field(description="The edition that it went into; null unless accepted, and while you may not see that draft."),
    ]
    changes_total: Annotated[int, Field(description="How many changes it makes.", ge=1, examples=[2])]
    href: Href


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocker:
    """A thing or part that stands in the way of a change of another: it has come to need what is to go."""

    kind: Annotated[NounKind, Field(description="The kind of thing or part.", examples=["requirement"])]
    key: Annotated[str, Field(description="Its key.", examples=["product-manager/product-manager/financial-ownership"])]
    field: Annotated[
        str, Field(description="The field in which it names what is to go, or what it stands in.", examples=["skill"])
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """What stands in the way of a proposal."""

    change: Annotated[
        Change | None,
        Field(description="The change, whose `old` is what the proposer saw; null where it is none of them alone."),
    ]
    now: Annotated[
        Any,
        Field(
            description="What stands there now; with `blocker`, what that is. Null for nothing.", examples=["Agility"]
        ),
    ]
    message: Annotated[
        str,
        Field(
            description="The same in words.",
            examples=["name of skill 'agile-working': something else stands there now."],
        ),
    ]
    blocker: Annotated[
        Blocker | None,
        Field(description="Whose doing it is, where something else than what the change is about is in its way."),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """Whether a proposal can still be accepted as it is."""

    edition: Annotated[
        ProposedEdition,
        Field(description="What it was tried on: the draft begun last, if you may see one, else the current edition."),
    ]
    fits: Annotated[bool, Field(description="Whether nothing stands in the way: it could be accepted as it is.")]
    conflicts: Annotated[
        list[Conflict], Field(description="What does, at most the first 1,000.", max_length=MOST_CHANGES)
    ]
    conflicts_total: Annotated[int, Field(description="How many things do.", examples=[0])]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal(ProposalSummary):
    """A proposal, whole."""

    changes: Annotated[
        list[Change],
        Field(description="What it changes, field by field; references are keys.", max_length=MOST_CHANGES),
    ]
    fit: Annotated[
        Fit | None, Field(description="Whether it still fits; null once it is decided, or with nothing to try it on.")
    ]
