"""Publishing and withdrawing: what is made ready without a lock holds when it is written, or is made ready anew."""

import datetime as dt
import json
import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, text

from app.authoring import publishing
from app.authoring.importing import import_release
from app.authoring.publishing import (
    AlreadyPublished,
    BrokenContent,
    NoSuchEdition,
    NotInForce,
    publish_draft,
    withdraw_edition,
)
from app.catalogue import Catalogue
from app.framework.change import summary
from app.framework.content import Content
from app.framework.diff import diff
from app.framework.digest import digest
from app.framework.edition import Edition
from app.framework.release import Envelope, Release
from app.kit.problems import NotFound
from app.store import feed
from app.store.problem import ContentConflict
from app.store.scope import reading, writing
from tests.authoring.dumps import dump, lives, stored
from tests.authoring.gardens import FIRST, SLUG, draft, publish, release, second, with_skill
from tests.worlds import garden

RENAME = "UPDATE skill SET name = 'Renamed' WHERE key = 'cutting' AND edition_id = (SELECT max(id) FROM edition)"


def told(engine: Engine) -> list[tuple[int, str, str, str | None]]:
    """The feed: position, label, what happened, and the label of the edition that it followed."""
    query = (
        "SELECT position, e.version, action, b.version AS base FROM feed_entry JOIN edition e ON e.id = edition_id"
        " LEFT JOIN edition b ON b.id = base_id ORDER BY position"
    )
    with reading(engine) as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def summed(engine: Engine, position: int) -> Any:
    with reading(engine) as connection:
        query = text("SELECT summary FROM feed_entry WHERE position = :position")
        found = connection.execute(query, {"position": position}).scalar_one()
    return json.loads(found)


def sequences(engine: Engine) -> dict[str, int | None]:
    with reading(engine) as connection:
        return {row.version: row.sequence for row in connection.execute(text("SELECT version, sequence FROM edition"))}


def actions(engine: Engine) -> list[tuple[str, str, str]]:
    with reading(engine) as connection:
        rows = connection.execute(text("SELECT action, version, actor FROM audit_entry ORDER BY id"))
        return [tuple(row) for row in rows]


def meanwhile(monkeypatch: pytest.MonkeyPatch, *happens: Callable[[], object]) -> list[int]:
    """Have things happen, one after each time that a publish has made itself ready; how often it did."""
    prepare, left, times = publishing._prepare, list(happens), [0]

    def prepare_and_wait(*asked: Any) -> publishing.Sealed:
        sealed = prepare(*asked)
        times[0] += 1
        if left:
            left.pop(0)()
        return sealed

    monkeypatch.setattr(publishing, "_prepare", prepare_and_wait)
    return times


def by_hand(engine: Engine, statement: str) -> None:
    with writing(engine) as connection:
        connection.execute(text(statement))


class TestWorkBeforeTheLock:
    def test_an_edit_meanwhile_starts_it_anew_and_the_newer_content_is_published(
        self, engine: Engine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        draft(engine, release("1"))
        times = meanwhile(monkeypatch, lambda: by_hand(engine, RENAME))
        sealed = publish_draft(engine, SLUG, "1")
        published = stored(engine, SLUG, "1")
        assert times == [2]
        assert published.edition.lookup.skills["cutting"].name == "Renamed"
        assert published.envelope.digest == sealed == digest(published.edition) != digest(garden().edition)

    def test_a_change_of_the_day_meanwhile_is_the_day_that_counts(
        self, engine: Engine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        draft(engine, release("1"))
        change = "UPDATE edition SET effective_from = '2031-01-01', revision = revision + 1"
        meanwhile(monkeypatch, lambda: by_hand(engine, change))
        publish_draft(engine, SLUG, "1")
        assert stored(engine, SLUG, "1").envelope.effective_from == dt.date(2031, 1, 1)

    def test_another_publish_meanwhile_leaves_numbers_and_identities_right(
        self, engine: Engine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        publish(engine, release("1"))
        draft(engine, release("2", second()))
        draft(engine, release("3"))
        prepare = publishing._prepare

        def other() -> None:
            with monkeypatch.context() as patch:
                patch.setattr(publishing, "_prepare", prepare)
                publish_draft(engine, SLUG, "2")

        times = meanwhile(monkeypatch, other)
        publish_draft(engine, SLUG, "3")
        assert times == [2]
        assert sequences(engine) == {"1": 1, "2": 2, "3": 3}
        assert lives(engine, "skill") == {
            "cutting": ("1", None),
            "leading-a-crew": ("1", None),
            "plant-knowledge": ("1", None),
            "soil": ("2", "3"),
        }
        assert told(engine) == [(1, "1", "published", None), (2, "2", "published", "1"), (3, "3", "published", "2")]

    def test_a_withdrawal_meanwhile_changes_what_the_edition_is_compared_with(
        self, engine: Engine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        publish(engine, release("1"))
        publish(engine, release("2", second()))
        draft(engine, release("3"))
        times = meanwhile(monkeypatch, lambda: withdraw_edition(engine, SLUG, "2", "A mistake."))
        publish_draft(engine, SLUG, "3")
        assert times == [2]
        assert told(engine)[-1] == (4, "3", "published", "1")
        assert summed(engine, 4) == summary(())

    def test_a_draft_that_is_made_anew_under_the_label_meanwhile_is_the_one_that_is_published(
        self, engine: Engine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        draft(engine, release("1"))
        revision = stored(engine, SLUG, "1").envelope.revision

        def replace_it() -> None:
            by_hand(engine, "UPDATE edition SET version = 'old' WHERE version = '1'")
            draft(engine, release("1", second()))
            with writing(engine) as connection:
                same = text("UPDATE edition SET revision = :revision WHERE version = '1'")
                connection.execute(same, {"revision": revision})

        meanwhile(monkeypatch, replace_it)
        publish_draft(engine, SLUG, "1")
        assert stored(engine, SLUG, "1").envelope.digest == digest(second())
        assert stored(engine, SLUG, "old").envelope.status == "draft"

    def test_a_draft_that_is_edited_all_the_time_stays_one_and_nothing_is_written(
        self, engine: Engine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        draft(engine, release("1"))
        raise_it = "UPDATE edition SET revision = revision + 1"
        times = meanwhile(monkeypatch, *(lambda: by_hand(engine, raise_it) for _ in range(99)))
        before = actions(engine)
        with pytest.raises(ContentConflict, match="is being edited while it is published"):
            publish_draft(engine, SLUG, "1")
        assert 2 <= times[0] < 20
        assert (actions(engine), told(engine), lives(engine, "skill")) == (before, [], {})

    def test_a_draft_that_another_publishes_meanwhile_is_published_already(
        self, engine: Engine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        draft(engine, release("1"))
        prepare = publishing._prepare

        def other() -> None:
            with monkeypatch.context() as patch:
                patch.setattr(publishing, "_prepare", prepare)
                publish_draft(engine, SLUG, "1")

        meanwhile(monkeypatch, other)
        with pytest.raises(AlreadyPublished, match="published already"):
            publish_draft(engine, SLUG, "1")
        assert len(told(engine)) == 1

    def test_no_lock_is_held_while_it_makes_itself_ready(self, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
        publish(engine, release("0", second(), day="2020-01-01"))
        draft(engine, release("1"))
        ready: list[bool] = []

        def write_from_elsewhere() -> None:
            def write() -> None:
                by_hand(engine, RENAME)
                ready.append(True)

            other = threading.Thread(target=write)
            other.start()
            other.join(10)

        real = diff

        def compare_slowly(*contents: Edition) -> object:
            if not ready:
                write_from_elsewhere()
            return real(*contents)

        monkeypatch.setattr(publishing, "diff", compare_slowly)
        publish_draft(engine, SLUG, "1")
        assert ready == [True]


class TestTheFeed:
    def test_an_edition_is_compared_with_the_one_that_it_follows(self, engine: Engine) -> None:
        publish(engine, release("late", second(), day="2030-01-01"))
        publish(engine, release("first", day="2024-01-01"))
        draft(engine, release("between", with_skill(garden().edition, "cutting", name="Pruning anew"), "2025-01-01"))
        publish_draft(engine, SLUG, "between")
        assert [entry[1:] for entry in told(engine)] == [
            ("late", "published", None),
            ("first", "published", None),
            ("between", "published", "first"),
        ]
        assert summed(engine, 3)["skills"] == {"added": 0, "removed": 0, "renamed": 1, "changed": 0}

    def test_the_first_edition_says_that_all_of_it_is_new(self, engine: Engine) -> None:
        publish(engine, release("1"))
        edition = garden().edition
        assert summed(engine, 1) == summary(diff(Content(framework=edition.framework), edition))
        assert summed(engine, 1)["skills"]["added"] == 3

    def test_positions_have_no_gap_where_a_publish_fails(self, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
        publish(engine, release("1"))
        draft(engine, release("2"))
        append = feed.append

        def append_and_fail(*arguments: Any, **named: Any) -> None:
            append(*arguments, **named)
            raise RuntimeError("the power went off")

        with monkeypatch.context() as patch:
            patch.setattr(feed, "append", append_and_fail)
            before = dump(engine)
            with pytest.raises(RuntimeError, match="power"):
                publish_draft(engine, SLUG, "2")
            with pytest.raises(RuntimeError, match="power"):
                withdraw_edition(engine, SLUG, "1", "Never.")
            assert dump(engine) == before
        publish_draft(engine, SLUG, "2")
        withdraw_edition(engine, SLUG, "1", "Superseded.")
        assert [entry[:3] for entry in told(engine)] == [
            (1, "1", "published"),
            (2, "2", "published"),
            (3, "1", "withdrawn"),
        ]

    @pytest.mark.parametrize("kind", ["postgresql"])
    def test_a_position_is_not_given_while_a_lower_one_may_still_come(self, engine: Engine) -> None:
        publish(engine, release("1"))
        other = replace(garden().edition.framework, key="other", slug="other")
        import_release(
            engine,
            Release(envelope=Envelope(version="1"), edition=replace(garden().edition, framework=other)),
            keyless=False,
            publishing=True,
        )
        waiting = threading.Event()

        def withdraw() -> None:
            waiting.set()
            withdraw_edition(engine, "other", "1", "Now.")

        with writing(engine) as connection:
            _append(connection, 1)
            second_one = threading.Thread(target=withdraw)
            second_one.start()
            waiting.wait(10)
            second_one.join(0.3)
            assert second_one.is_alive(), "it waits for the first one to end"
        second_one.join(10)
        assert [entry[:3] for entry in told(engine)][2:] == [(3, "1", "withdrawn"), (4, "1", "withdrawn")]


def _append(connection: Connection, edition_id: int) -> None:
    feed.append(
        connection,
        framework_id=1,
        edition_id=edition_id,
        action="withdrawn",
        at=dt.datetime(2024, 1, 1, tzinfo=dt.UTC),
        summary={},
    )


class TestWithdrawing:
    def test_current_and_as_of_fall_back_to_the_edition_before(self, engine: Engine) -> None:
        publish(engine, release("1", day="2020-01-01"))
        publish(engine, release("2", second(), day="2022-01-01"))
        publish(engine, release("3", day="2999-01-01"))
        catalogue = Catalogue(engine, kept=2)

        def current(day: dt.date | None = None) -> str:
            return catalogue.release(SLUG, "current", day).envelope.version

        assert (current(), current(dt.date(2022, 1, 1)), current(dt.date(2999, 1, 1))) == ("2", "2", "3")
        withdraw_edition(engine, SLUG, "2", "Two levels were mixed up.")
        assert (current(), current(dt.date(2022, 1, 1)), current(dt.date(2999, 1, 1))) == ("1", "1", "3")
        withdraw_edition(engine, SLUG, "3", "Too far away.")
        assert current(dt.date(2999, 1, 1)) == "1"
        withdraw_edition(engine, SLUG, "1", "Closed.")
        with pytest.raises(NotFound):
            current()

    def test_it_stays_readable_and_says_why_and_when(self, engine: Engine) -> None:
        publish(engine, release("1"))
        before = stored(engine, SLUG, "1")
        withdraw_edition(engine, SLUG, "1", "Two levels were mixed up.")
        after = Catalogue(engine, kept=1).release(SLUG, "1")
        assert after.edition == before.edition
        assert (after.envelope.status, after.envelope.withdrawn_reason) == ("withdrawn", "Two levels were mixed up.")
        assert after.envelope.withdrawn_at
        assert abs(after.envelope.withdrawn_at - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=1)
        undone = replace(after.envelope, status="published", withdrawn_at=None, withdrawn_reason=None)
        assert undone == before.envelope
        assert told(engine) == [(1, "1", "published", None), (2, "1", "withdrawn", None)]
        assert actions(engine)[-1] == ("withdraw", "1", "command line")

    def test_a_draft_and_what_is_withdrawn_or_not_there_are_refused(self, engine: Engine) -> None:
        publish(engine, release("1"))
        draft(engine, release("2"))
        withdraw_edition(engine, SLUG, "1", "Once.")
        before = dump(engine)
        for version, status in (("1", "withdrawn"), ("2", "draft")):
            with pytest.raises(NotInForce, match=f"is {status}; only a published one"):
                withdraw_edition(engine, SLUG, version, "Again.")
        for framework, version in ((SLUG, "3"), ("nowhere", "1")):
            with pytest.raises(NoSuchEdition, match="There is no edition"):
                withdraw_edition(engine, framework, version, "Again.")
        assert dump(engine) == before

    def test_ids_that_it_gave_out_stay_given_out(self, engine: Engine) -> None:
        publish(engine, release("1"))
        publish(engine, release("2", second()))
        before = lives(engine, "skill")
        withdraw_edition(engine, SLUG, "2", "A mistake.")
        assert lives(engine, "skill") == before
        publish(engine, release("3", second()))
        assert lives(engine, "skill") == before


class TestComingIntoForce:
    def test_an_edition_is_not_current_until_its_day(self, engine: Engine) -> None:
        publish(engine, release("1", day="2024-01-01"))
        publish(engine, release("2", second(), day="2030-06-01"))
        day = [dt.date(2030, 5, 31)]
        catalogue = Catalogue(engine, kept=2, today=lambda: day[0])
        assert catalogue.release(SLUG, "current").envelope.version == "1"
        assert catalogue.release(SLUG, "current", dt.date(2030, 6, 1)).envelope.version == "2"
        day[0] = dt.date(2030, 6, 1)
        assert catalogue.release(SLUG, "current").envelope.version == "2"
        assert catalogue.release(SLUG, "current", dt.date(2030, 5, 31)).envelope.version == "1"

    def test_without_a_day_it_is_the_day_of_publishing(self, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
        import_release(engine, replace(garden(), envelope=Envelope(version="1")), keyless=False, publishing=False)
        monkeypatch.setattr(publishing, "today", lambda: dt.date(2031, 7, 8))
        publish_draft(engine, SLUG, "1")
        assert stored(engine, SLUG, "1").envelope.effective_from == dt.date(2031, 7, 8)


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("UPDATE skill SET slug = 'Cut Back' WHERE key = 'cutting'", "breaks rules"),
        ("DELETE FROM about", "says nothing of its framework"),
        ("UPDATE about SET key = 'other'", "names another framework"),
    ],
)
def test_a_draft_that_a_hand_has_broken_stays_a_draft(engine: Engine, statement: str, says: str) -> None:
    draft(engine, release("1"))
    by_hand(engine, statement)
    before = dump(engine)
    with pytest.raises(BrokenContent, match=says):
        publish_draft(engine, SLUG, "1")
    assert dump(engine) == before


@pytest.mark.parametrize("kind", ["sqlite"])
def test_a_draft_with_a_value_of_the_wrong_kind_stays_a_draft(engine: Engine) -> None:
    draft(engine, release(FIRST))
    by_hand(engine, "UPDATE source SET date = 'soon'")
    with pytest.raises(BrokenContent, match="a value of the wrong kind"):
        publish_draft(engine, SLUG, FIRST)
