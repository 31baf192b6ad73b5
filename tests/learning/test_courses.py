"""One course at a time: put, read, changed, retired, by its provider and nobody else."""

from typing import Any
from urllib.parse import quote

import pytest
from httpx2 import Response

from app.access.issuing import Wanted, create_key
from app.framework.course import course_id
from tests.learning.classroom import LEADING, NOVICE, PRUNE, PRUNING, SHEARS, SKILLED, Classroom, problem
from tests.selects import selects


def taught(**fields: Any) -> dict[str, Any]:
    return SHEARS | {"teaches": [{"framework": "gardening", "skill": "pruning", **fields}]}


def test_a_course_is_made_with_an_id_that_follows_from_its_provider_and_external_id(room: Classroom) -> None:
    answer = room.put("prune-1", PRUNE)
    assert answer.status_code == 201
    assert answer.headers["Location"] == room.path("prune-1")
    told = answer.json()
    assert told["id"] == course_id("school", "prune-1")
    assert told["teaches"] == [
        {"framework": "gardening", "skill": PRUNING, "from_level": NOVICE, "to_level": SKILLED, "statements": []}
    ]
    assert {name: told[name] for name in PRUNE if name != "teaches"} == {
        name: value for name, value in PRUNE.items() if name != "teaches"
    }


def test_what_its_provider_gets_can_be_put_again_and_changes_nothing(room: Classroom) -> None:
    room.must_put("prune-1", PRUNE)
    before = room.rows()
    there = room.own("prune-1")
    again = room.put("prune-1", there.json())
    assert (again.status_code, again.json()) == (200, there.json())
    assert again.headers["ETag"] == there.headers["ETag"].replace("-gzip", "")
    assert room.rows() == before
    assert [entry["action"] for entry in room.feed()] == ["created"]


def test_readers_see_what_it_teaches_by_name_without_a_key(room: Classroom) -> None:
    made = room.must_put("prune-1", PRUNE)
    del room.client.headers["X-API-Key"]
    answer = room.client.get(made["href"])
    assert answer.headers["Cache-Control"] == "no-cache"
    told = answer.json()
    assert (told["external_id"], told["provider"]) == ("prune-1", {"slug": "school", "name": "School"})
    [one] = told["teaches"]
    skill = "/v1/frameworks/gardening/editions/2024.1/skills/pruning"
    assert one["skill"] == {"id": PRUNING, "slug": "pruning", "name": "Pruning", "href": skill}
    assert (one["from_level"]["slug"], one["from_level"]["rank"], one["to_level"]["slug"]) == ("novice", 1, "skilled")
    etag = answer.headers["ETag"]
    assert room.client.get(made["href"], headers={"If-None-Match": etag}).status_code == 304
    assert room.client.get(one["skill"]["href"]).status_code == 200


@pytest.mark.parametrize(
    ("named", "level"),
    [("pruning", "skilled"), (PRUNING, SKILLED), (PRUNING.upper(), SKILLED.upper())],
)
def test_skills_and_levels_may_be_named_by_slug_or_id(shared: Classroom, named: str, level: str) -> None:
    told = shared.must_put("x", taught(skill=named, to_level=level))
    assert [(one["skill"], one["to_level"]) for one in told["teaches"]] == [(PRUNING, SKILLED)]


def test_statements_of_the_skill_and_of_what_role_levels_ask_of_it_may_be_named(room: Classroom) -> None:
    skill = room.client.get("/v1/frameworks/gardening/editions/current/skills/pruning").json()
    head = room.client.get("/v1/frameworks/gardening/editions/current/roles/gardener/levels/head-gardener").json()
    said = [one["id"] for one in skill["statements"]]
    asked = next(one for one in head["requirements"] if one["skill"]["slug"] == "leading-a-crew")["statements"]
    told = room.must_put("x", taught(statements=said[:1]))
    assert told["teaches"][0]["statements"] == said[:1]
    other = {"framework": "gardening", "skill": LEADING, "statements": [asked[0]["id"]]}
    course = room.must_put("y", SHEARS | {"teaches": [other]})
    shown = room.client.get(course["href"]).json()["teaches"][0]["statements"]
    assert shown == [{"id": asked[0]["id"], "text": "plan the week for a crew"}]


def test_a_change_is_told_with_the_key_and_the_course_from_then_on(room: Classroom) -> None:
    room.must_put("prune-1", PRUNE)
    changed = room.put("prune-1", PRUNE | {"title": "Prune like a mistress"})
    assert changed.status_code == 200
    first, second = room.feed()
    assert [(one["position"], one["action"]) for one in (first, second)] == [(1, "created"), (2, "changed")]
    assert first["key_id"] == room.keys["school"][3:13]
    assert first["course"]["title"] == "Prune like a master"
    assert second["course"] == changed.json() == room.own("prune-1").json()


def test_a_retired_course_is_on_no_list_and_comes_back_as_itself(room: Classroom) -> None:
    made = room.must_put("prune-1", PRUNE)
    assert room.delete("prune-1").status_code == 204
    assert room.own("prune-1").status_code == room.client.get(made["href"]).status_code == 404
    assert room.listed() == []
    assert problem(room.delete("prune-1"))[:2] == (404, "not-found")
    again = room.put("prune-1", PRUNE)
    assert (again.status_code, again.json()) == (201, made)
    told = room.feed()
    assert [one["action"] for one in told] == ["created", "retired", "created"]
    assert told[1]["course"] is None
    assert {one["id"] for one in told} == {made["id"]}


def test_preconditions_are_honoured_though_none_is_needed(room: Classroom) -> None:
    assert problem(room.put("x", SHEARS, If_Match="*"))[:2] == (412, "precondition-failed")
    assert room.put("x", SHEARS, If_None_Match="*").status_code == 201
    assert problem(room.put("x", PRUNE, If_None_Match="*"))[:2] == (412, "precondition-failed")
    tag = room.own("x").headers["ETag"]
    assert room.put("x", PRUNE, If_Match=tag).status_code == 200
    assert problem(room.put("x", SHEARS, If_Match=tag))[:2] == (412, "precondition-failed")
    assert problem(room.delete("x", If_Match=tag))[:2] == (412, "precondition-failed")
    assert room.own("x").json()["title"] == PRUNE["title"]
    assert room.delete("x", If_Match="*").status_code == 204


def test_a_tag_that_was_not_seen_lets_a_write_pass_where_something_else_is_there(room: Classroom) -> None:
    old = '"0123456789abcdef"'
    assert room.put("x", SHEARS, If_None_Match=old).status_code == 201
    tag = room.own("x").headers["ETag"]
    assert room.put("x", SHEARS, If_None_Match=old).status_code == 200
    assert room.put("x", PRUNE, If_None_Match=old).status_code == 200
    now = room.own("x").headers["ETag"]
    for there in (now, f"{old}, W/{now}", "*"):
        assert problem(room.put("x", SHEARS, If_None_Match=there))[:2] == (412, "precondition-failed")
        assert problem(room.delete("x", If_None_Match=there))[:2] == (412, "precondition-failed")
    assert room.own("x").json()["title"] == PRUNE["title"]
    assert problem(room.put("x", SHEARS, If_Match=now, If_None_Match=now))[:2] == (412, "precondition-failed")
    assert room.delete("x", If_None_Match=tag).status_code == 204
    assert problem(room.delete("x", If_None_Match=tag))[:2] == (404, "not-found")


def test_a_batch_has_no_state_to_match(room: Classroom) -> None:
    def send(**named: str) -> Response:
        headers = {name.replace("_", "-"): value for name, value in named.items()}
        return room.client.post(room.path("bulk"), json=[SHEARS | {"external_id": "x"}], headers=headers)

    before = room.rows()
    for tag in ("*", '"0123456789abcdef"'):
        assert problem(send(If_Match=tag))[:2] == (412, "precondition-failed")
        assert room.rows() == before
    assert send(If_None_Match="*").json()["counts"]["created"] == 1


def test_a_provider_touches_its_own_alone(room: Classroom) -> None:
    room.must_put("x", SHEARS)
    before = room.rows()
    for who in ("academy", "admin"):
        for method in ("GET", "PUT", "DELETE"):
            answer = room.client.request(method, room.path("x"), json=PRUNE, headers=room.as_(who))
            assert problem(answer)[:2] == (403, "forbidden")
        answer = room.client.post(room.path("bulk"), json=[], headers=room.as_(who))
        assert problem(answer)[:2] == (403, "forbidden")
    assert room.rows() == before


def test_an_external_id_is_written_in_one_way(room: Classroom) -> None:
    composed, parted = "caf\u00e9", "cafe\u0301"
    assert room.must_put(quote(composed), SHEARS)["external_id"] == composed
    before = room.rows()
    for answer in (room.put(quote(parted), SHEARS), room.own(quote(parted)), room.delete(quote(parted))):
        status, _, faults = problem(answer)
        assert (status, list(faults)) == (404, ["external_id"])
        assert "composed form (NFC)" in faults["external_id"]
    [item] = room.bulk([SHEARS | {"external_id": parted}]).json()["items"]
    assert (item["external_id"], item["outcome"]) == (None, "refused")
    assert "composed form (NFC)" in item["errors"][0]["detail"]
    assert room.rows() == before


def test_two_providers_may_use_one_external_id(room: Classroom) -> None:
    mine = room.must_put("x", SHEARS)
    other = room.client.put(room.path("x", "academy"), json=PRUNE, headers=room.as_("academy"))
    assert other.status_code == 201
    assert other.json()["id"] != mine["id"]
    assert [one["title"] for one in room.listed(provider="academy")] == [PRUNE["title"]]


@pytest.mark.parametrize(
    "external", ["a/b", "course-v1:edX+Demo+2024", "Ünïcode ☃", "a b?c#d&e", "https://x.example/1"]
)
def test_an_external_id_may_be_what_the_provider_has(shared: Classroom, external: str) -> None:
    made = shared.must_put(quote(external, safe=""), SHEARS)
    assert made["external_id"] == external
    assert shared.own(quote(external, safe="")).json() == made
    assert shared.bulk([SHEARS | {"external_id": external}]).json()["counts"]["unchanged"] == 1


@pytest.mark.parametrize("external", ["a%25b", "a%0Ab", "%20a", "%FF", "a" * 201, "%00", "a%E2%80%AEb"])
def test_an_external_id_that_cannot_be_is_not_found_and_makes_nothing(shared: Classroom, external: str) -> None:
    before = shared.rows()
    status, kind, faults = problem(shared.put(external, SHEARS))
    assert (status, kind) == (404, "not-found")
    assert faults
    assert shared.rows() == before


def test_a_put_costs_a_few_statements_and_reads_none_for_the_mapping(room: Classroom) -> None:
    room.must_put("x", PRUNE)
    with selects() as seen:
        room.must_put("y", PRUNE)
    assert len(seen) <= 3  # the provider, what is there; nothing of the edition


def test_a_provider_that_is_not_there_is_said(room: Classroom) -> None:
    key = create_key(room.engine, Wanted(name="X", scopes=frozenset({"learn"}), provider="nowhere"))
    answer = room.client.put(room.path("x", "nowhere"), json=SHEARS, headers={"X-API-Key": key.text})
    assert problem(answer)[:2] == (404, "not-found")
    assert "POST /v1/providers" in answer.json()["detail"]


def test_a_provider_is_entered_once(room: Classroom) -> None:
    body = {"slug": "school", "name": "Another"}
    assert problem(room.client.post("/v1/providers", json=body, headers=room.as_("admin")))[:2] == (
        409,
        "already-exists",
    )
    listed = room.client.get("/v1/providers", headers=room.as_("admin")).json()
    assert [one["slug"] for one in listed["items"]] == ["school", "academy"]
    assert problem(room.client.get("/v1/providers"))[:2] == (403, "forbidden")
