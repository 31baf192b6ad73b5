from collections.abc import Iterator
from pathlib import Path

import pytest

from app.main import create_app
from app.settings import Settings
from app.store.engine import open_engine
from tests.api.seeded import RENAMING, SEED, suggest
from tests.contract.seed import seeded
from tests.running import running


@pytest.fixture(scope="package")
def database(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a database that holds the seed, and a proposal."""
    address = seeded(tmp_path_factory.mktemp("seed"))
    engine = open_engine(address)
    suggest(engine, SEED, RENAMING)
    engine.dispose()
    return address


@pytest.fixture(scope="package")
def served(database: str) -> Iterator[str]:
    """The address of a running server over the seed."""
    with running(create_app(Settings(database_url=database))) as address:
        yield address


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path
