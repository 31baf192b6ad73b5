"""A release: an edition with its envelope."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from app.framework.edition import Edition
from app.kit.text import Prose, Version

Status = Literal["draft", "published", "withdrawn"]
#: Labels that mean something else in an address.
RESERVED_VERSIONS = frozenset({"current", "draft"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """What stands around an edition's content, outside its digest.

    ``sequence`` counts the published editions of a framework from 1; ``published_at`` is in UTC;
    ``digest`` is 64 hex digits, see ``digest.digest``. A draft has none of the three. The last two are of a withdrawn
    edition alone.
    """

    version: Version
    status: Status = "draft"
    effective_from: dt.date | None = None
    notes: Prose | None = None
    sequence: int | None = None
    published_at: dt.datetime | None = None
    digest: str | None = None
    revision: int = 0
    withdrawn_at: dt.datetime | None = None
    withdrawn_reason: Prose | None = None

    def in_force_on(self, day: dt.date) -> bool:
        """Whether the edition may be the current one on a day."""
        return self.status == "published" and self.effective_from is not None and self.effective_from <= day

    @property
    def precedence(self) -> tuple[dt.date, int]:
        """Of the editions in force the greatest is current: by date, of one date the last published."""
        return (self.effective_from or dt.date.min, self.sequence or 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """An edition as it stands in a catalogue."""

    envelope: Envelope
    edition: Edition
