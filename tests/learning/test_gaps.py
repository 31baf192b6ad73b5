"""The courses that bridge a gap: those that start where a person stands, or below, and lead on."""

from dataclasses import replace
from typing import Any

import pytest

from app.framework.edition import Edition
from app.framework.mastery import Scale
from app.framework.role import RoleLevel
from tests.authoring.gardens import FIRST, SLUG, with_skill
from tests.learning.classroom import PRUNE, SHEARS, Classroom
from tests.learning.surveying import by_recall
from tests.selects import selects
from tests.worlds import garden

GAP = f"/v1/frameworks/{SLUG}/editions/{FIRST}/gap"
HEAD = "gardener/head-gardener"


def without_skilled() -> Edition:
    """The garden with a scale of two levels: novice, and master, which head gardeners need of pruning."""
    edition = garden().edition

    def rescaled(scale: Scale) -> Scale:
        left = (level for level in scale.levels if level.slug != "skilled")
        return replace(scale, levels=tuple(replace(level, rank=rank) for rank, level in enumerate(left, 1)))

    def raised(level: RoleLevel) -> RoleLevel:
        needs = (
            replace(need, level="mastery/expert", from_level=None) if need.skill == "cutting" else need
            for need in level.requirements
        )
        return replace(level, stage=None, requirements=tuple(needs))

    return replace(
        with_skill(edition, "cutting", statements=()),
        scales=tuple(rescaled(scale) if scale.key == "mastery" else scale for scale in edition.scales),
        stages=(),
        roles=tuple(replace(role, levels=tuple(raised(level) for level in role.levels)) for role in edition.roles),
    )


def teaching(low: str | None, high: str | None) -> dict[str, Any]:
    return PRUNE | {"teaches": [{"framework": SLUG, "skill": "pruning", "from_level": low, "to_level": high}]}


def bridging(room: Classroom, held: str | None, version: str = FIRST) -> list[tuple[str, Any, Any]]:
    """What is answered of the courses for pruning, to whoever holds it at a level, or not at all."""
    mastery = [{"skill": "pruning", "level": held}] if held else []
    address = GAP.replace(FIRST, version)
    answer = room.client.post(address, json={"role_level": HEAD, "profile": {"mastery": mastery}})
    assert answer.status_code == 200, answer.text
    told = answer.json()
    [entry] = [one for one in told["to_raise"] + told["missing"] if one["skill"]["slug"] == "pruning"]
    assert entry["courses_total"] == len(entry["courses"])
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


def test_courses_of_levels_that_an_edition_no_longer_has_fit_nobody(room: Classroom) -> None:
    for number, (low, high) in enumerate(
        [("skilled", "master"), (None, "skilled"), ("novice", "master"), (None, None)]
    ):
        room.must_put(f"c{number}", teaching(low, high) | {"title": f"Course {number}"})
    room.publish("2", without_skilled())
    anywhere = ("Course 3", None, None)
    assert bridging(room, None, "2") == [anywhere]
    assert bridging(room, "novice", "2") == [("Course 2", "novice", "master"), anywhere]
    assert bridging(room, None) == [("Course 1", None, "skilled"), anywhere]


def test_courses_of_a_scale_from_which_a_skill_moved_fit_nobody(room: Classroom) -> None:
    room.must_put("old", teaching("novice", "skilled"))
    room.must_put("start", teaching("skilled", None))
    room.publish("2", by_recall())
    assert bridging(room, None, "2") == bridging(room, "aware", "2") == []
    room.must_put("new", teaching("aware", "fluent") | {"title": "By heart"})
    assert bridging(room, "aware", "2") == [("By heart", "aware", "fluent")]
    assert bridging(room, "novice") == [(PRUNE["title"], "novice", "skilled")]


@pytest.mark.parametrize("kind", ["sqlite"])
def test_a_course_is_named_with_where_it_is_found(room: Classroom) -> None:
    own = room.must_put("prune", PRUNE)
    body = {"role_level": HEAD, "profile": {"mastery": [{"skill": "pruning", "level": "novice"}]}}
    told = room.client.post(GAP, json=body).json()
    [entry] = [one for one in told["to_raise"] if one["skill"]["slug"] == "pruning"]
    [course] = entry["courses"]
    assert (course["id"], course["title"], course["url"]) == (own["id"], PRUNE["title"], PRUNE["url"])
    assert room.client.get(course["href"]).json()["id"] == own["id"]


def test_at_most_twenty_courses_are_named_best_first_and_a_warm_answer_asks_nothing(room: Classroom) -> None:
    short = [teaching(None, "novice") | {"external_id": f"s{number}", "duration_minutes": 5} for number in range(30)]
    whole = [teaching(None, "skilled") | {"external_id": f"w{number}"} for number in range(5)]
    room.bulk([*short, *whole])
    body = {"role_level": HEAD, "profile": {"mastery": []}}
    told = room.client.post(GAP, json=body).json()
    with selects() as seen:
        assert room.client.post(GAP, json=body).json() == told
    assert seen == []
    [entry] = [one for one in told["missing"] if one["skill"]["slug"] == "pruning"]
    assert entry["courses_total"] == 35
    best = [*(f"w{number}" for number in range(5)), *(f"s{number}" for number in range(15))]
    assert [one["external_id"] for one in entry["courses"]] == best
