"""The rows of keys. What they mean is the business of ``app.access``."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, func, insert, or_, select, update

from app.store.tables import table

_KEY, _FRAMEWORK = table("access_key"), table("framework")
_TIMES = ("created_at", "expires_at", "revoked_at", "last_used_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRecord:
    """A key without its secret. ``scope`` is a rung of the ladder or None; ``framework`` a slug, None for all. Times
    are in UTC."""

    id: str
    name: str
    digest: str
    scope: str | None
    framework: str | None
    provider: str | None
    created_at: dt.datetime
    expires_at: dt.datetime | None
    revoked_at: dt.datetime | None
    last_used_at: dt.datetime | None
    rotated_from: str | None


def fingerprint(connection: Connection) -> tuple[object, ...]:
    """What is another after every change of a key but its last use. One SELECT."""
    count, of = func.count, _KEY.c
    row = connection.execute(select(count(), count(of.revoked_at), func.sum(of.revision), func.max(of.created_at)))
    return tuple(row.one())


def list_keys(connection: Connection) -> list[KeyRecord]:
    """All keys, in the order in which they were made."""
    return [_record(row) for row in connection.execute(_keys().order_by(_KEY.c.created_at, _KEY.c.id))]


def find_key(connection: Connection, key_id: str, *, lock: bool = False) -> KeyRecord | None:
    """The key with an id; ``lock`` keeps others from changing it until the transaction ends."""
    query = _keys().where(_KEY.c.id == key_id)
    row = connection.execute(query.with_for_update(of=_KEY) if lock else query).first()
    return _record(row) if row else None


def has_successor(connection: Connection, key_id: str) -> bool:
    """Whether another key took the place of this one."""
    return connection.execute(select(_KEY.c.id).where(_KEY.c.rotated_from == key_id).limit(1)).first() is not None


def insert_key(connection: Connection, **values: Any) -> None:
    """A new key's row."""
    connection.execute(insert(_KEY).values(revision=1, **values))


def change_key(connection: Connection, key_id: str, **values: Any) -> None:
    """Change a key so that every process notices."""
    connection.execute(update(_KEY).where(_KEY.c.id == key_id).values(revision=_KEY.c.revision + 1, **values))


def note_uses(connection: Connection, uses: Mapping[str, dt.datetime]) -> None:
    """Write down when keys, by id, were used last; never an earlier time than is there."""
    at = bindparam("used", type_=_KEY.c.last_used_at.type)
    earlier = or_(_KEY.c.last_used_at.is_(None), _KEY.c.last_used_at < at)
    noted = update(_KEY).where(_KEY.c.id == bindparam("key_id"), earlier).values(last_used_at=at)
    connection.execute(noted, [{"key_id": key_id, "used": used} for key_id, used in sorted(uses.items())])


def _keys() -> Select[Any]:
    columns = [column for column in _KEY.c if column.name not in ("framework_id", "revision")]
    joined = _KEY.outerjoin(_FRAMEWORK, _FRAMEWORK.c.id == _KEY.c.framework_id)
    return select(*columns, _FRAMEWORK.c.slug.label("framework")).select_from(joined)


def _record(row: Row[Any]) -> KeyRecord:
    held = dict(row._mapping)  # noqa: SLF001  # SQLAlchemy's public name for a row as a mapping
    for name in _TIMES:  # SQLite hands times back without their zone; they are all in UTC
        if held[name] is not None:
            held[name] = (
                held[name].replace(tzinfo=dt.UTC) if held[name].tzinfo is None else held[name].astimezone(dt.UTC)
            )
    return KeyRecord(**held)
