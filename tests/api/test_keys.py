"""Keys on the wire: how they are sent, where they must not stand, and how they are managed."""

import logging
import time
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from app.access import issuing
from app.access.secrets import make_secret
from tests.api.locked import HERE, Locked, bearing, client_of
from tests.api.test_scopes import problem

SKILLS = f"/v1/frameworks/{HERE}/editions/2024.1/skills"


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> Locked:
    return Locked(tmp_path_factory.mktemp("locked"))


@pytest.fixture(scope="module")
def client(locked: Locked) -> Iterator[TestClient]:
    with client_of(locked) as opened:
        yield opened


@pytest.fixture
def admin(client: TestClient, locked: Locked) -> Iterator[TestClient]:
    client.headers.update(bearing(locked.over_all["admin"]))
    yield client
    del client.headers["Authorization"]


def test_either_header_carries_a_key_and_both_may_carry_the_same(client: TestClient, locked: Locked) -> None:
    text = locked.over_all["admin"].text
    for headers in (
        {"Authorization": f"Bearer {text}"},
        {"authorization": f"bearer   {text} "},
        {"X-API-Key": text},
        {"X-API-Key": text, "Authorization": f"Bearer {text}"},
    ):
        assert client.get("/v1/keys", headers=headers).status_code == 200


def test_two_different_keys_are_refused(client: TestClient, locked: Locked) -> None:
    one, other = locked.over_all["admin"].text, locked.over_all["read"].text
    for headers in (
        [("X-API-Key", one), ("Authorization", f"Bearer {other}")],
        [("X-API-Key", one), ("X-API-Key", other)],
        [("Authorization", f"Bearer {one}"), ("Authorization", f"Bearer {other}")],
    ):
        answer = client.get(SKILLS, headers=headers)
        assert problem(answer)[:2] == (401, "unauthorized")
        assert "two different keys" in answer.json()["detail"]
        assert 'error="invalid_request"' in answer.headers["WWW-Authenticate"]


@pytest.mark.parametrize("value", ["Basic dXNlcjpwYXNz", "Bearer", "Bearer ", "", "Token abc", "\u00fc"])
def test_an_authorization_that_is_no_bearer_key_is_refused(client: TestClient, value: str) -> None:
    answer = client.get(SKILLS, headers={b"Authorization": value.encode()})
    assert problem(answer)[:2] == (401, "unauthorized")


@pytest.mark.parametrize("address", ["/livez", "/problems/not-found", "/openapi.json", "/v1/schema/edition.json"])
def test_what_is_about_the_server_takes_no_notice_of_keys(client: TestClient, address: str) -> None:
    assert client.get(address, headers=bearing("nonsense")).status_code == 200


@pytest.mark.parametrize("name", ["api_key", "key", "access_token", "token", "API_KEY", "limit", "colour"])
def test_a_key_in_the_query_is_refused_and_told_to_be_rotated(client: TestClient, locked: Locked, name: str) -> None:
    text = locked.over_all["read"].text
    for value in (text, f"Bearer%20{text}", text.replace("_", "%5F")):
        answer = client.get(f"{SKILLS}?{name}={value}")
        assert problem(answer)[:2] == (400, "key-in-address")
        assert "header" in answer.json()["detail"]
        assert "rotated" in answer.json()["detail"]
        assert text not in answer.text


def test_a_parameter_named_like_a_key_is_refused_whatever_it_holds(client: TestClient) -> None:
    for query in ("api_key=abc", "key", "limit=2&token="):
        assert problem(client.get(f"{SKILLS}?{query}"))[1] == "key-in-address"
    assert client.get("/livez?access_token=x").status_code == 400


def test_a_key_in_a_path_is_refused_too(admin: TestClient, locked: Locked) -> None:
    for text in (locked.over_all["read"].text, quote(locked.over_all["read"].text.replace("_", "%5F"), safe="%")):
        assert problem(admin.get(f"/v1/keys/{text}"))[1] == "key-in-address"


def test_nothing_is_read_of_a_body_before_it_is_known_who_sends_it(client: TestClient, locked: Locked) -> None:
    headers = bearing(locked.here["admin"]) | {"Content-Type": "application/json"}
    assert client.patch("/v1/keys/seedkey001", content=b"{", headers=headers).status_code == 403
    assert client.patch("/v1/keys/seedkey001?colour=red", content=b"{").status_code == 415
    assert client.patch("/v1/keys/UPPER?colour=red", content=b"{", headers={"Content-Type": "application/json"}
                        ).status_code == 401  # fmt: skip


def test_keys_are_listed_in_pages_without_their_secrets(admin: TestClient, locked: Locked) -> None:
    whole = admin.get("/v1/keys?limit=200")
    assert whole.headers["Cache-Control"] == "no-store"
    assert len(whole.json()["items"]) == whole.json()["total"] > 15
    for secret in (locked.learner, *locked.over_all.values()):
        assert secret.id in whole.text
        assert secret.text not in whole.text
        assert secret.digest not in whole.text
    met: list[dict[str, str]] = []
    address = "/v1/keys?limit=4"
    while address:
        page = admin.get(address).json()
        met, address = met + page["items"], page["next"]
    assert [each["id"] for each in met] == [each["id"] for each in whole.json()["items"]]
    states = {each["id"]: each["state"] for each in met}
    assert (states[locked.revoked.id], states[locked.expired.id]) == ("revoked", "expired")
    assert admin.get(met[0]["href"]).json()["id"] == met[0]["id"]


def test_a_key_is_renamed_and_given_an_end(admin: TestClient, locked: Locked) -> None:
    address = f"/v1/keys/{locked.here['read'].id}"
    changed = admin.patch(address, json={"name": "HR", "expires_at": "2099-01-01T02:00:00+02:00"}).json()
    assert (changed["name"], changed["expires_at"], changed["scopes"]) == ("HR", "2099-01-01T00:00:00Z", ["read"])
    assert admin.patch(address, json={"expires_at": None}).json()["expires_at"] is None
    assert admin.patch(address, json={}).json()["name"] == "HR"


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ('{"name": ""}', "/name"),
        ('{"name": null}', "/name"),
        ('{"name": " a"}', "/name"),
        ('{"name": "a\\u0000b"}', "/name"),
        ('{"name": 5}', "/name"),
        ('{"expires_at": "2020-01-01T00:00:00Z"}', "/expires_at"),
        ('{"expires_at": "0001-01-01T00:00:00+14:00"}', "/expires_at"),
        ('{"expires_at": "9999-12-31T23:59:59-14:00"}', "/expires_at"),
        ('{"expires_at": "3000-01-01T00:00:01Z"}', "/expires_at"),
        ('{"expires_at": "2999-12-31T23:59:59-14:00"}', "/expires_at"),
        ('{"expires_at": "2099-01-01T00:00:00"}', "/expires_at"),
        ('{"expires_at": 4102444800}', "/expires_at"),
        ('{"scopes": ["admin"]}', "/scopes"),
        ('{"framework": null}', "/framework"),
        ('{"name": "a", "name": "b"}', "/name"),
    ],
)
def test_a_change_that_makes_no_sense_is_refused_where_it_stands(
    admin: TestClient, locked: Locked, body: str, pointer: str
) -> None:
    address = f"/v1/keys/{locked.here['edit'].id}"
    before = admin.get(address).json()
    answer = admin.patch(address, content=body, headers={"Content-Type": "application/json"})
    assert problem(answer)[:2] == (422, "invalid-body")
    assert pointer in [fault["pointer"] for fault in answer.json()["errors"]]
    assert admin.get(address).json() == before


def test_a_revoked_key_is_refused_at_once_and_stays_on_the_list(admin: TestClient, locked: Locked) -> None:
    victim = locked.make("read")
    assert admin.get(SKILLS, headers=bearing(victim)).status_code == 200
    for _ in range(2):
        answer = admin.delete(f"/v1/keys/{victim.id}")
        assert (answer.status_code, answer.content) == (204, b"")
    refused = admin.get(SKILLS, headers=bearing(victim))
    assert "was revoked" in problem(refused)[2]
    assert admin.get(f"/v1/keys/{victim.id}").json()["state"] == "revoked"


def test_a_key_that_is_not_there_is_not_found_and_none_is_made_here(admin: TestClient) -> None:
    for method in ("GET", "DELETE"):
        assert admin.request(method, "/v1/keys/0000000000").status_code == 404
    assert admin.patch("/v1/keys/0000000000", json={"name": "a"}).status_code == 404
    assert admin.post("/v1/keys", json={"name": "a"}).status_code == 405


def test_a_key_revoked_by_another_process_is_refused_within_a_second(client: TestClient, locked: Locked) -> None:
    victim = locked.make("read")
    assert client.get(SKILLS, headers=bearing(victim)).status_code == 200
    issuing.revoke_key(locked.engine, victim.id)
    until = time.monotonic() + 1
    while client.get(SKILLS, headers=bearing(victim)).status_code == 200:
        assert time.monotonic() < until
        time.sleep(0.02)
    assert client.get(SKILLS, headers=bearing(victim)).status_code == 401


def test_a_refusal_leaves_no_secret_in_the_records(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    secret = make_secret().text
    with caplog.at_level(logging.DEBUG):
        client.get(SKILLS, headers=bearing(secret) | {"X-Request-Id": secret})
        answer = client.get(SKILLS, headers={"X-Request-Id": secret})
    assert secret not in caplog.text
    assert answer.headers["X-Request-Id"] != secret
