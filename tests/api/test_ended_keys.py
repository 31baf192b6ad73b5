"""What has ended stays so: no change over HTTP brings an old secret back to life, on either database."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from httpx2 import Response
from sqlalchemy import Engine, text
from starlette.testclient import TestClient

from app.access import issuing
from app.access.secrets import Secret
from app.main import create_app
from app.settings import Settings
from app.store.problem import StoreProblem
from app.store.scope import reading
from tests.api.writers import DRAFT, Writer, problem, writing_to
from tests.authoring.dumps import dump

LATER = "2099-01-01T00:00:00Z"


@pytest.fixture
def writer(engine: Engine, database_url: str) -> Iterator[Writer]:
    with writing_to(engine, database_url) as opened:
        yield opened


def ended(writer: Writer, how: str) -> Secret:
    secret = writer.make_key("edit")
    if how == "revoked":
        issuing.revoke_key(writer.engine, secret.id)
    else:
        issuing.change_key(writer.engine, secret.id, expires_at=dt.datetime.now(dt.UTC))
    return secret


def change(writer: Writer, key: str, **body: Any) -> Response:
    return writer.client.patch(f"/v1/keys/{key}", json=body)


def kept(writer: Writer) -> tuple[list[str], list[str]]:
    """Keys and their history, without the last use, which is no change."""
    query = "SELECT id, name, expires_at, revoked_at, revision FROM access_key ORDER BY id"
    with reading(writer.engine) as connection:
        keys = [repr(tuple(row)) for row in connection.execute(text(query))]
    return keys, dump(writer.engine)["key_entry"]


@pytest.mark.parametrize("how", ["expired", "revoked"])
@pytest.mark.parametrize("body", [{"expires_at": None}, {"expires_at": LATER}, {"name": "HR"}, {}])
def test_a_key_that_has_ended_is_not_changed_at_all(writer: Writer, how: str, body: dict[str, Any]) -> None:
    secret = ended(writer, how)
    before = kept(writer)
    answer = change(writer, secret.id, **body)
    assert problem(answer) == (409, "key-ended")
    assert f"is {how}" in answer.json()["detail"]
    assert "capframe keys create" in answer.json()["detail"]
    assert kept(writer) == before
    assert writer.client.get(DRAFT, headers={"X-API-Key": secret.text}).status_code == 401


def test_a_key_that_has_expired_can_still_be_revoked(writer: Writer) -> None:
    secret = ended(writer, "expired")
    assert writer.client.delete(f"/v1/keys/{secret.id}").status_code == 204
    assert writer.client.get(f"/v1/keys/{secret.id}").json()["state"] == "revoked"


def test_a_key_whose_place_another_took_only_ends_sooner(writer: Writer) -> None:
    old = writer.make_key("edit")
    issuing.rotate_key(writer.engine, old.id, dt.timedelta(hours=24))
    before = kept(writer)
    for end in (None, LATER):
        answer = change(writer, old.id, expires_at=end)
        assert problem(answer) == (409, "key-ended")
        assert "only end sooner" in answer.json()["detail"]
    assert kept(writer) == before
    sooner = (dt.datetime.now(dt.UTC) + dt.timedelta(hours=1)).isoformat()
    assert change(writer, old.id, expires_at=sooner, name="HR, until changed over").status_code == 200
    assert change(writer, old.id, expires_at=sooner).status_code == 200
    assert problem(change(writer, old.id, expires_at=LATER)) == (409, "key-ended")
    assert writer.client.get(DRAFT, headers={"X-API-Key": old.text}).status_code == 200


def test_the_key_that_took_a_place_is_changed_like_any_other(writer: Writer) -> None:
    new = issuing.rotate_key(writer.engine, writer.make_key("edit").id)
    assert change(writer, new.id, expires_at=LATER).status_code == 200
    assert change(writer, new.id, expires_at=None).json()["expires_at"] is None


def test_a_server_that_only_reads_shows_keys_and_says_that_it_changes_none(writer: Writer, database_url: str) -> None:
    key = writer.make_key("edit").id
    before = kept(writer)
    with TestClient(create_app(Settings(database_url=database_url, read_only=True))) as reader:
        reader.headers["X-API-Key"] = writer.key.text
        for address in ("/v1/keys", f"/v1/keys/{key}", f"/v1/keys/{key}/history"):
            assert reader.get(address).status_code == 200
        assert problem(reader.patch(f"/v1/keys/{key}", json={"name": "HR"})) == (403, "read-only")
        assert problem(reader.delete(f"/v1/keys/{key}")) == (403, "read-only")
    assert kept(writer) == before


def test_a_change_that_was_written_is_answered_so_though_it_is_not_noticed_yet(
    writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = writer.make_key("edit").id
    keyring = writer.client.app.state.keyring  # type: ignore[attr-defined]  # our own application

    def away() -> None:
        raise StoreProblem("The database has gone away")

    with monkeypatch.context() as patch:
        patch.setattr(keyring, "refresh", away)
        assert writer.client.delete(f"/v1/keys/{key}").status_code == 204
    assert writer.client.get(f"/v1/keys/{key}").json()["state"] == "revoked"
