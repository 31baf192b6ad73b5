"""The feed over HTTP."""

import re
from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from tests.api.locked import ELSEWHERE, HERE, HIDDEN, Locked, bearing, client_of
from tests.api.seeded import seeded_application


@pytest.fixture(scope="module")
def application(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    return seeded_application(tmp_path_factory.mktemp("seeded"))


@pytest.fixture(scope="module")
def client(application: FastAPI) -> Iterator[TestClient]:
    with TestClient(application) as opened:
        yield opened


def test_an_entry_names_its_framework_its_edition_and_where_the_difference_is_told(client: TestClient) -> None:
    first, second, garden = client.get("/v1/changes").json()["items"]
    framework = client.get("/v1/frameworks/product-management").json()
    assert second["framework"] == {name: framework[name] for name in ("id", "slug", "name", "href")}
    path = "/v1/frameworks/product-management"
    edition = {"version": "2019.11", "href": f"{path}/editions/2019.11", "effective_from": "2019-11-22"}
    assert (second["position"], second["action"], second["edition"]) == (2, "published", edition)
    assert (first["compared_with"], second["compared_with"]) == (None, "2016.11")
    assert (first["links"], second["links"]) == ({}, {"diff": f"{path}/diff?from=2016.11&to=2019.11"})
    counts = client.get(edition["href"]).json()["counts"]
    assert second["summary"].keys() == counts.keys()
    assert garden["framework"]["slug"] == "gardening"


def test_following_next_ends_on_an_empty_page_that_can_be_asked_again(client: TestClient) -> None:
    seen, address = [], "/v1/changes?limit=2"
    while (page := client.get(address).json())["items"]:
        assert page["total"] == 3
        seen += [entry["position"] for entry in page["items"]]
        address = page["next"]
    assert seen == [1, 2, 3]
    assert page == {"items": [], "total": 3, "next": address}
    assert re.fullmatch(r"/v1/changes\?limit=2&after=3&seen=[0-9a-f]{12}", address)
    bare = client.get("/v1/changes?after=3").json()
    assert (bare["items"], bare["next"]) == ([], "/v1/changes?after=3")


def test_next_is_a_link_too_and_keeps_the_framework(client: TestClient) -> None:
    answer = client.get("/v1/changes?framework=gardening")
    following = answer.json()["next"]
    assert re.fullmatch(r"/v1/changes\?framework=gardening&after=3&seen=[0-9a-f]{12}", following)
    assert answer.headers["Link"] == f'<{following}>; rel="next"'


def test_below_a_root_path_every_address_starts_with_it(client: TestClient, application: FastAPI) -> None:
    application.root_path = "/skills"
    try:
        page = client.get("/v1/changes").json()
    finally:
        application.root_path = ""
    entry = page["items"][1]
    addresses = (page["next"], entry["framework"]["href"], entry["edition"]["href"], entry["links"]["diff"])
    assert all(address.startswith("/skills/v1/") for address in addresses)


@pytest.mark.parametrize(
    ("query", "parameter", "said"),
    [
        ("after=4", "after", "the last is 3"),
        ("after=2147483647", "after", "the last is 3"),
        ("after=2147483648", "after", "less than or equal"),
        (f"after={'9' * 20}", "after", "less than or equal"),
        (f"after={'9' * 23}", "after", "at most 20 digits"),
        ("after=-1", "after", "greater than or equal"),
        ("after=1.0", "after", "digits"),
        ("after=", "after", "digits"),
        ("after=3&seen=000000000000", "seen", "is not the mark of the entry at position 3"),
        ("after=0&seen=000000000000", "seen", "goes with after"),
        ("seen=000000000000", "seen", "goes with after"),
        ("after=4&seen=000000000000", "after", "the last is 3"),
        ("after=3&seen=", "seen", "should have the form"),
        ("after=3&seen=00000000000Z", "seen", "should have the form"),
        ("after=1&after=2", "after", "more than once"),
        ("framework=nowhere", "framework", "names no framework"),
        ("framework=Not+A+Slug", "framework", "should have the form"),
        ("limit=0", "limit", "greater than or equal"),
        ("cursor=x", "cursor", "not known"),
    ],
)
def test_what_names_no_place_in_the_feed_is_refused_and_said(
    client: TestClient, query: str, parameter: str, said: str
) -> None:
    answer = client.get(f"/v1/changes?{query}")
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/invalid-parameter")
    assert answer.json()["errors"][0]["parameter"] == parameter
    assert said in answer.json()["errors"][0]["detail"]


def test_where_reading_is_keyed_a_key_sees_the_frameworks_that_it_may_read(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    locked = Locked(tmp_path_factory.mktemp("locked"))
    with client_of(locked, "keyed") as client:

        def told(key: object, query: str = "") -> tuple[list[int], int]:
            page = client.get(f"/v1/changes{query}", headers=bearing(key)).json()  # type: ignore[arg-type]  # a secret
            return [entry["position"] for entry in page["items"]], page["total"]

        assert told(locked.here["read"]) == ([3], 1)
        assert told(locked.elsewhere["read"]) == ([1, 2], 2)
        assert told(locked.over_all["read"]) == told(locked.over_all["admin"]) == ([1, 2, 3], 3)
        assert told(locked.here["read"], f"?framework={HERE}") == ([3], 1)
        for framework in (ELSEWHERE, HIDDEN, "nowhere"):
            answer = client.get(f"/v1/changes?framework={framework}", headers=bearing(locked.here["read"]))
            assert answer.status_code == 422
        assert client.get("/v1/changes").status_code == 401
