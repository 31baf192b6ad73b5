"""The feed of a database that was in use before there was one: it tells what happened until then, in order."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from alembic import command
from sqlalchemy import Connection, Engine, text

from app.authoring.publishing import publish_draft, withdraw_edition
from app.framework.digest import digest
from app.framework.release import Envelope
from app.store import editions, guards
from app.store.engine import open_engine
from app.store.migrating import configuration, upgrade
from app.store.saving import save
from app.store.scope import reading, writing, writing_schema
from tests.authoring.gardens import draft, release
from tests.databases import Databases
from tests.worlds import garden

SECOND = dt.timedelta(seconds=1)
THEN = dt.datetime(2024, 5, 1, 12, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Past:
    """An edition as it was before there was a feed; a status of None is a draft, and times are seconds after THEN."""

    version: str
    sequence: int | None = None
    published: int = 0
    withdrawn: int | None = None
    is_withdrawn: bool = False


@pytest.fixture
def engine(kind: str, databases: Databases, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """A database as it was before the feed, without the guard, whose newest form knows of it."""
    address = databases.empty(kind)
    opened, config = open_engine(address), configuration()
    with monkeypatch.context() as patch, writing_schema(opened) as connection:
        patch.setattr(guards, "install", lambda _: None)
        config.attributes["connection"] = connection
        command.upgrade(config, "0005")
    yield opened
    opened.dispose()
    databases.drop(address)


def plant(engine: Engine, *past: Past) -> None:
    """Editions with the garden's content, in the order in which their drafts were begun."""
    edition = garden().edition
    with writing(engine) as connection:
        connection.execute(text("INSERT INTO framework (key, slug) VALUES ('gardening', 'gardening')"))
        for each in past:
            row = editions.create_draft(connection, 1, Envelope(version=each.version))
            save(connection, row, edition)
            if each.sequence:
                _publish(connection, each, digest(edition))
            if each.is_withdrawn:
                _withdraw(connection, row, each)


def _publish(connection: Connection, past: Past, sealed: str) -> None:
    record = editions.get_edition(connection, "gardening", past.version)
    at = THEN + past.published * SECOND
    editions.publish_row(
        connection, record, sequence=past.sequence, digest=sealed, published_at=at, effective_from=at.date()
    )


def _withdraw(connection: Connection, row: int, past: Past) -> None:
    if past.withdrawn is None:
        connection.execute(text(f"UPDATE edition SET status = 'withdrawn' WHERE id = {row}"))
    else:
        editions.withdraw_row(connection, row, "A mistake.", THEN + past.withdrawn * SECOND)


def told(engine: Engine) -> list[tuple[int, str, str]]:
    query = "SELECT position, version, action FROM feed_entry JOIN edition ON edition.id = edition_id ORDER BY position"
    with reading(engine) as connection:
        return [(row.position, row.version, row.action) for row in connection.execute(text(query))]


def last(engine: Engine) -> int:
    with reading(engine) as connection:
        return int(connection.execute(text("SELECT last FROM feed_head")).scalar_one())


def test_publishes_and_withdrawals_are_told_in_the_order_in_which_they_happened(engine: Engine) -> None:
    plant(
        engine,
        Past("b", sequence=2, published=50, withdrawn=70, is_withdrawn=True),
        Past("open"),
        Past("a", sequence=1, published=10, withdrawn=60, is_withdrawn=True),
        Past("c", sequence=3, published=65),
    )
    upgrade(engine)
    assert told(engine) == [
        (1, "a", "published"),
        (2, "b", "published"),
        (3, "a", "withdrawn"),
        (4, "c", "published"),
        (5, "b", "withdrawn"),
    ]
    assert last(engine) == 5


def test_within_a_second_the_numbers_of_the_editions_tell_the_order(engine: Engine) -> None:
    plant(
        engine,
        Past("later", sequence=2, withdrawn=0, is_withdrawn=True),
        Past("sooner", sequence=1, withdrawn=0, is_withdrawn=True),
    )
    upgrade(engine)
    assert [entry[1:] for entry in told(engine)] == [
        ("sooner", "published"),
        ("later", "published"),
        ("sooner", "withdrawn"),
        ("later", "withdrawn"),
    ]


def test_a_withdrawal_by_hand_comes_after_its_publish_whatever_its_time(engine: Engine) -> None:
    plant(
        engine,
        Past("undated", sequence=1, published=10, is_withdrawn=True),
        Past("early", sequence=2, published=20, withdrawn=-100, is_withdrawn=True),
        Past("last", sequence=3, published=30),
    )
    upgrade(engine)
    assert [entry[1:] for entry in told(engine)] == [
        ("undated", "published"),
        ("undated", "withdrawn"),
        ("early", "published"),
        ("early", "withdrawn"),
        ("last", "published"),
    ]


def test_the_feed_goes_on_where_the_past_ends(engine: Engine) -> None:
    plant(engine, Past("1", sequence=1))
    upgrade(engine)
    draft(engine, release("2", day="2025-01-01"))
    publish_draft(engine, "gardening", "2")
    withdraw_edition(engine, "gardening", "1", "Superseded.")
    assert told(engine) == [(1, "1", "published"), (2, "2", "published"), (3, "1", "withdrawn")]


def test_a_database_without_editions_has_an_empty_feed(engine: Engine) -> None:
    upgrade(engine)
    assert (told(engine), last(engine)) == ([], 0)
