"""What breaks a client is found, and what does not is let through."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from tests.contract.breaking import breaks

Document = dict[str, Any]
OLD: Document = {
    "paths": {
        "/things": {
            "get": {
                "operationId": "list_things",
                "parameters": [
                    {"in": "query", "name": "limit", "schema": {"type": "integer", "minimum": 1, "maximum": 200}},
                    {"in": "query", "name": "kind", "schema": {"enum": ["a", "b"], "type": "string"}},
                    {"in": "query", "name": "q",
                     "schema": {"anyOf": [{"type": "string", "maxLength": 9}, {"type": "null"}]}},
                ],
                "responses": {
                    "200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}},
                    "404": {"description": "Not there."},
                },
            },
            "post": {
                "operationId": "make_thing",
                "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Made"}}}},
                "responses": {"201": {"description": "Made."}},
            },
        }
    },
    "components": {
        "schemas": {
            "Thing": {
                "type": "object",
                "required": ["name", "rank"],
                "properties": {
                    "name": {"type": "string", "maxLength": 300},
                    "rank": {"type": "integer", "minimum": 1},
                    "state": {"type": "string", "enum": ["old", "new"]},
                    "parts": {"type": "array", "maxItems": 9, "items": {"$ref": "#/components/schemas/Thing"}},
                    "note": {"anyOf": [{"type": "string", "maxLength": 9}, {"type": "null"}]},
                    "extra": {"type": "object", "additionalProperties": True},
                },
            },
            "Other": {"type": "object", "properties": {}},
            "Made": {
                "type": "object",
                "required": ["name"],
                "properties": {"name": {"type": "string", "maxLength": 9}, "count": {"type": "integer"}},
            },
        }
    },
}  # fmt: skip
GET, POST = OLD["paths"]["/things"]["get"], OLD["paths"]["/things"]["post"]


def changed(change: Callable[[Document], object]) -> list[str]:
    new = copy.deepcopy(OLD)
    change(new)
    return breaks(OLD, new)


def get(document: Document) -> Document:
    found: Document = document["paths"]["/things"]["get"]
    return found


def schema(document: Document, name: str) -> Document:
    found: Document = document["components"]["schemas"][name]
    return found


def parameter(document: Document, number: int) -> Document:
    found: Document = get(document)["parameters"][number]["schema"]
    return found


def thing(document: Document, name: str) -> Document:
    found: Document = schema(document, "Thing")["properties"][name]
    return found


def test_the_same_document_breaks_nobody() -> None:
    assert breaks(OLD, copy.deepcopy(OLD)) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda new: new["paths"].pop("/things"), "/things: the path is gone"),
        (lambda new: new["paths"]["/things"].pop("get"), "GET /things: the operation is gone"),
        (lambda new: get(new).update(operationId="x"), "GET /things: the operationId was list_things, is x"),
        (lambda new: get(new)["parameters"].pop(0), "GET /things: the query parameter limit is gone"),
        (lambda new: get(new)["parameters"][0].update(required=True),
         "GET /things: the query parameter limit is newly required"),
        (lambda new: get(new)["parameters"].append({"in": "query", "name": "x", "required": True, "schema": {}}),
         "GET /things: the query parameter x is newly required"),
        (lambda new: parameter(new, 0).update(maximum=100), "GET /things parameter limit: maximum was 200, is 100"),
        (lambda new: parameter(new, 0).update(minimum=2), "GET /things parameter limit: minimum was 1, is 2"),
        (lambda new: parameter(new, 0).update(type="string"), "GET /things parameter limit: may no longer be integer"),
        (lambda new: parameter(new, 1).update(enum=["a"]), "GET /things parameter kind: may no longer be b"),
        (lambda new: parameter(new, 1).update(pattern="a+"), "GET /things parameter kind: pattern was none, is a+"),
        (lambda new: parameter(new, 2)["anyOf"][0].update(maxLength=8),
         "GET /things parameter q: maxLength was 9, is 8"),
        (lambda new: get(new)["responses"].pop("404"), "GET /things: the answer 404 is gone"),
        (lambda new: get(new)["responses"]["200"]["content"].pop("application/json"),
         "GET /things 200: application/json is gone"),
        (lambda new: get(new)["responses"]["200"]["content"]["application/json"].update(
            schema={"$ref": "#/components/schemas/Other"}), "GET /things 200: the schema was Thing, is Other"),
        (lambda new: schema(new, "Thing")["properties"].pop("state"), "GET /things 200.state: the property is gone"),
        (lambda new: schema(new, "Thing")["required"].remove("rank"), "GET /things 200.rank: no longer always there"),
        (lambda new: thing(new, "state").update(enum=["old", "new", "gone"]), "GET /things 200.state: may now be gone"),
        (lambda new: thing(new, "state").pop("enum"), "GET /things 200.state: may now be anything else"),
        (lambda new: thing(new, "name").update(maxLength=301), "GET /things 200.name: maxLength was 300, is 301"),
        (lambda new: thing(new, "name").pop("maxLength"), "GET /things 200.name: maxLength was 300, is none"),
        (lambda new: thing(new, "rank").update(minimum=0), "GET /things 200.rank: minimum was 1, is 0"),
        (lambda new: thing(new, "rank").update(type="number"), "GET /things 200.rank: may now be number"),
        (lambda new: thing(new, "note").update(anyOf=[*thing(new, "note")["anyOf"], {"type": "integer"}]),
         "GET /things 200.note: may now be integer"),
        (lambda new: thing(new, "extra").update(anyOf=[thing(new, "extra") | {}, {"type": "integer"}]),
         "GET /things 200.extra: may now be integer"),
        (lambda new: new["paths"]["/things"]["post"]["requestBody"].update(required=True),
         "POST /things: a body is newly required"),
        (lambda new: schema(new, "Made").update(required=["name", "count"]),
         "POST /things body.count: newly required"),
        (lambda new: schema(new, "Made")["properties"].pop("count"), "POST /things body.count: the property is gone"),
        (lambda new: schema(new, "Made")["properties"]["name"].update(maxLength=8),
         "POST /things body.name: maxLength was 9, is 8"),
    ],
)  # fmt: skip
def test_what_breaks_a_client_is_told_with_its_place(change: Callable[[Document], object], told: str) -> None:
    assert told in changed(change)


GROWS: dict[str, Callable[[Document], object]] = {
    "path": lambda new: new["paths"].update({"/more": {"get": GET}}),
    "method": lambda new: new["paths"]["/things"].update(put=POST),
    "optional parameter": lambda new: get(new)["parameters"].append(
        {"in": "query", "name": "x", "schema": {"type": "string"}}
    ),
    "higher maximum": lambda new: parameter(new, 0).update(maximum=500),
    "value to send": lambda new: parameter(new, 1).update(enum=["a", "b", "c"]),
    "any value to send": lambda new: parameter(new, 1).pop("enum"),
    "error": lambda new: get(new)["responses"].update({"406": {"description": "Not so."}}),
    "media type": lambda new: get(new)["responses"]["200"]["content"].update(
        {"text/csv": {"schema": {"type": "string"}}}
    ),
    "property": lambda new: schema(new, "Thing")["properties"].update(more={"type": "string"}),
    "promise": lambda new: schema(new, "Thing")["required"].append("state"),
    "fewer values": lambda new: thing(new, "state").update(enum=["old"]),
    "shorter text": lambda new: thing(new, "name").update(maxLength=200),
    "never null": lambda new: thing(new, "note").update(anyOf=[{"type": "string", "maxLength": 9}]),
    "objects by name": lambda new: schema(new, "Thing")["properties"].update(
        extra={"anyOf": [{"$ref": "#/components/schemas/Other"}, {"$ref": "#/components/schemas/Made"}]}
    ),
    "words": lambda new: thing(new, "name").update(description="Better words.", examples=["x"]),
    "optional in the body": lambda new: schema(new, "Made")["required"].remove("name"),
    "any length to send": lambda new: schema(new, "Made")["properties"]["name"].pop("maxLength"),
    "property to send": lambda new: schema(new, "Made")["properties"].update(more={"type": "string"}),
}


@pytest.mark.parametrize("name", GROWS)
def test_what_only_grows_breaks_nobody(name: str) -> None:
    assert changed(GROWS[name]) == []
