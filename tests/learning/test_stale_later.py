"""What was mapped by an edition that comes after the one asked, or was withdrawn."""

from dataclasses import replace

from app.framework.edition import Edition
from tests.authoring.gardens import FIRST, SOIL
from tests.learning.classroom import LEADING, PRUNING, Classroom, own_id
from tests.learning.test_stale import migrated, retiring, stale, teaching, told
from tests.worlds import garden

EARTH = own_id("skill", SOIL.key)


def with_soil() -> Edition:
    return replace(garden().edition, skills=(*garden().edition.skills, SOIL))


def withdraw(room: Classroom, version: str) -> None:
    path = f"/v1/frameworks/gardening/editions/{version}/withdraw"
    assert room.client.post(path, json={"reason": "Unfinished."}, headers=room.as_("admin")).status_code == 200


def test_what_an_edition_of_before_does_not_have_is_stale_in_it(room: Classroom) -> None:
    room.publish("2", with_soil())
    room.must_put("new", teaching({"skill": "soil", "to_level": "master"}))
    room.must_put("old", teaching({"skill": "pruning", "to_level": "master"}))
    [one] = stale(room, FIRST)
    assert told(one) == ("new", False, {"skill": "needs_review"})
    assert (one["mapped_in"], one["skill"]) == ("2", EARTH)
    [part] = one["parts"]
    assert (part["why"], part["was"]["name"], part["now"]) == ("unknown", "Soil", [])
    assert stale(room, "2") == []


def test_what_only_a_withdrawn_edition_has_is_stale_and_left_to_people(room: Classroom) -> None:
    room.publish("2", with_soil())
    room.must_put("a", teaching({"skill": "soil"}, {"skill": "pruning"}))
    withdraw(room, "2")
    [one] = stale(room)
    assert (told(one), one["skill"]) == (("a", False, {"skill": "needs_review"}), EARTH)
    assert room.client.get(one["parts"][0]["was"]["href"]).json()["name"] == "Soil"
    before = room.rows()
    assert [(each.external_id, each.skill) for each in migrated(room).left] == [("a", EARTH)]
    assert room.rows() == before
    room.publish("3", with_soil(), "2024-07-01")
    assert stale(room) == []


def test_what_was_carried_over_to_an_edition_that_is_withdrawn_does_not_get_lost(room: Classroom) -> None:
    room.must_put("a", teaching({"skill": "leading-a-crew"}))
    room.publish("2", retiring(with_soil(), "leading-a-crew", "Leading a crew", "soil"))
    assert migrated(room).changed == 1
    withdraw(room, "2")
    assert [(told(one)[:2], one["skill"]) for one in stale(room)] == [(("a", False), EARTH)]


def test_what_the_edition_in_force_retired_for_one_skill_is_carried_back_to_that(room: Classroom) -> None:
    room.publish("2", retiring(garden().edition, "leading-a-crew", "Leading a crew", "cutting"))
    room.publish("3", garden().edition, "2024-06-01")
    room.must_put("a", teaching({"skill": "leading-a-crew"}))
    withdraw(room, "3")
    [one] = stale(room)
    assert (told(one), one["skill"]) == (("a", True, {"skill": "replaced"}), LEADING)
    assert migrated(room).changed == 1
    assert [each["skill"] for each in room.own("a").json()["teaches"]] == [PRUNING]
    assert stale(room) == []
