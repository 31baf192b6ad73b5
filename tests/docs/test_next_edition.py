"""Writing the next edition: what the page says happens, happens."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from app.main import create_app
from app.settings import Settings
from tests.api.seeded import ADMIN
from tests.contract.seed import seeded
from tests.docs.blocks import ROOT, script
from tests.docs.test_blocks import FILES, run
from tests.running import running

FRAMEWORK = "/v1/frameworks/product-management"
DRAFT = f"{FRAMEWORK}/editions/2026.1"
LADDER = [
    "associate-product-manager",
    "product-manager",
    "senior-product-manager",
    "lead-product-manager",
    "principal-product-manager",
    "head-of-product",
]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[Any]]]:
    """A server after all of the page was run, and every JSON document that it answered on the way."""
    place = tmp_path_factory.mktemp("page")
    for name, source in FILES.items():
        (place / name).write_bytes((ROOT / "tests/exchange/data" / source).read_bytes())
    database = seeded(place)
    with running(create_app(Settings(database_url=database))) as address:
        page = script(ROOT / "docs/next-edition.md").replace("http://127.0.0.1:8000", address)
        done = run(page, place, database)
        assert done.returncode == 0, done.stderr
        assert (place / "before.json").read_bytes() == (place / "after.json").read_bytes()
        yield address, list(documents(done.stdout))


def documents(text: str) -> Iterator[Any]:
    """Every JSON document in a text that holds them one after the other."""
    decoder, rest = json.JSONDecoder(), text.lstrip()
    while rest:
        found, end = decoder.raw_decode(rest)
        yield found
        rest = rest[end:].lstrip()


@pytest.fixture
def client(told: tuple[str, list[Any]]) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=told[0]) as opened:
        yield opened


def get(client: httpx.Client, address: str, **headers: str) -> Any:
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_the_skill_has_its_new_name_and_the_id_it_always_had(client: httpx.Client) -> None:
    new = get(client, f"{DRAFT}/skills/working-with-agility")
    old = get(client, f"{FRAMEWORK}/editions/2019.11/skills/agile-working")
    assert (new["id"], new["name"]) == (old["id"], "Working with agility")
    assert old["name"] == "Agile working"


def test_one_mastery_level_is_raised_and_one_skill_is_gone(client: httpx.Client) -> None:
    below = "content/roles/product-manager/levels/senior-product-manager"
    old = get(client, f"{FRAMEWORK}/editions/2019.11/{below}")["requirements"]
    new = get(client, f"{DRAFT}/{below}")["requirements"]
    renamed = {"agile-working": "working-with-agility"}
    kept = [{**one, "skill": renamed.get(one["skill"], one["skill"])} for one in old]
    wanted = [
        {**one, "level": "expert"} if one["skill"] == "user-focus" else one
        for one in kept
        if one["skill"] != "financial-ownership"
    ]
    assert sorted(new, key=str) == sorted(wanted, key=str) != sorted(kept, key=str)
    assert client.get(f"{DRAFT}/skills/financial-ownership").status_code == 404


def test_the_ladder_has_its_new_order(client: httpx.Client) -> None:
    rungs = get(client, f"{DRAFT}/role-levels")["items"]
    assert [(rung["slug"], rung["rank"]) for rung in rungs] == [(slug, rank) for rank, slug in enumerate(LADDER, 1)]


def test_the_dry_runs_answered_what_would_change_and_changed_nothing(
    told: tuple[str, list[Any]], client: httpx.Client
) -> None:
    native, mended, csv = [document for document in told[1] if document.get("dry_run")]
    [missing] = native["missing_keys"]
    assert missing["key"] == "a483492d1710ef6b"
    assert [(one["kind"], one["verb"]) for one in native["changes"]] == [
        ("statement", "removed"),
        ("statement", "added"),
    ]
    assert [(one["key"], one["verb"], one["new"]) for one in mended["changes"]] == [
        (missing["key"], "changed", "explain why goals come before plans")
    ]
    assert mended["missing_keys"] == []
    assert csv["summary"]["roles"]["removed"] == 1
    said = get(client, f"{DRAFT}/skills/strategic-ownership")
    assert "explain why a goal comes before a plan" in json.dumps(said)


def test_the_audit_has_every_write_in_the_name_of_the_key(client: httpx.Client) -> None:
    entries = get(client, f"{FRAMEWORK}/audit?version=2026.1", **{"X-API-Key": ADMIN.text})["items"]
    assert [entry["action"] for entry in reversed(entries)] == [
        "create-draft", "put", "put", "delete", "put", "put", "change-draft", "publish", "withdraw",
    ]  # fmt: skip
    assert {entry["actor"] for entry in entries} == {"Head of product"}


def test_it_was_current_until_it_was_withdrawn(told: tuple[str, list[Any]], client: httpx.Client) -> None:
    statuses = [
        document["status"] for document in told[1] if document.get("version") == "2026.1" and "links" in document
    ]
    assert statuses == ["draft", "draft", "draft", "published", "published", "withdrawn"]
    assert get(client, f"{FRAMEWORK}/editions/current")["version"] == "2019.11"
