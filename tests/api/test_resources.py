"""Every resource below an edition, over HTTP."""

from collections.abc import Iterator
from typing import Any

from starlette.testclient import TestClient

from app.api.application import build_application
from tests.api.shelf import FIXED, Shelf

PROFILE = f"{FIXED}/roles/gardener/levels/head-gardener"


def reference(client: TestClient, address: str) -> dict[str, Any]:
    thing = client.get(address).json()
    return {name: thing[name] for name in ("id", "slug", "name", "href")}


def test_a_profile_holds_all_there_is_to_say_of_a_role_level(client: TestClient) -> None:
    profile = client.get(PROFILE).json()
    pruning = reference(client, f"{FIXED}/skills/pruning")
    levels = [
        reference(client, f"{FIXED}/mastery-levels/{slug}") | {"rank": rank}
        for rank, slug in enumerate(("novice", "skilled"), 1)
    ]
    ids = {said["text"]: said["id"] for at in client.get(pruning["href"]).json()["levels"] for said in at["statements"]}
    assert profile["requirements"][1] == {
        "id": profile["requirements"][1]["id"],
        "skill": pruning,
        "level": levels[1],
        "from_level": levels[0],
        "importance": "essential",
        "statements": [
            {"id": ids[text], "text": text}
            for text in ("prune fruit trees without help", "tell a flower bud from a leaf bud")
        ],
    }
    assert list(profile) == [
        "id", "slug", "name", "href", "rank", "stage", "grades", "summary", "implicit", "role", "responsibilities",
        "requirements", "activities", "previous", "next", "codes", "source",
    ]  # fmt: skip
    assert profile["role"] == reference(client, f"{FIXED}/roles/gardener")
    assert profile["stage"] == reference(client, f"{FIXED}/stages/guidance")
    assert profile["previous"] == [reference(client, f"{FIXED}/roles/gardener/levels/junior-gardener")]
    assert profile["activities"][0]["skills"] == [pruning]


def test_a_role_shows_its_ladder_in_rank_order(client: TestClient) -> None:
    role = client.get(f"{FIXED}/roles/gardener").json()
    assert [(level["rank"], level["slug"]) for level in role["levels"]] == [
        (1, "junior-gardener"),
        (2, "head-gardener"),
    ]
    assert role["levels"][0]["grades"] == ["G1", "G2"]
    assert role["alternative_names"] == ["Groundskeeper"]
    assert role["codes"] == [{"scheme": "isco", "value": "6113", "uri": None}]


def test_the_flat_list_of_rungs_goes_by_role_and_rank(client: TestClient) -> None:
    rungs = client.get(f"{FIXED}/role-levels").json()["items"]
    assert [(rung["role"]["slug"], rung["slug"]) for rung in rungs] == [
        ("advisor", "advisor"),
        ("gardener", "junior-gardener"),
        ("gardener", "head-gardener"),
    ]
    assert [rung["implicit"] for rung in rungs] == [True, False, False]


def test_a_scale_that_is_not_there_is_refused_with_those_that_are(client: TestClient) -> None:
    answer = client.get(f"{FIXED}/mastery-levels?scale=nothing")
    assert answer.status_code == 422
    assert "mastery" in answer.json()["detail"]


def test_a_thing_knows_the_source_that_states_it(client: TestClient) -> None:
    source = client.get(f"{FIXED}/skills/pruning").json()["source"]
    assert source == {"slug": "handbook", "title": "The garden handbook", "url": None, "section": "Chapter 2"}


def addresses(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (held for name, held in value.items() if name in ("href", "next") and isinstance(held, str))
        yield from (address for held in value.values() for address in addresses(held))
    if isinstance(value, list):
        yield from (address for held in value for address in addresses(held))


def walk(client: TestClient, start: str) -> dict[str, Any]:
    """Every answer that can be reached by href and next."""
    found: dict[str, Any] = {}
    waiting = [start]
    while waiting:
        address = waiting.pop()
        if address not in found:
            answer = client.get(address)
            assert answer.status_code == 200, address
            found[address] = answer.json()
            links = found[address].get("links", {})
            waiting += [
                *addresses(found[address]),
                *(link for name, link in links.items() if name not in ("docs", "openapi")),
            ]
    return found


def test_every_address_in_every_answer_leads_somewhere_and_a_thing_is_where_it_says(client: TestClient) -> None:
    found = walk(client, "/v1")
    assert len(found) > 60
    for address, thing in found.items():
        if {"id", "slug", "name", "href"} <= thing.keys():
            assert thing["href"] == address.replace("/current", "/2024.1")


def test_under_a_root_path_every_address_carries_it() -> None:
    with TestClient(build_application(Shelf(), "/capframe")) as client:
        found = walk(client, "/capframe/v1")
        assert len(found) > 60
        assert all(address.startswith("/capframe/") for address in found)
        assert client.get("/v1").json() == found["/capframe/v1"]  # behind a proxy that takes the root path off


def test_every_list_can_be_walked_in_small_pages(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    lists = [path for path, told in paths.items() if "cursor" in str(told.get("get", {}).get("parameters"))
             and {} in told["get"]["security"] and not path.endswith("/diff")
             and "Courses" not in told["get"]["tags"]]  # fmt: skip  # tests/learning walks those: they need a database
    assert len(lists) == 12
    for path in lists:
        whole = client.get(path.format(framework="gardening", edition="2024.1")).json()
        address, met = path.format(framework="gardening", edition="2024.1") + "?limit=1", []
        while address:
            answer = client.get(address)
            page = answer.json()
            met += page["items"]
            assert answer.links.get("next", {}).get("url") == page["next"]
            address = page["next"]
        assert met == whole["items"]
        assert len(met) == whole["total"] > 0


def test_a_cursor_of_another_list_is_refused(client: TestClient) -> None:
    foreign = client.get(f"{FIXED}/skills?limit=1").json()["next"].partition("cursor=")[2]
    for address in (f"{FIXED}/roles", f"{FIXED}/../2023.1/skills", f"{FIXED}/mastery-levels?scale=recall"):
        answer = client.get(address, params={"cursor": foreign})
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["parameter"] == "cursor"


def test_editions_published_during_a_walk_neither_repeat_nor_hide_one(client: TestClient, shelf: Shelf) -> None:
    page = client.get("/v1/frameworks/gardening/editions?limit=1").json()
    met = [edition["version"] for edition in page["items"]]
    while page["next"]:
        shelf.publish(f"new-{len(met)}")
        page = client.get(page["next"]).json()
        met += [edition["version"] for edition in page["items"]]
    assert met == ["2199.1", "2024.1", "2023.1"]
