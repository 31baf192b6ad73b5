"""What was done to keys: by whom, when and what changed, in the transaction of the change itself."""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, func, insert, select

from app.store.audit import Actor
from app.store.keys import KeyRecord
from app.store.tables import table
from app.store.times import in_utc

_ENTRY = table("key_entry")
#: What is told of a key. Its digest is nobody's business, and its last use is no change.
_TOLD = ("name", "scope", "framework", "provider", "expires_at", "revoked_at", "rotated_from")
#: No entry has a higher number, and PostgreSQL takes none here.
_MOST = 2**31 - 1
Action = Literal["create", "change", "rotate", "revoke"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A field of a key that is another now. Times are written out, in UTC."""

    field: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyEntry:
    """What was done to a key at one time. ``key_id`` is the key that it was done with; None for the command line."""

    id: int
    at: dt.datetime
    action: Action
    actor: str
    key_id: str | None
    request_id: str | None
    changes: Sequence[Changed]


def record(connection: Connection, actor: Actor, action: Action, before: KeyRecord | None, after: KeyRecord) -> None:
    """Write down what was done to a key, as part of its transaction; ``before`` is None for a new one."""
    values = {
        "access_key_id": after.id,
        "action": action,
        "at": dt.datetime.now(dt.UTC),
        "actor": actor.name,
        "key_id": actor.key_id,
        "request_id": actor.request_id,
        "changes": json.dumps(_differences(before, after), ensure_ascii=False),
    }
    connection.execute(insert(_ENTRY).values(values))


def count_entries(connection: Connection, key_id: str) -> int:
    """How often something was done to a key."""
    counted = select(func.count()).select_from(_ENTRY).where(_ENTRY.c.access_key_id == key_id)
    return int(connection.execute(counted).scalar_one())


def list_entries(connection: Connection, key_id: str, *, before: int | None, limit: int) -> list[KeyEntry]:
    """What was done to a key, newest first, from before an entry's number on."""
    query = select(_ENTRY).where(_ENTRY.c.access_key_id == key_id).order_by(_ENTRY.c.id.desc()).limit(limit)
    if before is not None:
        query = query.where(_ENTRY.c.id < min(before, _MOST))
    return [
        KeyEntry(
            id=row.id,
            at=in_utc(row.at),
            action=row.action,
            actor=row.actor,
            key_id=row.key_id,
            request_id=row.request_id,
            changes=[Changed(**each) for each in json.loads(row.changes)],
        )
        for row in connection.execute(query)
    ]


def _differences(before: KeyRecord | None, after: KeyRecord) -> list[dict[str, str | None]]:
    values = [(name, _told(getattr(before, name, None)), _told(getattr(after, name))) for name in _TOLD]
    return [{"field": name, "old": old, "new": new} for name, old, new in values if old != new]


def _told(value: str | dt.datetime | None) -> str | None:
    return value.isoformat().replace("+00:00", "Z") if isinstance(value, dt.datetime) else value
