"""The catalogue says which editions there are and which is current, and asks the database as little as it can."""

import datetime as dt
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import Engine, make_url, text

from app.authoring.publishing import publish_draft
from app.catalogue import Catalogue
from app.catalogue.watcher import watching
from app.framework.edition import Edition
from app.framework.release import Release
from app.kit.problems import NotFound, NotReady
from app.store.engine import open_engine
from app.store.migrating import HEAD
from app.store.scope import writing
from app.store.tables import content_tables
from tests.catalogue.world import SLUG, add, withdraw
from tests.databases import Databases
from tests.selects import selects
from tests.worlds import garden


@pytest.fixture
def catalogue(engine: Engine) -> Catalogue:
    return Catalogue(engine, kept=4)


def current(catalogue: Catalogue, day: str | None = None) -> str:
    """The label of the current edition, the same whichever way one asks."""
    as_of = dt.date.fromisoformat(day) if day else None
    found = catalogue.release(SLUG, "current", as_of).envelope.version
    if as_of is None:
        stated = catalogue.framework(SLUG).current
        assert stated
        assert stated.envelope.version == found
    return found


def test_the_greatest_date_not_after_today_is_current(engine: Engine, catalogue: Catalogue) -> None:
    add(engine, "new", "2024-01-01")
    add(engine, "old", "2020-01-01")
    assert current(catalogue) == "new"
    today = dt.datetime.now(dt.UTC).date()
    add(engine, "today", today.isoformat())
    assert current(catalogue) == "today"
    add(engine, "tomorrow", (today + dt.timedelta(days=2)).isoformat())
    assert current(catalogue) == "today"


def test_what_is_published_beside_a_catalogue_is_read_without_a_load_and_needs_none_of_the_edition_before(
    engine: Engine, catalogue: Catalogue
) -> None:
    add(engine, "1", "2024-01-01")
    before = catalogue.release(SLUG, "current").edition
    changed = replace(before, framework=replace(before.framework, name="Gardens"))
    add(engine, "2", "2024-01-02", publishing=False, edition=changed)
    with selects(engine) as asked:
        publish_draft(engine, SLUG, "2", catalogue=catalogue)
    assert sum(" FROM requirement " in one.replace("\n", " ") for one in asked) == 1
    catalogue.refresh()
    with selects(engine) as asked:
        found = catalogue.release(SLUG, "2")
    assert found.edition == changed
    assert not [one for one in asked if "requirement" in one]


def test_of_one_date_the_last_published_is_current(engine: Engine, catalogue: Catalogue) -> None:
    add(engine, "b", "2024-01-01")
    add(engine, "a", "2024-01-01")
    assert current(catalogue) == "a"
    assert current(catalogue, "2024-01-01") == "a"


def test_another_day_has_the_edition_that_was_in_force_then(engine: Engine, catalogue: Catalogue) -> None:
    add(engine, "1", "2020-01-01")
    add(engine, "2", "2022-01-01")
    add(engine, "3", "2199-01-01")
    days = ("2020-01-01", "2021-12-31", "2022-01-01", "2198-12-31", "2199-01-01")
    assert [current(catalogue, day) for day in days] == ["1", "1", "2", "2", "3"]
    assert current(catalogue) == "2"
    with pytest.raises(NotFound, match="no edition in force on 2019-12-31"):
        current(catalogue, "2019-12-31")


def test_an_edition_of_the_future_is_readable_but_not_current(engine: Engine, catalogue: Catalogue) -> None:
    add(engine, "future", "2199-01-01")
    with pytest.raises(NotFound):
        catalogue.release(SLUG, "current")
    assert catalogue.release(SLUG, "future").edition == garden().edition
    record = catalogue.framework(SLUG)
    assert (record.current, record.about.name) == (None, "Gardening")


def test_a_withdrawn_edition_is_readable_but_not_current(engine: Engine, catalogue: Catalogue) -> None:
    add(engine, "1", "2020-01-01")
    add(engine, "2", "2022-01-01")
    withdraw(engine, "2")
    assert current(catalogue) == "1"
    assert current(catalogue, "2023-01-01") == "1"
    assert catalogue.release(SLUG, "2").envelope.status == "withdrawn"
    assert [record.envelope.version for record in catalogue.editions(SLUG)] == ["2", "1"]


def test_a_withdrawal_shows_on_an_edition_that_was_loaded_before(engine: Engine, catalogue: Catalogue) -> None:
    add(engine, "1", "2020-01-01")
    before = catalogue.release(SLUG, "1")
    withdraw(engine, "1")
    envelope = catalogue.release(SLUG, "1").envelope
    assert (before.envelope.status, envelope.status) == ("published", "withdrawn")
    assert (envelope.withdrawn_reason, envelope.withdrawn_at) == ("A mistake.", None)
    assert catalogue.editions(SLUG)[0].envelope == envelope


def test_times_are_told_in_utc_whatever_the_zone_of_the_session(engine: Engine, database_url: str) -> None:
    add(engine, "1", "2020-01-01")
    with writing(engine) as connection:
        gone = "UPDATE edition SET status = 'withdrawn', withdrawn_at = '2026-11-22 09:00:00+00'"
        if engine.dialect.name == "sqlite":
            gone = gone.removesuffix("+00'") + "'"
        connection.execute(text(gone))
    zoned = make_url(database_url)
    if engine.dialect.name == "postgresql":
        zoned = zoned.update_query_dict({"options": "-c timezone=Asia/Tokyo"})
    with opened(zoned.render_as_string(hide_password=False)) as catalogue:
        [record] = catalogue.editions(SLUG)
    assert record.envelope.withdrawn_at
    assert record.envelope.withdrawn_at.isoformat() == "2026-11-22T09:00:00+00:00"


def test_a_framework_whose_only_edition_was_withdrawn_is_still_there(engine: Engine, catalogue: Catalogue) -> None:
    add(engine, "1", "2020-01-01")
    withdraw(engine, "1")
    [record] = catalogue.frameworks()
    assert (record.slug, record.current, record.about.name) == (SLUG, None, "Gardening")
    with pytest.raises(NotFound):
        catalogue.release(SLUG, "current")


def test_drafts_are_invisible_until_they_are_published(engine: Engine, catalogue: Catalogue) -> None:
    add(engine, "1", "2020-01-01", publishing=False)
    assert catalogue.frameworks() == []
    assert catalogue.editions(SLUG) == []
    asks = (
        lambda: catalogue.framework(SLUG),
        lambda: catalogue.release(SLUG, "1"),
        lambda: catalogue.release(SLUG, "draft"),
        lambda: catalogue.release(SLUG, "current"),
    )
    for ask in asks:
        with pytest.raises(NotFound):
            ask()
    publish_draft(engine, SLUG, "1")
    assert catalogue.release(SLUG, "1").edition == garden().edition
    assert current(catalogue) == "1"


def test_editions_are_listed_newest_first_without_drafts(engine: Engine, catalogue: Catalogue) -> None:
    add(engine, "1", "2022-01-01")
    add(engine, "2", "2020-01-01")
    add(engine, "3", "2023-01-01", publishing=False)
    listed = catalogue.editions(SLUG)
    assert [record.envelope.version for record in listed] == ["2", "1"]
    assert listed[0].counts["skills"] == len(garden().edition.skills)
    assert {record.framework for record in listed} == {SLUG}


def test_a_framework_is_described_as_its_current_edition_does(engine: Engine, catalogue: Catalogue) -> None:
    def named(name: str) -> Edition:
        return replace(garden().edition, framework=replace(garden().edition.framework, name=name))

    add(engine, "old", "2020-01-01", edition=named("Old"))
    add(engine, "future", "2199-01-01", edition=named("Future"))
    assert [record.about.name for record in catalogue.frameworks()] == ["Old"]


def test_frameworks_stand_by_slug_and_keep_their_editions_apart(engine: Engine, catalogue: Catalogue) -> None:
    other = replace(garden().edition, framework=replace(garden().edition.framework, key="bees", slug="bees"))
    add(engine, "1", "2020-01-01")
    add(engine, "1", "2021-01-01", edition=other)
    assert [record.slug for record in catalogue.frameworks()] == ["bees", "gardening"]
    assert [len(catalogue.editions(slug)) for slug in ("bees", "gardening")] == [1, 1]
    assert catalogue.release("bees", "1").edition == other
    assert current(catalogue) == "1"


def test_a_label_that_is_nowhere_is_not_found(engine: Engine, catalogue: Catalogue) -> None:
    add(engine, "1", "2020-01-01")
    for framework, label in ((SLUG, "2"), ("nowhere", "1"), ("nowhere", "current"), (SLUG, ""), (SLUG, "1 ")):
        with pytest.raises(NotFound):
            catalogue.release(framework, label)


def test_unwatched_each_question_costs_one_select_once_the_edition_is_loaded(
    engine: Engine, catalogue: Catalogue
) -> None:
    add(engine, "1", "2020-01-01")
    with selects(engine) as seen:
        first = catalogue.release(SLUG, "1").edition
    assert 1 < len(seen) <= len(content_tables()) + 3
    for label, day in (("1", None), ("current", None), ("current", dt.date(2021, 1, 1))):
        with selects(engine) as seen:
            assert catalogue.release(SLUG, label, day).edition is first
        assert len(seen) == 1


def test_watched_no_question_costs_a_select_once_the_edition_is_loaded(engine: Engine, catalogue: Catalogue) -> None:
    add(engine, "1", "2020-01-01")
    with watching(catalogue):
        first = catalogue.release(SLUG, "1").edition
        with selects(engine) as seen:
            assert catalogue.release(SLUG, "1").edition is first
            assert catalogue.release(SLUG, "current").edition is first
            assert catalogue.release(SLUG, "current", dt.date(2021, 1, 1)).edition is first
            assert [record.slug for record in catalogue.frameworks()] == [SLUG]
            assert catalogue.framework(SLUG).current
            assert len(catalogue.editions(SLUG)) == 1
            with pytest.raises(NotFound):
                catalogue.release(SLUG, "2")
        assert seen == []


def test_what_is_new_costs_the_same_however_many_frameworks_there_are(engine: Engine, catalogue: Catalogue) -> None:
    costs = []
    for number in range(3):
        about = replace(garden().edition.framework, key=f"f{number}", slug=f"f{number}")
        add(engine, "1", "2020-01-01", edition=replace(garden().edition, framework=about))
        with selects(engine) as seen:
            assert len(catalogue.frameworks()) == number + 1
        costs.append(len(seen))
    assert costs == [3, 3, 3]


def test_many_threads_that_ask_at_once_load_once(engine: Engine, catalogue: Catalogue) -> None:
    add(engine, "1", "2020-01-01")
    gate = threading.Barrier(8)

    def ask() -> Release:
        gate.wait()
        return catalogue.release(SLUG, "1")

    with watching(catalogue), selects(engine) as seen, ThreadPoolExecutor(8) as pool:
        catalogue.refresh()
        asked_before = len(seen)
        found = [asked.result() for asked in [pool.submit(ask) for _ in range(8)]]
    assert len({id(release.edition) for release in found}) == 1
    assert len(seen) - asked_before <= len(content_tables())


def test_a_publish_is_seen_at_once(engine: Engine, catalogue: Catalogue) -> None:
    add(engine, "1", "2020-01-01")
    assert current(catalogue) == "1"
    add(engine, "2", "2021-01-01")
    assert current(catalogue) == "2"


def test_a_database_at_the_newest_migration_is_ready(catalogue: Catalogue) -> None:
    assert catalogue.ready() is None


@contextmanager
def opened(address: str) -> Iterator[Catalogue]:
    engine = open_engine(address)
    yield Catalogue(engine, kept=1)
    engine.dispose()


def check_not_ready(catalogue: Catalogue, why: str, log: pytest.LogCaptureFixture) -> None:
    """Whoever asks is told little; the log has the reason."""
    told = catalogue.ready()
    assert told is not None
    assert "://" not in told
    assert why in log.text
    assert "secret" not in told + log.text


def test_an_empty_database_is_not_ready(kind: str, databases: Databases, caplog: pytest.LogCaptureFixture) -> None:
    address = databases.empty(kind)
    with opened(address) as catalogue:
        check_not_ready(catalogue, "no Capframe tables yet; run: capframe migrate", caplog)
    databases.drop(address)


@pytest.mark.parametrize(("revision", "why"), [("9998", "newer than this Capframe"), ("0000", f"needs {HEAD}")])
def test_a_database_of_another_time_is_not_ready(
    engine: Engine, catalogue: Catalogue, caplog: pytest.LogCaptureFixture, revision: str, why: str
) -> None:
    with writing(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision})
    check_not_ready(catalogue, why, caplog)


def test_a_database_out_of_reach_is_not_ready_and_answers_nothing(caplog: pytest.LogCaptureFixture) -> None:
    with opened("postgresql://nobody:secret@127.0.0.1:1/none") as catalogue:
        check_not_ready(catalogue, "does not answer", caplog)
        with pytest.raises(NotReady):
            catalogue.release(SLUG, "1")
