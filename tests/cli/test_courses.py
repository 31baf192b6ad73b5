"""capframe courses migrate, on both databases."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from tests.cli.running import Run, check_one_message
from tests.learning.classroom import LEADING, Classroom, classroom
from tests.learning.test_stale import retiring, teaching
from tests.worlds import garden


@pytest.fixture
def room(
    engine: Engine,
    database_url: str,
    capframe: Run,  # noqa: ARG001  # it sets a database of its own, so it must come first
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Classroom]:
    """Two courses, one of whose skills was replaced since, the other's retired."""
    with classroom(engine, database_url) as found:
        monkeypatch.setenv("CAPFRAME_DATABASE_URL", database_url)
        found.must_put("a", teaching({"skill": "plant-knowledge"}))
        found.must_put("b", teaching({"skill": "leading-a-crew"}))
        edition = retiring(garden().edition, "plant-knowledge", "Plant knowledge", "cutting")
        found.publish("2", retiring(edition, "leading-a-crew", "Leading a crew"))
        yield found


def test_a_dry_run_says_what_it_would_do_and_does_nothing(room: Classroom, capframe: Run) -> None:
    before = room.rows()
    ended = capframe("courses", "migrate", "--dry-run")
    assert ended.status == 0
    assert "gardening 2: 1 would be carried over, 0 would be noted under a new name, 1 left" in ended.out
    assert room.rows() == before


def test_it_writes_what_is_certain_and_lists_what_is_left(room: Classroom, capframe: Run) -> None:
    ended = capframe("courses", "migrate", "--provider", "school", "--framework", "gardening")
    assert ended.status == 0
    assert f"Leading a crew ({LEADING}): 1 for a person to decide: school b (Shears and saws)\n" in ended.out
    assert "gardening 2: 1 carried over, 0 noted under a new name, 1 left" in ended.out
    assert [entry["action"] for entry in room.feed()] == ["created", "created", "changed"]
    assert "0 carried over" in capframe("courses", "migrate").out


def test_what_is_left_is_listed_by_skill_in_a_few_lines_however_much_it_is(room: Classroom, capframe: Run) -> None:
    room.publish("3", garden().edition, "2024-06-01")
    room.bulk([teaching({"skill": "leading-a-crew"}) | {"external_id": f"c{number:02}"} for number in range(20)])
    room.publish("4", retiring(garden().edition, "leading-a-crew", "Leading a crew"), "2024-07-01")
    ended = capframe("courses", "migrate", "--dry-run")
    first, where, last = ended.out.splitlines()
    assert first.startswith(
        f"Leading a crew ({LEADING}): 21 for a person to decide: school b (Shears and saws); school c00"
    )
    assert first.endswith("; and 16 more")
    assert where == "All of them: /v1/frameworks/gardening/editions/4/courses/stale"
    assert last.endswith("21 left")


def test_what_is_not_there_is_said(room: Classroom, capframe: Run) -> None:
    before = room.rows()
    check_one_message(capframe("courses", "migrate", "--provider", "nobody"), "no provider 'nobody'")
    check_one_message(capframe("courses", "migrate", "--framework", "nowhere"), "no framework 'nowhere'")
    assert room.rows() == before
