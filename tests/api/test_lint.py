"""What lint finds can be read, page by page; its errors stop a publish over HTTP."""

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from app.access.issuing import Wanted, create_key
from app.authoring.importing import import_release
from app.exchange.native.places import follow
from app.framework.history import Waiver
from app.framework.release import Envelope, Release
from app.main import create_app
from app.settings import Settings
from tests.api.seeded import ADMIN
from tests.worlds import garden

EDITIONS = "/v1/frameworks/gardening/editions"
LINT = f"{EDITIONS}/2024.1/lint"
KEY = {"X-API-Key": ADMIN.text}


def unfinished() -> Release:
    """A draft of the garden in which two texts are still to come, one with a waiver that waives nothing."""
    edition = garden().edition
    skills = tuple(replace(skill, note="TBC") if skill.slug != "pruning" else skill for skill in edition.skills)
    waiver = Waiver(rule="placeholder-text", place="/skills/0/note", reason="Who cares?")
    edition = replace(edition, skills=skills, waivers=(*edition.waivers, waiver))
    return Release(envelope=Envelope(version="2025.1"), edition=edition)


@pytest.fixture
def served(database_url: str, engine: Engine) -> Iterator[TestClient]:
    import_release(engine, garden(), keyless=False, publishing=True)
    import_release(engine, unfinished(), keyless=False, publishing=False)
    create_key(engine, Wanted(name="Owner", scopes=frozenset({"admin"})), ADMIN)
    with TestClient(create_app(Settings(database_url=database_url, seed=False))) as client:
        yield client


def test_findings_are_answered_with_their_sum_and_kept_for_good(served: TestClient) -> None:
    answer = served.get(LINT)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"].endswith("immutable")
    found = answer.json()
    assert found["total"] == len(found["items"]) == 6
    assert found["counts"] == {
        "error": 0,
        "warning": 5,
        "waived": 1,
        "rules": {"skill-without-description": 2, "level-without-statements": 2, "unused-mastery-level": 1},
    }
    assert found["items"][2] | {"thing": found["items"][2]["thing"] | {"id": "ID"}} == {
        "rule": "skill-without-statements",
        "severity": "warning",
        "place": "/skills/0",
        "kind": "skill",
        "key": "leading-a-crew",
        "message": "The skill 'Leading a crew' says of no level what people can do.",
        "waived": "To be written with the crews.",
        "thing": {
            "id": "ID",
            "slug": "leading-a-crew",
            "name": "Leading a crew",
            "href": f"{EDITIONS}/2024.1/skills/leading-a-crew",
        },
    }


def test_every_place_is_one_in_the_content_and_every_thing_is_where_it_says(served: TestClient) -> None:
    content = served.get(f"{EDITIONS}/2025.1/content", headers=KEY).json()
    for item in served.get(f"{EDITIONS}/2025.1/lint", headers=KEY).json()["items"]:
        steps = tuple(int(step) if step.isdecimal() else step for step in item["place"].split("/")[1:])
        assert follow(content, steps) is not None, item
        if item["rule"] != "stale-waiver":
            there = served.get(item["thing"]["href"], headers=KEY)
            assert (there.status_code, there.json()["id"]) == (200, item["thing"]["id"]), item


def test_findings_come_in_pages_that_together_are_all(served: TestClient) -> None:
    whole = served.get(LINT).json()["items"]
    seen, address = [], f"{LINT}?limit=4"
    while address:
        page = served.get(address).json()
        assert page["total"] == 6
        assert page["counts"]["warning"] == 5
        seen += page["items"]
        address = page["next"]
    assert seen == whole


def test_findings_are_chosen_by_severity_and_rule(served: TestClient) -> None:
    draft = f"{EDITIONS}/2025.1/lint"
    errors = served.get(f"{draft}?severity=error", headers=KEY).json()
    assert [item["place"] for item in errors["items"]] == ["/skills/0/note", "/skills/1/note"]
    assert errors["counts"]["warning"] == 6
    levels = served.get(f"{LINT}?rule=level-without-statements").json()
    assert {item["rule"] for item in levels["items"]} == {"level-without-statements"}
    assert served.get(f"{LINT}?rule=level-without-statements&severity=error").json()["items"] == []


@pytest.mark.parametrize(
    ("query", "parameter"),
    [("rule=be-nice", "rule"), ("rule=BE", "rule"), ("severity=fatal", "severity"), ("place=/skills/0", "place")],
)
def test_a_filter_that_names_nothing_is_refused(served: TestClient, query: str, parameter: str) -> None:
    answer = served.get(f"{LINT}?{query}")
    assert answer.status_code == 422
    assert [error["parameter"] for error in answer.json()["errors"]] == [parameter]


def test_the_lint_of_a_draft_is_for_those_who_may_edit_it(served: TestClient) -> None:
    assert served.get(f"{EDITIONS}/2025.1/lint").status_code == 404
    answer = served.get(f"{EDITIONS}/2025.1/lint", headers=KEY)
    assert answer.headers["Cache-Control"] == "no-store"
    [stale] = [item for item in answer.json()["items"] if item["rule"] == "stale-waiver"]
    assert (stale["place"], stale["thing"]) == ("/waivers/0", None)


def test_lint_errors_stop_a_publish_and_are_all_told_until_they_are_mended(served: TestClient) -> None:
    draft = f"{EDITIONS}/2025.1"
    before = served.get(f"{draft}/content", headers=KEY)
    refused = served.post(f"{draft}/publish", headers=KEY)
    assert refused.status_code == 422
    assert refused.json()["type"] == "/problems/lint-errors"
    assert [error["pointer"] for error in refused.json()["errors"]] == ["/skills/0/note", "/skills/1/note"]
    assert served.get("/problems/lint-errors").status_code == 200
    after = served.get(f"{draft}/content", headers=KEY)
    assert (after.headers["ETag"], after.content) == (before.headers["ETag"], before.content)
    assert served.get(f"{EDITIONS}/current").json()["version"] == "2024.1"

    content = before.json()
    for skill in content["skills"][:2]:
        del skill["note"]
    sent = served.put(
        f"{draft}/content",
        content=json.dumps(content),
        headers=KEY | {"If-Match": before.headers["ETag"], "Content-Type": "application/json"},
    )
    assert sent.status_code < 300, sent.text
    assert served.post(f"{draft}/publish", headers=KEY).status_code == 200


def test_the_document_says_what_a_finding_holds(served: TestClient) -> None:
    shapes = served.get("/openapi.json").json()["components"]["schemas"]
    assert shapes["Findings"]["properties"]["items"]["items"] == {"$ref": "#/components/schemas/Finding"}
    assert shapes["Finding"]["properties"].keys() == served.get(LINT).json()["items"][0].keys()
