"""Changes as rows of the tables that keep them: what was written, and what is suggested."""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Table

from app.framework.change import Change
from app.framework.plain import plain
from app.store.saving import insert_rows
from app.store.tables.changes import CHANGE_KEY_LENGTH


def insert_changes(connection: Connection, table: Table, owner: int, changes: Iterable[Change]) -> None:
    """Write changes in their order, from number 1 on; ``owner`` is the number of the row that they belong to."""
    rows = [(*_columns(one), owner, number) for number, one in enumerate(changes, start=1)]
    if rows:
        insert_rows(connection, table, rows)


def short_key(key: str) -> str:
    """As much of a key as the tables hold."""
    return key[:CHANGE_KEY_LENGTH]


def _columns(one: Change) -> tuple[Any, ...]:
    """The columns of ``ChangeRow``, which come first."""
    return one.kind, short_key(one.key), one.verb, one.field, json.dumps(plain(one), ensure_ascii=False)
