"""A database that was put back from an older copy, and readers of its feeds who had read on."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.catalogue import Catalogue
from app.kit.preconditions import Precondition
from app.learning.courses import Aim, By, Courses
from app.main import create_app
from app.reading.shapes.courses import CourseWanted
from app.settings import Settings
from app.store.audit import COMMAND_LINE
from app.store.engine import open_engine
from tests.api.offered import PROVIDER, offer
from tests.databases import Databases
from tests.events.writers import publish

FEEDS = ("/v1/changes", "/v1/courses/changes")


def happen(address: str, *labels: str) -> None:
    """An edition is published and a course comes under each label."""
    engine = open_engine(address)
    courses = Courses(Catalogue(engine, 1))
    for label in labels:
        publish(engine, "gardening", label)
        wanted = CourseWanted(title=f"Course {label}", url="https://school.example", teaches=[])
        aim = Aim(provider=PROVIDER, external_id=label, condition=Precondition(), render=lambda _: b"")
        courses.put(aim, wanted, By(COMMAND_LINE, lambda _: True))
    engine.dispose()


@contextmanager
def serving(address: str) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(database_url=address))) as client:
        yield client


def read_on(client: TestClient, address: str) -> tuple[list[int], Any]:
    """The positions of a page, and all that the answer says."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return [entry["position"] for entry in answer.json()["items"]], answer.json()


@pytest.fixture
def begun(database_url: str) -> str:
    """A database with an edition, and with the course of ``offer`` and one more."""
    engine = open_engine(database_url)
    offer(engine)
    publish(engine, "gardening", "0")
    engine.dispose()
    happen(database_url, "1")
    return database_url


@pytest.fixture
def older(databases: Databases, kind: str, begun: str) -> Iterator[str]:
    """A copy of it."""
    address = databases.copied(kind, begun)
    yield address
    databases.drop(address)


@pytest.mark.parametrize("feed", FEEDS)
def test_a_reader_who_keeps_next_learns_that_other_entries_have_overtaken_it(begun: str, older: str, feed: str) -> None:
    happen(begun, "2")
    with serving(begun) as client:
        seen, page = read_on(client, feed)
        assert seen == [1, 2, 3]
    happen(older, "3", "4")
    with serving(older) as client:
        answer = client.get(page["next"])
        assert (answer.status_code, answer.json()["type"]) == (422, "/problems/invalid-parameter")
        assert [fault["parameter"] for fault in answer.json()["errors"]] == ["seen", "after"]
        assert "put back from an older copy" in answer.json()["detail"]
        assert read_on(client, f"{feed}?after=3")[0] == [4]  # a bare number cannot tell


@pytest.mark.parametrize("feed", FEEDS)
def test_a_reader_who_had_not_read_beyond_the_copy_goes_on(begun: str, older: str, feed: str) -> None:
    with serving(begun) as client:
        page = read_on(client, feed)[1]
    happen(older, "3", "4")
    with serving(older) as client:
        assert read_on(client, page["next"])[0] == [3, 4]
