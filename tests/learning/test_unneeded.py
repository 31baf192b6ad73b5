"""What courses teach that nobody needs: the list and the sheet, on both databases."""

from dataclasses import replace
from typing import Any

import pytest

from tests.authoring.gardens import SOIL
from tests.learning.classroom import SHEARS, Classroom, problem
from tests.learning.surveying import UNNEEDED, asked, fill, sheet, teaching
from tests.learning.test_stale import retiring
from tests.selects import selects
from tests.worlds import garden

SECOND = UNNEEDED.replace("2024.1", "2")


@pytest.fixture
def filled(room: Classroom) -> Classroom:
    """Beside the courses of ``fill`` some on a skill of the second edition that no role level needs."""
    room.publish("2", replace(garden().edition, skills=(*garden().edition.skills, SOIL)))
    fill(room)
    room.must_put("soil", teaching("soil", None, "novice", title="=Soil", duration_minutes=90))
    both = [{"framework": "gardening", "skill": each} for each in ("soil", "leading-a-crew")]
    room.must_put("=both", SHEARS | {"teaches": both})
    return room


def told(item: dict[str, Any]) -> tuple[str, str, str, str | None]:
    highest = item["highest"] and item["highest"]["slug"]
    return item["course"]["external_id"], item["skill"]["slug"], item["why"], highest


def test_courses_on_what_nobody_needs_and_above_what_anybody_needs_are_told_in_their_order(filled: Classroom) -> None:
    found = asked(filled, SECOND)
    assert [told(item) for item in found["items"]] == [
        ("master", "pruning", "level", "skilled"),
        ("soil", "soil", "skill", None),
        ("=both", "soil", "skill", None),
    ]
    assert (found["total"], found["next"]) == (3, None)
    course = found["items"][1]["course"]
    assert (course["title"], course["duration_minutes"], course["to_level"]["slug"]) == ("=Soil", 90, "novice")
    assert asked(filled, SECOND, provider="school") == found
    assert asked(filled, SECOND, provider="academy")["items"] == []


def test_a_skill_that_the_edition_does_not_have_is_left_to_the_report_of_what_is_stale(filled: Classroom) -> None:
    assert [told(item)[0] for item in asked(filled, UNNEEDED)["items"]] == ["master"]
    filled.publish("3", retiring(garden().edition, "leading-a-crew", "Leading a crew", "cutting"), "2024-06-01")
    third = UNNEEDED.replace("2024.1", "3")
    assert [told(item)[0] for item in asked(filled, third)["items"]] == ["master"]
    stale = asked(filled, third.replace("unneeded", "stale"))
    assert {item["course"]["external_id"] for item in stale["items"]} == {"soil", "=both"}


def test_who_walks_the_pages_meets_everything_once_though_courses_go(filled: Classroom) -> None:
    first = asked(filled, SECOND, limit="1")
    assert ([told(item)[0] for item in first["items"]], first["total"]) == (["master"], 3)
    assert filled.delete("master").status_code == 204
    second = asked(filled, first["next"])
    assert ([told(item)[0] for item in second["items"]], second["total"]) == (["soil"], 2)
    assert filled.delete("soil").status_code == 204
    last = asked(filled, second["next"])
    assert ([told(item)[0] for item in last["items"]], last["next"]) == (["=both"], None)


def test_a_sheet_has_a_line_for_each_and_nothing_in_it_passes_for_a_formula(filled: Classroom) -> None:
    master, soil, both = sheet(filled, SECOND)
    assert master == {
        "provider": "school",
        "external_id": "master",
        "title": "What masters say",
        "url": "https://school.example/shears",
        "skill": "pruning",
        "skill_name": "Pruning",
        "from_level": "master",
        "to_level": "",
        "why": "level",
        "highest": "skilled",
    }
    assert (soil["title"], soil["from_level"], soil["to_level"], soil["highest"]) == ("'=Soil", "", "novice", "")
    assert both["external_id"] == "'=both"
    assert sheet(filled, SECOND, provider="academy") == []


def test_a_warm_answer_asks_the_database_nothing(filled: Classroom) -> None:
    answer = filled.client.get(SECOND)
    assert answer.headers["Cache-Control"] == "no-cache"
    with selects() as seen:
        again = filled.client.get(SECOND, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, seen) == (304, [])


@pytest.mark.parametrize(
    "query",
    [{"provider": "nobody"}, {"format": "xlsx"}, {"format": "csv", "cursor": "a"}, {"role": "gardener"}],
    ids=str,
)
def test_what_names_nothing_is_refused(room: Classroom, query: dict[str, str]) -> None:
    status, kind, faults = problem(room.client.get(UNNEEDED, params=query))
    assert (status, kind, list(faults)) == (422, "invalid-parameter", [list(query)[-1]])
