"""A native document that leaves out keys: it is taken as it stands, and whoever sent it is told what that costs."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from httpx2 import Response
from sqlalchemy import Engine

from tests.api.writers import DRAFT, FRAMEWORK, PUBLISHED, Writer, writing_to
from tests.authoring.dumps import dump, stored

WHY, NEW = "say why a plant is pruned before it is cut", "say why every plant is pruned before it is cut"
CONTENT, IMPORT = f"{DRAFT}/content", f"{DRAFT}/import"


@pytest.fixture
def writer(engine: Engine, database_url: str) -> Iterator[Writer]:
    with writing_to(engine, database_url) as opened:
        yield opened


def key_of(writer: Writer, version: str, text: str) -> str:
    return next(
        each.key for each in stored(writer.engine, "gardening", version).edition.statements() if each.text == text
    )


def edited(writer: Writer, *changes: tuple[str, str]) -> str:
    """The draft's document as a GET answers it, with words replaced."""
    document: str = writer.client.get(CONTENT).text
    for old, new in changes:
        assert old in document
        document = document.replace(old, new)
    return document


def put(writer: Writer, document: str) -> Response:
    there = writer.client.get(CONTENT).headers["ETag"]
    headers = {"If-Match": there, "Content-Type": "application/json"}
    return writer.client.put(CONTENT, content=document.encode(), headers=headers)


def sent(writer: Writer, document: str, *, dry_run: bool) -> Any:
    headers = {"Content-Type": "application/json"}
    answer = writer.client.post(IMPORT, params={"dry_run": dry_run}, content=document.encode(), headers=headers)
    assert answer.status_code == 200, answer.text
    return answer.json()


def statements(writer: Writer) -> list[tuple[str, str | None]]:
    changes = writer.client.get(f"{FRAMEWORK}/diff", params={"from": "2024.1", "to": "next"}).json()["changes"]
    return [(change["verb"], change["field"]) for change in changes if change["kind"] == "statement"]


def expected(key: str) -> dict[str, Any]:
    return {"kind": "statement", "place": "skills/pruning", "key": key, "old": WHY, "new": NEW, "reasons": []}


def test_a_put_of_a_document_with_a_reworded_statement_is_answered_with_the_key_it_leaves_out(writer: Writer) -> None:
    key = key_of(writer, "2024.1", WHY)
    answer = put(writer, edited(writer, (WHY, NEW)))
    assert (answer.status_code, "ETag" in answer.headers) == (200, False)
    told = answer.json()
    assert told["missing_keys"] == [expected(key)]
    [remark] = told["remarks"]
    assert (remark["kind"], remark["message"].split(":")[0]) == (
        "missing-key",
        "1 statement looks reworded or moved, but has no key",
    )
    assert statements(writer) == [("removed", None), ("added", None)]


def test_sent_again_with_the_key_the_statement_is_the_same_and_only_reworded(writer: Writer) -> None:
    told = put(writer, edited(writer, (WHY, NEW))).json()
    mended = {"text": NEW, "key": told["missing_keys"][0]["key"]}
    assert put(writer, edited(writer, (json.dumps(NEW), json.dumps(mended)))).status_code == 204
    assert statements(writer) == [("changed", "text")]
    assert put(writer, edited(writer, (NEW, "say why a plant is pruned"))).status_code == 204


def test_it_is_told_again_until_the_key_is_written_or_the_words_are_back(writer: Writer) -> None:
    assert put(writer, edited(writer, (WHY, NEW))).status_code == 200
    assert put(writer, edited(writer, ('"Not topiary."', '"No hedges."'))).json()["missing_keys"][0]["new"] == NEW
    assert put(writer, edited(writer, (NEW, WHY))).status_code == 204
    assert put(writer, edited(writer, ('"No hedges."', '"Not topiary."'))).status_code == 204


@pytest.mark.parametrize("dry_run", [True, False])
def test_an_import_of_a_native_document_tells_the_same(writer: Writer, dry_run: bool) -> None:
    before, key = dump(writer.engine), key_of(writer, "2024.1", WHY)
    told = sent(writer, edited(writer, (WHY, NEW)), dry_run=dry_run)
    assert told["missing_keys"] == [expected(key)]
    assert [remark["kind"] for remark in told["remarks"]] == ["missing-key"]
    assert told["summary"]["statements"] == {"added": 1, "removed": 1, "renamed": 0, "changed": 0}
    assert (dump(writer.engine)["statement"] == before["statement"]) is dry_run


def test_a_renamed_thing_is_told_with_what_speaks_for_it(writer: Writer) -> None:
    document = edited(writer, ("plant-knowledge", "knowing-plants"), ("Plant knowledge", "Knowing plants"))
    told = sent(writer, document, dry_run=True)
    [one] = told["missing_keys"]
    assert (one["kind"], one["place"], one["key"]) == ("skill", "skills/knowing-plants", "plant-knowledge")
    assert "the same 1 of 1 role levels need it" in one["reasons"]
    assert told["proposed_renames"] == []


def test_what_is_published_counts_also_where_the_draft_is_empty(writer: Writer) -> None:
    key, document = key_of(writer, "2024.1", WHY), edited(writer, (WHY, NEW))
    assert writer.client.post(f"{FRAMEWORK}/editions", json={"version": "empty"}).status_code == 201
    address = f"{FRAMEWORK}/editions/empty/import"
    answer = writer.client.post(address, content=document.encode(), headers={"Content-Type": "application/json"})
    assert answer.json()["missing_keys"] == [expected(key)]


def test_the_published_document_taken_into_a_draft_leaves_out_nothing(writer: Writer) -> None:
    document = writer.client.get(f"{PUBLISHED}/content").text
    assert sent(writer, document, dry_run=True)["missing_keys"] == []
