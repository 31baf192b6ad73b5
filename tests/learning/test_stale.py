"""What the next edition does to the courses, and what is carried over."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from app.catalogue import Catalogue
from app.framework.edition import Edition
from app.framework.history import Retirement
from app.framework.release import Envelope, Release
from app.learning.migrating import NoSuchPlace, migrate_courses
from app.learning.stale import find_stale
from app.reading.view import View
from app.store.engine import open_engine
from tests.authoring.gardens import FIRST, REWORDED, draft, second, with_skill, without_skill
from tests.learning.classroom import (
    LEADING,
    NOVICE,
    PLANTS,
    PRUNING,
    SHEARS,
    SKILLED,
    Classroom,
    own_id,
    problem,
)
from tests.worlds import garden

STALE = "/v1/frameworks/gardening/editions/{}/courses/stale"


def teaching(*taught: dict[str, Any]) -> dict[str, Any]:
    return SHEARS | {"teaches": [{"framework": "gardening"} | each for each in taught]}


def retiring(edition: Edition, key: str, name: str, *heirs: str) -> Edition:
    """The edition without a skill, which others take the place of."""
    gone = Retirement(kind="skill", key=key, name=name, reason="Merged.", replaced_by=heirs)
    relations = tuple(each for each in edition.relations if key not in (each.origin, each.target))
    without = without_skill(replace(edition, relations=relations), key)
    return replace(without, retirements=(*edition.retirements, gone))


def stale(room: Classroom, edition: str = "current", **query: str) -> list[dict[str, Any]]:
    answer = room.client.get(STALE.format(edition), params=query)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def told(item: dict[str, Any]) -> tuple[str, bool, dict[str, str]]:
    return item["course"]["external_id"], item["certain"], {one["role"]: one["outcome"] for one in item["parts"]}


def migrated(room: Classroom, **chosen: Any) -> Any:
    asked = {"framework": None, "provider": None, "dry_run": False} | chosen
    [done] = migrate_courses(Catalogue(room.engine, 4), **asked)
    return done


def test_nothing_is_stale_in_the_edition_by_which_it_was_mapped_nor_in_one_that_changes_nothing(
    room: Classroom,
) -> None:
    room.must_put("a", teaching({"skill": "pruning", "from_level": "novice", "to_level": "skilled"}))
    assert stale(room) == []
    room.publish("2", with_skill(garden().edition, "cutting", note="Noted."))
    assert stale(room) == []
    assert migrated(room).changed == 0


def test_renamed_replaced_and_retired_skills_are_told(room: Classroom) -> None:
    room.must_put("renamed", teaching({"skill": "leading-a-crew"}))
    room.must_put("replaced", teaching({"skill": "plant-knowledge"}))
    room.must_put("same", teaching({"skill": "pruning"}))
    edition = with_skill(garden().edition, "leading-a-crew", slug="crew-leadership", name="Crew leadership")
    room.publish("2", retiring(edition, "plant-knowledge", "Plant knowledge", "cutting"))
    renamed, replaced = stale(room)
    assert told(renamed) == ("renamed", True, {"skill": "renamed"})
    assert told(replaced) == ("replaced", True, {"skill": "replaced"})
    assert (replaced["mapped_in"], replaced["skill"]) == ("2024.1", PLANTS)
    [part] = replaced["parts"]
    assert (part["was"]["name"], part["reason"]) == ("Plant knowledge", "Merged.")
    assert [one["id"] for one in part["now"]] == [PRUNING]
    assert room.client.get(part["now"][0]["href"]).json()["slug"] == "pruning"
    assert stale(room, "2024.1") == []
    assert [told(one)[0] for one in stale(room, "2", provider="school")] == ["renamed", "replaced"]
    assert stale(room, provider="academy") == []
    assert problem(room.client.get(STALE.format("2"), params={"provider": "nobody"}))[:2] == (422, "invalid-parameter")


def test_what_changes_with_courses_is_never_kept_for_good(room: Classroom) -> None:
    answer = room.client.get(STALE.format("2024.1"))
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["ETag"]


def test_levels_and_statements_go_stale_too(room: Classroom) -> None:
    statements = [own_id("statement", said.key) for said in garden().edition.lookup.skills["cutting"].statements]
    room.must_put("a", teaching({"skill": "pruning", "statements": statements, "to_level": "skilled"}))
    edition = second()  # one statement is reworded
    [mastery] = [scale for scale in edition.scales if scale.key == "mastery"]
    levels = tuple(
        replace(level, slug="able", name="Able") if level.key == "mastery/skilled" else level
        for level in mastery.levels
    )
    scales = tuple(replace(scale, levels=levels) if scale is mastery else scale for scale in edition.scales)
    room.publish("2", replace(edition, scales=scales))
    [one] = stale(room)
    assert {(part["role"], part["id"], part["outcome"]) for part in one["parts"]} == {
        ("to_level", SKILLED, "renamed"),
        ("statement", own_id("statement", REWORDED), "needs_review"),
    }


def test_a_renaming_is_noted_and_told_no_more_and_the_feed_says_nothing(room: Classroom) -> None:
    room.must_put("a", teaching({"skill": "leading-a-crew"}, {"skill": "pruning"}))
    before = room.own("a").json()
    room.publish("2", with_skill(garden().edition, "leading-a-crew", slug="crew-leadership", name="Crew leadership"))
    done = migrated(room)
    assert (done.version, done.noted, done.changed, list(done.left)) == ("2", 1, 0, [])
    assert stale(room) == []
    assert room.own("a").json() == before
    assert len(room.feed()) == 1
    assert migrated(room).noted == 0


def test_what_one_skill_replaced_is_replaced_and_told(room: Classroom) -> None:
    room.must_put("a", teaching({"skill": "leading-a-crew", "from_level": "novice", "to_level": "skilled"}))
    room.publish("2", retiring(garden().edition, "leading-a-crew", "Leading a crew", "cutting"))
    dry = migrated(room, dry_run=True)
    assert (dry.changed, len(room.feed())) == (1, 1)
    assert migrated(room) == dry
    assert room.own("a").json()["teaches"] == [
        {"framework": "gardening", "skill": PRUNING, "from_level": NOVICE, "to_level": SKILLED, "statements": []}
    ]
    entry = room.feed()[-1]
    assert (entry["action"], entry["key_id"], entry["course"]["teaches"][0]["skill"]) == ("changed", None, PRUNING)
    assert stale(room) == []


def unsure_scale(edition: Edition) -> Edition:
    return retiring(edition, "leading-a-crew", "Leading a crew", "plant-knowledge")  # of another scale


def unsure_many(edition: Edition) -> Edition:
    return retiring(edition, "leading-a-crew", "Leading a crew", "plant-knowledge", "cutting")


def unsure_none(edition: Edition) -> Edition:
    return retiring(edition, "leading-a-crew", "Leading a crew")


@pytest.mark.parametrize("change", [unsure_scale, unsure_many, unsure_none])
def test_what_is_not_certain_is_left_and_listed(room: Classroom, change: Callable[[Edition], Edition]) -> None:
    room.must_put("a", teaching({"skill": "leading-a-crew", "to_level": "skilled"}))
    room.publish("2", change(garden().edition))
    before = room.rows()
    done = migrated(room)
    assert (done.changed, done.noted) == (0, 0)
    assert [(one.provider, one.external_id, one.skill) for one in done.left] == [("school", "a", LEADING)]
    assert room.rows() == before
    assert [told(one)[:2] for one in stale(room)] == [("a", False)]
    shown = room.client.get(f"/v1/courses?skill={LEADING}").json()["items"]
    assert shown[0]["teaches"][0]["skill"]["href"] == f"/v1/id/{LEADING}"
    assert shown[0]["teaches"][0]["skill"]["slug"] is None


def test_statements_that_went_are_left_out_but_not_the_last(room: Classroom) -> None:
    skill = garden().edition.lookup.skills["cutting"]
    first, *_, last = [own_id("statement", said.key) for said in skill.statements]
    room.must_put("both", teaching({"skill": "pruning", "statements": [first, last]}))
    room.must_put("one", teaching({"skill": "pruning", "statements": [last]}))
    room.publish("2", with_skill(garden().edition, "cutting", statements=skill.statements[:-1]))
    done = migrated(room)
    assert (done.changed, [each.external_id for each in done.left]) == (1, ["one"])
    assert room.own("both").json()["teaches"][0]["statements"] == [first]


def test_a_draft_tells_its_editors_what_it_will_do(room: Classroom) -> None:
    room.must_put("a", teaching({"skill": "plant-knowledge"}))
    edition = retiring(garden().edition, "plant-knowledge", "Plant knowledge", "cutting")
    draft(room.engine, Release(envelope=Envelope(version="next"), edition=edition))
    assert room.client.get(STALE.format("next")).status_code == 404
    answer = room.client.get(STALE.format("next"), headers=room.as_("admin"))
    assert [told(one)[0] for one in answer.json()["items"]] == ["a"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_stale_mappings_come_in_pages(room: Classroom) -> None:
    room.bulk([teaching({"skill": "plant-knowledge"}) | {"external_id": f"c{number}"} for number in range(5)])
    room.publish("2", retiring(garden().edition, "plant-knowledge", "Plant knowledge", "cutting"))
    seen, address = [], f"{STALE.format('current')}?limit=2"
    while address:
        page = room.client.get(address).json()
        assert page["total"] == 5
        seen += [one["course"]["external_id"] for one in page["items"]]
        address = page["next"]
    assert seen == [f"c{number}" for number in range(5)]


def test_one_connection_is_enough_however_many_editions_have_to_be_loaded(room: Classroom) -> None:
    room.must_put("a", teaching({"skill": "plant-knowledge"}))
    room.publish("2", retiring(garden().edition, "plant-knowledge", "Plant knowledge", "cutting"))
    engine = open_engine(room.address, connections=1)
    cold = Catalogue(engine, 1)
    asked = View(release=cold.release("gardening", "current"), framework="gardening", root="")
    assert [each.taught.skill for each in find_stale(cold, asked, None)] == [PLANTS]
    dry = migrate_courses(cold, None, None, dry_run=True)
    engine.dispose()
    assert [done.changed for done in dry] == [1]


def test_who_mends_what_a_page_lists_goes_on_to_the_next_page(room: Classroom) -> None:
    room.bulk([teaching({"skill": "plant-knowledge"}) | {"external_id": f"c{number}"} for number in range(12)])
    room.publish("2", retiring(garden().edition, "plant-knowledge", "Plant knowledge", "cutting"))
    mended, address = [], f"{STALE.format('current')}?limit=5"
    while address:
        page = room.client.get(address).json()
        for one in page["items"]:
            mended.append(one["course"]["external_id"])
            room.must_put(mended[-1], teaching({"skill": "pruning"}))
        address = page["next"]
    assert mended == [f"c{number}" for number in range(12)]


@pytest.mark.parametrize("chosen", [{"framework": "nowhere"}, {"provider": "nobody"}])
def test_what_is_not_there_cannot_be_migrated(room: Classroom, chosen: dict[str, str]) -> None:
    with pytest.raises(NoSuchPlace):
        migrated(room, **chosen)


def test_putting_one_skill_anew_leaves_the_other_as_stale_as_it_was(room: Classroom) -> None:
    leading, pruning = {"skill": "leading-a-crew"}, {"skill": "pruning"}
    room.must_put("a", teaching(leading, pruning))
    room.publish("2", with_skill(garden().edition, "leading-a-crew", slug="crew-leadership", name="Crew leadership"))
    room.must_put("a", teaching(leading, pruning | {"to_level": "skilled"}))
    assert [(one["skill"], one["mapped_in"]) for one in stale(room)] == [(LEADING, FIRST)]
