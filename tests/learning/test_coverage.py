"""Which needs of an edition courses cover: the answer as a whole, on both databases."""

from typing import Any

import pytest

from app.framework.release import Envelope, Release
from tests.authoring.gardens import FIRST, draft, with_skill, without_skill
from tests.learning.classroom import PRUNING, Classroom, problem
from tests.learning.surveying import COVERAGE, EDITION, asked, by_recall, fill, names, sheet, teaching, told
from tests.selects import selects
from tests.worlds import garden


@pytest.fixture(scope="module")
def lasting(shared: Classroom) -> Classroom:
    return fill(shared)


def one(room: Classroom, role_level: str, skill: str, **query: str) -> dict[str, Any]:
    items = asked(room, role_level=role_level, **query)["items"]
    [found] = [item for item in items if item["skill"]["slug"] == skill]
    assert isinstance(found, dict)
    return found


def test_every_need_of_the_edition_is_told_by_role_rank_and_skill(lasting: Classroom) -> None:
    found = asked(lasting)
    assert [told(item) for item in found["items"]] == [
        ("advisor", "plant-knowledge", "fluent", "uncovered", None),
        ("junior-gardener", "pruning", "novice", "covered", "skilled"),
        ("head-gardener", "leading-a-crew", None, "uncovered", None),
        ("head-gardener", "pruning", "skilled", "covered", "skilled"),
    ]
    assert (found["total"], found["next"]) == (4, None)
    assert found["counts"] == {"covered": 2, "partly": 0, "uncovered": 2}
    assert found["items"][2]["importance"] == "optional"
    assert found["items"][1]["role_level"]["role"]["slug"] == "gardener"


def test_a_need_names_the_courses_that_help_and_the_cheapest_chain(lasting: Classroom) -> None:
    found = one(lasting, "gardener/head-gardener", "pruning")
    assert names(found["courses"]) == ["novice", "quick", "on", "slow"]
    assert found["courses_total"] == 4
    assert names(found["chain"]["courses"]) == ["novice", "quick"]
    assert (found["chain"]["minutes"], found["chain"]["without_duration"]) == (360, 0)
    assert found["holes"] == []
    quick = found["chain"]["courses"][1]
    assert quick == {
        "id": quick["id"],
        "href": f"/v1/courses/{quick['id']}",
        "provider": {"slug": "school", "name": "School"},
        "external_id": "quick",
        "title": "In a day",
        "url": "https://school.example/shears",
        "duration_minutes": 300,
        "from_level": quick["from_level"],
        "to_level": found["required"],
    }
    assert (quick["from_level"]["slug"], quick["from_level"]["rank"]) == ("novice", 1)
    assert lasting.client.get(quick["href"]).json()["title"] == "In a day"
    assert lasting.client.get(found["role_level"]["href"]).json()["id"] == found["role_level"]["id"]
    assert lasting.client.get(found["skill"]["href"]).json()["id"] == PRUNING


def test_holes_are_told_with_the_chain_as_far_as_it_goes(room: Classroom) -> None:
    room.must_put("on", teaching("pruning", "novice", "skilled"))
    found = one(room, "gardener/head-gardener", "pruning")
    assert (found["outcome"], found["reached"], found["chain"]) == ("partly", None, None)
    assert [(hole["from_level"], hole["to_level"]["slug"]) for hole in found["holes"]] == [(None, "novice")]
    assert names(found["courses"]) == ["on"]
    room.must_put("on", teaching("pruning", None, "novice"))
    found = one(room, "gardener/head-gardener", "pruning")
    assert [(hole["from_level"]["slug"], hole["to_level"]["slug"]) for hole in found["holes"]] == [
        ("novice", "skilled")
    ]
    assert (found["outcome"], found["reached"]["slug"]) == ("partly", "novice")
    assert names(found["chain"]["courses"]) == ["on"]
    assert found["chain"]["without_duration"] == 1
    assert one(room, "gardener/junior-gardener", "pruning")["outcome"] == "covered"


def test_a_skill_expected_without_a_mastery_is_covered_by_any_course_on_it(room: Classroom) -> None:
    room.must_put("lead", teaching("leading-a-crew", "skilled", "master"))
    found = one(room, "gardener/head-gardener", "leading-a-crew")
    assert (found["outcome"], found["required"], found["reached"], found["chain"]) == ("covered", None, None, None)
    assert names(found["courses"]) == ["lead"]


def test_at_most_twenty_courses_are_named_and_all_are_counted(room: Classroom) -> None:
    room.bulk([teaching("pruning", None, "novice") | {"external_id": f"c{number:02}"} for number in range(23)])
    found = one(room, "gardener/junior-gardener", "pruning")
    assert (names(found["courses"]), found["courses_total"]) == ([f"c{number:02}" for number in range(20)], 23)


def test_roles_role_levels_and_outcomes_choose(lasting: Classroom) -> None:
    gardener = asked(lasting, role="gardener")
    assert [told(item)[:2] for item in gardener["items"]] == [
        ("junior-gardener", "pruning"),
        ("head-gardener", "leading-a-crew"),
        ("head-gardener", "pruning"),
    ]
    head = asked(lasting, role_level="gardener/head-gardener")
    assert head["items"] == gardener["items"][1:]
    rung = head["items"][0]["role_level"]
    assert asked(lasting, role=rung["role"]["id"])["items"] == gardener["items"]
    assert asked(lasting, role_level=rung["id"])["items"] == head["items"]
    assert asked(lasting, role="gardener", role_level="gardener/head-gardener") == head
    missing = asked(lasting, role="gardener", outcome="uncovered")
    assert [told(item)[1] for item in missing["items"]] == ["leading-a-crew"]
    assert (missing["total"], missing["counts"]) == (1, gardener["counts"])


def test_only_the_courses_of_a_provider_count_if_that_is_asked(room: Classroom) -> None:
    room.must_put("novice", teaching("pruning", None, "novice"))
    other = room.client.put(
        room.path("x", "academy"), json=teaching("pruning", "novice", "skilled"), headers=room.as_("academy")
    )
    assert other.status_code == 201
    pruning = "gardener/head-gardener", "pruning"
    assert one(room, *pruning)["outcome"] == "covered"
    assert one(room, *pruning, provider="school")["holes"][0]["to_level"]["slug"] == "skilled"
    assert one(room, *pruning, provider="academy")["reached"] is None
    assert len(sheet(room, provider="academy", outcome="partly")) == 1


@pytest.mark.parametrize(
    ("query", "faults"),
    [
        ({"role": "florist"}, {"role": "names no role of this edition"}),
        ({"role_level": "gardener/florist"}, {"role_level": "names no role level of this edition"}),
        ({"role_level": "gardener"}, {"role_level": "names no role level of this edition"}),
        (
            {"role": "advisor", "role_level": "gardener/head-gardener"},
            {"role_level": "names a level of another role than 'role' does; leave one of them out"},
        ),
        ({"provider": "nobody"}, {"provider": "names no provider of courses"}),
        ({"outcome": "whole"}, {"outcome": "Input should be 'covered', 'partly' or 'uncovered'"}),
        ({"format": "xlsx"}, {"format": "Input should be 'json' or 'csv'"}),
        ({"format": "csv", "limit": "5"}, {"limit": "goes with format=json only; a sheet is always whole"}),
        ({"colour": "red"}, {"colour": "is not known here"}),
        ({"role": ["gardener", "advisor"]}, {"role": "stands more than once"}),
        ({"cursor": "abc"}, {"cursor": "was not made for this list and these parameters"}),
    ],
    ids=str,
)
def test_what_names_nothing_is_refused_and_says_so(
    lasting: Classroom, query: dict[str, str], faults: dict[str, str]
) -> None:
    before = lasting.rows()
    status, kind, found = problem(lasting.client.get(COVERAGE, params=query))
    assert (status, kind, found.keys()) == (422, "invalid-parameter", faults.keys())
    assert all(found[name].startswith(detail) for name, detail in faults.items())
    assert lasting.rows() == before


def test_coverage_is_revalidated_and_never_kept_for_good(room: Classroom) -> None:
    for query in ({}, {"format": "csv"}):
        answer = room.client.get(COVERAGE, params=query)
        assert answer.headers["Cache-Control"] == "no-cache"
        held = {"If-None-Match": answer.headers["ETag"]}
        assert room.client.get(COVERAGE, params=query, headers=held).status_code == 304
        room.must_put("a", teaching("pruning", None, "novice", title=f"Title {query}"))
        assert room.client.get(COVERAGE, params=query, headers=held).status_code == 200
    current = room.client.get(COVERAGE.replace(FIRST, "current"), params={"role": "gardener"})
    assert current.headers["Content-Location"] == f"{COVERAGE}?role=gardener"


def test_a_course_that_changes_or_is_retired_counts_as_it_is_now(room: Classroom) -> None:
    pruning = "gardener/junior-gardener", "pruning"
    room.must_put("a", teaching("pruning", None, "novice", title="Before"))
    assert [each["title"] for each in one(room, *pruning)["courses"]] == ["Before"]
    room.must_put("a", teaching("pruning", None, "skilled", title="After"))
    assert [each["title"] for each in one(room, *pruning)["courses"]] == ["After"]
    assert one(room, *pruning)["reached"]["slug"] == "skilled"
    assert room.delete("a").status_code == 204
    assert (one(room, *pruning)["outcome"], one(room, *pruning)["courses"]) == ("uncovered", [])


def test_a_warm_answer_asks_the_database_nothing(room: Classroom) -> None:
    fill(room)
    for query in ({"role_level": "gardener/head-gardener"}, {}, {"format": "csv"}):
        assert room.client.get(COVERAGE, params=query).status_code == 200
        with selects() as seen:
            assert room.client.get(COVERAGE, params=query).status_code == 200
        assert seen == []
    with selects() as seen:
        asked(room, provider="school")
    assert len(seen) == 1  # whether there is such a provider


def test_who_walks_the_pages_while_courses_change_meets_every_need_once(room: Classroom) -> None:
    whole = [told(item)[:3] for item in asked(room)["items"]]
    met, address, number = [], f"{COVERAGE}?limit=1", 0
    while address:
        page = asked(room, address)
        met += [told(item)[:3] for item in page["items"]]
        address, number = page["next"], number + 1
        room.must_put(f"c{number}", teaching("pruning", None, "novice"))
    assert met == whole


def test_who_walks_what_is_uncovered_goes_on_behind_what_is_covered_meanwhile(room: Classroom) -> None:
    first = asked(room, outcome="uncovered", limit="2")
    assert [told(item)[0] for item in first["items"]] == ["advisor", "junior-gardener"]
    room.must_put("a", teaching("pruning", None, "novice"))  # so the last one met is no longer on the list
    assert [told(item)[:2] for item in asked(room, first["next"])["items"]] == [("head-gardener", "leading-a-crew")]


def test_a_page_goes_on_without_naming_the_format_that_it_has_anyway(lasting: Classroom) -> None:
    first = asked(lasting, format="json", limit="3")
    assert "format" not in first["next"]
    assert first["next"] == asked(lasting, limit="3")["next"]


def test_a_sheet_has_a_line_for_every_need(lasting: Classroom) -> None:
    lines = sheet(lasting)
    assert [(each["path"], each["skill"], each["required"], each["outcome"]) for each in lines] == [
        ("advisor/advisor", "plant-knowledge", "fluent", "uncovered"),
        ("gardener/junior-gardener", "pruning", "novice", "covered"),
        ("gardener/head-gardener", "leading-a-crew", "expected", "uncovered"),
        ("gardener/head-gardener", "pruning", "skilled", "covered"),
    ]
    assert lines[0]["holes"] == "nothing > fluent"
    assert lines[-1] == {
        "path": "gardener/head-gardener",
        "role": "Gardener",
        "role_level": "Head gardener",
        "importance": "essential",
        "skill": "pruning",
        "skill_name": "Pruning",
        "required": "skilled",
        "outcome": "covered",
        "reached": "skilled",
        "holes": "",
        "courses": "4",
        "chain": "Hold the shears > In a day",
        "chain_minutes": "360",
        "chain_without_duration": "0",
    }
    assert sheet(lasting, outcome="covered", role="gardener") == [lines[1], lines[3]]


def test_nothing_in_a_sheet_passes_for_a_formula(room: Classroom) -> None:
    room.must_put("a", teaching("pruning", None, "novice", title='=HYPERLINK("https://evil.example","x")'))
    room.publish("2", with_skill(garden().edition, "cutting", name="@Pruning"))
    for line in sheet(room, COVERAGE.replace(FIRST, "2")):
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in line.values())
    [line] = sheet(room, COVERAGE.replace(FIRST, "2"), role_level="gardener/junior-gardener")
    assert (line["chain"], line["skill_name"]) == ('\'=HYPERLINK("https://evil.example","x")', "'@Pruning")


def test_a_draft_shows_its_coverage_to_its_editors_alone(room: Classroom) -> None:
    room.must_put("a", teaching("pruning", "master"))
    edition = without_skill(garden().edition, "plant-knowledge")
    draft(room.engine, Release(envelope=Envelope(version="next"), edition=edition))
    for below, total in (("coverage", 3), ("courses/unneeded", 1)):
        address = f"{EDITION.replace(FIRST, 'next')}/{below}"
        assert room.client.get(address).status_code == 404
        answer = room.client.get(address, headers=room.as_("admin"))
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.json()["total"] == total


def test_levels_that_the_scale_of_the_skill_no_longer_has_count_for_nothing(room: Classroom) -> None:
    room.must_put("a", teaching("pruning", None, "skilled"))
    room.publish("2", by_recall())
    [found] = asked(room, COVERAGE.replace(FIRST, "2"), role_level="gardener/junior-gardener")["items"]
    assert told(found)[1:] == ("pruning", "fluent", "uncovered", None)
    assert asked(room, role_level="gardener/junior-gardener")["items"][0]["outcome"] == "covered"
