"""Filters over HTTP: how they are written, and what becomes of those that name nothing."""

import pytest
from starlette.testclient import TestClient

from tests.api.shelf import CURRENT, FIXED


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("roles?family=outdoors&kind=Field%20role&skill=pruning&level=skilled&importance=essential", ["gardener"]),
        ("roles?code=isco:6113&q=GARD", ["gardener"]),
        (
            "role-levels?role=gardener&family=outdoors&stage=craft&grade=g2&skill=pruning&level=novice",
            ["junior-gardener"],
        ),
        ("skills?group=plants&kind=skill&role=gardener&code=guild:P-7&q=trim", ["pruning"]),
        ("skills?group=plants", ["plant-knowledge", "pruning"]),
        (
            "activities?skill=pruning&role_level=gardener/head-gardener&kind=experience&form=you-have",
            ["prune-an-orchard"],
        ),
        ("activities?role_level=advisor%2Fadvisor", []),
    ],
)
def test_filters_narrow_each_other(client: TestClient, address: str, found: list[str]) -> None:
    for start in (FIXED, CURRENT):
        assert [thing["slug"] for thing in client.get(f"{start}/{address}").json()["items"]] == found


@pytest.mark.parametrize(
    ("address", "parameter"),
    [
        ("roles?family=outdors", "family"),
        ("roles?kind=Nothing", "kind"),
        ("roles?skill=nothing", "skill"),
        ("roles?skill=pruning&level=nothing", "level"),
        ("roles?level=skilled", "level"),
        ("roles?importance=nice", "importance"),
        ("roles?code=6113", "code"),
        ("roles?q=", "q"),
        ("roles?q=%00", "q"),
        ("role-levels?role=nothing", "role"),
        ("role-levels?stage=nothing", "stage"),
        ("role-levels?grade=G9", "grade"),
        ("role-levels?level=skilled", "level"),
        ("role-levels?include=everything", "include"),
        ("skills?group=nothing", "group"),
        ("skills?kind=nothing", "kind"),
        ("skills?role=head-gardener", "role"),
        ("activities?skill=nothing", "skill"),
        ("activities?role_level=gardener", "role_level"),
        ("activities?role_level=gardener/levels/x", "role_level"),
        ("activities?form=nothing", "form"),
        ("matrix?family=nothing", "family"),
        ("matrix?format=xlsx", "format"),
    ],
)
def test_a_value_that_cannot_be_meant_is_refused_by_its_parameter(
    client: TestClient, address: str, parameter: str
) -> None:
    answer = client.get(f"{FIXED}/{address}")
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/invalid-parameter")
    assert [fault["parameter"] for fault in answer.json()["errors"]] == [parameter]


def test_an_id_does_as_well_as_a_slug(client: TestClient) -> None:
    profile = client.get(f"{FIXED}/roles/gardener/levels/head-gardener").json()
    found = client.get(f"{FIXED}/activities", params={"role_level": profile["id"]}).json()
    assert found["total"] == 1
    by_id = {"skill": profile["requirements"][1]["skill"]["id"], "level": profile["requirements"][1]["level"]["id"]}
    assert client.get(f"{FIXED}/role-levels", params=by_id).json()["total"] == 1


def test_the_next_page_keeps_the_filters_and_what_is_included(client: TestClient) -> None:
    first = client.get(f"{CURRENT}/role-levels?role=gardener&include=requirements&limit=1").json()
    assert first["next"].startswith(f"{FIXED}/role-levels?role=gardener&include=requirements&limit=1&cursor=")
    [rung] = client.get(first["next"]).json()["items"]
    profile = client.get(rung["href"]).json()
    assert rung["requirements"] == profile["requirements"]


def test_the_sheet_is_csv_and_has_a_tag_of_its_own(client: TestClient) -> None:
    sheet, plain = client.get(f"{CURRENT}/matrix?format=csv"), client.get(f"{CURRENT}/matrix")
    assert sheet.headers["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert sheet.text.splitlines() == [
        "path,role,role_level,Leading a crew,Plant knowledge,Pruning",
        "advisor/advisor,Advisor,Advisor,,fluent,",
        "gardener/junior-gardener,Gardener,Junior gardener,,,novice",
        "gardener/head-gardener,Gardener,Head gardener,expected,,skilled",
    ]
    assert sheet.headers["ETag"] != plain.headers["ETag"]
    assert sheet.headers["Content-Location"] == f"{FIXED}/matrix?format=csv"


@pytest.mark.parametrize(
    ("accept", "form", "status"),
    [
        ("text/csv", "csv", 200),
        ("text/csv", "json", 406),
        ("application/json", "csv", 406),
        ("application/json", "json", 200),
        ("*/*", "csv", 200),
        ("text/csv, application/json;q=0.1", "json", 200),
    ],
)
def test_the_matrix_comes_in_no_format_that_accept_leaves_out(
    client: TestClient, accept: str, form: str, status: int
) -> None:
    answer = client.get(f"{FIXED}/matrix?format={form}", headers={"Accept": accept})
    assert answer.status_code == status
    if status == 406:
        assert answer.json()["detail"].endswith("format=json and format=csv choose.")
