"""CAPFRAME_READS=keyed: reading needs a key, and shows what that key may read."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from app.kit.directory import Operation
from tests.api.locked import ELSEWHERE, HERE, HIDDEN, Locked, bearing, client_of
from tests.api.test_scopes import GUARDED, PUBLIC, Asked, ask, problem

READS = [asked for asked in GUARDED if not asked.needs]
OPEN = ["/livez", "/readyz", "/docs", "/start", "/openapi.json", "/problems/not-found", "/v1/schema/edition.json"]
CURRENT = f"/v1/frameworks/{HERE}/editions/current"


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> Locked:
    return Locked(tmp_path_factory.mktemp("locked"))


@pytest.fixture(scope="module")
def client(locked: Locked) -> Iterator[TestClient]:
    with client_of(locked, "keyed") as opened:
        yield opened


@pytest.fixture(scope="module")
def open_client(locked: Locked) -> Iterator[TestClient]:
    with client_of(locked) as opened:
        yield opened


every_read = pytest.mark.parametrize("asked", READS, ids=str)


@every_read
def test_every_read_asks_for_a_key(client: TestClient, asked: Asked) -> None:
    assert problem(ask(client, asked))[:2] == (401, "unauthorized")


@every_read
def test_a_key_that_may_read_here_reads_as_everybody_does_on_an_open_server(
    client: TestClient, open_client: TestClient, locked: Locked, asked: Asked
) -> None:
    told = ask(open_client, asked)
    for key in (locked.here["read"], locked.over_all["read"], locked.over_all["admin"]):
        answer = ask(client, asked, key)
        assert answer.status_code == told.status_code
        if told.status_code == 200 and "{framework}" in asked.path:
            assert answer.content == told.content


@every_read
def test_what_a_key_may_not_read_is_not_there(client: TestClient, locked: Locked, asked: Asked) -> None:
    for key in (locked.elsewhere["admin"], locked.learner):
        answer = ask(client, asked, key)
        if "{framework}" in asked.path:
            nowhere = ask(client, asked, key, "nowhere")
            assert problem(answer)[:2] == problem(nowhere)[:2] == (404, "not-found")
            assert problem(answer)[2] == problem(nowhere)[2].replace("nowhere", HERE)
        elif key is locked.learner:
            assert problem(answer)[:2] == (403, "forbidden")


def test_lists_show_what_the_key_may_read(client: TestClient, locked: Locked) -> None:
    def slugs(key: object) -> list[str]:
        answer = client.get("/v1/frameworks", headers=bearing(key)).json()  # type: ignore[arg-type]  # a secret
        assert answer["total"] == len(answer["items"])
        return [each["slug"] for each in answer["items"]]

    assert slugs(locked.here["edit"]) == [HERE]
    assert slugs(locked.elsewhere["read"]) == [ELSEWHERE]
    assert slugs(locked.over_all["read"]) == [HERE, ELSEWHERE]
    assert HIDDEN not in slugs(locked.over_all["admin"])
    counts = client.get("/v1", headers=bearing(locked.here["read"])).json()["counts"]
    assert counts == {"frameworks": 1, "editions": 1}


@every_read
def test_no_shared_cache_may_keep_an_answer(client: TestClient, locked: Locked, asked: Asked) -> None:
    answer = ask(client, asked, locked.here["read"])
    rule = answer.headers["Cache-Control"]
    assert "public" not in rule
    assert "private" in rule or "no-store" in rule
    assert {"Authorization", "X-API-Key"} <= {each.strip() for each in answer.headers["Vary"].split(",")}


def test_a_holder_may_still_keep_what_never_changes(client: TestClient, locked: Locked) -> None:
    fixed = client.get(f"/v1/frameworks/{HERE}/editions/2024.1/skills", headers=bearing(locked.here["read"]))
    assert fixed.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    again = bearing(locked.here["read"]) | {"If-None-Match": fixed.headers["ETag"]}
    assert client.get(f"/v1/frameworks/{HERE}/editions/2024.1/skills", headers=again).status_code == 304
    current = client.get(f"{CURRENT}/skills", headers=bearing(locked.here["read"]))
    assert current.headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("address", OPEN)
def test_what_is_about_the_server_stays_open(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 200


def test_the_document_of_such_a_server_says_so(client: TestClient) -> None:
    for methods in client.get("/openapi.json").json()["paths"].values():
        for told in methods.values():
            assert Operation.told(told).keyed == (told["operationId"] not in PUBLIC)
            assert ("403" in told["responses"]) == (told["operationId"] not in PUBLIC)


def test_an_address_of_before_leads_nobody_on_who_may_not_read(client: TestClient, locked: Locked) -> None:
    assert client.get(f"{CURRENT}/skills/nothing", headers=bearing(locked.elsewhere["read"])).status_code == 404
    assert client.get(f"{CURRENT}/skills/nothing").status_code == 401
