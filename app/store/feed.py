"""The feed: one entry for each publish and each withdrawal, of all frameworks, in the order in which they happened."""

import datetime as dt
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, Integer, Row, Select, bindparam, func, insert, select

from app.store.marks import mark
from app.store.positions import take
from app.store.tables import table
from app.store.times import in_utc

_ENTRY, _HEAD = table("feed_entry"), table("feed_head")
_FRAMEWORK, _EDITION, _ABOUT = table("framework"), table("edition"), table("about")
_BASE = table("edition").alias("base")

_SUMMARY = msgspec.json.Decoder(dict[str, dict[str, int]])

Action = Literal["published", "withdrawn"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A publish or withdrawal. ``framework`` and ``version`` are slug and label; ``name`` is the framework's, as the
    edition has it.

    ``summary`` tells for each noun how much was added, removed, renamed and changed since the edition ``base`` (a
    label), or since there was nothing where that is None. It is None for a withdrawal, and for what was published
    before there was a feed. ``digest`` is that of the edition.
    """

    position: int
    action: Action
    at: dt.datetime
    framework: str
    framework_key: str
    name: str
    version: str
    digest: str
    effective_from: dt.date
    reason: str | None
    base: str | None
    summary: Mapping[str, Mapping[str, int]] | None

    @property
    def mark(self) -> str:
        """Tells the entry from any other that may stand at its position, in another database or after this one was put
        back from an older copy. A page needs only that of its last entry."""
        # The digest is what nobody can guess who may not read the framework: to them a mark tells nothing.
        at = self.at.isoformat()
        return mark(self.position, self.action, at, self.framework_key, self.version, self.digest)


def append(
    connection: Connection,
    *,
    framework_id: int,
    edition_id: int,
    action: Action,
    at: dt.datetime,
    summary: Mapping[str, Any],
    base_id: int | None = None,
) -> int:
    """Add an entry; its position, one above the last. ``summary`` counts the changes since the edition ``base_id``."""
    given = take(connection, _HEAD)
    connection.execute(
        insert(_ENTRY).values(
            position=given,
            framework_id=framework_id,
            edition_id=edition_id,
            base_id=base_id,
            action=action,
            at=at,
            summary=json.dumps(summary),
        )
    )
    return given


def frameworks_told_of(connection: Connection) -> dict[int, str]:
    """The frameworks that the feed tells of: row number and slug."""
    told = select(_ENTRY.c.position).where(_ENTRY.c.framework_id == _FRAMEWORK.c.id).exists()
    return {row.id: row.slug for row in connection.execute(select(_FRAMEWORK.c.id, _FRAMEWORK.c.slug).where(told))}


def last_and_total(connection: Connection, among: Collection[int] | None) -> tuple[int, int]:
    """The last position given out, and how many entries there are of some frameworks (row numbers; None: of all)."""
    counted = select(func.count()).select_from(_ENTRY).where(_ENTRY.c.framework_id.in_(among or ()))
    # Positions have no gaps: all entries need no counting.
    total = _HEAD.c.last if among is None else counted.scalar_subquery()
    last, number = connection.execute(select(_HEAD.c.last, total)).one()
    return int(last), int(number)


def find_mark(connection: Connection, position: int) -> str | None:
    """The mark of the entry at a position, of whatever framework; None where that was not given out. One SELECT."""
    found = [each.mark for each in list_entries(connection, position - 1, 1, None) if each.position == position]
    return found[0] if found else None


def list_entries(connection: Connection, after: int, limit: int, among: Collection[int] | None) -> list[Entry]:
    """The first entries after a position, in order, of some frameworks (row numbers; None: of all)."""
    asked = {"after": after, "most": limit} | ({} if among is None else {"among": list(among)})
    return [_entry(row) for row in connection.execute(_page(filtered=among is not None), asked)]


@cache  # putting the statement together takes as long as running it
def _page(*, filtered: bool) -> Select[Any]:
    wanted = select(_ENTRY).where(_ENTRY.c.position > bindparam("after"))
    if filtered:
        wanted = wanted.where(_ENTRY.c.framework_id.in_(bindparam("among", expanding=True)))
    # Cut before it is joined: a planner that has not counted the table may else join all of it first.
    page = wanted.order_by(_ENTRY.c.position).limit(bindparam("most", type_=Integer)).subquery("page")
    columns = (
        *(page.c[name] for name in ("position", "action", "at", "summary")),
        *(_FRAMEWORK.c.slug, _FRAMEWORK.c.key, _ABOUT.c.name),
        *(_EDITION.c[name] for name in ("version", "digest", "effective_from", "withdrawn_reason")),
        _BASE.c.version.label("base"),
    )
    return (
        select(*columns)
        .join(_FRAMEWORK, _FRAMEWORK.c.id == page.c.framework_id)
        .join(_EDITION, _EDITION.c.id == page.c.edition_id)
        .join(_ABOUT, _ABOUT.c.edition_id == page.c.edition_id)
        .outerjoin(_BASE, _BASE.c.id == page.c.base_id)
        .order_by(page.c.position)
    )


def _entry(row: Row[Any]) -> Entry:
    return Entry(
        position=row.position,
        action=row.action,
        at=in_utc(row.at),
        framework=row.slug,
        framework_key=row.key,
        name=row.name,
        version=row.version,
        digest=row.digest,
        effective_from=row.effective_from,
        reason=row.withdrawn_reason if row.action == "withdrawn" else None,
        base=row.base,
        summary=_SUMMARY.decode(row.summary) or None,
    )
