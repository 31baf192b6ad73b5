"""Courses and the next edition: what the page says happens, happens."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx

from app.main import create_app
from app.settings import Settings
from tests.contract.seed import seeded
from tests.docs.blocks import ROOT, script
from tests.docs.test_blocks import run
from tests.running import running

FRAMEWORK = "/v1/frameworks/product-management"


def test_the_retired_skill_is_told_and_what_replaced_it_is_taught(tmp_path: Path) -> None:
    database = seeded(tmp_path)
    with running(create_app(Settings(database_url=database))) as address, httpx.Client(base_url=address) as client:
        done = run(script(ROOT / "docs/courses.md").replace("http://127.0.0.1:8000", address), tmp_path, database)
        assert done.returncode == 0, done.stderr
        told = list(objects(done.stdout))
        counts = next(each["counts"] for each in told if "counts" in each)
        assert counts == {"created": 1, "changed": 1, "unchanged": 0, "refused": 1, "retired": 0}
        reports = [each["items"] for each in told if each.get("items") and "mapped_in" in each["items"][0]]
        assert [one["course"]["external_id"] for report in reports for one in report] == ["money-201"] * len(reports)
        assert len(reports) >= 2
        assert "product-management 2026.1: 1 carried over, 0 noted under a new name, 0 left" in done.stdout
        assert client.get(f"{FRAMEWORK}/editions/current/courses/stale").json()["items"] == []
        assert taught(client, "money") == ["strategic-ownership"]
        assert taught(client, "agile") == ["agile-working"]


def objects(text: str) -> Iterator[dict[str, Any]]:
    """Every JSON object in a text that holds other words too."""
    decoder = json.JSONDecoder()
    while (start := text.find("{")) >= 0:
        found, end = decoder.raw_decode(text[start:])
        yield found
        text = text[start + end :]


def taught(client: httpx.Client, title: str) -> list[Any]:
    [course] = client.get("/v1/courses", params={"q": title}).json()["items"]
    return [each["skill"]["slug"] for each in course["teaches"]]
