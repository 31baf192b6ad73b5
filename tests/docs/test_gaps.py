"""The page about gaps does its sums in the open: they are those of the server, and right."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.main import create_app
from app.settings import Settings
from tests.contract.seed import seeded
from tests.docs.blocks import ROOT

PAGE = (ROOT / "docs/gaps.md").read_text(encoding="utf-8")
EDITION = "/v1/frameworks/product-management/editions/2019.11"
ASSOCIATE, MANAGER = "product-manager/associate-product-manager", "product-manager/product-manager"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(database_url=seeded(tmp_path_factory.mktemp("gaps"))))) as opened:
        yield opened


def ask(client: TestClient, below: str, body: dict[str, Any]) -> Any:
    answer = client.post(f"{EDITION}/{below}", json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()


def rows(head: str) -> list[list[str]]:
    """The cells of the table of the page with this head."""
    table = PAGE.partition(f"| {head} |\n")[2].partition("\n\n")[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[1:]]


def person() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(PAGE.partition("<<'END'\n")[2].partition("\nEND\n")[0])
    return found


def told(level: dict[str, Any] | None) -> str:
    return f"{level['slug']} ({level['rank']})" if level else "none stated"


def test_the_sum_of_the_page_is_the_gap_that_the_server_answers(client: TestClient) -> None:
    found = ask(client, "gap", person())
    answered = [
        [
            entry["skill"]["slug"],
            told(entry["required"]),
            "missing" if verdict == "missing" else told(entry["held"]),
            verdict,
            str(entry["steps"]),
            str(entry["weight"]),
            str(entry["steps"] * entry["weight"]),
        ]
        for verdict in ("met", "to_raise", "missing", "beyond")
        for entry in found[verdict]
    ]
    table = rows("skill | required | held | list | steps | weight | steps × weight")
    assert sorted(answered) == table
    assert f"The distance is **{found['distance']}**." in PAGE
    assert found["distance"] == sum(int(row[-1]) for row in table) == 18


def test_the_table_of_moves_is_what_the_server_answers(client: TestClient) -> None:
    found = ask(client, "moves", {"role_level": MANAGER})
    answered = [
        [move["role_level"]["slug"], *(str(move[name]) for name in ("gap", "spare", "distance")), move["way"]]
        for move in found["items"]
    ]
    assert answered == rows("to | gap | spare | distance | way")


def test_what_lies_idle_on_the_way_down_is_the_gap_on_the_way_up(client: TestClient) -> None:
    needs = client.get(f"{EDITION}/roles/{ASSOCIATE.replace('/', '/levels/')}").json()["requirements"]
    held = [{"skill": need["skill"]["id"], "level": need["level"] and need["level"]["id"]} for need in needs]
    up = ask(client, "gap", {"role_level": MANAGER, "profile": {"mastery": held}})
    steps = {
        importance: [entry["steps"] for entry in up["to_raise"] if entry["importance"] == importance]
        for importance in ("essential", "optional")
    }
    [down] = [
        move for move in ask(client, "moves", {"role_level": MANAGER})["items"] if move["role_level"]["rank"] == 1
    ]
    essential, optional = sum(steps["essential"]), sum(steps["optional"])
    assert down["spare"] == up["distance"] == essential * 2 + optional
    assert sorted(steps["essential"]) == [1] * 6 + [2]
    assert sorted(steps["optional"]) == [1, 1, 2]
    text = " ".join(PAGE.split())
    assert f"({essential} steps × 2 = {essential * 2})" in text
    assert f"({optional} steps × 1 = {optional})" in text
    assert f"`spare` is {down['spare']}: of the essential skills" in text
