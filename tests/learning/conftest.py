from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from app.store.engine import open_engine
from tests.databases import KINDS, Databases
from tests.learning.classroom import Classroom, classroom


@pytest.fixture(scope="module", params=KINDS)
def shared(request: pytest.FixtureRequest, databases: Databases) -> Iterator[Classroom]:
    """A room for all tests of a module: for those that leave nothing behind, or nothing that others mind."""
    address = databases.migrated(request.param)
    engine = open_engine(address)
    with classroom(engine, address) as found:
        yield found
    engine.dispose()
    databases.drop(address)


@pytest.fixture
def room(engine: Engine, database_url: str) -> Iterator[Classroom]:
    with classroom(engine, database_url) as found:
        yield found
