"""What changed, over HTTP: who may ask, what may be kept, and what is refused."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from tests.api.seeded import ADMIN, seeded_application

F = "/v1/frameworks/product-management"
DIFF, COMPARE = f"{F}/diff", f"{F}/editions/2019.11/compare"
NOTE = Path(__file__).parents[2] / "docs/examples/product-management-2016.11-to-2019.11.md"
IMMUTABLE = "public, max-age=31536000, immutable"
SENIOR, LEAD = (f"product-manager/{rung}-product-manager" for rung in ("senior", "lead"))


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with TestClient(seeded_application(tmp_path_factory.mktemp("seeded"))) as opened:
        yield opened


def asked(client: TestClient, old: str = "2016.11", new: str = "2019.11", **more: Any) -> Response:
    return client.get(DIFF, params={"from": old, "to": new, **more})


def refusal(answer: Response) -> tuple[int, str, str]:
    [error] = answer.json()["errors"]
    return answer.status_code, error["parameter"], error["detail"]


def test_the_editions_of_the_seed_differ_in_what_their_notes_say(client: TestClient) -> None:
    answer = asked(client)
    found = answer.json()
    assert found["counts"]["skills"] == {"added": 7, "removed": 0, "renamed": 1, "changed": 7}
    assert found["counts"]["requirements"] == {"added": 27, "removed": 0, "renamed": 0, "changed": 35}
    assert found["counts"]["relations"] == {"added": 0, "removed": 0, "renamed": 0, "changed": 0}
    assert found["counts"].keys() == client.get(f"{F}/editions/2019.11").json()["counts"].keys()
    assert (len(found["changes"]), found["total"], found["next"]) == (314, 314, None)
    assert (found["from_edition"]["version"], found["to_edition"]["href"]) == ("2016.11", f"{F}/editions/2019.11")
    for each in found["changes"]:
        if each["href"]:
            assert client.get(each["href"].partition("#")[0]).status_code == 200


def test_between_labels_it_may_be_kept_for_ever_and_through_current_it_is_asked_again(client: TestClient) -> None:
    fixed, moving = asked(client), asked(client, new="current", limit="1000")
    assert (fixed.headers["Cache-Control"], moving.headers["Cache-Control"]) == (IMMUTABLE, "no-cache")
    assert "Content-Location" not in fixed.headers
    assert moving.headers["Content-Location"] == f"{DIFF}?from=2016.11&to=2019.11&limit=1000"
    assert client.get(moving.headers["Content-Location"]).content == moving.content == fixed.content
    again = client.get(fixed.url, headers={"If-None-Match": fixed.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert fixed.links["license"]["url"] == "https://opensource.org/license/mit"


def test_the_note_is_markdown(client: TestClient) -> None:
    answer = asked(client, new="current", format="markdown")
    assert answer.headers["Content-Type"] == "text/markdown; charset=utf-8"
    assert answer.text == NOTE.read_text(encoding="utf-8")
    assert answer.headers["Content-Location"] == f"{DIFF}?from=2016.11&to=2019.11&format=markdown"
    assert answer.headers["ETag"] != asked(client).headers["ETag"]


def test_an_edition_differs_in_nothing_from_itself(client: TestClient) -> None:
    found = asked(client, "current", "2019.11").json()
    assert (found["changes"], found["total"]) == ([], 0)
    assert not any(sum(times.values()) for times in found["counts"].values())
    assert asked(client, "current", "2019.11", format="markdown").text.endswith("Nothing has changed.\n")


def test_pages_lead_on_between_the_fixed_editions(client: TestClient) -> None:
    whole = asked(client).json()
    page = asked(client, new="current", limit="150")
    found, addresses = [], []
    while True:
        document = page.json()
        found += document["changes"]
        assert (document["counts"], document["total"]) == (whole["counts"], 314)
        if document["next"] is None:
            break
        assert page.links["next"]["url"] == document["next"]
        addresses.append(document["next"])
        page = client.get(document["next"])
    assert found == whole["changes"]
    assert len(addresses) == 2
    assert all(address.startswith(f"{DIFF}?from=2016.11&to=2019.11&limit=150&cursor=") for address in addresses)
    stolen = client.get(addresses[0].replace("from=2016.11", "from=current"))
    assert refusal(stolen)[:2] == (422, "cursor")


@pytest.mark.parametrize(
    ("query", "parameter", "part"),
    [
        ("to=2019.11", "from", "required"),
        ("from=2016.11", "to", "required"),
        ("from=&to=2019.11", "from", "version label of an edition of this framework"),
        ("from=gardening/2024.1&to=2019.11", "from", "version label of an edition of this framework"),
        ("from=2016.11&to=2019.11&limit=0", "limit", "greater"),
        ("from=2016.11&to=2019.11&limit=10001", "limit", "less"),
        ("from=2016.11&to=2019.11&limit=1e3", "limit", "digits"),
        ("from=2016.11&to=2019.11&format=html", "format", "json"),
        ("from=2016.11&to=2019.11&format=markdown&limit=3", "limit", "whole"),
        ("from=2016.11&to=2019.11&cursor=x", "cursor", "not made for this list"),
        ("from=2016.11&to=2019.11&to=current", "to", "more than once"),
        ("from=2016.11&to=current&as_of=2017-01-01", "as_of", "not known"),
    ],
)
def test_what_cannot_be_asked_is_refused_by_name(client: TestClient, query: str, parameter: str, part: str) -> None:
    status, name, detail = refusal(client.get(f"{DIFF}?{query}"))
    assert (status, name) == (422, parameter)
    assert part in detail.lower()


def test_an_edition_that_is_not_there_is_not_found(client: TestClient) -> None:
    for old, new in (("1999.1", "2019.11"), ("2019.11", "1999.1")):
        answer = asked(client, old, new)
        assert answer.status_code == 404
        assert "'1999.1'" in answer.json()["detail"]
    assert client.get("/v1/frameworks/gardening/diff?from=2016.11&to=2024.1").status_code == 404
    assert client.get("/v1/frameworks/nowhere/diff?from=2016.11&to=2024.1").status_code == 404


def test_a_draft_beside_its_base_is_for_those_who_may_edit_it_and_is_never_kept(client: TestClient) -> None:
    key = {"X-API-Key": ADMIN.text}
    made = client.post(f"{F}/editions", json={"version": "2030.1", "based_on": "current"}, headers=key)
    assert made.status_code == 201
    hidden, missing = asked(client, "current", "2030.1"), asked(client, "current", "2031.1")
    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert hidden.json()["detail"].replace("2030.1", "2031.1") == missing.json()["detail"]
    skill = f"{F}/editions/2030.1/content/skills/agile-working"
    before = client.get(skill, headers=key)
    body = before.json() | {"slug": "agility", "key": "agile-working", "name": "Agility"}
    client.put(skill, json=body, headers=key | {"If-Match": before.headers["ETag"]}).raise_for_status()
    query = {"from": "current", "to": "2030.1"}
    found = client.get(DIFF, params=query, headers=key)
    assert [(each["field"], each["new"]) for each in found.json()["changes"]] == [
        ("slug", "agility"),
        ("name", "Agility"),
    ]
    assert found.headers["Cache-Control"] == "no-store"
    note = client.get(DIFF, params=query | {"format": "markdown"}, headers=key)
    assert "Edition 2030.1 (a draft), compared" in note.text
    assert "**Agile working** is now called **Agility**." in note.text
    assert note.headers["Cache-Control"] == "no-store"


def compared(client: TestClient, old: str, new: str) -> Response:
    return client.get(COMPARE, params={"from": old, "to": new})


def test_two_rungs_of_one_role_are_compared(client: TestClient) -> None:
    answer = compared(client, SENIOR, LEAD)
    found = answer.json()
    assert answer.headers["Cache-Control"] == IMMUTABLE
    assert (found["from_role_level"]["slug"], found["to_role_level"]["role"]["slug"]) == (
        "senior-product-manager", "product-manager",
    )  # fmt: skip
    raised = {each["skill"]["slug"]: each for each in found["raised"]}
    assert sorted(raised) == [
        "digital-perspective", "lifecycle-perspective", "strategic-ownership", "understanding-constraints",
    ]  # fmt: skip
    strategic = raised["strategic-ownership"]
    assert (strategic["old"]["level"]["slug"], strategic["new"]["level"]["slug"]) == ("practitioner", "expert")
    assert [(said["only_in"], said["level"]["slug"]) for said in strategic["statements"]] == [("new", "expert")] * 3
    assert len(found["same"]) == 10
    assert (found["new"], found["lowered"], found["dropped"]) == ([], [], [])


def test_ids_name_role_levels_too_and_the_other_way_round_is_the_mirror_image(client: TestClient) -> None:
    ahead = compared(client, SENIOR, LEAD).json()
    back = compared(client, ahead["to_role_level"]["id"], ahead["from_role_level"]["id"].upper()).json()
    assert [each["skill"] for each in back["lowered"]] == [each["skill"] for each in ahead["raised"]]
    assert {said["only_in"] for each in back["lowered"] for said in each["statements"]} == {"old"}


def test_current_says_where_the_comparison_stays(client: TestClient) -> None:
    answer = client.get(COMPARE.replace("2019.11", "current"), params={"from": SENIOR, "to": LEAD})
    assert client.get(answer.headers["Content-Location"]).json() == answer.json()


@pytest.mark.parametrize(
    ("query", "parameter", "part"),
    [
        (f"from={SENIOR}", "to", "required"),
        (f"from={SENIOR}&to=product-manager", "to", "names no role level of this edition"),
        (f"from=gardener/head-gardener&to={SENIOR}", "from", "names no role level of this edition"),
        (f"from={SENIOR}&to=a/b/c", "to", "should have the form"),
    ],
)
def test_a_role_level_that_is_not_there_is_refused(client: TestClient, query: str, parameter: str, part: str) -> None:
    status, name, detail = refusal(client.get(f"{COMPARE}?{query}"))
    assert (status, name) == (422, parameter)
    assert part in detail


def test_a_comparison_in_no_edition_is_not_found(client: TestClient) -> None:
    answer = client.get(f"{F}/editions/1999.1/compare", params={"from": SENIOR, "to": LEAD})
    assert answer.status_code == 404
