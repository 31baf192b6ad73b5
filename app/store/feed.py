"""The feed: one entry for each publish and each withdrawal, of all frameworks, in the order in which they happened."""

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any, Literal

from sqlalchemy import Connection, insert, update

from app.store.tables import table

_ENTRY, _HEAD = table("feed_entry"), table("feed_head")


def append(
    connection: Connection,
    *,
    framework_id: int,
    edition_id: int,
    action: Literal["published", "withdrawn"],
    at: dt.datetime,
    summary: Mapping[str, Any],
    base_id: int | None = None,
) -> int:
    """Add an entry; its position, one above the last. ``summary`` counts the changes since the edition ``base_id``.

    The row of the last position stays locked until the transaction ends, so a higher position is never seen before a
    lower one, and a transaction that fails leaves no gap. It is the last lock that a publish takes.
    """
    given = connection.execute(update(_HEAD).values(last=_HEAD.c.last + 1).returning(_HEAD.c.last)).scalar_one()
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
    return int(given)
