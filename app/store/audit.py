"""The audit: who wrote what and when, in the transaction of the write itself, because several rooms write it."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, Select, func, insert, select

from app.framework.change import Change
from app.store.change_rows import insert_changes, short_key
from app.store.tables import table
from app.store.times import in_utc

_ENTRY, _CHANGE = table("audit_entry"), table("audit_change")

#: Changes that an entry shows by itself; ``list_changes`` has all.
SHOWN = 50
Action = Literal[
    "create-framework", "create-draft", "change-draft", "delete-draft", "replace-content", "import", "put", "delete",
    "publish", "withdraw", "propose", "accept", "reject",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who writes: the name of a key with its id and the request, or a name alone for the command line."""

    name: str
    key_id: str | None = None
    request_id: str | None = None


#: Whoever holds the database's address needs no key.
COMMAND_LINE = Actor(name="command line")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which entries are wanted: all that fit every field that is not None. ``kind`` and ``key`` are of a change."""

    version: str | None = None
    action: str | None = None
    key_id: str | None = None
    kind: str | None = None
    key: str | None = None
    since: dt.datetime | None = None
    until: dt.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A write as it was recorded. ``changes`` are the first of its changes, plain; ``total`` counts all of them."""

    id: int
    at: dt.datetime
    action: str
    version: str | None
    actor: str
    key_id: str | None
    request_id: str | None
    note: str | None
    changes: Sequence[Mapping[str, Any]]
    total: int


def record(
    connection: Connection,
    actor: Actor,
    action: Action,
    framework_id: int,
    *,
    version: str | None = None,
    changes: Iterable[Change] = (),
    note: str | None = None,
) -> None:
    """Write down a write, as part of its transaction."""
    values = {
        "framework_id": framework_id,
        "version": version,
        "action": action,
        "at": dt.datetime.now(dt.UTC),
        "actor": actor.name,
        "key_id": actor.key_id,
        "request_id": actor.request_id,
        "note": note,
    }
    entry_id = connection.execute(insert(_ENTRY).values(values).returning(_ENTRY.c.id)).scalar_one()
    insert_changes(connection, _CHANGE, entry_id, changes)


def count_entries(connection: Connection, framework_id: int, wanted: Wanted) -> int:
    """How many entries fit."""
    return int(connection.execute(_fitting(select(func.count()), framework_id, wanted)).scalar_one())


def list_entries(
    connection: Connection, framework_id: int, wanted: Wanted, *, before: int | None, limit: int
) -> list[Entry]:
    """Entries that fit, newest first, from before an id on, each with its first changes."""
    query = _fitting(select(_ENTRY), framework_id, wanted).order_by(_ENTRY.c.id.desc()).limit(limit)
    if before is not None:
        query = query.where(_ENTRY.c.id < before)
    rows = connection.execute(query).all()
    ids = [row.id for row in rows]
    counted = select(_CHANGE.c.entry_id, func.count()).where(_CHANGE.c.entry_id.in_(ids)).group_by(_CHANGE.c.entry_id)
    totals = {entry_id: int(total) for entry_id, total in connection.execute(counted)}
    first = select(_CHANGE.c.entry_id, _CHANGE.c.change).where(_CHANGE.c.entry_id.in_(ids), _CHANGE.c.number <= SHOWN)
    changes: dict[int, list[Any]] = {entry_id: [] for entry_id in ids}
    for entry_id, change in connection.execute(first.order_by(_CHANGE.c.entry_id, _CHANGE.c.number)):
        changes[entry_id].append(json.loads(change))
    return [
        Entry(
            id=row.id,
            at=in_utc(row.at),
            action=row.action,
            version=row.version,
            actor=row.actor,
            key_id=row.key_id,
            request_id=row.request_id,
            note=row.note,
            changes=changes[row.id],
            total=totals.get(row.id, 0),
        )
        for row in rows
    ]


def list_changes(connection: Connection, framework_id: int, entry_id: int, *, after: int, limit: int) -> list[Any]:
    """The changes of one entry of a framework, plain, in their order, from after a number on."""
    query = select(_CHANGE.c.change).join(_ENTRY, _ENTRY.c.id == _CHANGE.c.entry_id)
    mine = query.where(_ENTRY.c.framework_id == framework_id, _ENTRY.c.id == entry_id)
    ordered = mine.where(_CHANGE.c.number > after).order_by(_CHANGE.c.number).limit(limit)
    return [json.loads(change) for change in connection.execute(ordered).scalars()]


def count_changes(connection: Connection, framework_id: int, entry_id: int) -> int | None:
    """How many changes an entry of a framework has; None where there is no such entry."""
    there = select(_ENTRY.c.id).where(_ENTRY.c.framework_id == framework_id, _ENTRY.c.id == entry_id)
    if connection.execute(there).first() is None:
        return None
    counted = select(func.count()).select_from(_CHANGE).where(_CHANGE.c.entry_id == entry_id)
    return int(connection.execute(counted).scalar_one())


def _fitting(query: Select[Any], framework_id: int, wanted: Wanted) -> Select[Any]:
    found = query.where(_ENTRY.c.framework_id == framework_id)
    for column in ("version", "action", "key_id"):
        if (value := getattr(wanted, column)) is not None:
            found = found.where(_ENTRY.c[column] == value)
    if wanted.since:
        found = found.where(_ENTRY.c.at >= in_utc(wanted.since))
    if wanted.until:
        found = found.where(_ENTRY.c.at < in_utc(wanted.until))
    if wanted.kind is not None or wanted.key is not None:
        touched = select(_CHANGE.c.entry_id).where(_CHANGE.c.entry_id == _ENTRY.c.id)
        for column, value in (
            ("kind", wanted.kind),
            ("key", None if wanted.key is None else short_key(wanted.key)),
        ):
            if value is not None:
                touched = touched.where(_CHANGE.c[column] == value)
        found = found.where(touched.exists())
    return found
