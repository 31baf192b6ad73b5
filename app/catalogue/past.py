"""What is known of a thing that the current edition does not have."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from app.store import given
from app.store.editions import EditionRecord
from app.store.given import Given


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """The last edition that had a thing (None where none had it yet), what it was called there, and the first that is
    to bring it; why it went and the keys of what replaces it, as the last edition that speaks of it says."""

    last: EditionRecord | None
    name: str
    coming: EditionRecord | None
    reason: str | None
    replaced_by: tuple[str, ...]


def read_past(connection: Connection, thing: Given, public: Iterable[EditionRecord], day: dt.date) -> Past:
    """The past of a thing among the public editions of its framework, as it is on a day. Two SELECTs.

    An edition that was withdrawn is past, be its day still to come.
    """
    names, told = given.names_in(connection, thing), given.retirements_of(connection, thing)
    latest = sorted(public, key=lambda record: record.envelope.precedence, reverse=True)
    had = [record for record in latest if record.id in names and not _is_to_come(record, day)]
    will = [record for record in latest if record.id in names and _is_to_come(record, day)]
    speaking = (told[record.id] for record in latest if record.id in told and record.envelope.in_force_on(day))
    reason, heirs = next(speaking, (None, ()))
    return Past(
        last=had[0] if had else None,
        name=names[had[0].id] if had else "",
        coming=will[-1] if will else None,
        reason=reason,
        replaced_by=heirs,
    )


def _is_to_come(record: EditionRecord, day: dt.date) -> bool:
    return record.envelope.status == "published" and not record.envelope.in_force_on(day)
