"""The application as a server runs it, over both databases."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from app.authoring.importing import import_release
from app.main import create_app
from app.settings import Settings
from tests.api.shelf import CURRENT, FIXED, FRAMEWORK
from tests.databases import Databases
from tests.selects import selects
from tests.worlds import garden


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


def test_once_loaded_no_read_costs_a_select(served: TestClient) -> None:
    served.get(f"{FIXED}/roles")
    below = (
        "",
        "/roles/gardener/levels/head-gardener",
        "/skills?limit=1",
        "/matrix",
        "/pathway",
        "/content",
        "/sources",
    )
    with selects() as seen:
        for address in ("/v1", "/v1/frameworks", FRAMEWORK, f"{FRAMEWORK}/editions"):
            assert served.get(address).status_code == 200
        for address in (FIXED, CURRENT):
            assert {served.get(address + rest).status_code for rest in below} == {200}
        assert served.get(f"{CURRENT}/skills?as_of=2024-05-01").status_code == 200
        assert served.post(f"{CURRENT}/lookup", json={"items": [{"code": "guild:L1"}]}).status_code == 200
        assert served.post(f"{CURRENT}/moves", json={"role_level": "gardener/head-gardener"}).status_code == 200
        assert served.get(f"{FRAMEWORK}/editions/2030.1/skills").status_code == 404
        assert served.get("/v1/frameworks/nowhere/editions/current").status_code == 404
    assert seen == []


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
