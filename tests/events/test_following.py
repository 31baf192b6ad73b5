"""The feed as it is read from the database."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pytest
from sqlalchemy import Engine, text

from app.authoring.publishing import withdraw_edition
from app.events.following import Entry, Feed, Seen
from app.kit.problems import InvalidParameter, NotReady
from app.store import guards
from app.store.engine import open_engine
from app.store.scope import writing
from tests.authoring.gardens import FIRST, SLUG, draft, publish, release, second
from tests.databases import Databases
from tests.events import writers
from tests.selects import selects


def everybody(_: str) -> bool:
    return True


def labels(entries: Sequence[Entry]) -> list[tuple[int, str, str]]:
    return [(entry.position, entry.action, entry.version) for entry in entries]


def test_publishes_and_withdrawals_stand_in_order_with_what_is_known_of_each(engine: Engine) -> None:
    publish(engine, release(FIRST))
    publish(engine, release("2", second(), day="2025-01-01"))
    withdraw_edition(engine, SLUG, "2", "Its levels were mixed up.")
    found = Feed(engine).follow(Seen(), 50, None, everybody)
    assert labels(found.entries) == [(1, "published", FIRST), (2, "published", "2"), (3, "withdrawn", "2")]
    first, changed, gone = found.entries
    assert (first.base, changed.base, gone.base) == (None, FIRST, None)
    assert (first.reason, changed.reason, gone.reason) == (None, None, "Its levels were mixed up.")
    assert changed.effective_from == gone.effective_from == dt.date(2025, 1, 1)
    assert (changed.framework, changed.name, changed.at.tzinfo) == (SLUG, "Gardening", dt.UTC)
    assert first.summary
    assert first.summary["skills"] == {"added": 3, "removed": 0, "renamed": 0, "changed": 0}
    assert changed.summary
    assert changed.summary["skills"] == {"added": 1, "removed": 1, "renamed": 1, "changed": 0}
    assert gone.summary is None


def test_a_reader_goes_on_from_where_it_stopped(engine: Engine) -> None:
    for version in ("1", "2", "3"):
        writers.publish(engine, "gardening", version)
    feed = Feed(engine)
    assert labels(feed.follow(Seen(), 2, None, everybody).entries) == [(1, "published", "1"), (2, "published", "2")]
    assert labels(feed.follow(Seen(2), 2, None, everybody).entries) == [(3, "published", "3")]
    end = feed.follow(Seen(3), 2, None, everybody)
    assert (list(end.entries), end.total) == ([], 3)


def test_a_page_costs_three_selects(engine: Engine) -> None:
    writers.publish(engine, "gardening", "1")
    with selects(engine) as seen:
        Feed(engine).follow(Seen(), 50, None, everybody)
    assert len(seen) == 3


def test_a_mark_costs_one_select_more(engine: Engine) -> None:
    writers.publish(engine, "gardening", "1")
    [entry] = Feed(engine).follow(Seen(), 50, None, everybody).entries
    with selects(engine) as seen:
        Feed(engine).follow(Seen(1, entry.mark), 50, None, everybody)
    assert len(seen) == 4


def test_a_mark_holds_for_its_entry_alone_whoever_asks_and_for_whatever_framework(engine: Engine) -> None:
    for framework, version in (("gardening", "1"), ("forestry", "1"), ("gardening", "2")):
        writers.publish(engine, framework, version)
    withdraw_edition(engine, "gardening", "2", "A slip.")
    feed = Feed(engine)
    marks = [entry.mark for entry in feed.follow(Seen(), 50, None, everybody).entries]
    assert len(set(marks)) == 4
    for position, mark in enumerate(marks, 1):
        assert [one.position for one in feed.follow(Seen(position, mark), 1, None, everybody).entries] == (
            [position + 1] if position < 4 else []
        )
        assert feed.follow(Seen(position, mark), 50, "forestry", everybody).total == 1
        assert feed.follow(Seen(position, mark), 50, None, lambda slug: slug == "forestry").total == 1
        for other in {*marks, "0" * 12} - {mark}:
            with pytest.raises(InvalidParameter, match="do not fit"):
                feed.follow(Seen(position, other), 50, None, everybody)


def test_a_mark_without_a_position_is_refused(engine: Engine) -> None:
    with pytest.raises(InvalidParameter, match="'seen' goes with after"):
        Feed(engine).follow(Seen(0, "0" * 12), 50, None, everybody)


def test_only_one_framework_or_what_may_be_read_is_shown_and_counted(engine: Engine) -> None:
    for framework, version in (("gardening", "1"), ("forestry", "1"), ("gardening", "2")):
        writers.publish(engine, framework, version)
    feed = Feed(engine)
    chosen = feed.follow(Seen(), 50, "gardening", everybody)
    assert (labels(chosen.entries), chosen.total) == ([(1, "published", "1"), (3, "published", "2")], 2)
    allowed = feed.follow(Seen(), 50, None, lambda slug: slug == "forestry")
    assert ([entry.framework for entry in allowed.entries], allowed.total) == (["forestry"], 1)
    assert feed.follow(Seen(), 50, None, lambda _: False).entries == []


def test_a_framework_that_is_not_there_or_not_to_be_read_or_has_drafts_alone_is_refused(engine: Engine) -> None:
    writers.publish(engine, "gardening", "1")
    secret = release(FIRST)
    draft(engine, replace(secret, edition=writers.small("forestry", "1").edition))
    said = set()
    for framework, readable in (("nowhere", everybody), ("forestry", everybody), ("gardening", lambda _: False)):
        with pytest.raises(InvalidParameter) as refused:
            Feed(engine).follow(Seen(), 50, framework, readable)
        said.add(str(refused.value))
    assert said == {"The parameter 'framework' names no framework with a published edition."}


def test_a_position_that_was_never_given_out_is_refused_with_the_last_one(engine: Engine) -> None:
    with pytest.raises(InvalidParameter, match="the last is 0"):
        Feed(engine).follow(Seen(1), 50, None, everybody)
    writers.publish(engine, "gardening", "1")
    assert Feed(engine).follow(Seen(1), 50, None, everybody).entries == []
    with pytest.raises(InvalidParameter, match="the last is 1"):
        Feed(engine).follow(Seen(2), 50, None, everybody)
    with pytest.raises(InvalidParameter, match="the last is 1"):  # who may read nothing can find it by asking anyway
        Feed(engine).follow(Seen(2), 50, None, lambda _: False)


def test_what_was_published_before_there_was_a_feed_has_no_summary(engine: Engine) -> None:
    writers.publish(engine, "gardening", "1")
    with writing(engine) as connection:
        guards.remove(connection)
        connection.execute(text("UPDATE feed_entry SET summary = '{}'"))  # as the migration writes it
    [entry] = Feed(engine).follow(Seen(), 50, None, everybody).entries
    assert (entry.summary, entry.base) == (None, None)


def test_while_the_database_is_away_the_feed_is_not_ready(databases: Databases, kind: str) -> None:
    address = databases.empty(kind)  # there, but without a table
    engine = open_engine(address)
    with pytest.raises(NotReady):
        Feed(engine).follow(Seen(), 50, None, everybody)
    engine.dispose()
    databases.drop(address)
