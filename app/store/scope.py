"""The session scope: where transactions begin and end. The only commits of Capframe are here."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnection

from app.store.engine import BUSY_TIMEOUT
from app.store.guards import MARK
from app.store.problem import ContentConflict, ReadOnlyDatabase, StoreProblem


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A read transaction that sees one state of the database throughout."""
    options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    if engine.dialect.name == "sqlite":
        options = {}
    with said_plainly(engine), engine.connect().execution_options(**options) as connection:
        transaction = connection.begin()
        yield connection
        transaction.rollback()


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A write transaction: all of it is committed at the end, or nothing when an exception leaves the block.

    It waits for other writers as long on either database.
    """
    with said_plainly(engine), _writer(engine) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {BUSY_TIMEOUT}")
        yield connection


@contextmanager
def writing_schema(engine: Engine) -> Iterator[Connection]:
    """A write transaction in which tables may be rebuilt: SQLite checks foreign keys at its end, not on the way."""
    with said_plainly(engine), _writer(engine) as connection:
        if engine.dialect.name != "sqlite":
            with connection.begin():
                yield connection
            return
        driver: Any = connection.connection.driver_connection
        driver.execute("PRAGMA journal_mode = WAL")
        driver.execute("PRAGMA foreign_keys = OFF")
        try:
            with connection.begin():
                yield connection
                _check_foreign_keys(connection)
        finally:
            driver.execute("PRAGMA foreign_keys = ON")


def _writer(engine: Engine) -> Connection:
    return engine.connect().execution_options(capframe_writes=True)


def _check_foreign_keys(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken:
        raise StoreProblem(f"Rows of table {broken[0]} would refer to rows of {broken[2]} that are not there")


@contextmanager
def said_plainly(engine: Engine) -> Iterator[None]:
    """Turn the errors of either driver that a person can act on into a sentence."""
    try:
        yield
    except NoConnection as error:
        raise StoreProblem(f"All connections to the database {_where(engine)} are in use; try again later") from error
    except DBAPIError as error:
        if problem := _plain(engine, error.orig):
            raise problem from error
        raise
    except engine.dialect.loaded_dbapi.Error as error:  # from COPY and PRAGMA, which go past SQLAlchemy
        if problem := _plain(engine, error):
            raise problem from error
        raise


def _plain(engine: Engine, error: BaseException | None) -> Exception | None:
    """What a driver's error means to a person; None where it means a mistake of ours."""
    driver, reason = engine.dialect.loaded_dbapi, str(error)
    if MARK in reason:
        return ContentConflict(reason.partition(MARK)[2].splitlines()[0].strip(" :"))
    if "deadlock" in reason or isinstance(error, driver.IntegrityError):
        lost = "deadlock" in reason or "unique" in reason.lower()
        same = "Somebody else wrote at the same moment; nothing was written, try again"
        return ContentConflict(same) if lost else None
    if sentence := _sentence(engine, reason):
        return (ReadOnlyDatabase if "is read-only" in sentence else StoreProblem)(sentence)
    if "permission denied" in reason:
        return StoreProblem(f"The database {_where(engine)} gives this user too few rights: {reason.splitlines()[0]}")
    if isinstance(error, driver.OperationalError):
        why = reason.strip().splitlines()[0] if reason.strip() else "no reason"
        return StoreProblem(f"The database {_where(engine)} does not answer: {why}")
    return None


def _where(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=True)


def _sentence(engine: Engine, reason: str) -> str | None:
    where = _where(engine)
    for sign, sentence in (
        ("readonly", f"The database {where} is read-only; give this user the right to write to it and its folder"),
        ("read-only", f"The database {where} is read-only; give this user the right to write to it and its folder"),
        ("lock timeout", f"The database {where} is locked by another writer; try again when it has finished"),
        ("locked", f"The database {where} is locked by another writer; try again when it has finished"),
        ("no such table", f"The database {where} has no Capframe tables; run: capframe migrate"),
        ('relation "', f"The database {where} lacks tables of Capframe; run: capframe migrate"),
        ("not a database", f"The file of {where} is not a SQLite database; name another one in CAPFRAME_DATABASE_URL"),
        ("malformed", f"The database {where} is damaged; put back a copy of it, or move the file away to start anew"),
        ("unable to open", f"The database {where} cannot be opened; check the path and its rights"),
        ("disk is full", f"The disk of {where} is full; nothing was written"),
    ):
        if sign in reason:
            return sentence
    return None
