"""The connection to the database: SQLite embedded, or PostgreSQL through psycopg."""

from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from app.store.problem import ReadOnlyDatabase, StoreProblem

#: How long a writer waits for another one, in milliseconds.
BUSY_TIMEOUT = 30_000
#: How soon a PostgreSQL server that is cut off counts as away: the wait for a connection, in seconds, and for the
#: network to take what was sent, in milliseconds. Left alone both are minutes. The address may say otherwise.
_CUT_OFF = {"connect_timeout": 10, "tcp_user_timeout": 10_000}
#: Connections at most: those who write at once (``app.api.turns``) and many who read, however long the first wait.
CONNECTIONS = 24


def open_engine(database_url: str, *, read_only: bool = False, connections: int = CONNECTIONS) -> Engine:
    """An engine for a SQLite or PostgreSQL address; nothing is connected yet. ``read_only``: the database itself
    refuses to be written to, and a file that is not there is not made. Five connections stay open, or fewer."""
    url, kept = _understood(database_url), min(connections, 5)
    pool = {"pool_size": kept, "max_overflow": connections - kept}
    if url.get_backend_name() == "postgresql":
        limits = {name: limit for name, limit in _CUT_OFF.items() if name not in url.query}
        engine = create_engine(
            url.set(drivername="postgresql+psycopg"), pool_pre_ping=True, connect_args=limits, **pool
        )
        if read_only:
            event.listen(engine, "connect", _have_postgresql_refuse_writes)
            event.listen(engine, "begin", _begin_postgresql_read_only)
        return engine
    if url.database in (None, "", ":memory:"):
        raise StoreProblem("CAPFRAME_DATABASE_URL names no file; a database in memory would be lost at once")
    _check_folder(url)
    waiting = {"timeout": BUSY_TIMEOUT / 1000}
    engine = create_engine(_for_reading(url) if read_only else url, connect_args=waiting, **pool)
    event.listen(engine, "connect", _prepare_sqlite)
    if read_only:
        event.listen(engine, "begin", _refuse_to_write)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _understood(database_url: str) -> URL:
    try:
        url = make_url(database_url)
    except (ArgumentError, ValueError):  # the latter where the port is no number
        raise StoreProblem("CAPFRAME_DATABASE_URL is no database address; try sqlite:///capframe.db") from None
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise StoreProblem(f"CAPFRAME_DATABASE_URL names {url.get_backend_name()!r}; use sqlite or postgresql")
    return url


def _check_folder(url: URL) -> None:
    name = url.database or ""
    folder = Path(name).parent
    if name not in ("", ":memory:") and not name.startswith("file:") and not folder.is_dir():
        raise StoreProblem(f"The folder {folder} for the database does not exist; create it first")


def _have_postgresql_refuse_writes(connection: Any, _record: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY")
    connection.commit()


def _begin_postgresql_read_only(connection: Connection) -> None:
    # Once a connection was used to read, SQLAlchemy starts its transactions with READ WRITE, whatever the session says.
    connection.exec_driver_sql("SET TRANSACTION READ ONLY")


def _for_reading(url: URL) -> URL:
    name = url.database or ""
    file = name if name.startswith("file:") else Path(name).absolute().as_uri()
    return url.set(database=file, query={**url.query, "mode": "ro", "uri": "true"})


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver must not open or commit transactions on its own: DDL would then fall out of them.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT}")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.close()


def _refuse_to_write(connection: Connection) -> None:
    # SQLite would refuse the first change alone, so that what changes nothing would pass here and not on PostgreSQL.
    if connection.get_execution_options().get("capframe_writes", False):
        raise ReadOnlyDatabase(f"The database {connection.engine.url.database} is read-only")


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that will write takes the lock at once: two that read first and write then would both fail.
    writes = connection.get_execution_options().get("capframe_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
