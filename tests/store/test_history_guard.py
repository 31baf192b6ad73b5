"""What happened stays told: the guard over the audit, the history of keys and the feed, tried from a plain SQL prompt
on both databases."""

import datetime as dt
import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine

from app.access.issuing import Wanted, create_key
from app.authoring.publishing import withdraw_edition
from app.framework.course import Course, course_id
from app.store import guards
from app.store.courses import Change, Stamp, write
from app.store.guards.message import HEADS, HISTORY, MARK
from app.store.providers import create_provider
from app.store.scope import reading, writing
from tests.authoring.dumps import dump
from tests.authoring.gardens import FIRST, SLUG, draft, publish, release, second
from tests.store.test_guards import Refused, prompt

TOLD = (*HISTORY, *HEADS)


@pytest.fixture
def sql(engine: Engine, database_url: str) -> Iterator[Any]:
    """A prompt before two publishes, a withdrawal, a draft, a key and a course; at its end all of it is there still."""
    publish(engine, release(FIRST))
    publish(engine, release("2", second()))
    withdraw_edition(engine, SLUG, FIRST, "Superseded.")
    draft(engine, release("3"))
    create_key(engine, Wanted(name="HR", scopes=frozenset({"read"})))
    _offer_a_course(engine)
    before = dump(engine)
    assert all(before[name] for name in TOLD)
    with prompt(database_url) as connection:
        yield connection
    after = dump(engine)
    for name in HISTORY:
        assert set(before[name]) <= set(after[name]), f"{name} lost what it told"


def _offer_a_course(engine: Engine) -> None:
    now, course = dt.datetime.now(dt.UTC), Course(title="Pruning", url="https://school.example/1")
    with writing(engine) as connection:
        provider = create_provider(connection, "school", "School", now, None)
        change = Change(external_id="1", id=course_id("school", "1"), there=None, course=course)
        write(connection, provider.id, [change], {}, Stamp(at=now))


@pytest.mark.parametrize("name", TOLD)
def test_what_happened_cannot_be_removed(sql: Any, name: str) -> None:
    for where in ("", " WHERE 1 = 1"):
        with pytest.raises(Refused, match=MARK):
            sql.execute(f"DELETE FROM {name}{where}")


@pytest.mark.parametrize(
    "change",
    [
        "audit_entry SET actor = 'Nobody'",
        "audit_entry SET at = '1999-01-01'",
        "audit_entry SET note = note",
        "audit_change SET change = '{}'",
        "audit_change SET number = number + 100",
        "key_entry SET actor = 'Nobody'",
        "key_entry SET access_key_id = access_key_id",
        "key_entry SET changes = '[]'",
        "feed_entry SET position = position + 100",
        "feed_entry SET summary = '{}'",
        "feed_head SET last = 0",
        "feed_head SET last = last + 2",
        "feed_head SET last = last",
        "feed_head SET id = 2, last = last + 1",
        "course_feed_entry SET content = '{}'",
        "course_feed_entry SET key_id = 'nobody'",
        "course_feed_head SET last = 0",
        "course_feed_head SET last = last",
        "course_feed_head SET id = 2, last = last + 1",
    ],
)
def test_what_happened_cannot_be_told_otherwise(sql: Any, change: str) -> None:
    with pytest.raises(Refused):
        sql.execute(f"UPDATE {change}")


@pytest.mark.parametrize("name", HEADS)
def test_a_feed_has_one_last_position(sql: Any, name: str) -> None:
    for number in (1, 2):
        with pytest.raises(Refused):
            sql.execute(f"INSERT INTO {name} (id, last) VALUES ({number}, 0)")


def test_nothing_happens_twice(sql: Any) -> None:
    with pytest.raises(Refused):
        sql.execute(
            "INSERT INTO feed_entry (position, framework_id, edition_id, action, at, summary)"
            " SELECT 99, framework_id, edition_id, action, at, summary FROM feed_entry WHERE position = 1"
        )


def test_new_entries_come_on_top_for_all_that(sql: Any) -> None:
    sql.execute("INSERT INTO audit_entry (framework_id, action, at, actor) VALUES (1, 'import', '2030-01-01', 'Me')")
    sql.execute("UPDATE feed_head SET last = last + 1")
    sql.execute("UPDATE course_feed_head SET last = last + 1000")
    assert sql.execute("SELECT actor FROM audit_entry ORDER BY id DESC LIMIT 1").fetchone()[0] == "Me"


def test_the_guard_stands_on_every_table_of_what_happened(engine: Engine, kind: str) -> None:
    with reading(engine) as connection:
        standing = guards.installed(connection)
    for name in TOLD:
        watched = [each for each in standing if each.startswith(f"guard_{name}_") or each.endswith(f" ON {name}")]
        assert len(watched) == {"sqlite": 3, "postgresql": 2}[kind], name


class TestOnSQLite:
    """Ways that only SQLite has."""

    @pytest.fixture(params=["sqlite"])
    def kind(self, request: pytest.FixtureRequest) -> str:
        return str(request.param)

    @pytest.mark.parametrize("verb", ["INSERT OR REPLACE", "REPLACE"])
    @pytest.mark.parametrize("name", TOLD)
    def test_replacing_is_refused(self, sql: Any, verb: str, name: str) -> None:
        sql.execute("PRAGMA foreign_keys = OFF")
        with pytest.raises(Refused, match=MARK):
            sql.execute(f"{verb} INTO {name} SELECT * FROM {name}")

    def test_replacing_by_what_else_is_unique_is_refused(self, sql: Any) -> None:
        with pytest.raises(Refused, match=MARK):
            sql.execute(
                "INSERT OR REPLACE INTO feed_entry (position, framework_id, edition_id, action, at, summary)"
                " SELECT 99, framework_id, edition_id, action, at, '{}' FROM feed_entry WHERE position = 1"
            )

    def test_replacing_by_the_hidden_number_of_a_row_is_refused_or_there_is_none(self, sql: Any) -> None:
        number = sql.execute("SELECT min(rowid) FROM identity").fetchone()[0]
        with pytest.raises(Refused, match=MARK):
            sql.execute(
                "INSERT OR REPLACE INTO identity (rowid, id, framework_id, kind, key, first_edition)"
                f" VALUES ({number}, 'new', 1, 'skill', 'new', 1)"
            )
        with pytest.raises(Refused, match=MARK):
            sql.execute(f"UPDATE OR REPLACE identity SET rowid = {number} WHERE rowid <> {number}")
        with pytest.raises(sqlite3.OperationalError, match="no such column"):
            sql.execute("SELECT rowid FROM audit_change")

    @pytest.mark.parametrize("name", TOLD)
    def test_a_temporary_trigger_does_not_switch_the_guard_off(self, sql: Any, name: str) -> None:
        before = sql.execute(f"SELECT * FROM {name}").fetchall()
        column = sql.execute(f"PRAGMA table_info({name})").fetchall()[-1][1]
        for event in ("UPDATE", "DELETE", "INSERT"):
            sql.execute(f"CREATE TEMP TRIGGER spare_{event} BEFORE {event} ON main.{name} BEGIN SELECT 1; END")
        for statement in (f"UPDATE {name} SET {column} = 'x'", f"DELETE FROM {name}"):
            with pytest.raises(Refused, match=MARK):
                sql.execute(statement)
        for event in ("UPDATE", "DELETE", "INSERT"):
            sql.execute(
                f"CREATE TEMP TRIGGER hidden_{event} BEFORE {event} ON main.{name} BEGIN SELECT RAISE(IGNORE); END"
            )
        for statement in (f"UPDATE {name} SET {column} = 'x'", f"DELETE FROM {name}"):
            try:
                sql.execute(statement)
            except Refused as refused:
                assert MARK in str(refused)  # noqa: PT017  # either trigger may come first
        assert sql.execute(f"SELECT * FROM {name}").fetchall() == before


class TestOnPostgreSQL:
    """Ways that only PostgreSQL has."""

    @pytest.fixture(params=["postgresql"])
    def kind(self, request: pytest.FixtureRequest) -> str:
        return str(request.param)

    @pytest.mark.parametrize("name", TOLD)
    def test_truncate_is_refused(self, sql: Any, name: str) -> None:
        for rest in ("", " CASCADE", " RESTART IDENTITY CASCADE"):
            with pytest.raises(Exception, match=f"{MARK}|cannot truncate"):
                sql.execute(f"TRUNCATE {name}{rest}")
        with pytest.raises(Refused, match=MARK):
            sql.execute("TRUNCATE framework CASCADE")

    @pytest.mark.parametrize("name", TOLD)
    def test_switching_triggers_off_for_the_session_does_not_help(self, sql: Any, name: str) -> None:
        sql.execute("SET session_replication_role = replica")
        with pytest.raises(Refused, match=MARK):
            sql.execute(f"DELETE FROM {name}")

    def test_an_upsert_and_a_merge_are_refused(self, sql: Any) -> None:
        for statement in (
            "INSERT INTO feed_entry SELECT * FROM feed_entry ON CONFLICT (position) DO UPDATE SET summary = '{}x'",
            "INSERT INTO audit_entry SELECT * FROM audit_entry ON CONFLICT (id) DO UPDATE SET actor = 'Nobody'",
            "MERGE INTO audit_entry a USING (SELECT 1) AS one ON a.id = 1 WHEN MATCHED THEN DELETE",
        ):
            with pytest.raises(Refused, match=MARK):
                sql.execute(statement)
