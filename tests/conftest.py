"""What tests share: databases of both kinds, and a loud word when the real data is missing."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import Engine

from app.store.engine import open_engine
from tests import skipped
from tests.databases import KINDS, Databases
from tests.real_data import FOLDER

# A busy machine is no failure of a law.
settings.register_profile("capframe", deadline=None)
settings.load_profile("capframe")


@pytest.fixture(scope="session")
def databases() -> Iterator[Databases]:
    # Not in pytest's own folder: another pytest that starts meanwhile may clear it away, server and all.
    with tempfile.TemporaryDirectory(prefix="capframe-tests-", ignore_cleanup_errors=True) as folder:
        yield Databases(Path(folder), lasting=False)


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def database_url(kind: str, databases: Databases) -> Iterator[str]:
    """The address of an empty database at the newest migration."""
    address = databases.migrated(kind)
    yield address
    databases.drop(address)


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    opened = open_engine(database_url)
    yield opened
    opened.dispose()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for line in skipped.summary(terminalreporter):
        terminalreporter.write_line(line, yellow=True, bold=True)
    if not FOLDER.is_dir():
        terminalreporter.write_line(
            f"NOT TESTED: the real frameworks; {FOLDER} is not there (set CAPFRAME_SHARED_DATA to their folder)",
            yellow=True,
            bold=True,
        )
