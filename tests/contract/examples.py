"""Examples for the OpenAPI document: what the server answers over the seed, its lists cut short.

What writes is asked in a story (``tests.contract.story``), all else by itself.
The seed has no skill groups and no role families; answers about these show the gardening framework of the tests.
"""

import re
from collections.abc import Iterator
from typing import Any

from starlette.testclient import TestClient

from tests.contract.addresses import Addresses, Values, declared, required
from tests.contract.story import story

#: Entries that a list in an example keeps, of things and of plain values, and lines of a text.
MOST_SHOWN, MOST_PLAIN, MOST_LINES = 2, 3, 5
#: When the seed was published, and its key made: in the tests that is always just now.
WHEN = "2026-11-22T09:00:00Z"
#: The mark of what was seen in a feed, which has the moment in it.
MARK = re.compile(r"([?&]seen=)[0-9a-f]{12}\b")
JSON, SHEET = "application/json", "text/csv"
_NOW = ("published_at", "withdrawn_at", "created_at", "last_used_at", "changed_at", "at", "decided_at")
#: A request that meets each of these problems.
MET = {
    "not-found": "/v1/frameworks/product-management/editions/2019.11/roles/gardener",
    "invalid-parameter": "/v1/frameworks?limit=0&colour=red",
}


def examples(seed: TestClient, garden: TestClient, written: TestClient) -> dict[str, Any]:
    """All of ``app/api/examples.json``, asked from two servers, and from a third that is written to."""
    document = seed.get("/openapi.json").json()
    shelves = [Addresses(seed, document), Addresses(garden, document)]
    answers: dict[str, Any] = {}
    paths: dict[str, Values] = {}
    told = story(written, document)
    for path, method, operation in requests(document):
        if one := told.get(operation["operationId"]):
            paths[operation["operationId"]] = dict(one.values)
            answers[operation["operationId"]] = {JSON: cut(one.answer)} if one.answer else {}
            answers[operation["operationId"]] |= {SHEET: _head(one.sheet)} if one.sheet else {}
            continue
        shelf, values, shown = _shown(path, method, operation, shelves)
        answers[operation["operationId"]] = shown
        paths[operation["operationId"]] = values if shelf is shelves[0] else declared(operation)
    problems = {slug: seed.get(address, headers={"X-Request-Id": "example"}).json() for slug, address in MET.items()}
    bodies = {name: one.body for name, one in told.items() if one.body is not None}
    return {"paths": paths, "bodies": bodies, "answers": answers, "problems": problems}


def requests(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Path, method and operation, for all of a document."""
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield path, method.upper(), operation


def cut(value: Any) -> Any:
    """The same with no list longer than an example wants it, published at one time."""
    match value:
        case list() if all(isinstance(each, str | int | None) for each in value):
            return value[:MOST_PLAIN]
        case list():
            return [cut(each) for each in value[:MOST_SHOWN]]
        case dict() if "$schema" in value:  # only its head: linters would take the rest for a part of the document
            return {key: each for key, each in value.items() if isinstance(each, str) and key != "$ref"}
        case dict():
            return {key: WHEN if key in _NOW else cut(each) for key, each in value.items()}
        case str():
            return MARK.sub(r"\g<1>000000000000", value)
        case _:
            return value


def _shown(
    path: str, method: str, operation: dict[str, Any], shelves: list[Addresses]
) -> tuple[Addresses, Values, dict[str, Any]]:
    """The first shelf that has something to show, where it has it, and the answer by media type."""
    found = []
    for shelf in shelves:
        values = shelf.found(path, operation)
        if values is not None:
            shown = dict(_answers(shelf.client, method, path.format(**values), operation))
            found.append((shelf, values, shown))
            if all(not isinstance(each, dict) or each.get("items") != [] for each in shown.values()):
                return found[-1]
    assert found, f"nothing is at {path}, neither in the seed nor in the garden"
    return found[0]


def _answers(client: TestClient, method: str, address: str, operation: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for media_type in operation["responses"].get("200", {}).get("content", {}):
        query = _query(operation, media_type)
        named = {"X-Request-Id": "example"}  # what it does is told with this name ever after
        answer = client.request(method, address, params=query, json=_body(operation), headers=named)
        given = answer.headers.get("Content-Type", "").partition(";")[0]
        assert (answer.status_code, given) == (200, media_type), (
            f"{method} {address} {query} answers {answer.status_code} {given}, not {media_type}: "
            f"the examples of its parameters and body must fit the seed. {answer.text[:300]}"
        )
        yield media_type, cut(answer.json()) if "json" in media_type else _head(answer.text)


def _query(operation: dict[str, Any], media_type: str) -> dict[str, str]:
    """What must be asked; a short page of a list; of an answer in several formats the one of this media type."""
    told = {one["name"]: one for one in operation.get("parameters", []) if one["in"] == "query"}
    query = required(operation)
    if len(operation["responses"]["200"]["content"]) > 1 and "format" in told:
        query["format"] = media_type.rpartition("/")[2]
    whole = query.get("format") == "markdown"  # a note has no pages
    return query | ({"limit": str(MOST_SHOWN)} if "limit" in told and not whole else {})


def _body(operation: dict[str, Any]) -> Any:
    return operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("example")


def _head(text: str) -> str:
    return text if text.startswith("<") else "".join(text.splitlines(keepends=True)[:MOST_LINES])
