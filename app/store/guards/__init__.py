"""The guard: triggers that keep published editions as they are, whoever holds the SQL prompt.

One mechanism on both databases: every change to a row of content raises the ``revision`` of its edition, and the
edition's own guard refuses any change of a published row but its withdrawal. On PostgreSQL that update takes the row
lock, so a change and a publish of the same edition wait for each other, and whichever comes second sees the other.

Triggers are code, not history: they are dropped and created anew at the end of every migration.
"""

from sqlalchemy import Connection, text

from app.store.guards import postgresql, sqlite
from app.store.guards.message import MARK

__all__ = ["MARK", "install", "installed", "remove"]


def install(connection: Connection) -> None:
    """Create the guard anew; part of the caller's transaction."""
    remove(connection)
    for statement in _of(connection).create():
        connection.exec_driver_sql(statement)


def remove(connection: Connection) -> None:
    """Drop the guard; part of the caller's transaction."""
    for statement in _of(connection).drop(installed(connection)):
        connection.exec_driver_sql(statement)


def installed(connection: Connection) -> dict[str, str]:
    """The triggers of the guard that the database holds: name, and the table or definition they stand on."""
    return dict(tuple(row) for row in connection.execute(text(_of(connection).INSTALLED)))


def _of(connection: Connection):  # type: ignore[no-untyped-def]  # one of two modules of the same shape
    return {"sqlite": sqlite, "postgresql": postgresql}[connection.dialect.name]
