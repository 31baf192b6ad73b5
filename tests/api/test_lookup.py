"""The lookup over HTTP, and what its body must not be."""

import pytest
from starlette.testclient import TestClient

from tests.api.shelf import CURRENT, FIXED

LOOKUP = f"{FIXED}/lookup"
HEADERS = {"Content-Type": "application/json"}


def test_each_thing_or_why_not_in_the_order_asked(client: TestClient) -> None:
    pruning = client.get(f"{FIXED}/skills/pruning").json()
    named = {name: pruning[name] for name in ("id", "slug", "name", "href")} | {"kind": "skill"}
    items = [pruning["id"], {"id": pruning["id"]}, {"kind": "skill", "path": "nothing"}, {"code": "guild:P-7"}]
    answer = client.post(LOOKUP, json={"items": items})
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    found = answer.json()["items"]
    assert [item["thing"] for item in found] == [named, named, None, named]
    assert found[2]["problem"]["reason"] == "not_found"
    assert found[2]["asked"] == {"id": None, "kind": "skill", "path": "nothing", "code": None}


def test_the_answer_names_the_licence_like_every_other(client: TestClient) -> None:
    links = client.post(LOOKUP, json={"items": []}).headers["Link"]
    assert links == client.get(f"{FIXED}/roles").headers["Link"].replace("/roles", "/lookup")


def test_through_current_the_answer_names_the_fixed_address(client: TestClient) -> None:
    answer = client.post(f"{CURRENT}/lookup?as_of=2024-05-01", json={"items": []})
    assert (answer.json(), answer.headers["Content-Location"]) == ({"items": []}, LOOKUP)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b'{"items": ["\xff"]}', 400),
        (b"\xef\xbb\xbf{}", 400),
        (b"[" * 33 + b"]" * 33, 400),
        (b"[" * 100_000, 400),
        (b'{"a":' * 33 + b"1" + b"}" * 33, 400),
        (b'{"items": [], "items": []}', 422),
        (b'{"items": [{"code": "a:b", "code": "a:c"}]}', 422),
        (b'{"items": [NaN]}', 422),
        (b'{"items": [1e400]}', 422),
        (b'{"items": [99999999999999999999]}', 422),
        (b'{"items": ["\\ud800"]}', 422),
        (b'{"items": [{"\\udc00": "x"}]}', 422),
        (b"null", 422),
        (b"[]", 422),
        (b"{}", 422),
        (b'{"items": null}', 422),
        (b'{"items": [null]}', 422),
        (b'{"items": [7]}', 422),
        (b'{"items": [], "colour": "red"}', 422),
        (b'{"items": [{"colour": "red"}]}', 422),
        (b'{"items": [{}]}', 422),
        (b'{"items": [{"kind": "cat", "path": "x"}]}', 422),
        (b'{"items": [{"id": 7}]}', 422),
        (b'{"items": [' + b",".join([b'"x"'] * 501) + b"]}", 422),
        (b'{"items": ["' + b"x" * 65 + b'"]}', 422),
        (b'{"items": ["' + b"x" * 10_000_000 + b'"]}', 413),
    ],
)
def test_a_body_that_can_be_read_in_two_ways_or_holds_too_much_is_refused(
    client: TestClient, body: bytes, status: int
) -> None:
    answer = client.post(LOOKUP, content=body, headers=HEADERS)
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_500_items_are_not_too_many_and_odd_ones_are_merely_not_found(client: TestClient) -> None:
    odd = ["", "\0", "'", "💩", "x" * 64, "../..", "5a2b4cf3-6d1c-5c0e-8f5e-3f3b1d7a9c42"]
    answer = client.post(LOOKUP, json={"items": (odd * 72)[:500]})
    assert answer.status_code == 200
    assert [item["problem"]["reason"] for item in answer.json()["items"]] == ["not_found"] * 500


def test_unknown_fields_are_one_fault_of_their_object_however_many(client: TestClient) -> None:
    many = dict.fromkeys((f"k{number}" for number in range(20_000)), 1)
    answer = client.post(LOOKUP, json={"items": ["x", many, {"colour": "red"}]})
    first, second = answer.json()["errors"]
    named = "'k0', 'k1', 'k2' and 19,997 more; known are id, kind, path, code"
    assert first == {"pointer": "/items/1", "parameter": None, "detail": f"has fields that are not known here: {named}"}
    assert second["detail"] == "has fields that are not known here: 'colour'; known are id, kind, path, code"


def test_a_problem_tells_no_more_faults_than_a_person_reads(client: TestClient) -> None:
    assert len(client.post(LOOKUP, json={"items": [7] * 500}).json()["errors"]) == 50
    long = client.post(LOOKUP, content=b'{"items": [1.' + b"9" * 500_000 + b"]}", headers=HEADERS)
    assert (long.status_code, len(long.content) < 1000) == (422, True)


@pytest.mark.parametrize("body", [b"[]", b'{"items": [7]}', b'{"items": 7}', b'{"items": [' + b"1," * 500 + b"1]}"])
def test_a_fault_is_told_without_words_of_python(client: TestClient, body: bytes) -> None:
    [fault] = client.post(LOOKUP, content=body, headers=HEADERS).json()["errors"]
    assert not {"dictionary", "instance", "argument", "validation"} & set(fault["detail"].split())


def test_a_fault_points_to_its_place(client: TestClient) -> None:
    for body in ('{"items": ["x", {"id": "a", "id": "b"}]}', '{"items": ["x", {"id": 7}]}'):
        [fault] = client.post(LOOKUP, content=body, headers=HEADERS).json()["errors"]
        assert fault["pointer"] == "/items/1/id"
