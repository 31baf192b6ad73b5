"""A platform that sends its catalogue night by night, whatever is published in between."""

from dataclasses import replace
from typing import Any

import pytest

from app.framework.edition import Edition
from tests.authoring.gardens import SOIL, with_skill
from tests.learning.classroom import LEADING, NOVICE, PLANTS, PRUNING, SHEARS, Classroom, own_id, problem
from tests.learning.test_stale import migrated, retiring, stale, teaching
from tests.selects import selects
from tests.worlds import garden

GROWING = teaching({"skill": "plant-knowledge"})
PICKED = {"skill": "pruning", "from_level": "novice", "to_level": "skilled"}
ALL_SAME = {"created": 0, "changed": 0, "unchanged": 2, "refused": 0, "retired": 0}


def gone(*heirs: str) -> Edition:
    """The garden without plant knowledge."""
    return retiring(garden().edition, "plant-knowledge", "Plant knowledge", *heirs)


def catalogue(**fields: Any) -> list[dict[str, Any]]:
    return [GROWING | {"external_id": "a"} | fields, SHEARS | {"external_id": "b"}]


@pytest.mark.parametrize("heirs", [("cutting",), ("cutting", "leading-a-crew"), ()], ids=["one", "two", "none"])
def test_the_same_catalogue_passes_after_a_publish_and_stays_stale(room: Classroom, heirs: tuple[str, ...]) -> None:
    room.bulk(catalogue())
    before = room.own("a").json()
    room.publish("2", gone(*heirs))
    rows = room.rows()
    assert room.bulk(catalogue(), replace="true").json()["counts"] == ALL_SAME
    assert room.must_put("a", GROWING) == room.must_put("a", before) == before
    assert room.must_put("a", teaching({"skill": PLANTS})) == before
    assert room.rows() == rows
    assert [item["course"]["external_id"] for item in stale(room)] == ["a"]


def test_what_else_is_said_of_such_a_course_may_change(room: Classroom) -> None:
    room.bulk(catalogue())
    room.publish("2", gone("cutting"))
    told = room.bulk(catalogue(title="Green things"), replace="true").json()
    assert [item["outcome"] for item in told["items"]] == ["changed", "unchanged"]
    assert room.own("a").json()["title"] == "Green things"
    [item] = stale(room)
    assert (item["mapped_in"], item["skill"]) == ("2024.1", PLANTS)
    more = room.must_put("a", teaching({"skill": "plant-knowledge"}, {"skill": "leading-a-crew"}))
    assert [each["skill"] for each in more["teaches"]] == sorted([PLANTS, LEADING])
    assert [item["skill"] for item in stale(room)] == [PLANTS]


def test_what_is_new_to_a_course_must_be_in_the_edition_in_force(room: Classroom) -> None:
    room.bulk(catalogue())
    room.publish("2", gone("cutting"))
    refused = "names 'Plant knowledge', which was retired (Merged.); in its place stands 'pruning'"
    before = room.rows()
    for taught in ({"skill": "plant-knowledge"}, {"skill": PLANTS}):
        assert problem(room.put("b", teaching(taught)))[2] == {"/teaches/0/skill": refused}
        assert problem(room.put("new", teaching(taught)))[2] == {"/teaches/0/skill": refused}
    other = teaching({"skill": "plant-knowledge", "to_level": "fluent"})  # the skill as before, a level that is new
    assert problem(room.put("a", other))[2] == {"/teaches/0/skill": refused}
    assert room.bulk([*catalogue(), GROWING | {"external_id": "c"}], replace="true").status_code == 422
    assert room.rows() == before
    room.delete("a")
    assert problem(room.put("a", GROWING))[2] == {"/teaches/0/skill": refused}


def test_what_was_carried_over_counts_as_unchanged_by_its_old_name(room: Classroom) -> None:
    def unchanged(now: str) -> None:
        rows = room.rows()
        assert room.bulk(catalogue(), replace="true").json()["counts"] == ALL_SAME
        assert [each["skill"] for each in room.must_put("a", GROWING)["teaches"]] == [now]
        assert room.rows() == rows

    room.bulk(catalogue())
    room.publish("2", gone("leading-a-crew"))
    assert migrated(room).changed == 1
    unchanged(LEADING)
    # Also where the heir is replaced in turn, and that not carried over yet.
    crewless = retiring(garden().edition, "leading-a-crew", "Leading a crew", "cutting")
    room.publish("3", retiring(crewless, "plant-knowledge", "Plant knowledge", "leading-a-crew"), "2024-06-01")
    unchanged(LEADING)
    assert [item["skill"] for item in stale(room)] == [LEADING]
    assert migrated(room).changed == 1
    unchanged(PRUNING)


def test_the_old_name_beside_its_heir_is_the_heir_once(room: Classroom) -> None:
    both = teaching({"skill": "leading-a-crew"}, PICKED)
    room.must_put("a", teaching(PICKED))
    room.publish("2", retiring(garden().edition, "leading-a-crew", "Leading a crew", "cutting"))
    told = room.must_put("a", both)
    assert [each["skill"] for each in told["teaches"]] == [PRUNING]
    assert len(room.feed()) == 1


def test_names_of_before_are_known_through_renames_and_retirements(room: Classroom) -> None:
    """A level and a skill under another name first, and then the skill is gone."""
    course = teaching({"skill": "leading-a-crew", "from_level": "novice"})
    room.must_put("a", course)
    renamed = with_skill(garden().edition, "leading-a-crew", slug="crew-leadership", name="Crew leadership")
    [mastery] = [scale for scale in renamed.scales if scale.key == "mastery"]
    levels = tuple(replace(one, slug="beginner") if one.slug == "novice" else one for one in mastery.levels)
    scales = tuple(replace(each, levels=levels) if each is mastery else each for each in renamed.scales)
    renamed = replace(renamed, scales=scales)
    room.publish("2", renamed)
    room.publish("3", retiring(renamed, "leading-a-crew", "Crew leadership"), "2024-06-01")
    rows = room.rows()
    told = room.must_put("a", course)
    assert (told["teaches"][0]["skill"], told["teaches"][0]["from_level"]) == (LEADING, NOVICE)
    room.must_put("a", teaching({"skill": "crew-leadership", "from_level": "beginner"}))
    assert room.rows() == rows


def test_a_skill_on_another_scale_keeps_the_levels_that_a_course_has(room: Classroom) -> None:
    room.must_put("a", teaching({"skill": "leading-a-crew", "to_level": "skilled"}))
    room.publish("2", with_skill(garden().edition, "leading-a-crew", scale="recall"))
    rows = room.rows()
    room.must_put("a", room.own("a").json())
    room.must_put("a", teaching({"skill": "leading-a-crew", "to_level": "skilled"}))
    assert room.rows() == rows
    _, _, faults = problem(room.put("b", teaching({"skill": "leading-a-crew", "to_level": "skilled"})))
    assert "another scale" in faults["/teaches/0/to_level"]


def test_what_only_a_withdrawn_edition_has_is_kept(room: Classroom) -> None:
    edition = garden().edition
    room.publish("2", replace(edition, skills=(*edition.skills, SOIL)))
    room.bulk([teaching({"skill": "soil"}) | {"external_id": "a"}, SHEARS | {"external_id": "b"}])
    withdrawn = "/v1/frameworks/gardening/editions/2/withdraw"
    assert room.client.post(withdrawn, json={"reason": "Too soon."}, headers=room.as_("admin")).status_code == 200
    room.client.app.state.catalogue.refresh()  # type: ignore[attr-defined]  # Starlette's type is any application
    rows = room.rows()
    again = [teaching({"skill": "soil"}) | {"external_id": "a"}, SHEARS | {"external_id": "b"}]
    assert room.bulk(again, replace="true").json()["counts"] == ALL_SAME
    assert room.must_put("a", room.own("a").json())["teaches"][0]["skill"] == own_id("skill", "soil")
    assert room.rows() == rows


def test_a_catalogue_of_what_is_gone_costs_no_statement_a_course(room: Classroom) -> None:
    batch = [GROWING | {"external_id": f"c{number}"} for number in range(350)]
    room.bulk(batch)
    room.publish("2", gone("cutting"))
    room.bulk(batch)  # loads the edition before
    with selects() as few:
        room.bulk(batch[:1])
    with selects() as many:
        assert room.bulk(batch).json()["counts"]["unchanged"] == 350
    assert len(many) == len(few)
