"""Gaps of people and teams over HTTP, and what their bodies must not be."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.api.application import build_application
from app.api.gaps import MOST_TOLD
from app.framework.edition import Edition
from app.framework.identity import identify_text
from app.framework.release import Release
from app.framework.role import Requirement
from app.framework.skill import Skill
from app.reading.gaps import BridgingCourses, Stretch
from app.reading.shapes.courses import Provider
from app.reading.shapes.coverage import OfferedCourse
from app.reading.view import View
from tests.api.desk import Desk, Draft
from tests.api.locked import bearing
from tests.api.shelf import CURRENT, FIXED, Shelf, release
from tests.worlds import garden

GAP, TEAM = f"{FIXED}/gap", f"{FIXED}/gap/team"
HEAD, JUNIOR = "gardener/head-gardener", "gardener/junior-gardener"
JSON = {"Content-Type": "application/json"}
LISTS = ("met", "to_raise", "missing", "beyond")
MANY = 5_000


def holding(**levels: str | None) -> dict[str, Any]:
    return {"mastery": [{"skill": skill, "level": level} for skill, level in levels.items()]}


def asking(role_level: str = HEAD, /, **levels: str | None) -> dict[str, Any]:
    return {"role_level": role_level, "profile": holding(**levels)}


def gap(client: TestClient, body: dict[str, Any]) -> dict[str, Any]:
    answer = client.post(GAP, json=body)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_every_need_stands_in_one_list_with_what_leads_there(client: TestClient) -> None:
    found = gap(client, asking(pruning="novice"))
    needs = client.get(f"{FIXED}/roles/gardener/levels/head-gardener").json()["requirements"]
    entries = [entry for name in LISTS for entry in found[name]]
    assert {entry["skill"]["id"] for entry in entries} == {need["skill"]["id"] for need in needs}
    [pruning], [crew] = found["to_raise"], found["missing"]
    skill = client.get(f"{FIXED}/skills/pruning").json()
    skilled = next(level for level in skill["levels"] if level["level"]["slug"] == "skilled")
    assert pruning["skill"] == {name: skill[name] for name in ("id", "slug", "name", "href")}
    assert (pruning["held"]["slug"], pruning["required"]) == ("novice", skilled["level"])
    assert pruning["statements"] == [said | {"level": skilled["level"]} for said in skilled["statements"]]
    assert [(each["slug"], each["of_role_level"]) for each in pruning["activities"]] == [("prune-an-orchard", True)]
    assert [(said["text"], said["level"]) for said in crew["statements"]] == [("plan the week for a crew", None)]
    assert (crew["required"], crew["held"], crew["importance"], crew["courses"]) == (None, None, "optional", [])
    assert found["distance"] == 3 == sum(entry["steps"] * entry["weight"] for entry in entries)
    assert found["role_level"]["slug"] == "head-gardener"


def test_what_is_held_better_than_needed_is_beyond_and_no_gap(client: TestClient) -> None:
    found = gap(client, asking(JUNIOR, pruning="master", **{"plant-knowledge": "fluent"}))
    assert (found["distance"], found["to_raise"], found["missing"], found["met"]) == (0, [], [], [])
    [entry] = found["beyond"]
    assert (entry["steps"], entry["statements"], entry["activities"]) == (0, [], [])


def test_statements_met_and_activities_done_are_left_out(client: TestClient) -> None:
    [raising] = gap(client, asking(pruning="novice"))["to_raise"]
    first, second = raising["statements"]
    body = asking(pruning="novice")
    body["profile"] |= {"statements": [first["id"], first["id"]], "activities": ["prune-an-orchard"]}
    [less] = gap(client, body)["to_raise"]
    assert less == raising | {"statements": [second], "activities": []}


def test_an_answer_is_for_no_cache_and_names_licence_and_fixed_address(client: TestClient) -> None:
    for path, body in ((GAP, asking()), (TEAM, {"profiles": [], "role_levels": []})):
        answer = client.post(path, json=body)
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
        assert "ETag" not in answer.headers
        assert 'rel="license"' in answer.headers["Link"]
        through = client.post(path.replace(FIXED, CURRENT), json=body)
        assert (through.json(), through.headers["Content-Location"]) == (answer.json(), path)


def test_courses_are_asked_for_once_and_for_what_is_to_gain_alone(
    client: TestClient, application: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    course = OfferedCourse(
        id="c", href="/v1/courses/c", provider=Provider(slug="school", name="School"), external_id="1", title="Cuts",
        url="https://school.example", duration_minutes=None, from_level=None, to_level=None,
    )  # fmt: skip
    found_there, none = BridgingCourses([course], 3), BridgingCourses([], 0)

    def courses(view: View, stretches: Sequence[Stretch]) -> list[BridgingCourses]:
        assert view.framework == "gardening"
        named = [
            (each.skill.slug, each.held and each.held.slug, each.needed and each.needed.slug) for each in stretches
        ]
        asked.append(named)
        return [found_there if each.skill.slug == "pruning" else none for each in stretches]

    monkeypatch.setattr(application.state, "bridging", courses)
    found = gap(client, asking(pruning="novice"))
    [raising], [missing] = found["to_raise"], found["missing"]
    assert ([course["title"] for course in raising["courses"]], raising["courses_total"]) == (["Cuts"], 3)
    assert (missing["courses"], missing["courses_total"]) == ([], 0)
    assert gap(client, asking(pruning="skilled", **{"leading-a-crew": None}))["distance"] == 0
    assert asked == [[("leading-a-crew", None, None), ("pruning", "novice", "skilled")]]


def team(client: TestClient, *profiles: dict[str, Any], role_levels: Sequence[str] = (JUNIOR, HEAD)) -> dict[str, Any]:
    answer = client.post(TEAM, json={"profiles": profiles, "role_levels": role_levels})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_a_team_is_its_people_added_up(client: TestClient) -> None:
    people = [holding(), holding(pruning="master"), holding(**{"pruning": "skilled", "leading-a-crew": None})]
    found = team(client, *people)
    assert (found["people"], [item["role_level"]["slug"] for item in found["items"]]) == (
        3,
        ["junior-gardener", "head-gardener"],
    )
    for item, path in zip(found["items"], (JUNIOR, HEAD), strict=True):
        alone = [gap(client, {"role_level": path, "profile": person}) for person in people]
        assert item["distances"] == [one["distance"] for one in alone]
        assert item["ready"] == sum(one["distance"] == 0 for one in alone)
        for need in item["skills"]:
            for verdict in LISTS:
                there = sum(entry["skill"] == need["skill"] for one in alone for entry in one[verdict])
                assert need[verdict] == there
        assert sum(need["steps"] * need["weight"] for need in item["skills"]) == sum(item["distances"])


def test_a_team_of_nobody_and_no_role_level_are_answered(client: TestClient) -> None:
    assert team(client, role_levels=[]) == {"people": 0, "items": []}
    [item] = team(client, role_levels=[HEAD])["items"]
    assert (item["distances"], item["ready"]) == ([], 0)


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"role_level": "gardener/nobody", "profile": {"mastery": []}}, "/role_level"),
        ({"role_level": "", "profile": {"mastery": []}}, "/role_level"),
        ({"role_level": 7, "profile": {"mastery": []}}, "/role_level"),
        ({"role_level": HEAD}, "/profile"),
        ({"role_level": HEAD, "profile": {}}, "/profile/mastery"),
        ({"role_level": HEAD, "profile": []}, "/profile"),
        ({"role_level": HEAD, "profile": {"mastery": {"pruning": "novice"}}}, "/profile/mastery"),
        ({"role_level": HEAD, "profile": {"mastery": ["pruning"]}}, "/profile/mastery/0"),
        ({"role_level": HEAD, "profile": {"mastery": [{"level": "novice"}]}}, "/profile/mastery/0/skill"),
        ({"role_level": HEAD, "profile": {"mastery": [{"skill": "pruning", "level": 2}]}}, "/profile/mastery/0/level"),
        ({"role_level": HEAD, "profile": {"mastery": [{"skill": "pruning", "rank": 2}]}}, "/profile/mastery/0"),
        ({"role_level": HEAD, "profile": {"mastery": [{"skill": "x" * 121}]}}, "/profile/mastery/0/skill"),
        ({"role_level": HEAD, "profile": {"mastery": [{"skill": "\0"}]}}, "/profile/mastery/0/skill"),
        ({"role_level": HEAD, "profile": {"mastery": [{"skill": "pruning"}] * 2}}, "/profile/mastery/1/skill"),
        (asking(pruning="fluent"), "/profile/mastery/0/level"),
        (asking(juggling=None), "/profile/mastery/0/skill"),
        ({"role_level": HEAD, "profile": {"mastery": [], "statements": ["x"]}}, "/profile/statements/0"),
        ({"role_level": HEAD, "profile": {"mastery": [], "statements": None}}, "/profile/statements"),
        ({"role_level": HEAD, "profile": {"mastery": [], "activities": ["x"]}}, "/profile/activities/0"),
        ({"role_level": HEAD, "profile": {"mastery": [], "name": "Ada"}}, "/profile"),
        ({"role_level": HEAD, "profile": {"mastery": []}, "limit": 5}, ""),
    ],
)
def test_a_body_that_names_what_is_not_there_is_refused_at_its_place(
    client: TestClient, body: dict[str, Any], pointer: str
) -> None:
    answer = client.post(GAP, json=body)
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/invalid-body")
    assert [fault["pointer"] for fault in answer.json()["errors"]] == [pointer]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"profiles": [holding(), holding(juggling=None)], "role_levels": []}, "/profiles/1/mastery/0/skill"),
        ({"profiles": [], "role_levels": [HEAD, "x"]}, "/role_levels/1"),
        ({"profiles": [], "role_levels": [HEAD, JUNIOR, HEAD]}, "/role_levels/2"),
        ({"profiles": [holding()] * 201, "role_levels": []}, "/profiles"),
        ({"profiles": [], "role_levels": [HEAD] * 51}, "/role_levels"),
        ({"profiles": [holding()]}, "/role_levels"),
    ],
)
def test_so_is_that_of_a_team(client: TestClient, body: dict[str, Any], pointer: str) -> None:
    answer = client.post(TEAM, json=body)
    assert (answer.status_code, [fault["pointer"] for fault in answer.json()["errors"]]) == (422, [pointer])


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b'{"role_level": ', 400),
        (b'{"role_level": "a/b", "role_level": "a/b"}', 422),
        (b'{"profile": {"mastery": [{"skill": "\\ud800"}]}}', 422),
        (b'{"profile": {"mastery": [{"skill": 1.5}]}}', 422),
        (b"[" * 100, 400),
        (b'{"profile": "' + b"x" * MOST_TOLD + b'"}', 413),
    ],
)
def test_a_body_that_is_no_clean_json_is_refused(client: TestClient, body: bytes, status: int) -> None:
    for path in (GAP, TEAM):
        answer = client.post(path, content=body, headers=JSON)
        assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/problem+json")


class WideShelf(Shelf):
    """An edition whose one role level needs each of so many skills."""

    def release(self, *_: object, **__: object) -> Release:
        return wide()


@cache
def wide() -> Release:
    skills = tuple(Skill(key=f"skill-{n}", slug=f"skill-{n}", name=f"Skill {n}") for n in range(MANY + 1))
    plain = garden().edition
    role = next(role for role in plain.roles if role.slug == "advisor")
    needs = tuple(Requirement(skill=skill.key, level="mastery/skilled") for skill in skills)
    level = replace(role.levels[0], requirements=needs)
    edition = Edition(
        framework=plain.framework,
        sources=plain.sources,
        scales=plain.scales,
        skills=skills,
        roles=(replace(role, families=(), parents=(), levels=(level,)),),
    )
    return replace(release("2024.1", 2, "2024-04-01"), edition=edition)


@pytest.fixture(scope="module")
def wide_client() -> Iterator[TestClient]:
    with TestClient(build_application(WideShelf())) as opened:
        yield opened


def test_five_thousand_skills_are_not_too_many_and_one_more_is(wide_client: TestClient) -> None:
    held = {f"skill-{n}": "novice" for n in range(MANY)}
    found = gap(wide_client, asking("advisor/advisor", **held))
    assert (len(found["to_raise"]), len(found["missing"])) == (MANY, 1)
    assert found["distance"] == MANY * 2 + 4
    more = wide_client.post(GAP, json=asking("advisor/advisor", **held, **{f"skill-{MANY}": "novice"}))
    assert (more.status_code, more.json()["errors"][0]["pointer"]) == (422, "/profile/mastery")


def test_two_hundred_people_of_sixty_skills_by_id_are_not_too_many_however_indented(wide_client: TestClient) -> None:
    ids = [identify_text("gardening", "skill", f"skill-{n}") for n in range(60)]
    novice = identify_text("gardening", "mastery_level", "mastery/novice")
    person = {"mastery": [{"skill": each, "level": novice} for each in ids]}
    body = json.dumps({"profiles": [person] * 200, "role_levels": ["advisor/advisor"]}, indent=4)
    answer = wide_client.post(TEAM, content=body, headers=JSON)
    assert answer.status_code == 200
    [item] = answer.json()["items"]
    assert item["distances"] == [60 * 2 + (MANY + 1 - 60) * 4] * 200
    needs = Counter(need["to_raise"] for need in item["skills"])
    assert needs == {200: 60, 0: MANY + 1 - 60}


def test_five_thousand_unknown_skills_are_counted_and_the_first_of_them_named(client: TestClient) -> None:
    answer = client.post(GAP, json=asking(**{f"nothing-{n}": "novice" for n in range(MANY)}))
    problem = answer.json()
    assert (answer.status_code, len(problem["errors"])) == (422, 50)
    assert problem["detail"] == "5,000 places in the body are wrong. The first 50 are told."
    assert problem["errors"][49]["detail"] == "names no skill of this edition: 'nothing-49'"


def test_a_draft_answers_as_it_is_now_those_alone_who_may_edit_it(desk: Desk, draft: Draft) -> None:
    path = f"{draft.base}/gap"
    body = asking(pruning="novice")
    assert desk.client.post(path, json=body).json()["distance"] == 3
    rung = "roles/gardener/levels/head-gardener"
    needs = [need for need in draft.get(rung)["requirements"] if need["skill"] == "pruning"]
    draft.put(rung, draft.get(rung) | {"requirements": [need | {"level": "master"} for need in needs]})
    answer = desk.client.post(path, json=body)
    assert (answer.json()["distance"], answer.headers["Cache-Control"]) == (4, "no-store")
    moves = desk.client.post(f"{draft.base}/moves", json={"role_level": HEAD}).json()["items"]
    assert (moves[0]["role_level"]["slug"], moves[0]["distance"]) == ("junior-gardener", 4)
    assert desk.client.post(path, json=body, headers=bearing(desk.outsider)).status_code == 404
