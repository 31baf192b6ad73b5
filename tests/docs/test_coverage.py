"""The page about coverage does its sums in the open: they are those of the server."""

from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from app.access.issuing import Wanted, create_key
from app.main import create_app
from app.settings import Settings
from app.store.engine import open_engine
from tests.contract.seed import seeded
from tests.docs.blocks import ROOT

PAGE = (ROOT / "docs/coverage.md").read_text(encoding="utf-8")
COVERAGE = "/v1/frameworks/product-management/editions/2019.11/coverage"


def rows(head: str) -> list[list[str]]:
    """The cells of the table of the page with this head."""
    table = PAGE.partition(f"| {head} |\n")[2].partition("\n\n")[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[1:]]


def courses() -> list[dict[str, Any]]:
    """The catalogue of the page."""
    found = []
    for title, low, high, minutes in rows("course | from | to | minutes"):
        said = {"framework": "product-management", "skill": "agile-working"}
        levels = {name: slug for name, slug in (("from_level", low), ("to_level", high)) if slug != "–"}
        course = {"external_id": title, "title": title, "url": "https://academy.example", "teaches": [said | levels]}
        found.append(course | ({} if minutes == "–" else {"duration_minutes": int(minutes)}))
    return found


def told(item: dict[str, Any]) -> list[str]:
    """An item as the page tells it."""
    holes = [f"{hole['from_level']['slug']} to {hole['to_level']['slug']}" for hole in item["holes"]]
    return [
        item["role_level"]["slug"],
        item["required"]["slug"],
        item["outcome"],
        item["reached"]["slug"],
        ", ".join(holes) or "–",
        str(item["courses_total"]),
        ", ".join(course["title"] for course in item["chain"]["courses"]),
        str(item["chain"]["minutes"]),
    ]


def test_the_table_of_the_page_is_what_the_server_answers(tmp_path: Path) -> None:
    database = seeded(tmp_path)
    wanted = Wanted(name="Academy", scopes=frozenset({"admin", "learn"}), provider="academy")
    key = {"X-API-Key": create_key(open_engine(database), wanted).text}
    with TestClient(create_app(Settings(database_url=database)), headers=key) as client:
        assert client.post("/v1/providers", json={"slug": "academy", "name": "Academy"}).status_code == 201
        done = client.post("/v1/providers/academy/courses/bulk", json=courses())
        assert done.json()["counts"]["created"] == 6, done.text
        found = client.get(COVERAGE, params={"role": "product-manager", "limit": 200}).json()["items"]
    answered = [told(item) for item in found if item["skill"]["slug"] == "agile-working"]
    table = rows("rung | required | outcome | reached | holes | courses | chain | minutes")
    assert len(table) == 3
    assert answered[:3] == table
