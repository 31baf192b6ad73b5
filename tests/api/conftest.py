from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.api.application import build_application
from app.api.context import hold
from tests.api.shelf import Shelf


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
