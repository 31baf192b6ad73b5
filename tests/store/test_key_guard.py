"""Keys that ended stay ended, from a plain SQL prompt too, on both databases; what Capframe itself does goes on."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine

from app.access import issuing
from app.access.issuing import Wanted
from app.access.secrets import make_secret
from app.authoring.importing import import_release
from app.store.guards.message import MARK
from tests.authoring.dumps import dump
from tests.store.test_guards import Refused, prompt
from tests.worlds import garden

LIVE, REVOKED = make_secret(), make_secret()
AT = "2024-05-01 12:00:00+00:00"


@pytest.fixture
def sql(engine: Engine, database_url: str) -> Iterator[Any]:
    """A prompt before a framework, a live key for it and a revoked one over everything; both are kept as they were."""
    import_release(engine, garden(), keyless=False, publishing=False)
    issuing.create_key(engine, Wanted(name="HR", scopes=frozenset({"read"}), framework="gardening"), LIVE)
    issuing.create_key(engine, Wanted(name="LMS", scopes=frozenset({"admin"})), REVOKED)
    issuing.revoke_key(engine, REVOKED.id)
    with prompt(database_url) as connection:
        yield connection
    assert issuing.state(issuing.get_key(engine, REVOKED.id)) == "revoked"
    live = issuing.get_key(engine, LIVE.id)
    assert (live.digest, live.scope, live.framework) == (LIVE.digest, "read", "gardening")


@pytest.mark.parametrize("change", ["revoked_at = NULL", f"revoked_at = '{AT}'", "revoked_at = NULL, name = 'x'"])
def test_a_revoked_key_stays_revoked_and_keeps_when(sql: Any, change: str) -> None:
    with pytest.raises(Refused, match=MARK):
        sql.execute(f"UPDATE access_key SET {change} WHERE id = '{REVOKED.id}'")


@pytest.mark.parametrize(
    "change",
    [
        "id = 'z2j4ne86w2'",
        f"digest = '{'0' * 64}'",
        "scope = 'admin'",
        "framework_id = NULL",
        "provider = 'school'",
        f"created_at = '{AT}'",
        "rotated_from = :revoked",
    ],
)
def test_what_a_key_allows_and_its_secret_never_change(sql: Any, change: str) -> None:
    said = change.replace(":revoked", f"'{REVOKED.id}'")
    with pytest.raises(Refused, match=MARK):
        sql.execute(f"UPDATE access_key SET {said} WHERE id = '{LIVE.id}'")


def test_no_key_is_removed(engine: Engine, sql: Any) -> None:
    for where in ("", f" WHERE id = '{LIVE.id}'", f" WHERE id = '{REVOKED.id}'"):
        with pytest.raises(Refused, match=MARK):
            sql.execute(f"DELETE FROM access_key{where}")
    assert len(dump(engine)["access_key"]) == 2


def test_a_key_is_still_used_renamed_given_an_end_and_revoked(engine: Engine, sql: Any) -> None:
    sql.execute(
        f"UPDATE access_key SET last_used_at = '{AT}', name = 'HR anew', expires_at = '2099-01-01 00:00:00+00:00',"
        f" revision = revision + 1 WHERE id = '{LIVE.id}'"
    )
    sql.execute(f"UPDATE access_key SET last_used_at = '{AT}', name = 'Old LMS' WHERE id = '{REVOKED.id}'")
    sql.execute(f"UPDATE access_key SET revoked_at = '{AT}' WHERE id = '{LIVE.id}'")
    assert [each.name for each in issuing.list_keys(engine)] == ["HR anew", "Old LMS"]


class TestOnSQLite:
    """Ways that only SQLite has."""

    @pytest.fixture(params=["sqlite"])
    def kind(self, request: pytest.FixtureRequest) -> str:
        return str(request.param)

    @pytest.mark.parametrize("verb", ["INSERT OR REPLACE", "REPLACE"])
    def test_replacing_is_refused(self, sql: Any, verb: str) -> None:
        columns = "id, name, digest, scope, created_at, revision"
        sql.execute("PRAGMA foreign_keys = OFF")
        number = sql.execute(f"SELECT rowid FROM access_key WHERE id = '{REVOKED.id}'").fetchone()[0]
        told = f"name, digest, scope, created_at, 1 FROM access_key WHERE id = '{REVOKED.id}'"
        for row in (f"({columns}) SELECT id, {told}", f"(rowid, {columns}) SELECT {number}, 'another', {told}"):
            with pytest.raises(Refused, match=MARK):
                sql.execute(f"{verb} INTO access_key {row}")
        for change in (f"id = '{REVOKED.id}'", f"rowid = {number}"):
            with pytest.raises(Refused, match=MARK):
                sql.execute(f"UPDATE OR REPLACE access_key SET {change} WHERE id = '{LIVE.id}'")


class TestOnPostgreSQL:
    """Ways that only PostgreSQL has."""

    @pytest.fixture(params=["postgresql"])
    def kind(self, request: pytest.FixtureRequest) -> str:
        return str(request.param)

    def test_truncate_is_refused(self, sql: Any) -> None:
        for statement in ("TRUNCATE access_key CASCADE", "TRUNCATE access_key, key_entry"):
            with pytest.raises(Refused, match=MARK):
                sql.execute(statement)

    def test_switching_triggers_off_for_the_session_does_not_help(self, sql: Any) -> None:
        sql.execute("SET session_replication_role = replica")
        for statement in ("UPDATE access_key SET revoked_at = NULL", "DELETE FROM access_key"):
            with pytest.raises(Refused, match=MARK):
                sql.execute(f"{statement} WHERE id = '{REVOKED.id}'")

    def test_an_upsert_is_refused(self, sql: Any) -> None:
        with pytest.raises(Refused, match=MARK):
            sql.execute(
                "INSERT INTO access_key SELECT * FROM access_key ON CONFLICT (id) DO UPDATE SET revoked_at = NULL"
            )
