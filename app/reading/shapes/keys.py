"""Shapes of keys."""

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field

from app.access.issuing import State
from app.access.scopes import Scope
from app.reading.shapes.common import Href
from app.store.key_history import Action

KeyName = Annotated[
    str, Field(description="Who or what the key is for.", examples=["Learning platform"], min_length=1, max_length=300)
]
Moment = Annotated[dt.datetime | None, Field(examples=["2027-01-01T00:00:00Z"])]


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A key, without its secret: that was shown once, to whoever had it made."""

    id: Annotated[str, Field(description="The second part of its secret.", examples=["seedkey001"], max_length=10)]
    name: KeyName
    href: Href
    state: Annotated[State, Field(description="Whether it still opens anything.")]
    scopes: Annotated[
        list[Scope],
        Field(description="What it allows: one of admin, publish, edit, propose and read, which includes those after"
              " it, or learn, or both.", examples=[["edit"]]),
    ]  # fmt: skip
    framework: Annotated[
        str | None, Field(description="The one framework that it holds for; null for all.", examples=[None])
    ]
    provider: Annotated[str | None, Field(description="The provider whose courses it may write.", examples=[None])]
    created_at: Annotated[dt.datetime, Field(description="When it was made, UTC.")]
    expires_at: Annotated[Moment, Field(description="When it ends by itself, UTC; null for never.")]
    revoked_at: Annotated[Moment, Field(description="When it was ended by hand, UTC.")]
    last_used_at: Annotated[Moment, Field(description="When it was used last, UTC; right to within a minute or two.")]
    rotated_from: Annotated[str | None, Field(description="The id of the key whose place it took.", examples=[None])]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFieldChange:
    """A field of a key that is another now."""

    field: Annotated[str, Field(description="The field.", examples=["name"])]
    old: Annotated[str | None, Field(description="What it was; null for nothing.", examples=["LMS"])]
    new: Annotated[str | None, Field(description="What it is now; null for nothing.", examples=["Learning platform"])]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyEntry:
    """What was done to a key at one time."""

    id: Annotated[int, Field(description="Its number; higher is later.", examples=[17])]
    at: Annotated[dt.datetime, Field(description="When, UTC.")]
    action: Annotated[
        Action, Field(description="What was done: `rotate` when another key took its place.", examples=["change"])
    ]
    actor: Annotated[
        str, Field(description="By whom: the name of their key, or `command line`.", examples=["Head of profession"])
    ]
    key_id: Annotated[
        str | None, Field(description="The id of their key; null for the command line.", examples=["seedkey001"])
    ]
    request_id: Annotated[str | None, Field(description="The request, as the server's log knows it.")]
    changes: Annotated[list[KeyFieldChange], Field(description="The fields that are others now, old and new.")]


def _written_out(value: object) -> object:
    # Left alone, pydantic also takes Unix seconds for times.
    if value is not None and not isinstance(value, str):
        raise ValueError("A time is written out, such as 2099-01-01T00:00:00Z")
    return value


class KeyChange(BaseModel):
    """What of a key is to change: what is left out stays as it is."""

    model_config = ConfigDict(extra="forbid")

    name: Annotated[KeyName, Field(default_factory=str)]
    expires_at: Annotated[
        Annotated[AwareDatetime, BeforeValidator(_written_out)] | None,
        Field(
            description="When it is to end, with its offset from UTC, still to come; null for never.",
            examples=["2099-01-01T00:00:00Z"],
            default_factory=lambda: None,
        ),
    ]

    def changes(self) -> dict[str, str | dt.datetime | None]:
        """What was named, with its new value."""
        return {name: getattr(self, name) for name in sorted(self.model_fields_set)}
