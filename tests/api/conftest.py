from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.api.application import build_application
from app.api.context import hold
from tests.api.desk import Desk, Draft, opened
from tests.api.shelf import Shelf
from tests.databases import KINDS, Databases


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture(scope="session")
def application() -> FastAPI:
    return build_application(Shelf())


@pytest.fixture
def client(application: FastAPI, shelf: Shelf) -> Iterator[TestClient]:
    """The one application, over a shelf of the test's own."""
    hold(application, shelf, "")
    with TestClient(application) as opened:
        yield opened


@pytest.fixture(scope="module", params=KINDS)
def desk(request: pytest.FixtureRequest, databases: Databases) -> Iterator[Desk]:
    with opened(databases, request.param) as found:
        yield found


@pytest.fixture
def draft(desk: Desk) -> Draft:
    return desk.draft()
