"""The guard holds from a plain SQL prompt: every way around it that is known, on both databases.

The connections here are the drivers' own (sqlite3, psycopg), with none of Capframe's settings.
"""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from typing import Any

import psycopg
import pytest
from sqlalchemy import Engine, make_url

from app.authoring.importing import import_release
from app.framework.digest import digest
from app.store import editions, guards
from app.store.guards.message import MARK
from app.store.saving import load
from app.store.scope import reading
from app.store.tables import content_tables, table
from tests.store.crowded import crowded
from tests.worlds import garden

Refused = (sqlite3.IntegrityError, psycopg.errors.IntegrityError)


def prompt(address: str) -> Any:
    """A connection as an administrator opens one by hand; every statement commits at once."""
    url = make_url(address)
    if url.get_backend_name() == "sqlite":
        return closing(sqlite3.connect(url.database or "", isolation_level=None))
    return closing(psycopg.connect(url.set(drivername="postgresql").render_as_string(False), autocommit=True))


@pytest.fixture
def published(engine: Engine) -> Engine:
    """A database with a published garden, row 1, and a draft of it, row 2."""
    release = replace(garden(), edition=crowded())
    import_release(engine, release, keyless=False, publishing=True)
    draft = replace(release, envelope=replace(release.envelope, version="next"))
    import_release(engine, draft, keyless=False, publishing=False)
    return engine


@pytest.fixture
def sql(published: Engine, database_url: str) -> Iterator[Any]:
    with prompt(database_url) as connection:
        yield connection
    with reading(published) as connection:
        first, second = (
            editions.find_edition(connection, garden().edition.framework.slug, version)
            for version in (garden().envelope.version, "next")
        )
        assert first
        assert first.envelope.status in ("published", "withdrawn")
        assert digest(load(connection, first.id)) == first.envelope.digest, "the published content changed"
        assert second


CONTENT = [found.name for found in content_tables()]


def test_rows_of_published_content_cannot_be_deleted_or_changed(sql: Any) -> None:
    for name in CONTENT:
        there = sql.execute(f"SELECT count(*) FROM {name} WHERE edition_id = 1").fetchone()[0]
        assert there, f"{name} has no row to try"
        column = table(name).columns.keys()[-1]
        with pytest.raises(Refused, match=MARK):
            sql.execute(f'UPDATE {name} SET "{column}" = "{column}" WHERE edition_id = 1')
        with pytest.raises(Refused):  # the guard, or a key that looks earlier
            sql.execute(f"DELETE FROM {name} WHERE edition_id = 1")
        with pytest.raises(Refused):
            sql.execute(f"UPDATE {name} SET edition_id = 2 WHERE edition_id = 1")


def test_rows_cannot_be_added_to_published_content(sql: Any) -> None:
    for name in CONTENT:
        columns = ", ".join(f'"{column}"' for column in table(name).columns.keys())  # noqa: SIM118  # columns iterate as columns
        others = columns.replace('"edition_id"', "1", 1)
        with pytest.raises(Refused):  # the guard, or the primary key, whichever looks first
            sql.execute(f"INSERT INTO {name} ({columns}) SELECT {others} FROM {name} WHERE edition_id = 2")


def test_a_new_row_in_published_content_is_refused_by_the_guard_itself(sql: Any) -> None:
    with pytest.raises(Refused, match=MARK):
        sql.execute("INSERT INTO skill (edition_id, key, slug, name, kind) VALUES (1, 'x', 'x', 'X', 'skill')")


def test_a_draft_row_cannot_be_moved_into_a_published_edition(sql: Any) -> None:
    sql.execute("INSERT INTO skill (edition_id, key, slug, name, kind) VALUES (2, 'x', 'x', 'X', 'skill')")
    with pytest.raises(Refused, match=MARK):
        sql.execute("UPDATE skill SET edition_id = 1 WHERE edition_id = 2 AND key = 'x'")


@pytest.mark.parametrize(
    "change",
    [
        "status = 'draft', sequence = NULL, published_at = NULL, digest = NULL",
        "digest = 'x'",
        "version = 'other'",
        "notes = 'other'",
        "effective_from = '1999-01-01'",
        "sequence = 99",
        "revision = revision + 1",
        "counts = '{}x'",
        "id = 99",
        "status = 'withdrawn', notes = 'other'",
    ],
)
def test_the_envelope_of_a_published_edition_cannot_be_changed(sql: Any, change: str) -> None:
    with pytest.raises(Refused):
        sql.execute(f"UPDATE edition SET {change} WHERE id = 1")


def test_a_published_edition_can_be_withdrawn_but_not_brought_back(sql: Any) -> None:
    sql.execute("UPDATE edition SET status = 'withdrawn', withdrawn_reason = 'A mistake.' WHERE id = 1")
    with pytest.raises(Refused, match=MARK):
        sql.execute("UPDATE edition SET status = 'published' WHERE id = 1")


@pytest.mark.parametrize("name", ["edition", "framework", "identity"])
def test_what_published_editions_depend_on_cannot_be_deleted(sql: Any, name: str) -> None:
    if isinstance(sql, sqlite3.Connection):
        sql.execute("PRAGMA foreign_keys = OFF")
    with pytest.raises(Refused):
        sql.execute(f"DELETE FROM {name}")


@pytest.mark.parametrize(
    "change",
    [
        "framework SET key = 'other'",
        "framework SET slug = 'other'",
        "identity SET key = key || 'x'",
        "identity SET kind = 'role'",
    ],
)
def test_what_ids_are_made_of_cannot_be_changed(sql: Any, change: str) -> None:
    with pytest.raises(Refused):
        sql.execute(f"UPDATE {change}")


def test_an_edition_cannot_be_born_published(sql: Any) -> None:
    with pytest.raises(Refused, match=MARK):
        sql.execute(
            "INSERT INTO edition (framework_id, version, status, revision, counts, sequence, published_at, digest,"
            " effective_from)"
            " VALUES (1, 'born', 'published', 0, '{}', 7, '2020-01-01', 'x', '2020-01-01')"
        )


def test_a_draft_stays_open_to_changes_and_counts_them(sql: Any) -> None:
    before = sql.execute("SELECT revision FROM edition WHERE id = 2").fetchone()[0]
    sql.execute("UPDATE skill SET name = 'Renamed' WHERE edition_id = 2 AND key = 'cutting'")
    after = sql.execute("SELECT revision FROM edition WHERE id = 2").fetchone()[0]
    assert after > before


def test_an_edition_without_content_cannot_be_published_by_hand(sql: Any) -> None:
    sql.execute("INSERT INTO edition (framework_id, version, status, revision, counts) VALUES (1, 'e', 'draft', 0, '')")
    publish = (
        "UPDATE edition SET status = 'published', sequence = 77, published_at = '2020-01-01', digest = '{}',"
        " effective_from = '2020-01-01' WHERE version = 'e'"
    )
    with pytest.raises(Refused, match=MARK):
        sql.execute(publish.format("0" * 64))
    sql.execute(
        "INSERT INTO about (edition_id, key, slug, name, language)"
        " SELECT id, 'x', 'x', 'x', 'en' FROM edition WHERE version = 'e'"
    )
    with pytest.raises(Refused):
        sql.execute(publish.format("x"))


class TestOnSQLite:
    """Ways that only SQLite has."""

    @pytest.fixture(params=["sqlite"])
    def kind(self, request: pytest.FixtureRequest) -> str:
        return str(request.param)

    @pytest.mark.parametrize("verb", ["INSERT OR REPLACE", "REPLACE", "INSERT OR IGNORE"])
    def test_replacing_content_is_refused(self, sql: Any, verb: str) -> None:
        with pytest.raises(Refused, match=MARK):
            sql.execute(f"{verb} INTO skill (edition_id, key, slug, name, kind) VALUES (1, 'new', 'new', 'X', 'skill')")
        with pytest.raises(Refused, match=MARK):
            sql.execute("INSERT OR REPLACE INTO skill SELECT * FROM skill WHERE edition_id = 1")

    @pytest.mark.parametrize("keys", ["ON", "OFF"])
    def test_replacing_an_edition_by_its_number_label_or_sequence_is_refused(self, sql: Any, keys: str) -> None:
        sql.execute(f"PRAGMA foreign_keys = {keys}")
        version = garden().envelope.version
        for columns, values in (
            ("id, framework_id, version", "1, 1, 'x'"),
            ("framework_id, version", f"1, '{version}'"),
            ("framework_id, version, sequence", "1, 'x', 1"),
        ):
            with pytest.raises(Refused, match=MARK):
                sql.execute(
                    f"INSERT OR REPLACE INTO edition ({columns}, status, revision, counts)"
                    f" VALUES ({values}, 'draft', 0, '{{}}')"
                )

    @pytest.mark.parametrize(
        "change", ["id = 1", "sequence = 1", "version = (SELECT version FROM edition WHERE id = 1)"]
    )
    def test_moving_a_draft_over_a_published_edition_is_refused(self, sql: Any, change: str) -> None:
        sql.execute("PRAGMA foreign_keys = OFF")
        with pytest.raises(Refused, match=MARK):
            sql.execute(f"UPDATE OR REPLACE edition SET {change} WHERE id = 2")

    def test_replacing_a_framework_or_an_identity_is_refused(self, sql: Any) -> None:
        sql.execute("PRAGMA foreign_keys = OFF")
        for statement in (
            "INSERT OR REPLACE INTO framework (id, key, slug) VALUES (1, 'other', 'other')",
            "INSERT OR REPLACE INTO framework (key, slug) SELECT 'other', slug FROM framework WHERE id = 1",
            "INSERT OR REPLACE INTO identity SELECT id, 1, kind, 'x', slug, first_edition, NULL FROM identity",
        ):
            with pytest.raises(Refused, match=MARK):
                sql.execute(statement)

    def test_a_temporary_trigger_does_not_switch_the_guard_off(self, sql: Any) -> None:
        for event in ("UPDATE", "DELETE", "INSERT"):
            sql.execute(
                f"CREATE TEMP TRIGGER spare_{event} BEFORE {event} ON main.edition BEGIN SELECT RAISE(IGNORE); END"
            )
        with pytest.raises(Refused, match=MARK):
            sql.execute("UPDATE skill SET name = 'changed'")
        with pytest.raises(Refused, match=MARK):
            sql.execute("DELETE FROM skill_alternative_name WHERE edition_id = 1")
        with pytest.raises(Refused, match=MARK):
            sql.execute("INSERT INTO skill (edition_id, key, slug, name, kind) VALUES (1, 'x', 'x', 'X', 'skill')")
        sql.execute("DELETE FROM edition WHERE id = 1")
        sql.execute("UPDATE edition SET digest = 'x' WHERE id = 1")

    def test_a_cascade_cannot_reach_published_content(self, sql: Any) -> None:
        rules = {row[6] for found in content_tables() for row in sql.execute(f"PRAGMA foreign_key_list({found.name})")}
        assert rules == {"NO ACTION"}
        sql.execute("PRAGMA foreign_keys = ON")
        with pytest.raises(Refused):
            sql.execute("DELETE FROM framework WHERE id = 1")


class TestOnPostgreSQL:
    """Ways that only PostgreSQL has."""

    @pytest.fixture(params=["postgresql"])
    def kind(self, request: pytest.FixtureRequest) -> str:
        return str(request.param)

    def test_truncate_is_refused(self, sql: Any) -> None:
        for name in (*CONTENT, "edition", "framework", "identity", "former_slug"):
            with pytest.raises(Refused, match=MARK):
                sql.execute(f"TRUNCATE {name} CASCADE")

    def test_switching_triggers_off_for_the_session_does_not_help(self, sql: Any) -> None:
        sql.execute("SET session_replication_role = replica")
        with pytest.raises(Refused, match=MARK):
            sql.execute("DELETE FROM skill_alternative_name WHERE edition_id = 1")
        with pytest.raises(Refused, match=MARK):
            sql.execute("TRUNCATE skill CASCADE")
        with pytest.raises(Refused, match=MARK):
            sql.execute("DELETE FROM edition WHERE id = 1")

    def test_a_table_or_schema_of_the_same_name_does_not_mislead_the_guard(self, sql: Any) -> None:
        sql.execute("CREATE TEMP TABLE edition (id int, revision int, status text)")
        with pytest.raises(Refused, match=MARK):
            sql.execute("UPDATE skill SET name = 'changed' WHERE edition_id = 1")
        with pytest.raises(Refused, match=MARK):
            sql.execute("DELETE FROM skill_alternative_name WHERE edition_id = 1")
        sql.execute("DROP TABLE pg_temp.edition")
        sql.execute("CREATE SCHEMA evil CREATE TABLE edition (id int, revision int, status text)")
        sql.execute("SET search_path = evil, public")
        with pytest.raises(Refused, match=MARK):
            sql.execute("UPDATE skill SET name = 'changed' WHERE edition_id = 1")
        sql.execute("CREATE TEMP TABLE about (edition_id int)")
        sql.execute("SET search_path = public")

    def test_an_upsert_and_a_merge_are_refused(self, sql: Any) -> None:
        with pytest.raises(Refused, match=MARK):
            sql.execute(
                "INSERT INTO skill SELECT * FROM skill WHERE edition_id = 1"
                " ON CONFLICT (edition_id, key) DO UPDATE SET name = 'changed'"
            )
        with pytest.raises(Refused, match=MARK):
            sql.execute(
                "MERGE INTO skill s USING (SELECT 1) AS one ON s.edition_id = 1 WHEN MATCHED THEN UPDATE SET name = 'x'"
            )

    def test_no_foreign_key_cascades(self, sql: Any) -> None:
        rules = sql.execute(
            "SELECT DISTINCT confdeltype, confupdtype FROM pg_constraint WHERE contype = 'f'"
        ).fetchall()
        assert rules == [("a", "a")]

    def test_an_edit_that_comes_during_a_publish_waits_and_is_refused(self, sql: Any, database_url: str) -> None:
        failed: list[Exception] = []

        def edit() -> None:
            with prompt(database_url) as other:
                try:
                    other.execute("UPDATE skill SET name = 'slipped in' WHERE edition_id = 2")
                except psycopg.Error as error:
                    failed.append(error)

        sql.execute("BEGIN")
        sql.execute("SELECT 1 FROM edition WHERE id = 2 FOR UPDATE")
        editor = threading.Thread(target=edit)
        editor.start()
        time.sleep(0.3)
        assert editor.is_alive(), "the edit waits for the publish"
        sql.execute(
            "UPDATE edition SET status = 'published', sequence = 2, published_at = now(), digest = repeat('0', 64),"
            " effective_from = '2030-01-01' WHERE id = 2"
        )
        sql.execute("COMMIT")
        editor.join(10)
        assert [MARK in str(error) for error in failed] == [True]
        names = sql.execute("SELECT name FROM skill WHERE edition_id = 2").fetchall()
        assert ("slipped in",) not in names

    def test_a_publish_that_comes_during_an_edit_waits_and_sees_the_new_revision(
        self, sql: Any, database_url: str
    ) -> None:
        before = sql.execute("SELECT revision FROM edition WHERE id = 2").fetchone()[0]
        seen: list[int] = []

        def lock() -> None:
            with prompt(database_url) as other:
                seen.append(other.execute("SELECT revision FROM edition WHERE id = 2 FOR UPDATE").fetchone()[0])

        sql.execute("BEGIN")
        sql.execute("UPDATE skill SET name = name || '!' WHERE edition_id = 2")
        publisher = threading.Thread(target=lock)
        publisher.start()
        time.sleep(0.3)
        assert publisher.is_alive(), "the publish waits for the edit"
        sql.execute("COMMIT")
        publisher.join(10)
        assert seen[0] > before


def test_the_guard_stands_on_every_table_of_content(published: Engine) -> None:
    with reading(published) as connection:
        standing = guards.installed(connection)
    for found in content_tables():
        watched = [name for name in standing if found.name in name]
        assert len(watched) >= 4, found.name
