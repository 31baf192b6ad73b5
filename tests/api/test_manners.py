"""What holds for every answer: tags, caches, problems, request ids."""

import logging

import pytest
from starlette.testclient import TestClient

from app.api.application import build_application
from app.kit.bodies import MOST_BODY
from app.kit.problem_table import PROBLEM_TYPES
from tests.api.shelf import CURRENT, FIXED, FRAMEWORK, Shelf

IMMUTABLE = "public, max-age=31536000, immutable"
PROFILE = "/roles/gardener/levels/head-gardener"


def problem(client: TestClient, address: str, method: str = "GET") -> dict[str, object]:
    """The problem document that an address answers with, checked for form."""
    answer = client.request(method, address)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Cache-Control"] == "no-store"
    document: dict[str, object] = answer.json()
    assert document["status"] == answer.status_code
    assert document["request_id"] == answer.headers["X-Request-Id"]
    assert client.get(str(document["type"])).status_code == 200
    return document


@pytest.mark.parametrize("below", ["/content", "/roles", "/skills/pruning", PROFILE])
def test_below_a_published_label_an_answer_may_be_kept_for_ever(client: TestClient, below: str) -> None:
    assert client.get(FIXED + below).headers["Cache-Control"] == IMMUTABLE


@pytest.mark.parametrize(
    "address", ["/v1", "/v1/frameworks", FRAMEWORK, f"{FRAMEWORK}/editions", FIXED, CURRENT, f"{CURRENT}/roles"]
)
def test_what_may_change_must_be_asked_for_again(client: TestClient, address: str) -> None:
    assert client.get(address).headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("address", ["/v1", FIXED, f"{CURRENT}/skills", FIXED + PROFILE, f"{FIXED}/content"])
def test_who_has_the_answer_gets_304_without_a_body(client: TestClient, address: str) -> None:
    first = client.get(address)
    assert not first.headers["ETag"].startswith("W/")
    again = client.get(address, headers={"If-None-Match": f'"other", W/{first.headers["ETag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    for name in ("ETag", "Cache-Control", "Content-Location", "Link"):
        assert again.headers.get(name) == first.headers.get(name)


def test_who_has_another_answer_gets_this_one(client: TestClient) -> None:
    other = client.get(f"{FIXED}/skills/pruning").headers["ETag"]
    assert client.get(FIXED + PROFILE, headers={"If-None-Match": other}).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/nothing",
        "/problems/nothing",
        "/v1/frameworks/nothing",
        "/v1/frameworks/nothing/editions",
        f"{FRAMEWORK}/editions/1999",
        f"{FRAMEWORK}/editions/draft",
        f"{FIXED}/roles/",
        f"{FIXED}/roles/nothing",
        f"{FIXED}/roles/UPPER",
        f"{FIXED}/stages/nothing",
    ],
)
def test_what_is_not_there_is_a_404_problem(client: TestClient, address: str) -> None:
    document = problem(client, address)
    assert (document["type"], document["status"]) == ("/problems/not-found", 404)
    assert str(document["detail"]).endswith(".")


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("limit=99999999999999999999", "limit"),
        ("limit=x", "limit"),
        ("limit=5.0", "limit"),
        ("limit=1_0", "limit"),
        ("limit=%205", "limit"),
        ("limit=2&limit=2", "limit"),
        ("colour=red", "colour"),
        ("Limit=2", "Limit"),
        ("cursor=xyz", "cursor"),
        ("cursor=", "cursor"),
        ("cursor=" + "A" * 401, "cursor"),
        ("as_of=2024-04-01", "as_of"),
    ],
)
def test_a_parameter_that_is_not_valid_is_a_422_problem(client: TestClient, query: str, parameter: str) -> None:
    document = problem(client, f"{FIXED}/roles?{query}")
    assert (document["type"], document["status"]) == ("/problems/invalid-parameter", 422)
    assert isinstance(document["errors"], list)
    assert document["errors"][0]["parameter"] == parameter


@pytest.mark.parametrize(
    "day", ["9999-99-99", "2024-02-30", "0000-01-01", "1714521600", "2024-04-01T00:00", "today", ""]
)
def test_a_day_that_is_none_is_a_422_problem(client: TestClient, day: str) -> None:
    document = problem(client, f"{CURRENT}?as_of={day}")
    assert document["status"] == 422
    assert "day" in str(document["detail"])


def test_another_method_is_a_405_problem_that_names_those_that_work(client: TestClient) -> None:
    assert problem(client, f"{FIXED}/roles", "DELETE")["type"] == "/problems/method-not-allowed"
    assert "GET" in client.delete(f"{FIXED}/roles").headers["Allow"]


def test_a_body_over_the_bound_is_a_413_problem(client: TestClient) -> None:
    answer = client.request("GET", FIXED, content=b"x" * (MOST_BODY + 1))
    assert (answer.status_code, answer.json()["type"]) == (413, "/problems/request-too-large")
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_failure_tells_nothing_of_the_inside_and_is_logged_under_its_id(
    client: TestClient, shelf: Shelf, caplog: pytest.LogCaptureFixture
) -> None:
    shelf.broken = RuntimeError("the secret of the database")
    with caplog.at_level(logging.ERROR):
        document = problem(client, f"{FIXED}/roles")
    assert (document["type"], document["status"]) == ("/problems/internal-error", 500)
    assert "secret" not in str(document)
    assert str(document["request_id"]) in caplog.text
    assert "the secret of the database" in caplog.text


def test_readiness_is_the_databases_and_liveness_is_not(client: TestClient, shelf: Shelf) -> None:
    assert client.get("/readyz").json() == {"status": "ok"}
    shelf.unready = "The database is behind: run capframe migrate"
    document = problem(client, "/readyz")
    assert (document["status"], document["detail"]) == (503, shelf.unready)
    assert client.get("/livez").json() == {"status": "ok"}


def test_every_problem_type_has_a_page_that_explains_it(client: TestClient) -> None:
    for slug, problem_type in PROBLEM_TYPES.items():
        page = client.get(f"/problems/{slug}")
        assert page.headers["Content-Type"].startswith("text/html")
        assert problem_type.title in page.text


def test_under_a_root_path_the_type_of_a_problem_carries_it(shelf: Shelf) -> None:
    with TestClient(build_application(shelf, "/root")) as client:
        assert client.get("/root/nothing").json()["type"] == "/root/problems/not-found"
