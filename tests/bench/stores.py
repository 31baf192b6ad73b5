"""Load and import of an edition beside the least that the same rows cost."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Connection, text

from app.authoring.importing import import_release
from app.framework.edition import Edition
from app.framework.release import Envelope, Release
from app.store import editions
from app.store.engine import open_engine
from app.store.rows import rows_of
from app.store.saving import load
from app.store.scope import reading, writing
from app.store.tables import content_tables
from tests.bench.timing import Figures, megabytes, paired
from tests.databases import Databases

Row = tuple[Any, ...]


def figures(databases: Databases, kind: str, edition: Edition, runs: int) -> Iterator[tuple[str, Figures, str]]:
    """What was measured, in which times, and the memory in words."""
    release = Release(envelope=Envelope(version="1"), edition=edition)
    filled = open_engine(databases.migrated(kind))
    import_release(filled, release, keyless=False, publishing=True)
    with reading(filled) as connection:
        record = editions.find_edition(connection, edition.framework.slug, "1")
        if record is None:
            raise LookupError("what was just imported is not there")
        times = paired(lambda: load(connection, record.id), lambda: bare_selects(connection, record.id), runs)
        held, peak = megabytes(lambda: load(connection, record.id))
    yield "load / bare SELECTs", times, f"{held:.0f} held, {peak:.0f} peak"
    filled.dispose()

    def prepared_import() -> Callable[[], object]:
        engine = open_engine(databases.migrated(kind))
        return lambda: import_release(engine, release, keyless=False, publishing=True)

    rows = rows_by_table(edition)
    yield (
        "import / bare executemany",
        paired_fresh(prepared_import, lambda: bare_insert(databases, kind, rows), runs),
        "",
    )


def paired_fresh(
    ours: Callable[[], Callable[[], object]], floor: Callable[[], Callable[[], object]], runs: int
) -> Figures:
    """Like ``paired``, but each run is made ready outside its time."""
    taken = []
    for _ in range(runs):
        seconds = []
        for prepare in (ours, floor):
            run = prepare()
            start = time.perf_counter()
            run()
            seconds.append(time.perf_counter() - start)
        taken.append((seconds[0], seconds[1]))
    return Figures.of(taken)


def bare_selects(connection: Connection, edition_id: int) -> None:
    """Fetch the rows of every table through the driver itself, and make nothing of them."""
    cursor: Any = connection.connection.cursor()
    for table in content_tables():
        cursor.execute(f'SELECT * FROM "{table.name}" WHERE edition_id = {edition_id}')
        cursor.fetchall()
    cursor.close()


def rows_by_table(edition: Edition) -> dict[str, list[Row]]:
    """The rows of an edition, as text and numbers that either driver takes."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for name, values in rows_of(edition):
        rows[name].append((1, *(value.isoformat() if hasattr(value, "isoformat") else value for value in values)))
    return rows


def bare_insert(databases: Databases, kind: str, rows: dict[str, list[Row]]) -> Callable[[], None]:
    """Insert the same rows into tables without keys, checks, indexes or guard, in one transaction of the driver."""
    engine = open_engine(databases.migrated(kind))
    with writing(engine) as connection:
        for name in rows:
            connection.execute(text(f'CREATE TABLE "bare_{name}" AS SELECT * FROM "{name}" WHERE 1 = 0'))
    mark = "?" if kind == "sqlite" else "%s"

    def insert() -> None:
        with writing(engine) as connection:
            cursor: Any = connection.connection.cursor()
            for name, listed in rows.items():
                marks = ", ".join([mark] * len(listed[0]))
                cursor.executemany(f'INSERT INTO "bare_{name}" VALUES ({marks})', listed)

    return insert
