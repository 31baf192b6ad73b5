"""The nearest role levels over HTTP."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.api.shelf import CURRENT, FIXED

MOVES = f"{FIXED}/moves"
HEAD, JUNIOR, ADVISOR = "gardener/head-gardener", "gardener/junior-gardener", "advisor/advisor"
FROM_HEAD = {"role_level": HEAD}


def moves(client: TestClient, body: dict[str, Any], query: str = "") -> list[dict[str, Any]]:
    answer = client.post(MOVES + query, json=body)
    assert answer.status_code == 200, answer.text
    found = answer.json()
    assert found["total"] >= len(found["items"])
    items: list[dict[str, Any]] = found["items"]
    return items


def profile_of(client: TestClient, path: str) -> dict[str, Any]:
    needs = client.get(f"{FIXED}/roles/{path.replace('/', '/levels/')}").json()["requirements"]
    return {"mastery": [{"skill": n["skill"]["slug"], "level": n["level"] and n["level"]["slug"]} for n in needs]}


def test_moves_say_how_far_which_way_and_what_they_take(client: TestClient) -> None:
    down, aside = moves(client, FROM_HEAD)
    assert (down["role_level"]["slug"], down["role_level"]["role"]["slug"]) == ("junior-gardener", "gardener")
    told = [[move[name] for name in ("gap", "spare", "distance", "way", "progressions")] for move in (down, aside)]
    assert told == [[0, 3, 3, "down", []], [4, 5, 9, "sideways", ["move"]]]
    assert [need["skill"]["slug"] for need in down["beyond"]] == ["pruning"]
    assert [(need["skill"]["slug"], need["steps"], need["weight"]) for need in aside["missing"]] == [
        ("plant-knowledge", 2, 2)
    ]
    assert (down["unneeded"], aside["unneeded"]) == (1, 2)


def test_each_move_agrees_with_the_gap_of_the_same_profile(client: TestClient) -> None:
    person = profile_of(client, HEAD)
    found = moves(client, {"profile": person})
    assert {move["role_level"]["slug"] for move in found} == {"junior-gardener", "head-gardener", "advisor"}
    for move in found:
        path = f"{move['role_level']['role']['slug']}/{move['role_level']['slug']}"
        gap = client.post(f"{FIXED}/gap", json={"role_level": path, "profile": person}).json()
        assert move["gap"] == gap["distance"]
        assert (move["way"], move["progressions"]) == (None, [])
        for verdict in ("met", "to_raise", "missing", "beyond"):
            lean = [{name: entry[name] for name in entry if name in move_fields(move)} for entry in gap[verdict]]
            assert move[verdict] == lean
    assert [move["distance"] for move in found if move["role_level"]["slug"] == "head-gardener"] == [0]


def move_fields(move: dict[str, Any]) -> set[str]:
    return {name for verdict in ("met", "to_raise", "missing", "beyond") for need in move[verdict] for name in need}


def test_a_role_level_is_named_by_id_too_and_answers_through_current(client: TestClient) -> None:
    own = client.get(f"{FIXED}/roles/gardener/levels/head-gardener").json()["id"]
    assert moves(client, {"role_level": own.upper()}) == moves(client, FROM_HEAD)
    answer = client.post(f"{CURRENT}/moves?limit=1", json=FROM_HEAD)
    assert (answer.headers["Content-Location"], answer.headers["Cache-Control"]) == (f"{MOVES}?limit=1", "no-store")


@pytest.mark.parametrize(
    ("query", "slugs", "total"),
    [
        ("?limit=1", ["junior-gardener"], 2),
        ("?way=down", ["junior-gardener"], 1),
        ("?way=up", [], 0),
        ("?way=sideways", ["advisor"], 1),
        ("?family=outdoors", ["junior-gardener"], 1),
        ("?role=advisor", ["advisor"], 1),
        ("?stage=craft", ["junior-gardener"], 1),
        ("?skill=plant-knowledge&level=fluent", ["advisor"], 1),
        ("?family=outdoors&way=sideways", [], 0),
    ],
)
def test_filters_choose_among_the_role_levels(client: TestClient, query: str, slugs: list[str], total: int) -> None:
    answer = client.post(MOVES + query, json=FROM_HEAD).json()
    assert ([move["role_level"]["slug"] for move in answer["items"]], answer["total"]) == (slugs, total)


@pytest.mark.parametrize(
    ("query", "body", "place"),
    [
        ("", {}, ""),
        ("", {"role_level": HEAD, "profile": {"mastery": []}}, ""),
        ("", {"role_level": None, "profile": None}, ""),
        ("", {"role_level": "head-gardener"}, "/role_level"),
        ("", {"profile": {"mastery": [{"skill": "juggling"}]}}, "/profile/mastery/0/skill"),
        ("", {"role_level": HEAD, "limit": 5}, ""),
        ("?limit=0", FROM_HEAD, "limit"),
        ("?limit=201", FROM_HEAD, "limit"),
        ("?way=aside", FROM_HEAD, "way"),
        ("?way=up", {"profile": {"mastery": []}}, "way"),
        ("?family=nowhere", FROM_HEAD, "family"),
        ("?cursor=x", FROM_HEAD, "cursor"),
    ],
)
def test_what_says_no_start_or_filters_by_nothing_is_refused_at_its_place(
    client: TestClient, query: str, body: dict[str, Any], place: str
) -> None:
    answer = client.post(MOVES + query, json=body)
    [fault] = answer.json()["errors"]
    assert (answer.status_code, place) == (422, fault["parameter"] if query else fault["pointer"])
