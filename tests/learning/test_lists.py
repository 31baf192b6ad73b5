"""The list of courses and its filters, the feed, and what a process keeps in memory of them."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Connection

from app.kit.problems import NotReady
from app.learning.offers import Offers
from app.store import guards
from app.store.asking import away
from app.store.listing_courses import last_position
from app.store.scope import writing
from tests.learning.classroom import (
    LEADING,
    NOVICE,
    PLANTS,
    PRUNE,
    PRUNING,
    SHEARS,
    SKILLED,
    Classroom,
    own_id,
    problem,
)
from tests.selects import selects


def teach(skill: str, first: str | None, last: str | None) -> dict[str, object]:
    return SHEARS | {"teaches": [{"framework": "gardening", "skill": skill, "from_level": first, "to_level": last}]}


@pytest.fixture
def shelf(room: Classroom) -> Classroom:
    return filled(room)


@pytest.fixture(scope="module")
def lasting(shared: Classroom) -> Classroom:
    return filled(shared)


def filled(room: Classroom) -> Classroom:
    room.must_put("begin", teach("pruning", None, "novice") | {"title": "Beginning with Pruning"})
    room.must_put("climb", teach("pruning", "novice", "skilled"))
    room.must_put("top", teach("pruning", "skilled", "master"))
    room.must_put("about", teach("pruning", None, None) | {"title": "STRASSENBÄUME 100 %_"})
    room.must_put("lead", teach("leading-a-crew", None, None))
    room.must_put("none", SHEARS)
    return room


def names(room: Classroom, **filters: str) -> list[str]:
    return [one["external_id"] for one in room.listed(**filters)]


def test_filters_choose(lasting: Classroom) -> None:
    assert names(lasting) == ["begin", "climb", "top", "about", "lead", "none"]
    assert names(lasting, skill=PRUNING) == names(lasting, skill=PRUNING.upper()) == ["begin", "climb", "top", "about"]
    assert names(lasting, skill=PRUNING, level="novice") == ["begin", "climb", "top"]
    for level in ("skilled", SKILLED):
        assert names(lasting, skill=PRUNING, level=level) == ["climb", "top"]
    assert names(lasting, skill=PRUNING, level="master") == ["top"]
    assert names(lasting, skill=LEADING) == ["lead"]
    assert names(lasting, skill=PLANTS) == []
    assert names(lasting, provider="academy") == []
    assert names(lasting, q="pruning") == ["begin"]
    assert names(lasting, q="strassenbäume") == names(lasting, q="%_") == names(lasting, q="straßenBÄUME") == ["about"]
    assert names(lasting, q="_", provider="school", skill=PRUNING) == ["about"]


@pytest.mark.parametrize(
    ("filters", "named"),
    [
        ({"skill": "00000000-0000-4000-8000-000000000000"}, "skill"),
        ({"skill": own_id("role", "gardener")}, "skill"),
        ({"skill": "pruning"}, "skill"),
        ({"skill": PRUNING, "level": "fluent"}, "level"),
        ({"level": "novice"}, "level"),
        ({"provider": "nobody"}, "provider"),
        ({"q": ""}, "q"),
        ({"colour": "red"}, "colour"),
        ({"cursor": "made-up"}, "cursor"),
    ],
)
def test_a_filter_that_names_nothing_is_refused(lasting: Classroom, filters: dict[str, str], named: str) -> None:
    status, kind, faults = problem(lasting.client.get("/v1/courses", params=filters))
    assert (status, kind) == (422, "invalid-parameter")
    assert named in faults


def test_pages_lose_nothing_while_courses_come_and_go(shelf: Classroom) -> None:
    first = shelf.client.get("/v1/courses?limit=2").json()
    shelf.delete("climb")
    shelf.must_put("new", SHEARS)
    second = shelf.client.get(first["next"]).json()
    third = shelf.client.get(second["next"]).json()
    seen = [one["external_id"] for page in (first, second, third) for one in page["items"]]
    assert seen == ["begin", "climb", "top", "about", "lead", "none"]
    assert [one["external_id"] for one in shelf.client.get(third["next"]).json()["items"]] == ["new"]


def test_a_page_costs_a_fixed_number_of_statements(lasting: Classroom) -> None:
    with selects() as seen:
        lasting.client.get("/v1/courses?limit=200")
    assert len(seen) == 4
    with selects() as seen:
        page = lasting.client.get("/v1/courses/changes?limit=2").json()
    assert len(seen) == 2
    with selects() as seen:
        assert [one["position"] for one in lasting.client.get(page["next"]).json()["items"]] == [3, 4]
    assert len(seen) == 3


def test_a_position_that_was_not_given_out_is_refused(lasting: Classroom) -> None:
    end = lasting.client.get("/v1/courses/changes?after=6").json()
    assert (end["items"], end["total"], end["next"]) == ([], 6, "/v1/courses/changes?after=6")
    status, _, faults = problem(lasting.client.get("/v1/courses/changes?after=7"))
    assert status == 422
    assert "the last is 6" in faults["after"]


def test_offers_are_as_new_as_the_feed_and_cost_one_look(shelf: Classroom) -> None:
    offers = Offers(shelf.engine)
    held = offers.current()
    assert [(one.listing.title, one.from_level, one.to_level) for one in held.teaching(PRUNING)][1] == (
        SHEARS["title"], NOVICE, SKILLED,
    )  # fmt: skip
    with selects(shelf.engine) as seen:
        assert offers.current() is held
    assert len(seen) == 1
    shelf.must_put("climb", teach("plant-knowledge", None, "fluent"))
    shelf.delete("top")
    with selects(shelf.engine) as seen:
        now = offers.current()
    assert len(seen) == 5
    assert [one.listing.number for one in now.teaching(PRUNING)] == [1, 4]
    assert [one.listing.number for one in now.teaching(PLANTS)] == [2]
    assert len(held.teaching(PRUNING)) == 4
    assert now == Offers(shelf.engine).current()


def test_offers_of_a_database_that_was_put_back_are_those_it_has(shelf: Classroom) -> None:
    offers = Offers(shelf.engine)
    shelf.delete("top")
    offers.current()
    with writing(shelf.engine) as connection:
        guards.remove(connection)
        for statement in (
            "UPDATE course_feed_head SET last = 1",
            "DELETE FROM course_statement",
            "DELETE FROM course_skill WHERE course > 1",
            "DELETE FROM course_feed_entry WHERE position > 1",
            "DELETE FROM course WHERE number > 1",
        ):
            connection.exec_driver_sql(statement)
    assert [one.listing.number for one in offers.current().teaching(PRUNING)] == [1]


def test_a_watched_process_sees_its_own_writes_at_once_and_those_of_others_within_a_second(shelf: Classroom) -> None:
    offers: Offers = shelf.client.app.state.courses.offers  # type: ignore[attr-defined]  # any application
    assert offers.watched
    offers.current()
    with selects() as seen:
        offers.current()
    assert seen == []
    shelf.must_put("begin", SHEARS)
    assert len(offers.current().teaching(PRUNING)) == 3
    others = shelf.client.app.state.courses.__class__(shelf.client.app.state.catalogue)  # type: ignore[attr-defined]
    assert others.offers is not offers
    with writing(shelf.engine) as connection:
        connection.exec_driver_sql("DELETE FROM course_skill WHERE course = 4")
        connection.exec_driver_sql("UPDATE course SET position = 999 WHERE number = 4")
        connection.exec_driver_sql("UPDATE course_feed_head SET last = 999")
    until = time.monotonic() + 5
    while len(offers.current().teaching(PRUNING)) == 3:
        assert time.monotonic() < until
        time.sleep(0.02)
    assert [one.listing.number for one in offers.current().teaching(PRUNING)] == [2, 3]


def test_who_has_just_written_waits_for_a_look_that_is_under_way(
    room: Classroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    offers = Offers(room.engine)
    offers.current()
    offers.watched = True
    looking, go_on = threading.Event(), threading.Event()

    def slowly(connection: Connection) -> int:
        looking.set()
        assert go_on.wait(10)
        return last_position(connection)

    room.must_put("a", PRUNE)
    offers.changed()
    monkeypatch.setattr("app.learning.offers.last_position", slowly)
    with ThreadPoolExecutor(2) as others:
        others.submit(offers.refresh)
        assert looking.wait(10)
        asked = others.submit(offers.current)
        go_on.set()
        assert len(asked.result().teaching(PRUNING)) == 1


def test_offers_that_were_read_are_answered_while_the_database_is_away(
    room: Classroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.must_put("a", PRUNE)
    offers, looks = Offers(room.engine), []
    held = offers.current()
    offers.watched = True

    def dead(_: Connection) -> int:
        looks.append("one")
        raise away()

    room.must_put("b", PRUNE)
    offers.changed()
    with monkeypatch.context() as patched:
        patched.setattr("app.learning.offers.last_position", dead)
        assert offers.current() is offers.current() is held
        assert len(looks) == 1  # from then on the watcher looks
        with pytest.raises(NotReady):
            offers.refresh()
        with pytest.raises(NotReady):
            Offers(room.engine).current()
        offers.watched = False
        assert offers.current() is held
        offers.watched = True
    offers.refresh()
    assert len(offers.current().teaching(PRUNING)) == 2


def test_nothing_is_loaded_before_somebody_asks(room: Classroom) -> None:
    room.must_put("a", PRUNE)
    offers = Offers(room.engine)
    with selects(room.engine) as seen:
        offers.refresh()
    assert seen == []
