"""The application over the seed, as the examples and the generated pages of the docs show it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine
from starlette.testclient import TestClient

from app.access.issuing import Wanted, create_key
from app.api.application import build_application
from app.authoring.seeding import plant, seeds
from app.main import create_app
from app.settings import Settings
from app.store.engine import open_engine
from app.store.migrating import upgrade
from tests.api.offered import PROVIDER
from tests.api.seeded import ADMIN, KeyBearer
from tests.api.shelf import Shelf


def seeded(folder: Path) -> str:
    """The address of a new database in a folder that holds the seed and nothing else."""
    address = f"sqlite:///{(folder / 'seed.db').as_posix()}"
    engine: Engine = open_engine(address)
    upgrade(engine)
    for seed in seeds():
        plant(engine, seed)
    wanted = Wanted(name="Learning platform", scopes=frozenset({"admin", "learn"}), provider=PROVIDER)
    create_key(engine, wanted, ADMIN)
    engine.dispose()
    return address


@contextmanager
def seed_client() -> Iterator[TestClient]:
    """A client of the application over the seed."""
    with (
        TemporaryDirectory() as folder,
        KeyBearer(create_app(Settings(database_url=seeded(Path(folder)))), base_url="http://127.0.0.1:8000") as client,
    ):
        yield client


@contextmanager
def garden_client() -> Iterator[TestClient]:
    """A client of the application over the gardening framework, which has of every noun."""
    with TestClient(build_application(Shelf())) as client:
        yield client
