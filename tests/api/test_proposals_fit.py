"""What the fit of a proposal foresees, and on which edition it is tried."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine

from app.kit.paging import Window
from tests.api.suggesting import PROPOSALS, RENAMING, as_key, decided, made
from tests.api.writers import DRAFT, FRAMEWORK, Writer, problem, writing_to
from tests.selects import selects

SOIL = {"slug": "soil", "name": "Soil"}


@pytest.fixture
def writer(engine: Engine, database_url: str) -> Iterator[Writer]:
    with writing_to(engine, database_url) as opened:
        yield opened


def fit(writer: Writer, proposal: dict[str, Any], key: dict[str, str] | None = None) -> dict[str, Any]:
    answer = writer.client.get(proposal["href"], headers=key or {})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()["fit"]
    return found


def begin(writer: Writer, label: str, base: str) -> str:
    answer = writer.client.post(f"{FRAMEWORK}/editions", json={"version": label, "based_on": base})
    assert answer.status_code == 201, answer.text
    return f"{FRAMEWORK}/editions/{label}"


def publish(writer: Writer, address: str) -> None:
    assert writer.client.post(f"{address}/publish").status_code == 200


def come_and_go(writer: Writer, path: str, body: dict[str, Any]) -> None:
    """The draft is published with a thing, an edition without it follows, and a draft of that is begun: ``last``."""
    made_first = writer.client.put(f"{DRAFT}/content/{path}", json=body, headers={"If-None-Match": "*"})
    assert made_first.status_code == 201, made_first.text
    publish(writer, DRAFT)
    less = begin(writer, "less", "next")
    assert writer.client.delete(f"{less}/content/{path}", headers={"If-Match": "*"}).status_code == 204
    publish(writer, less)
    begin(writer, "last", "less")


@pytest.mark.parametrize(
    ("suggested", "body", "said"),
    [
        ({"put": {"kind": "skill", "path": "soil", "content": SOIL}}, SOIL, "a skill 'soil' that is retired"),
        (
            {"changes": [RENAMING | {"field": "slug", "old": "pruning", "new": "soil"}]},
            SOIL,
            "a skill at 'soil' that is retired",
        ),
    ],
)
def test_a_proposal_that_meets_what_was_retired_since_does_not_fit_and_cannot_be_accepted(
    writer: Writer, suggested: dict[str, Any], body: dict[str, Any], said: str
) -> None:
    proposer = as_key(writer, "propose", "gardening")
    found = made(writer, **suggested)
    assert fit(writer, found)["fits"]
    come_and_go(writer, "skills/soil", body)
    told = fit(writer, found), fit(writer, found, proposer)
    assert [(one["edition"]["version"], one["fits"], one["conflicts_total"]) for one in told] == [
        ("last", False, len(told[0]["conflicts"])),
        ("less", False, len(told[1]["conflicts"])),
    ]
    for one in told:
        conflict = one["conflicts"][0]
        assert said in conflict["message"]
        assert (conflict["change"], conflict["now"], conflict["blocker"]) == (found["changes"][0], None, None)
    answer = decided(writer, found, "accept", version="last")
    assert problem(answer) == (409, "retired-slug")
    assert said in answer.json()["detail"]
    assert writer.client.get(found["href"]).json()["state"] == "open"


def test_a_role_that_gets_a_retired_slug_is_told_with_the_rungs_that_come_to_stand_there(writer: Writer) -> None:
    change = {"kind": "role", "key": "gardener", "verb": "renamed", "field": "slug", "old": "gardener", "new": "digger"}
    found = made(writer, changes=[change])
    rung = {"slug": "head-gardener", "name": "Head digger", "rank": 1}
    come_and_go(writer, "roles/digger", {"slug": "digger", "name": "Digger", "levels": [rung]})
    assert [one["message"] for one in fit(writer, found)["conflicts"]] == [
        "An earlier edition had a role at 'digger' that is retired.",
        "An earlier edition had a role level at 'digger/head-gardener' that is retired.",
    ]


def test_a_proposal_without_new_keys_and_addresses_costs_no_more_for_it(writer: Writer) -> None:
    plain = made(writer, changes=[RENAMING])
    new = made(writer, put={"kind": "skill", "path": "soil", "content": SOIL})
    for proposal, more in ((plain, 0), (new, 5)):
        fit(writer, proposal)  # the draft is loaded
        with selects() as seen:
            fit(writer, proposal)
        about = [one for one in seen if "identity" in one or "retirement" in one or "former_slug" in one]
        assert len(about) == (more and more - 1), about


def test_of_several_drafts_it_is_tried_on_the_one_that_was_begun_last(writer: Writer) -> None:
    found = made(writer, changes=[RENAMING])
    later = begin(writer, "later", "2024.1")
    assert writer.put(f"{later}/content/skills/pruning", name="Trimming").status_code == 200
    told = fit(writer, found)
    assert (told["edition"]["version"], told["fits"], told["conflicts"][0]["now"]) == ("later", False, "Trimming")
    assert decided(writer, found, "accept", version="next").status_code == 200


def test_a_cursor_that_names_a_proposal_of_another_framework_is_refused(writer: Writer) -> None:
    baking = "/v1/frameworks/baking"
    assert writer.client.post("/v1/frameworks", json={"slug": "baking", "name": "Baking"}).status_code == 201
    begun = writer.client.post(f"{baking}/editions", json={"version": "1"})
    assert begun.status_code == 201
    skill = {"kind": "skill", "path": "kneading", "content": {"slug": "kneading", "name": "Kneading"}}
    other = writer.client.post(f"{baking}/proposals", json={"reason": "So.", "edition": "1", "put": skill}).json()
    made(writer, changes=[RENAMING])
    for proposal, status in ((other["id"], 422), (made(writer, changes=[RENAMING])["id"], 200)):
        address = Window(path=PROPOSALS).link(proposal)
        assert writer.client.get(address).status_code == status
