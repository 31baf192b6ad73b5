"""What is wrong with a course is said once, with its place, and nothing is written."""

from dataclasses import replace
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.framework.history import Retirement
from app.main import create_app
from app.settings import Settings
from tests.authoring.gardens import with_skill, without_skill
from tests.learning.classroom import PLANTS, SHEARS, Classroom, own_id, problem
from tests.worlds import garden

NOWHERE = "00000000-0000-4000-8000-000000000000"


def teaching(*taught: Any) -> dict[str, Any]:
    return SHEARS | {"teaches": [{"framework": "gardening", "skill": "pruning"} | each for each in taught]}


BAD: list[tuple[Any, str, str]] = [
    (SHEARS | {"url": "javascript:alert(1)"}, "/url", "must be an address that starts with http:// or https://"),
    (SHEARS | {"url": "mailto:a@b.example"}, "/url", "must be an address that starts with http:// or https://"),
    (SHEARS | {"url": "https://"}, "/url", "must be an address that starts with http:// or https://"),
    *(
        (SHEARS | {"url": url}, "/url", "http:// or https:// and a host, without user or password")
        for url in (
            "https://user:pw@x.example/", "https://user@x.example/", "https://@x.example/", "https://[::1",
            "http://x.example:99999999", "https://x.example:0", "https://x.example:65536/", "https://x.example:",
            "https://:443", "https://'x", "https://x..example", "https://.example", "https://x_%41/", "https://[x]/",
        )
    ),
    (SHEARS | {"title": ""}, "/title", "is empty"),
    (SHEARS | {"title": "a" * 301}, "/title", "has 301 characters; at most 300 are allowed"),
    (SHEARS | {"title": "a\u0007b"}, "/title", "holds the character U+0007 at position 1, which is not allowed here"),
    (SHEARS | {"title": " a"}, "/title", "starts or ends with a blank"),
    (SHEARS | {"description": "a" * 20_001}, "/description", "has 20,001 characters; at most 20,000 are allowed"),
    (SHEARS | {"description": "One\r\ntwo"}, "/description",
     "holds the character U+000D at position 3, which is not allowed here: lines end in U+000A alone"),
    (SHEARS | {"language": "english language"}, "/language", "must be a BCP 47 language tag such as en-GB"),
    (SHEARS | {"duration_minutes": 0}, "/duration_minutes", "Input should be greater than or equal to 1"),
    (SHEARS | {"duration_minutes": 1_000_001}, "/duration_minutes", "Input should be less than or equal to 1000000"),
    (SHEARS | {"duration_minutes": "60"}, "/duration_minutes", "Input should be a valid integer"),
    (SHEARS | {"format": "a" * 61}, "/format", "has 61 characters; at most 60 are allowed"),
    (SHEARS | {"colour": "red"}, "", "has fields that are not known here: 'colour'"),
    ({"title": "No address"}, "/url", "Field required"),
    (SHEARS | {"external_id": "other"}, "/external_id", "must be 'x', as in the address, or left out"),
    (SHEARS | {"id": NOWHERE}, "/id", "as in the address, or left out"),
    (teaching({"skill": "gardening-by-moonlight"}), "/teaches/0/skill", "names no skill of 'gardening' as it is now"),
    (teaching({"skill": NOWHERE}), "/teaches/0/skill", "names no skill of 'gardening' as it is now"),
    (teaching({"skill": own_id("role", "gardener").upper()}), "/teaches/0/skill", "names no skill of 'gardening'"),
    (teaching({"skill": "Pruning"}), "/teaches/0/skill", "must be a slug (lower-case ASCII"),
    (teaching({"skill": own_id("skill", "topiary")}), "/teaches/0/skill",
     "names 'Topiary', which was retired (Nobody asked for it.); in its place stands 'pruning'"),
    (teaching({"framework": "cooking"}), "/teaches/0/framework",
     "names no framework with an edition in force: 'cooking'"),
    (teaching({"from_level": "master", "to_level": "novice"}), "/teaches/0/from_level",
     "is 'master', which is above to_level 'novice'"),
    (teaching({"to_level": "fluent"}), "/teaches/0/to_level",
     "is a level of another scale than the skill's, which has: novice, skilled, master"),
    (teaching({"from_level": "sage"}), "/teaches/0/from_level",
     "names no mastery level of the skill's scale, which has: novice, skilled, master"),
    (teaching({"statements": [NOWHERE]}), "/teaches/0/statements/0", "names no statement of 'pruning' as it is now"),
    (teaching({"statements": ["x"]}), "/teaches/0/statements/0", "Input should have the form"),
    (teaching({}, {"skill": own_id("skill", "cutting")}), "/teaches/1/skill", "is taught twice; say it once"),
    (teaching(*[{}] * 101), "/teaches", "List should have at most 100 items"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("course", "place", "message"), BAD, ids=[f"{at}{place}" for at, (_, place, _) in enumerate(BAD)]
)
def test_it_is_refused_with_its_place_and_nothing_is_written(
    shared: Classroom, course: Any, place: str, message: str
) -> None:
    before = shared.rows()
    status, kind, faults = problem(shared.put("x", course))
    assert (status, kind) == (422, "invalid-body")
    assert message in faults[place]
    assert shared.rows() == before


def test_in_a_batch_the_same_is_said_of_each_course(shared: Classroom) -> None:
    before = shared.rows()
    batch = [{"external_id": f"x{at}"} | course for at, (course, _, _) in enumerate(BAD)]
    told = shared.bulk(batch).json()["items"]
    for (course, place, message), item in zip(BAD, told, strict=True):
        if "external_id" not in course:  # there it says which course it is
            assert item["outcome"] == "refused", course
            assert any(each["pointer"] == place and message in each["detail"] for each in item["errors"]), item
    made = [item["external_id"] for item in told if item["outcome"] != "refused"]
    assert made == ["other"]
    shared.delete("other")
    assert shared.rows()["course_skill"] == before["course_skill"]


@pytest.mark.parametrize(
    "url",
    ["https://x", "http://x.example.:65535?a=b@c", "https://münchen.example/ä(1)", "https://[2001:db8::1]:8443/@user",
     "https://127.0.0.1:80#x", "https://x_y.example/a%20b'c"],
)  # fmt: skip
def test_an_address_on_the_web_is_taken(room: Classroom, url: str) -> None:
    assert room.must_put("x", SHEARS | {"url": url})["url"] == url


@pytest.mark.parametrize("nothing", [NOWHERE, "x"], ids=["unknown", "misshapen"])
def test_of_very_many_faults_some_are_told_and_how_many_more_there_are(shared: Classroom, nothing: str) -> None:
    course = teaching(*({"skill": name, "statements": [nothing] * 200} for name in ("pruning", "plant-knowledge")))
    told = shared.put("x", course).json()["errors"]
    assert len(told) == 50
    assert told[-1] == {"detail": "and 351 more faults, which are left out here", "pointer": None, "parameter": None}
    good = SHEARS | {"external_id": "y"}
    [item, _] = shared.bulk([course | {"external_id": "x"}, good]).json()["items"]
    assert [each["pointer"] for each in item["errors"][:2]] == ["/teaches/0/statements/0", "/teaches/0/statements/1"]
    assert item["errors"][19:] == [{"detail": "and 381 more faults, which are left out here", "pointer": None}]
    shared.delete("y")
    whole = shared.bulk([course | {"external_id": f"x{at}"} for at in range(3)], atomic="true").json()["errors"]
    assert len(whole) == 50


@pytest.mark.parametrize(
    ("body", "status", "detail"),
    [
        (b"{", 400, "is no JSON"),
        (b"\xff", 400, "not in UTF-8"),
        (b'{"title": "a", "title": "b", "url": "https://a.example"}', 422, "holds what is refused"),
        (b'{"title": "\\ud800", "url": "https://a.example"}', 422, "holds what is refused"),
        (b'{"title": "a\\u0000", "url": "https://a.example"}', 422, "does not fit"),
        (b"[]", 422, "does not fit"),
        (b"null", 422, "does not fit"),
    ],
)
def test_a_body_that_is_no_course_is_refused(shared: Classroom, body: bytes, status: int, detail: str) -> None:
    answer = shared.client.put(shared.path("x"), content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == status
    assert detail in answer.json()["detail"]
    assert shared.listed() == []


def test_what_was_renamed_is_found_by_its_former_slug_and_what_went_by_its_last_one(room: Classroom) -> None:
    edition = with_skill(garden().edition, "leading-a-crew", slug="crew-leadership", name="Crew leadership")
    edition = without_skill(edition, "plant-knowledge")
    gone = Retirement(kind="skill", key="plant-knowledge", name="Plant knowledge", replaced_by=("cutting",))
    room.publish("2", replace(edition, retirements=(*edition.retirements, gone)))
    found = room.must_put("x", teaching({"skill": "leading-a-crew"}))
    assert found["teaches"][0]["skill"] == own_id("skill", "leading-a-crew")
    for name in ("plant-knowledge", PLANTS):
        _, _, faults = problem(room.put("y", teaching({"skill": name})))
        assert faults == {
            "/teaches/0/skill": "names 'Plant knowledge', which was retired; in its place stands 'pruning'"
        }


def test_a_level_is_found_by_its_former_slug(room: Classroom) -> None:
    edition = garden().edition
    [mastery] = [scale for scale in edition.scales if scale.key == "mastery"]
    levels = tuple(
        replace(level, slug="able", name="Able") if level.key == "mastery/skilled" else level
        for level in mastery.levels
    )
    scales = tuple(replace(scale, levels=levels) if scale is mastery else scale for scale in edition.scales)
    room.publish("2", replace(edition, scales=scales))
    told = room.must_put("x", teaching({"to_level": "skilled"}))
    assert told["teaches"][0]["to_level"] == own_id("mastery_level", "mastery/skilled")


def test_a_read_only_server_says_so(room: Classroom) -> None:
    room.must_put("x", SHEARS)
    before = room.rows()
    with TestClient(create_app(Settings(database_url=room.address, read_only=True))) as client:
        client.headers["X-API-Key"] = room.keys["school"]
        assert problem(client.put(room.path("y"), json=SHEARS))[:2] == (403, "read-only")
        assert problem(client.delete(room.path("x")))[:2] == (403, "read-only")
        assert problem(client.post(room.path("bulk"), json=[SHEARS | {"external_id": "y"}]))[:2] == (403, "read-only")
        # Also what would change nothing.
        assert problem(client.put(room.path("x"), json=SHEARS))[:2] == (403, "read-only")
        assert problem(client.post(room.path("bulk"), json=[]))[:2] == (403, "read-only")
        assert problem(client.post(room.path("bulk"), json=[SHEARS | {"external_id": "x"}]))[:2] == (403, "read-only")
        body = {"slug": "new", "name": "New"}
        assert problem(client.post("/v1/providers", json=body, headers=room.as_("admin")))[:2] == (403, "read-only")
        assert client.get("/v1/courses").json()["total"] == 1
    assert room.rows() == before
