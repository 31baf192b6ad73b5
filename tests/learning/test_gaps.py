"""The courses that bridge a gap: those that start where a person stands, or below, and lead on."""

from typing import Any

import pytest

from tests.authoring.gardens import FIRST, SLUG
from tests.learning.classroom import PRUNE, SHEARS, Classroom

GAP = f"/v1/frameworks/{SLUG}/editions/{FIRST}/gap"


def teaching(low: str | None, high: str | None) -> dict[str, Any]:
    return PRUNE | {"teaches": [{"framework": SLUG, "skill": "pruning", "from_level": low, "to_level": high}]}


def bridging(room: Classroom, held: str | None) -> list[tuple[str, Any, Any]]:
    """What is answered of the courses for pruning, to whoever holds it at a level, or not at all."""
    mastery = [{"skill": "pruning", "level": held}] if held else []
    answer = room.client.post(GAP, json={"role_level": "gardener/head-gardener", "profile": {"mastery": mastery}})
    assert answer.status_code == 200, answer.text
    told = answer.json()
    [entry] = [one for one in told["to_raise"] + told["missing"] if one["skill"]["slug"] == "pruning"]
    return [
        (one["title"], one["from_level"] and one["from_level"]["slug"], one["to_level"] and one["to_level"]["slug"])
        for one in entry["courses"]
    ]


def test_courses_that_start_no_higher_and_lead_above_bridge_a_gap(room: Classroom) -> None:
    for number, (low, high) in enumerate([(None, "novice"), ("novice", "skilled"), (None, None), ("skilled", None)]):
        room.must_put(f"c{number}", teaching(low, high) | {"title": f"Course {number}"})
    room.must_put("shears", SHEARS)
    whole = [("Course 0", None, "novice"), ("Course 1", "novice", "skilled"), ("Course 2", None, None)]
    assert bridging(room, None) == [whole[0], whole[2]]
    assert bridging(room, "novice") == whole[1:]
    assert room.delete("c2").status_code == 204
    assert bridging(room, "novice") == whole[1:2]


@pytest.mark.parametrize("kind", ["sqlite"])
def test_a_course_is_named_with_where_it_is_found(room: Classroom) -> None:
    own = room.must_put("prune", PRUNE)
    body = {"role_level": "gardener/head-gardener", "profile": {"mastery": [{"skill": "pruning", "level": "novice"}]}}
    told = room.client.post(GAP, json=body).json()
    [entry] = [one for one in told["to_raise"] if one["skill"]["slug"] == "pruning"]
    [course] = entry["courses"]
    assert (course["id"], course["title"], course["url"]) == (own["id"], PRUNE["title"], PRUNE["url"])
    assert room.client.get(course["href"]).json()["id"] == own["id"]
