"""Stored ids carried from one edition to another, over both databases."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from app.authoring.publishing import withdraw_edition
from app.framework.history import Retirement
from app.framework.identity import identify_text
from app.main import create_app
from app.settings import Settings
from tests.api.locked import Locked, bearing, client_of
from tests.authoring.gardens import FIRST, REWORDED, SLUG, SOIL, draft, publish, release, second, with_skill
from tests.framework.test_standing import everything
from tests.worlds import garden

PATH = f"/v1/frameworks/{SLUG}/migrate"
E = f"/v1/frameworks/{SLUG}/editions"
JSON = {"Content-Type": "application/json"}


def an_id(key: str, kind: str = "skill", framework: str = SLUG) -> str:
    return identify_text(framework, kind, key)


PLANTS, CREW, SOIL_ID = an_id("plant-knowledge"), an_id("leading-a-crew"), an_id(SOIL.key)


@pytest.fixture
def client(engine: Engine, database_url: str) -> Iterator[TestClient]:
    """Three editions: in the second plant knowledge is replaced by soil, the third is to come."""
    gone = Retirement(
        kind="skill", key="plant-knowledge", name="Plant knowledge", reason="Told apart.", replaced_by=("soil",)
    )
    changed = replace(second(), retirements=(*second().retirements, gone))
    publish(engine, release(FIRST, day="2024-04-01"))
    publish(engine, release("2", changed, day="2025-01-01"))
    publish(engine, release("3", with_skill(changed, "soil", name="Soils", slug="soils"), day="2199-01-01"))
    with TestClient(create_app(Settings(database_url=database_url))) as opened:
        yield opened


def carried(client: TestClient, origin: str, to: str, *ids: str) -> dict[str, Any]:
    answer = client.post(PATH, json={"from": origin, "to": to, "ids": ids})
    assert answer.status_code == 200, answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    found: dict[str, Any] = answer.json()
    assert [item["id"] for item in found["items"]] == list(ids)
    assert found["counts"] == dict.fromkeys(found["counts"], 0) | Counter(item["outcome"] for item in found["items"])
    return found


def test_each_step_is_named_with_the_edition_that_brought_it(client: TestClient) -> None:
    found = carried(client, FIRST, "3", PLANTS)
    assert found["editions"] == [FIRST, "2", "3"]
    [item] = found["items"]
    assert (item["outcome"], item["why"]) == ("replaced", None)
    assert item["was"] == {
        "kind": "skill",
        "id": PLANTS,
        "slug": "plant-knowledge",
        "name": "Plant knowledge",
        "href": f"{E}/{FIRST}/skills/plant-knowledge",
    }
    soils = {"kind": "skill", "id": SOIL_ID, "slug": "soils", "name": "Soils", "href": f"{E}/3/skills/soils"}
    assert item["now"] == [soils]
    replaced, renamed = item["steps"]
    assert (replaced["edition"], replaced["what"], replaced["id"]) == ("2", "replaced", PLANTS)
    assert (replaced["reason"], replaced["replaced_by"], replaced["new"]) == ("Told apart.", [SOIL_ID], None)
    assert (renamed["edition"], renamed["what"], renamed["id"]) == ("3", "renamed", SOIL_ID)
    assert (renamed["old"]["href"], renamed["new"]) == (f"{E}/2/skills/soil", soils)


def test_everything_that_an_edition_shows_with_an_id_is_carried_and_its_addresses_lead_somewhere(
    client: TestClient,
) -> None:
    ids = [an_id(key, kind) for kind, key in sorted(everything(garden().edition))]
    for item in carried(client, FIRST, "current", *ids)["items"]:
        assert item["why"] == ("reworded" if item["id"] == an_id(REWORDED, "statement") else None)
        for stood in (item["was"], *item["now"]):
            path, _, fragment = stood["href"].partition("#")
            answer = client.get(path)
            assert answer.status_code == 200
            assert fragment in ("", stood["id"])
            assert stood["id"] in answer.text or stood["kind"] == "scale"


def test_nothing_that_was_asked_is_left_out(client: TestClient, engine: Engine) -> None:
    parks = replace(garden().edition.framework, key="parks", slug="parks")
    publish(engine, release("1", replace(garden().edition, framework=parks)))
    odd = ["x", "", an_id("nothing"), an_id("cutting", framework="parks"), SOIL_ID, CREW, CREW.upper(), CREW]
    items = carried(client, FIRST, "2", *odd)["items"]
    assert [(item["outcome"], item["why"], item["repeats"]) for item in items] == [
        ("needs_review", "malformed", None),
        ("needs_review", "malformed", None),
        ("needs_review", "unknown", None),
        ("needs_review", "other_framework", None),
        ("needs_review", "elsewhen", None),
        ("renamed", None, None),
        ("renamed", None, None),
        ("renamed", None, 5),
    ]
    assert [bool(item["detail"]) for item in items] == [True] * 5 + [False] * 3
    assert "'parks'" in items[3]["detail"]


def test_withdrawn_editions_on_the_way_are_passed_over_but_may_be_its_ends(client: TestClient, engine: Engine) -> None:
    withdraw_edition(engine, SLUG, "2", "A slip.")
    client.app.state.catalogue.refresh()  # type: ignore[attr-defined]  # it is a FastAPI
    assert carried(client, FIRST, "3")["editions"] == [FIRST, "3"]
    assert carried(client, "2", "3", SOIL_ID)["items"][0]["outcome"] == "renamed"
    assert carried(client, FIRST, "2", PLANTS)["items"][0]["outcome"] == "replaced"
    assert carried(client, FIRST, "current")["editions"] == [FIRST]


def test_from_an_edition_to_itself_all_is_the_same(client: TestClient) -> None:
    found = carried(client, "2", "current", SOIL_ID)
    assert (found["editions"], found["items"][0]["outcome"]) == (["2"], "same")


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"from": "2", "to": FIRST, "ids": []}, "/to"),
        ({"from": "nothing", "to": "2", "ids": []}, "/from"),
        ({"from": FIRST, "to": "drafted", "ids": []}, "/to"),
        ({"from": FIRST, "to": "Not a label\u0000", "ids": []}, "/to"),
        ({"from": FIRST, "to": "2"}, "/ids"),
        ({"from": FIRST, "to": "2", "ids": [7]}, "/ids/0"),
        ({"from": FIRST, "to": "2", "ids": ["x" * 201]}, "/ids/0"),
        ({"from": FIRST, "to": "2", "ids": ["x"] * 10_001}, "/ids"),
        ({"from": FIRST, "to": "2", "ids": [], "origin": FIRST}, ""),
        ({"origin": FIRST, "to": "2", "ids": []}, ""),
    ],
)
def test_a_body_that_says_no_way_forward_is_refused_at_its_place(
    client: TestClient, engine: Engine, body: dict[str, Any], pointer: str
) -> None:
    draft(engine, release("drafted", day="2026-01-01"))
    answer = client.post(PATH, json=body)
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/invalid-body")
    assert answer.json()["errors"][0]["pointer"] == pointer


def test_a_body_that_is_no_clean_json_and_a_framework_that_is_not_there_are_refused(client: TestClient) -> None:
    assert client.post(PATH, content=b"{", headers=JSON).status_code == 400
    assert client.post(PATH, content=b'{"ids": [], "ids": []}', headers=JSON).status_code == 422
    nowhere = client.post("/v1/frameworks/nowhere/migrate", json={"from": "1", "to": "2", "ids": []})
    assert nowhere.status_code == 404


def test_ten_thousand_ids_are_not_too_many(client: TestClient) -> None:
    found = carried(client, FIRST, "2", *(an_id(str(number)) for number in range(9_999)), CREW)
    assert found["counts"]["needs_review"] == 9_999
    assert found["items"][-1]["outcome"] == "renamed"


def test_where_reading_is_keyed_nothing_is_told_of_frameworks_that_the_key_may_not_read(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    locked = Locked(tmp_path_factory.mktemp("locked"))
    theirs = an_id("agile-working", framework="product-management")
    body = {"from": FIRST, "to": "current", "ids": [theirs]}
    with client_of(locked, "keyed") as client:
        assert client.post(PATH, json=body).status_code == 401
        assert client.post(PATH, json=body, headers=bearing(locked.elsewhere["read"])).status_code == 404
        for key, why in ((locked.here["read"], "unknown"), (locked.over_all["read"], "other_framework")):
            [item] = client.post(PATH, json=body, headers=bearing(key)).json()["items"]
            assert item["why"] == why
