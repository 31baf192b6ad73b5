"""``save`` and ``load``: an edition's content into rows and back, in a fixed number of statements."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Date, DateTime, Table, delete

from app.framework.content import Content
from app.framework.edition import Edition
from app.kit.collector import resting_collector
from app.store.rows import Rows, edition_of, rows_of
from app.store.tables import content_tables

#: Told how many rows of how many are written.
Progress = Callable[[int, int], None]


def load(connection: Connection, edition_id: int) -> Edition:
    """The content of an edition, checked; one SELECT a table."""
    with resting_collector():
        return edition_of(Rows(connection, edition_id))


def save(connection: Connection, edition_id: int, content: Content, progress: Progress | None = None) -> None:
    """Write the content of an edition that has none yet; one statement a table that gets rows."""
    written: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for name, values in rows_of(content):
        written[name].append((edition_id, *values))
    total, done = sum(map(len, written.values())), 0
    for table in content_tables():
        if rows := written.get(table.name):
            insert_rows(connection, table, rows)
            done += len(rows)
            if progress:
                progress(done, total)


def clear(connection: Connection, edition_id: int) -> None:
    """Remove all content of a draft; one statement a table."""
    for table in reversed(content_tables()):
        connection.execute(delete(table).where(table.c.edition_id == edition_id))


def insert_rows(connection: Connection, table: Table, rows: Iterable[tuple[Any, ...]]) -> None:
    """Rows in the order of the table's columns: COPY on PostgreSQL, one executemany on SQLite."""
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    if connection.dialect.name == "postgresql":
        cursor = connection.connection.cursor()
        with cursor.copy(f'COPY "{table.name}" ({columns}) FROM STDIN') as copy:
            for row in rows:
                copy.write_row(row)
        return
    marks = ", ".join("?" * len(table.columns))
    dates = {
        at: column.type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
        for at, column in enumerate(table.columns)
        if isinstance(column.type, Date | DateTime)
    }
    listed = [_dates_as_text(row, dates) for row in rows] if dates else list(rows)
    if listed:
        connection.exec_driver_sql(
            f'INSERT INTO "{table.name}" ({columns}) VALUES ({marks})',  # noqa: S608  # names of our own tables
            listed,
        )


def _dates_as_text(row: tuple[Any, ...], dates: Mapping[int, Any]) -> tuple[Any, ...]:
    return tuple(dates[at](value) if at in dates and value else value for at, value in enumerate(row))
