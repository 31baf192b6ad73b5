"""The history of a key: whatever is done to it leaves one entry that says who, when and what; nothing else does."""

import base64
import datetime as dt
import hashlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from httpx2 import Response
from sqlalchemy import Engine
from starlette.testclient import TestClient

from app.access import issuing
from app.access.scopes import LADDER
from app.access.secrets import make_secret
from app.store import key_history
from tests.api.writers import Writer, problem, writing_to
from tests.authoring.dumps import dump

REQUEST = {"X-Request-Id": "the-request"}
LATER = "2099-01-01T00:00:00Z"
#: Each operation that changes a key: how it is asked, what its entry calls it, and what that says was changed.
KEY_WRITES: dict[str, tuple[Callable[[TestClient, str], Response], str, list[dict[str, str | None]]]] = {
    "change_key": (
        lambda client, key: client.patch(
            f"/v1/keys/{key}", json={"name": "HR", "expires_at": "2099-01-01T02:00:00+02:00"}, headers=REQUEST
        ),
        "change",
        [
            {"field": "name", "old": "Somebody", "new": "HR"},
            {"field": "expires_at", "old": None, "new": LATER},
        ],
    ),
    "revoke_key": (
        lambda client, key: client.delete(f"/v1/keys/{key}", headers=REQUEST),
        "revoke",
        [{"field": "revoked_at", "old": None, "new": "NOW"}],
    ),
}


@pytest.fixture
def writer(engine: Engine, database_url: str) -> Iterator[Writer]:
    with writing_to(engine, database_url) as opened:
        yield opened


def history(writer: Writer, key: str, query: str = "") -> Any:
    answer = writer.client.get(f"/v1/keys/{key}/history{query}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.json()


def just_now(text: str) -> bool:
    return abs(dt.datetime.fromisoformat(text) - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=2)


@pytest.mark.parametrize("name", KEY_WRITES)
def test_every_write_to_a_key_leaves_one_entry(writer: Writer, name: str) -> None:
    write, action, changes = KEY_WRITES[name]
    key = writer.make_key("read").id
    before = history(writer, key)["items"]
    answer = write(writer.client, key)
    assert answer.status_code in (200, 204), answer.text
    [entry, *rest] = history(writer, key)["items"]
    assert rest == before
    assert (entry["action"], entry["actor"], entry["key_id"]) == (action, "Head of profession", writer.key.id)
    assert entry["request_id"] == "the-request" == answer.headers["X-Request-Id"]
    assert just_now(entry["at"])
    told = [each | {"new": "NOW"} if each["field"] == "revoked_at" else each for each in entry["changes"]]
    assert told == changes
    if action == "revoke":
        assert entry["changes"][0]["new"] == writer.client.get(f"/v1/keys/{key}").json()["revoked_at"]


def test_what_the_command_line_does_is_told_as_its(writer: Writer) -> None:
    wanted = issuing.Wanted(name="LMS", scopes=frozenset({"edit", "learn"}), framework="gardening", provider="school")
    first = issuing.create_key(writer.engine, wanted).id
    second = issuing.rotate_key(writer.engine, first, dt.timedelta(hours=1)).id
    third = issuing.rotate_key(writer.engine, second).id
    issuing.revoke_key(writer.engine, third)
    granted = [
        {"field": "name", "old": None, "new": "LMS"},
        {"field": "scope", "old": None, "new": "edit"},
        {"field": "framework", "old": None, "new": "gardening"},
        {"field": "provider", "old": None, "new": "school"},
    ]
    whole = {key: history(writer, key)["items"] for key in (first, second, third)}
    assert [entry["action"] for entry in whole[first]] == ["rotate", "create"]
    assert [entry["action"] for entry in whole[second]] == ["rotate", "create"]
    assert [entry["action"] for entry in whole[third]] == ["revoke", "create"]
    assert whole[first][1]["changes"] == granted
    assert whole[second][1]["changes"] == [*granted, {"field": "rotated_from", "old": None, "new": first}]
    [graced], [ended] = whole[first][0]["changes"], whole[second][0]["changes"]
    assert graced == {
        "field": "expires_at",
        "old": None,
        "new": writer.client.get(f"/v1/keys/{first}").json()["expires_at"],
    }
    assert (ended["field"], just_now(ended["new"])) == ("revoked_at", True)
    for entries in whole.values():
        for entry in entries:
            assert (entry["actor"], entry["key_id"], entry["request_id"]) == ("command line", None, None)


def test_what_changes_nothing_leaves_no_entry(writer: Writer) -> None:
    key = writer.make_key("read").id
    writer.client.delete(f"/v1/keys/{writer.make_key('read').id}")
    writer.client.patch(f"/v1/keys/{key}", json={"name": "HR"})
    whole = dump(writer.engine)["key_entry"]
    assert writer.client.patch(f"/v1/keys/{key}", json={}).status_code == 200
    assert writer.client.patch(f"/v1/keys/{key}", json={"name": "HR", "expires_at": None}).status_code == 200
    assert dump(writer.engine)["key_entry"] == whole
    assert writer.client.delete(f"/v1/keys/{key}").status_code == 204
    once = dump(writer.engine)["key_entry"]
    assert len(once) == len(whole) + 1
    assert writer.client.delete(f"/v1/keys/{key}").status_code == 204
    assert dump(writer.engine)["key_entry"] == once


@pytest.mark.parametrize("name", KEY_WRITES)
def test_a_write_that_is_refused_leaves_none(writer: Writer, name: str) -> None:
    write, _, _ = KEY_WRITES[name]
    key, other = writer.make_key("read").id, writer.make_key("publish")
    before = dump(writer.engine)["key_entry"]
    assert write(writer.client, "0000000000").status_code == 404
    writer.client.headers["X-API-Key"] = other.text
    assert write(writer.client, key).status_code == 403
    writer.client.headers["X-API-Key"] = make_secret().text
    assert write(writer.client, key).status_code == 401
    assert dump(writer.engine)["key_entry"] == before


@pytest.mark.parametrize("name", KEY_WRITES)
def test_a_write_that_breaks_down_leaves_none_and_nothing_else(
    writer: Writer, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    record, key = key_history.record, writer.make_key("read").id
    before = writer.client.get(f"/v1/keys/{key}").json(), history(writer, key)

    def record_and_fail(*arguments: Any) -> None:
        record(*arguments)
        raise RuntimeError("the power went off")

    with monkeypatch.context() as patch:
        patch.setattr(key_history, "record", record_and_fail)
        answer = KEY_WRITES[name][0](writer.client, key)
    assert problem(answer) == (500, "internal-error")
    assert (writer.client.get(f"/v1/keys/{key}").json(), history(writer, key)) == before


def test_pages_hold_every_entry_once_newest_first_while_new_ones_come(writer: Writer) -> None:
    key = writer.make_key("read").id
    for number in range(5):
        writer.client.patch(f"/v1/keys/{key}", json={"name": f"HR {number}"})
    whole = [entry["id"] for entry in history(writer, key)["items"]]
    assert whole == sorted(whole, reverse=True)
    assert len(whole) == history(writer, key)["total"] == 6
    seen: list[int] = []
    address = f"/v1/keys/{key}/history?limit=2"
    while address:
        page = writer.client.get(address)
        seen += [entry["id"] for entry in page.json()["items"]]
        address = page.json()["next"]
        assert ('rel="next"' in page.headers.get("Link", "")) == bool(address)
        writer.client.patch(f"/v1/keys/{key}", json={"name": f"{len(seen)} seen"})
    assert seen == whole


def test_a_made_up_cursor_is_refused_or_leads_somewhere_and_never_breaks(writer: Writer) -> None:
    key = writer.make_key("read").id
    path = f"/v1/keys/{key}/history"
    for place in ("2147483648", "9223372036854775807", "9223372036854775808", "9" * 200, "0", "-1", "x", "\u00b2"):
        seal = hashlib.sha256(repr((path, [], "", place)).encode()).hexdigest()[:16]
        cursor = base64.urlsafe_b64encode(f"{seal} {place}".encode()).decode().rstrip("=")
        answer = writer.client.get(f"{path}?cursor={cursor}")
        assert answer.status_code in (200, 422), (place, answer.text)
    assert problem(writer.client.get(f"{path}?cursor=MTIz")) == (422, "invalid-parameter")
    assert problem(writer.client.get(f"{path}?limit=0")) == (422, "invalid-parameter")


def test_only_admins_over_everything_read_it(writer: Writer) -> None:
    key = writer.make_key("read")
    address = f"/v1/keys/{key.id}/history"
    for scope in LADDER[1:]:
        assert writer.client.get(address, headers={"X-API-Key": writer.make_key(scope).text}).status_code == 403
    here = {"X-API-Key": writer.make_key("admin", "gardening").text}
    assert writer.client.get(address, headers=here).status_code == 403
    del writer.client.headers["X-API-Key"]
    assert writer.client.get(address).status_code == 401


def test_a_key_that_is_not_there_has_none(writer: Writer) -> None:
    assert problem(writer.client.get("/v1/keys/0000000000/history")) == (404, "not-found")


def test_no_entry_holds_a_secret_or_a_digest(writer: Writer) -> None:
    secret = writer.make_key("read")
    issuing.rotate_key(writer.engine, secret.id)
    told = str(dump(writer.engine)["key_entry"])
    assert secret.id in told
    assert secret.text.split("_")[2] not in told
    assert secret.digest not in told
