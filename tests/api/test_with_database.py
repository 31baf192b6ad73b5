"""The application as a server runs it, over both databases."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine, event
from starlette.testclient import TestClient

from app.authoring.importing import import_release
from app.main import create_app
from app.settings import Settings
from tests.api.shelf import CURRENT, FIXED, FRAMEWORK
from tests.databases import Databases
from tests.worlds import garden


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that any engine executes meanwhile."""
    executed: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        executed.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield executed
    event.remove(Engine, "before_cursor_execute", note)


@pytest.fixture
def served(database_url: str, engine: Engine) -> Iterator[TestClient]:
    import_release(engine, garden(), keyless=False, publishing=True)
    with TestClient(create_app(Settings(database_url=database_url))) as client:
        yield client


def test_what_was_published_is_answered_as_the_stand_in_answers_it(served: TestClient, client: TestClient) -> None:
    for below in ("/roles/gardener/levels/head-gardener", "/skills/pruning", "/activities", "/content"):
        assert served.get(FIXED + below).content == client.get(FIXED + below).content
    assert served.get(FIXED).json()["digest"] == client.get(FIXED).json()["digest"]
    assert served.get("/v1").json()["counts"] == {"frameworks": 1, "editions": 1}
    assert served.get(FRAMEWORK).json()["current"]["version"] == "2024.1"
    assert served.get("/readyz").status_code == 200


def test_once_loaded_a_fixed_label_costs_no_statement_and_current_one(served: TestClient) -> None:
    served.get(f"{FIXED}/roles")
    with counted() as executed:
        assert served.get(f"{FIXED}/roles/gardener/levels/head-gardener").status_code == 200
        assert served.get(f"{FIXED}/skills?limit=1").status_code == 200
    assert executed == []
    with counted() as executed:
        assert served.get(f"{CURRENT}/skills").status_code == 200
    assert len([statement for statement in executed if statement.lstrip().startswith("SELECT")]) == 1


def test_a_draft_is_not_found(database_url: str, engine: Engine) -> None:
    import_release(engine, garden(), keyless=False, publishing=False)
    with TestClient(create_app(Settings(database_url=database_url))) as client:
        for address in (FIXED, f"{FIXED}/roles", CURRENT, FRAMEWORK, f"{FRAMEWORK}/editions"):
            assert client.get(address).status_code == 404
        assert client.get("/v1/frameworks").json() == {"items": [], "total": 0, "next": None}


def test_over_an_empty_database_the_server_lives_but_is_not_ready(databases: Databases, kind: str) -> None:
    address = databases.empty(kind)
    with TestClient(create_app(Settings(database_url=address))) as client:
        assert client.get("/livez").status_code == 200
        answer = client.get("/readyz")
        assert (answer.status_code, answer.json()["type"]) == (503, "/problems/not-ready")
    databases.drop(address)
