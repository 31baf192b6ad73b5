"""Two skills of one course that become one."""

from collections.abc import Callable
from typing import Any

import pytest

from app.framework.edition import Edition
from tests.learning.classroom import LEADING, PLANTS, PRUNING, Classroom
from tests.learning.test_stale import migrated, retiring, stale, teaching
from tests.worlds import garden

CREW, KNOWING, CUTTING = {"skill": "leading-a-crew"}, {"skill": "plant-knowledge"}, {"skill": "pruning"}


def into_one(edition: Edition) -> Edition:
    """One skill of two that a course may teach becomes the other."""
    return retiring(edition, "leading-a-crew", "Leading a crew", "cutting")


def in_a_row(edition: Edition) -> Edition:
    """One becomes another, which becomes a third."""
    without = retiring(edition, "plant-knowledge", "Plant knowledge", "cutting")
    return retiring(without, "leading-a-crew", "Leading a crew", "plant-knowledge")


@pytest.mark.parametrize(
    ("change", "taught"),
    [(into_one, (CREW, CUTTING)), (in_a_row, (CREW, KNOWING)), (in_a_row, (CREW, KNOWING, CUTTING))],
)
def test_what_becomes_the_same_is_taught_once(
    room: Classroom, change: Callable[[Edition], Edition], taught: tuple[dict[str, Any], ...]
) -> None:
    room.must_put("a", teaching(*taught))
    room.publish("2", change(garden().edition))
    assert {one["certain"] for one in stale(room)} == {True}
    done = migrated(room)
    assert (done.changed, list(done.left)) == (sum(each is not CUTTING for each in taught), [])
    assert [each["skill"] for each in room.own("a").json()["teaches"]] == [PRUNING]
    assert stale(room) == []


def test_what_would_be_taught_in_two_ways_is_not_certain_and_left_to_people(room: Classroom) -> None:
    room.must_put("a", teaching(CREW | {"to_level": "skilled"}, CUTTING | {"to_level": "master"}))
    room.must_put("b", teaching(CREW | {"to_level": "skilled"}))
    room.publish("2", into_one(garden().edition))
    assert [(one["course"]["external_id"], one["certain"]) for one in stale(room)] == [("a", False), ("b", True)]
    done = migrated(room)
    assert (done.changed, [(each.external_id, each.skill) for each in done.left]) == (1, [("a", LEADING)])
    assert {one["skill"] for one in room.own("a").json()["teaches"]} == {LEADING, PRUNING}


def test_two_that_would_become_one_in_two_ways_are_both_left(room: Classroom) -> None:
    room.must_put("a", teaching(CREW | {"to_level": "skilled"}, KNOWING))
    room.publish("2", in_a_row(garden().edition))
    assert [one["certain"] for one in stale(room)] == [False, False]
    assert {each.skill for each in migrated(room).left} == {LEADING, PLANTS}
