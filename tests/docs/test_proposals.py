"""Suggesting changes: what the page says happens, happens."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from app.main import create_app
from app.settings import Settings
from tests.api.seeded import ADMIN
from tests.contract.seed import seeded
from tests.docs.blocks import ROOT, script
from tests.docs.test_blocks import run
from tests.docs.test_next_edition import documents
from tests.running import running

FRAMEWORK = "/v1/frameworks/product-management"
SENIOR = "content/roles/product-manager/levels/senior-product-manager"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[Any]]]:
    """A server after all of the page was run, and every JSON document that it answered on the way."""
    place = tmp_path_factory.mktemp("page")
    database = seeded(place)
    with running(create_app(Settings(database_url=database))) as address:
        page = script(ROOT / "docs/proposals.md").replace("http://127.0.0.1:8000", address)
        done = run(page, place, database)
        assert done.returncode == 0, done.stderr
        yield address, list(documents(done.stdout))


@pytest.fixture
def client(told: tuple[str, list[Any]]) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=told[0], headers={"X-API-Key": ADMIN.text}) as opened:
        yield opened


def get(client: httpx.Client, address: str) -> Any:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_three_were_suggested_by_the_community_and_decided_by_the_owner(client: httpx.Client) -> None:
    listed = get(client, f"{FRAMEWORK}/proposals")["items"]
    assert [(one["state"], one["proposed_by"], one["decided_by"]) for one in listed] == [
        ("rejected", "Product community", "Head of product"),
        ("accepted", "Product community", "Head of product"),
        ("rejected", "Product community", "Head of product"),
    ]
    assert [one["changes_total"] for one in listed][1:] == [1, 1]
    assert listed[0]["changes_total"] > 5, "the skill and whatever needs it"


def test_what_was_accepted_is_in_the_draft_alone_and_what_was_not_is_nowhere(client: httpx.Client) -> None:
    def mastery(edition: str) -> str:
        needs = get(client, f"{FRAMEWORK}/editions/{edition}/{SENIOR}")["requirements"]
        return str(next(need["level"] for need in needs if need["skill"] == "user-focus"))

    assert (mastery("2027.1"), mastery("current")) == ("expert", "practitioner")
    assert get(client, f"{FRAMEWORK}/editions/2027.1/skills/agile-working")["name"] == "Agility"
    assert get(client, f"{FRAMEWORK}/editions/2027.1/skills/financial-ownership")["name"]


def test_the_proposal_said_that_it_no_longer_fits_and_showed_both(told: tuple[str, list[Any]]) -> None:
    shown = [one for one in told[1] if one.get("fit") and not one["fit"]["fits"]]
    refused = [one for one in told[1] if one.get("type") == "/problems/proposal-misfit"]
    [conflict] = shown[0]["fit"]["conflicts"]
    assert (conflict["change"]["old"], conflict["change"]["new"], conflict["now"]) == (
        "Agile working", "Working with agility", "Agility",
    )  # fmt: skip
    assert [one["conflicts"] for one in refused] == [[conflict]]


def test_the_audit_has_every_step(client: httpx.Client) -> None:
    entries = get(client, f"{FRAMEWORK}/audit?limit=8")["items"]
    assert [(entry["action"], entry["actor"]) for entry in reversed(entries)] == [
        *[("propose", "Product community")] * 3,
        *[(action, "Head of product") for action in ("create-draft", "accept", "put", "reject", "reject")],
    ]
