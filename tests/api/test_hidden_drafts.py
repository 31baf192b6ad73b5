"""A draft shows through no open address: neither a word of it, nor that there is one.

Every address that an editor meets on a server with marked drafts is asked, before they are there and after, by those
who may not see them: all must be as it was. The addresses of the document come along, so a new route is asked too.
"""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from app.api.application import build_application
from app.authoring.importing import import_release
from app.framework.change import Change
from app.framework.identity import identify
from tests.api.locked import ELSEWHERE, HERE, Locked, bearing, client_of
from tests.api.marked import MARK, NOTHING, VERSION, marked
from tests.api.seeded import reads, suggest
from tests.api.shelf import Shelf
from tests.contract.addresses import addresses_in

READS = list(reads(build_application(Shelf()).openapi()))
HIDDEN = f"{MARK}-orchard"
#: Proposals: one for what is published, and one for each of the drafts.
OPEN = "11111111-52b8-4e64-9a0e-1f6f3c2b8a90"
RESTING = {HERE: "22222222-52b8-4e64-9a0e-1f6f3c2b8a90", HIDDEN: "33333333-52b8-4e64-9a0e-1f6f3c2b8a90"}
#: Where nothing is planted: other frameworks, and keys.
ELSEWHERE_PATH = re.compile(f"/v1/(keys|frameworks/{ELSEWHERE}/)")
#: Of the answer to one and the same question at two moments.
OF_THE_MOMENT = {"x-request-id", "date"}
LOOKUPS = [
    {"kind": "skill", "path": f"{MARK}-pruning"},
    {"kind": "skill", "path": "pruning"},
    {"kind": "role_level", "path": f"{MARK}-gardener/{MARK}-head-gardener"},
    {"code": f"guild:P-7 {MARK}"},
    {"id": str(identify(HERE, "skill", f"{MARK}-grafting"))},
    {"id": str(identify(HERE, "skill", "cutting"))},
]


@dataclass(frozen=True, slots=True)
class World:
    """A server on which drafts were planted, those who may not see them, and what it answered them before."""

    client: TestClient
    editor: dict[str, str]
    strangers: dict[str, dict[str, str]]
    before: dict[tuple[str, str], Any]


@pytest.fixture(scope="module", params=["open", "keyed"])
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    locked = prepared(tmp_path_factory.mktemp("hidden"))
    strangers = {
        "nobody": {},
        "reader": bearing(locked.over_all["read"]),
        "proposer here": bearing(locked.here["propose"]),
        "publisher elsewhere": bearing(locked.elsewhere["publish"]),
    }
    addresses = every_address(tmp_path_factory.mktemp("seen"))
    asked = [(who, address) for who in strangers for address in addresses]
    with client_of(locked, request.param) as client:
        before = {(who, address): told(ask(client, address, strangers[who])) for who, address in asked}
        plant(locked)
        yield World(client, bearing(locked.over_all["admin"]), strangers, before)
    locked.engine.dispose()


def prepared(folder: Path) -> Locked:
    """A server with a proposal for what is published, which will not fit the draft."""
    locked = Locked(folder)
    renaming = Change("skill", "cutting", "renamed", "name", "Pruning", "Clipping")
    suggest(locked.engine, (HERE, "2024.1"), renaming, id=OPEN)
    return locked


def plant(locked: Locked) -> None:
    """A draft of a framework that has published editions, and a framework that has nothing but a draft; and proposals
    that start from these."""
    renaming = Change("skill", "cutting", "renamed", "name", f"Pruning {MARK}", f"Clipping {MARK}")
    for framework in (HERE, HIDDEN):
        import_release(locked.engine, marked(framework), keyless=False, publishing=False)
        suggest(locked.engine, (framework, VERSION), renaming, id=RESTING[framework], by=MARK)


#: What is asked of the reads that need a body.
ASKED: dict[str, Any] = {
    "/lookup": {"items": LOOKUPS},
    "/gap": {
        "role_level": f"{MARK}-gardener/{MARK}-head-gardener",
        "profile": {"mastery": [{"skill": f"{MARK}-pruning"}, {"skill": "pruning"}]},
    },
    "/gap/team": {"role_levels": ["gardener/head-gardener"], "profiles": [{"mastery": [{"skill": f"{MARK}-pruning"}]}]},
    "/moves": {"role_level": "gardener/head-gardener"},
}


def body_of(address: str) -> Any:
    return next((body for below, body in ASKED.items() if address.endswith(below)), None)


def ask(client: TestClient, address: str, who: dict[str, str]) -> Response:
    if body := body_of(address):
        return client.post(address, json=body, headers=who)
    return client.get(address, headers=who)


def told(answer: Response) -> tuple[int, dict[str, str], str]:
    """All that an answer says, but for what is of the moment."""
    headers = {name: value for name, value in answer.headers.items() if name not in OF_THE_MOMENT}
    return answer.status_code, headers, answer.text.replace(answer.headers["X-Request-Id"], "")


def every_address(folder: Path) -> list[str]:
    """Every address that an editor meets beside the drafts; those below a draft through the other editions too."""
    locked = prepared(folder)
    plant(locked)
    with client_of(locked) as client:
        client.headers.update(bearing(locked.over_all["admin"]))
        found = dict.fromkeys(starts())
        waiting = list(found)
        while waiting:
            answer = client.get(waiting.pop())
            if "json" in answer.headers.get("Content-Type", ""):
                new = [
                    each for each in addresses_in(answer.json()) if each not in found and not ELSEWHERE_PATH.match(each)
                ]
                found.update(dict.fromkeys(new))
                waiting += new
    locked.engine.dispose()
    others = {address.replace(f"/{VERSION}", f"/{label}", 1) for address in found for label in ("current", "2024.1")}
    return sorted({*found, *others})


def starts() -> Iterator[str]:
    """The addresses of the document in every edition, and questions that a draft would have an answer to."""
    for framework, version in ((HERE, VERSION), (HERE, "2024.1"), (HIDDEN, VERSION)):
        yield from (read.address(framework, version) for read in READS)
        edition = f"/v1/frameworks/{framework}/editions/{version}"
        yield from (edition + below for below in ASKED)
        yield from (f"{edition}/{kind}?q={MARK}" for kind in ("roles", "skills"))
        yield from (f"{edition}/{kind}?code=guild:P-7+{MARK}" for kind in ("roles", "skills"))


def test_every_read_of_the_document_is_asked(world: World) -> None:
    paths = [address.partition("?")[0] for _, address in world.before]
    for template in {read.template for read in READS}:
        pattern = re.compile(re.sub(r"\{\w+\}", "[^/]+", template))
        assert any(pattern.fullmatch(path) for path in paths), template
    assert sum(MARK in path for path in paths) > 100 * len(world.strangers)


def test_the_drafts_are_there_for_who_edits(world: World) -> None:
    addresses = {address for _, address in world.before if f"/editions/{VERSION}" in address}
    seen = [address for address in addresses if MARK in ask(world.client, address, world.editor).text]
    assert len(seen) > 70


def test_who_edits_is_told_of_the_draft_where_others_are_told_of_the_edition_in_force(world: World) -> None:
    address = f"/v1/frameworks/{HERE}/proposals"
    assert MARK in ask(world.client, f"{address}/{OPEN}", world.editor).json()["fit"]["conflicts"][0]["now"]
    assert ask(world.client, f"{address}/{OPEN}", world.strangers["proposer here"]).json()["fit"]["fits"]
    assert ask(world.client, f"{address}/{RESTING[HERE]}", world.editor).json()["fit"]["fits"]
    both = (world.editor, world.strangers["proposer here"])
    assert [ask(world.client, address, who).json()["total"] for who in both] == [2, 1]
    assert {f"{address}/{each}" for each in (OPEN, RESTING[HERE])} <= {address for _, address in world.before}


def test_no_answer_to_anyone_else_changes_by_a_draft(
    world: World, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    statuses = set()
    caplog.set_level(logging.WARNING, logger="httpx2")  # the client's own lines name what it asks for
    with caplog.at_level(logging.INFO):
        for (who, address), before in world.before.items():
            after = told(ask(world.client, address, world.strangers[who]))
            assert after == before, (who, address)
            statuses.add(after[0])
    assert {200, 404} <= statuses
    assert [record for record in caplog.records if MARK in record.getMessage()] == []
    assert MARK not in "".join(capfd.readouterr())


def test_no_word_of_a_draft_is_in_any_answer_but_those_that_were_sent(world: World) -> None:
    for who, address in world.before:
        if MARK not in address and not body_of(address):  # those repeat what was asked
            answer = ask(world.client, address, world.strangers[who])
            assert MARK not in f"{answer.headers}{answer.text}", (who, address)


def test_what_a_draft_names_is_answered_as_what_nothing_names(world: World) -> None:
    for who, address in world.before:
        if MARK in address:
            status, headers, text = told(ask(world.client, address, world.strangers[who]))
            other = told(ask(world.client, address.replace(MARK, NOTHING), world.strangers[who]))
            assert (status, text) == (other[0], other[2].replace(NOTHING, MARK)), (who, address)
            assert "etag" not in headers or status == 200
