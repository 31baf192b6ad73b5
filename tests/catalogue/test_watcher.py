"""A watched catalogue is as new as the database, a second at most behind it, and lives on when the database is away."""

import datetime as dt
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Engine, make_url

from app.catalogue import Catalogue
from app.catalogue import catalogue as module
from app.catalogue.snapshot import Snapshot, read_snapshot
from app.catalogue.watcher import Watcher, watching
from app.kit.problems import NotFound, NotReady
from app.store.engine import open_engine
from app.store.problem import StoreProblem
from tests.catalogue.world import SLUG, add, seconds_until, withdraw
from tests.databases import Databases
from tests.selects import selects


@pytest.fixture
def catalogue(engine: Engine) -> Catalogue:
    add(engine, "1", "2020-01-01")
    return Catalogue(engine, kept=4)


def current(catalogue: Catalogue) -> str:
    return catalogue.release(SLUG, "current").envelope.version


def is_current(catalogue: Catalogue, version: str) -> Callable[[], bool]:
    return lambda: current(catalogue) == version


def test_what_others_publish_and_withdraw_is_noticed_within_a_second(engine: Engine, catalogue: Catalogue) -> None:
    with watching(catalogue):
        assert current(catalogue) == "1"
        add(engine, "2", "2021-01-01")
        taken = [seconds_until(is_current(catalogue, "2"))]
        withdraw(engine, "2")
        taken.append(seconds_until(is_current(catalogue, "1")))
    assert max(taken) < 1
    assert catalogue.release(SLUG, "2").envelope.status == "withdrawn"


def test_who_publishes_in_this_process_sees_it_at_once(engine: Engine, catalogue: Catalogue) -> None:
    with watching(catalogue, every=0.01):
        for number in range(2, 8):
            add(engine, str(number), f"2021-01-{number:02}")
            catalogue.refresh()
            assert current(catalogue) == str(number)


def test_a_slow_look_does_not_bring_back_what_a_later_one_replaced(
    engine: Engine, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    has_read, go_on = threading.Event(), threading.Event()

    def slow(*asked: Any) -> Snapshot:
        found = read_snapshot(*asked)
        if not has_read.is_set():
            has_read.set()
            assert go_on.wait(10)
        return found

    monkeypatch.setattr(module, "read_snapshot", slow)
    catalogue.watched = True
    early, late = threading.Thread(target=catalogue.refresh), threading.Thread(target=catalogue.refresh)
    early.start()
    assert has_read.wait(10)
    add(engine, "2", "2021-01-01")
    late.start()
    late.join(0.3)
    go_on.set()
    for thread in (early, late):
        thread.join(10)
    assert current(catalogue) == "2"


def test_a_refresh_that_finds_nothing_new_costs_one_select(engine: Engine, catalogue: Catalogue) -> None:
    catalogue.refresh()
    add(engine, "2", "2021-01-01", publishing=False)
    with selects(engine) as seen:
        catalogue.refresh()
    assert len(seen) == 1


def test_current_moves_at_midnight(engine: Engine) -> None:
    add(engine, "1", "2020-01-01")
    add(engine, "2", "2030-06-01")
    days = [dt.date(2030, 5, 31)]
    catalogue = Catalogue(engine, kept=4, today=lambda: days[0])
    with watching(catalogue, every=0.01):
        assert current(catalogue) == "1"
        seconds_until(lambda: catalogue._warmed is not None)
        days[0] = dt.date(2030, 6, 1)
        assert current(catalogue) == "2"
        framework = catalogue.framework(SLUG)
        assert framework.current
        assert framework.current.envelope.version == "2"
        assert catalogue.release(SLUG, "current", dt.date(2030, 5, 31)).envelope.version == "1"


def held(catalogue: Catalogue) -> list[str]:
    """Labels of the editions in memory."""
    labels = {record.id: record.envelope.version for record in catalogue.editions(SLUG)}
    return [labels[key[0]] for key in catalogue._contents._held]


def test_the_first_reader_of_a_new_edition_does_not_wait_for_its_load(engine: Engine, catalogue: Catalogue) -> None:
    with watching(catalogue, every=0.01):
        seconds_until(lambda: catalogue._warmed is not None)
        assert held(catalogue) == []
        add(engine, "2", "2021-01-01")
        add(engine, "3", "2199-01-01")
        seconds_until(lambda: len(catalogue.editions(SLUG)) == 3 and held(catalogue) == ["2"])
        seconds_until(lambda: "activities_at" in vars(next(iter(catalogue._contents._held.values())).lookup))
        with selects(engine) as seen:
            look = catalogue.release(SLUG, "current").edition.lookup
            assert {"by_path", "by_id", "by_code", "needed_by", "groups", "families"} <= vars(look).keys()
        assert seen == []


def test_no_more_is_loaded_beforehand_than_is_kept(engine: Engine) -> None:
    catalogue = Catalogue(engine, kept=1)
    catalogue.refresh()
    catalogue.warm()
    add(engine, "1", "2020-01-01")
    catalogue.refresh()
    catalogue.warm()
    assert held(catalogue) == ["1"]
    catalogue.warm()
    add(engine, "2", "2021-01-01")
    catalogue.refresh()
    catalogue.warm()
    assert held(catalogue) == ["2"]


@contextmanager
def away(patch: pytest.MonkeyPatch) -> Iterator[None]:
    """A catalogue's looks fail meanwhile."""

    def fail(_: Engine) -> None:
        raise StoreProblem("The database somewhere does not answer: gone")

    with patch.context() as context:
        context.setattr(module, "reading", fail)
        yield


def test_a_database_that_is_away_is_logged_once_and_once_when_it_is_back(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    watcher = Watcher(catalogue, every=1)
    catalogue.watched = True
    watcher.look()
    with away(monkeypatch):
        for _ in range(3):
            watcher.look()
        assert len(catalogue.editions(SLUG)) == 1
        assert catalogue.ready() == "The server cannot notice what is published; its log says why."
    watcher.look()
    watcher.look()
    assert catalogue.ready() is None
    assert [(record.levelno, record.getMessage(), record.exc_info) for record in caplog.records] == [
        (
            logging.WARNING,
            "What others write is not noticed for now: The database somewhere does not answer: gone",
            None,
        ),
        (logging.WARNING, "What others write is noticed again", None),
    ]


def test_without_a_watcher_a_database_that_is_away_answers_nothing(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert current(catalogue) == "1"
    with away(monkeypatch), pytest.raises(NotReady):
        current(catalogue)
    assert current(catalogue) == "1"


def test_whatever_breaks_in_a_round_keeps_neither_the_others_nor_the_next_round(
    catalogue: Catalogue, caplog: pytest.LogCaptureFixture
) -> None:
    asked: list[str] = []

    def broken() -> None:
        asked.append("broken")
        raise KeyError("a mistake of ours")

    with watching(catalogue, broken, lambda: asked.append("keys"), every=0.01):
        seconds_until(lambda: asked.count("keys") >= 3)
        assert current(catalogue) == "1"
    assert asked[:4] == ["broken", "keys", "broken", "keys"]
    [record] = caplog.records
    assert record.exc_info


def test_a_watcher_that_stops_leaves_each_question_to_look_for_itself(engine: Engine, catalogue: Catalogue) -> None:
    with watching(catalogue):
        assert current(catalogue) == "1"
    assert [thread.name for thread in threading.enumerate() if thread.name.startswith("capframe-")] == []
    add(engine, "2", "2021-01-01")
    assert current(catalogue) == "2"


@pytest.mark.parametrize("kind", ["postgresql"])
def test_a_server_whose_database_goes_away_serves_on_and_recovers(
    database_url: str, engine: Engine, databases: Databases
) -> None:
    add(engine, "1", "2020-01-01")
    engine.dispose()
    name = make_url(database_url).database
    other = open_engine(database_url)
    catalogue = Catalogue(other, kept=4)
    with watching(catalogue, every=0.05):
        assert current(catalogue) == "1"
        move(databases, str(name), f"{name}_away")
        seconds_until(lambda: catalogue._behind)
        assert current(catalogue) == "1"
        assert catalogue.ready() is not None
        with pytest.raises(NotFound):
            catalogue.release(SLUG, "2")
        move(databases, f"{name}_away", str(name))
        seconds_until(lambda: catalogue.ready() is None)
        add(engine, "2", "2021-01-01")
        seconds_until(is_current(catalogue, "2"))
    other.dispose()


def move(databases: Databases, name: str, to: str) -> None:
    """Rename a database under those who use it, who lose their connections."""
    databases.administer(
        f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false',
        f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{name}'",  # noqa: S608  # our own name
        f'ALTER DATABASE "{name}" RENAME TO "{to}"',
        f'ALTER DATABASE "{to}" ALLOW_CONNECTIONS true',
    )
