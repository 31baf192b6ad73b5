"""Bad proposals and bad decisions: the right status, the place in the body, and a database as it was before."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from httpx2 import Response
from hypothesis import given, settings
from hypothesis import strategies as st

from app.framework.nouns import NOUNS
from tests.api.desk import Desk
from tests.api.locked import bearing
from tests.api.suggesting import PROPOSALS, REMOVAL, RENAMING

REASON = {"reason": "Because."}
SKILL = {"slug": "pruning", "key": "cutting", "name": "Pruning"}
MULCHING = {
    "kind": "skill",
    "key": "mulching",
    "verb": "added",
    "new": {"key": "mulching", "slug": "mulching", "name": "M"},
}
NOWHERE = f"{PROPOSALS}/7d1c3f0a-52b8-4e64-9a0e-1f6f3c2b8a91"


@pytest.fixture(autouse=True)
def nothing_written(desk: Desk) -> Iterator[None]:
    before = desk.rows()
    yield
    assert desk.rows() == before


def check(answer: Response, status: int, slug: str, *pointers: str) -> None:
    """That an answer refuses with a kind of problem, at these places of the body, in words of one line."""
    told = answer.json()
    assert (answer.status_code, told["type"]) == (status, f"/problems/{slug}"), told
    if pointers:
        assert [one["pointer"] for one in told["errors"]] == list(pointers), told
        assert all(one["detail"].strip() for one in told["errors"])


def send(desk: Desk, **body: Any) -> Response:
    return desk.client.post(PROPOSALS, json=REASON | body)


def change(**fields: Any) -> list[dict[str, Any]]:
    return [RENAMING | fields]


@pytest.mark.parametrize(
    ("body", "pointers"),
    [
        ({}, [""]),
        ({"changes": [RENAMING], "delete": REMOVAL}, [""]),
        ({"put": None, "delete": None}, [""]),
        ({"changes": [RENAMING], "reason": ""}, ["/reason"]),
        ({"changes": [RENAMING], "reason": " x"}, ["/reason"]),
        ({"changes": [RENAMING], "reason": "x" * 4_001}, ["/reason"]),
        ({"changes": [RENAMING], "reason": "\u0000"}, ["/reason"]),
        ({"changes": [RENAMING], "reason": None}, ["/reason"]),
        ({"changes": [RENAMING], "colour": "red"}, [""]),
        ({"changes": [RENAMING], "edition": "nowhere"}, ["/edition"]),
        ({"changes": [RENAMING], "edition": "no label"}, ["/edition"]),
        ({"changes": [RENAMING] * 1_001}, ["/changes"]),
        ({"changes": []}, [""]),
        ({"changes": change(kind="plant")}, ["/changes/0/kind"]),
        ({"changes": change(verb="moved")}, ["/changes/0/verb"]),
        ({"changes": change(verb="changed")}, ["/changes/0/verb"]),
        ({"changes": change(field="slogan")}, ["/changes/0/field"]),
        ({"changes": change(field="key")}, ["/changes/0/field"]),
        ({"changes": change(new=7)}, ["/changes/0/new"]),
        ({"changes": change(new=None)}, ["/changes/0/new"]),
        ({"changes": change(id="x")}, ["/changes/0"]),
        ({"changes": change(key="no-such")}, ["/changes/0"]),
        ({"changes": change(old="Cutting")}, ["/changes/0"]),
        ({"changes": change(new="Prun\u200bing")}, ["/changes/0"]),
        ({"changes": change(new="x" * 301)}, ["/changes/0"]),
        ({"changes": [RENAMING, RENAMING | {"new": "Clopping"}]}, ["/changes/1"]),
        ({"changes": [MULCHING, RENAMING, MULCHING, RENAMING]}, ["/changes/2", "/changes/3"]),
        ({"changes": [MULCHING | {"key": "mulch"}]}, ["/changes/0"]),
        ({"changes": [MULCHING | {"new": {"key": "mulching", "slug": "pruning", "name": "M"}}]}, ["/changes"]),
        ({"changes": [MULCHING | {"new": {"key": "mulching", "name": "M"}}]}, ["/changes/0/new/slug"]),
        ({"changes": [MULCHING | {"old": {}}]}, ["/changes/0"]),
        (
            {"changes": change(kind="framework", key="gardening", field="slug", old="gardening", new="x")},
            ["/changes/0"],
        ),
        ({"put": {"kind": "skill", "path": "pruning"}}, ["/put/content"]),
        ({"put": {"kind": "skill", "content": SKILL}}, ["/put/path"]),
        ({"put": {"kind": "framework", "path": "gardening", "content": {}}}, ["/put/path"]),
        ({"put": {"kind": "skills", "path": "pruning", "content": SKILL}}, ["/put/kind"]),
        ({"put": {"kind": "skill", "path": "Pruning", "content": SKILL}}, ["/put/path"]),
        ({"put": {"kind": "skill", "path": "pruning", "content": "x"}}, ["/put/content"]),
        ({"put": {"kind": "skill", "path": "pruning", "content": []}}, ["/put/content"]),
        (
            {"put": {"kind": "skill", "path": "pruning", "content": SKILL | {"groups": ["none"]}}},
            ["/put/content/groups/0"],
        ),
        ({"put": {"kind": "skill", "path": "pruning", "content": SKILL | {"key": "other"}}}, ["/put/content/key"]),
        ({"put": {"kind": "skill", "path": "pruning", "content": SKILL | {"colour": 1}}}, ["/put/content/colour"]),
        ({"put": {"kind": "skill", "path": "mulching", "content": SKILL}}, ["/put/content/slug"]),
        (
            {"put": {"kind": "role_level", "path": "none/x", "content": {"slug": "x", "name": "X", "rank": 1}}},
            ["/put/path"],
        ),
        ({"put": {"kind": "relations", "content": [{"from": "pruning"}]}}, ["/put/content/0"]),
        ({"delete": {"kind": "skill", "path": "no-such"}}, ["/delete/path"]),
        ({"delete": {"kind": "relations", "path": "x"}}, ["/delete/kind"]),
        ({"delete": {"kind": "skill"}}, ["/delete/path"]),
        ({"delete": REMOVAL | {"cascade": "yes"}}, ["/delete/cascade"]),
    ],
)
def test_a_body_that_says_nothing_that_can_be_done_is_told_where(
    desk: Desk, body: dict[str, Any], pointers: list[str]
) -> None:
    check(send(desk, **body), 422, "invalid-body", *pointers)


@pytest.mark.parametrize(
    ("kind", "path"),
    [("skill", "a/b"), ("role_level", "gardener"), ("role_level", "a/b/c"), ("mastery_level", "a/b/c")],
)
def test_a_path_that_things_of_the_kind_do_not_have_is_refused(desk: Desk, kind: str, path: str) -> None:
    content = {"slug": path.rpartition("/")[2], "name": "B", "rank": 9}
    said = {"kind": kind, "path": path, "content": content}
    check(send(desk, put=said), 422, "invalid-body", "/put/path")


def test_what_changes_nothing_is_refused(desk: Desk) -> None:
    there = desk.client.get("/v1/frameworks/gardening/editions/current/content/skills/pruning").json()
    answer = send(desk, put={"kind": "skill", "path": "pruning", "content": there})
    check(answer, 422, "invalid-body", "")
    assert "would change nothing" in answer.json()["detail"]


def test_of_two_changes_of_one_field_the_second_is_told(desk: Desk) -> None:
    [fault] = send(desk, changes=[RENAMING, RENAMING | {"new": "Clopping"}]).json()["errors"]
    assert fault["detail"] == "name of skill 'cutting' is renamed by /changes/0 already"
    [fault] = send(desk, changes=[MULCHING, MULCHING]).json()["errors"]
    assert fault["detail"] == "skill 'mulching' is added by /changes/0 already"


def test_what_breaks_a_rule_is_told_without_what_stands_there(desk: Desk) -> None:
    slug = RENAMING | {"field": "slug", "old": "pruning", "new": "Bad Slug"}
    [fault] = send(desk, changes=[slug]).json()["errors"]
    assert fault["detail"].endswith("single hyphens"), fault


def test_a_change_that_is_not_there_is_told_with_what_is(desk: Desk) -> None:
    [fault] = send(desk, changes=change(old="Cutting")).json()["errors"]
    assert fault["detail"] == "name of skill 'cutting': something else stands there now: \"Pruning\""


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({"delete": REMOVAL}, ["requirement advisor/advisor/plant-knowledge names it as skill"]),
        (
            {"changes": [
                {"kind": "skill", "key": "plant-knowledge", "verb": "removed",
                 "old": {"key": "plant-knowledge", "slug": "plant-knowledge", "name": "Plant knowledge",
                         "kind": "knowledge", "groups": ["plants"], "scale": "recall"}},
                {"kind": "statement", "key": "63b34453eb81bf10", "verb": "removed",
                 "old": {"key": "63b34453eb81bf10", "text": "name most plants of the region by their leaves",
                         "level": "recall/fluent", "place": {"owner": "skill/plant-knowledge"}}},
            ]},
            ["requirement advisor/advisor/plant-knowledge names it as skill"],
        ),
        (
            {"put": {"kind": "role", "path": "advisor", "content": {"slug": "advisor", "name": "Advisor"}}},
            ["progression gardener/chief-gardener/advisor/advisor/move names it as target"],
        ),
        (
            {"delete": {"kind": "scale", "path": "recall"}},
            ["skill plant-knowledge names it as scale", "statement 63b34453eb81bf10 names it as level",
             "requirement advisor/advisor/plant-knowledge names it as level"],
        ),
    ],
)  # fmt: skip
def test_a_proposal_that_removes_what_others_need_is_refused_with_all_of_them(
    desk: Desk, body: dict[str, Any], named: list[str]
) -> None:
    answer = send(desk, **body)
    check(answer, 409, "still-referenced")
    assert [one["detail"] for one in answer.json()["errors"]] == named


def test_something_new_under_a_slug_that_was_retired_is_refused(desk: Desk) -> None:
    topiary = {"slug": "topiary", "name": "Topiary"}
    check(send(desk, put={"kind": "skill", "path": "topiary", "content": topiary}), 409, "retired-slug")
    added = {"kind": "skill", "key": "topiary", "verb": "added", "new": topiary | {"key": "topiary"}}
    check(send(desk, changes=[added]), 422, "invalid-body", "/changes")
    told = {
        "kind": "skill",
        "key": "topiary",
        "name": "Topiary",
        "reason": "Nobody asked for it.",
        "replaced_by": ["cutting"],
    }
    forgotten = {"kind": "retirement", "key": "skill/topiary", "verb": "removed", "old": told}
    check(send(desk, changes=[forgotten, added]), 409, "retired-slug")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"\xff", 400),
        (b"[]", 422),
        (b"null", 422),
        (b'{"reason": "x", "reason": "y"}', 422),
        (b'{"reason": "x", "changes": [NaN]}', 422),
        (b'{"reason": "x", "changes": [' + b"[" * 100 + b"]" * 100 + b"]}", 400),
        (b'{"reason": "x", "changes": ' + json.dumps([RENAMING] * 12_000).encode() + b"}", 413),
    ],
)
def test_a_body_that_is_no_fit_json_is_refused(desk: Desk, body: bytes, status: int) -> None:
    answer = desk.client.post(PROPOSALS, content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_suggestion_of_too_many_changes_is_refused(desk: Desk) -> None:
    levels = [{"slug": f"l-{at}", "name": f"L {at}", "rank": at} for at in range(1, 1_002)]
    answer = send(
        desk, put={"kind": "scale", "path": "long", "content": {"slug": "long", "name": "Long", "levels": levels}}
    )
    check(answer, 422, "invalid-body", "")
    assert "1,002 changes" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("verb", "body", "status", "slug"),
    [
        ("accept", {"version": "2024.1"}, 404, "not-found"),
        ("reject", {"reason": "No."}, 404, "not-found"),
        ("accept", {}, 422, "invalid-body"),
        ("accept", {"version": "no label"}, 422, "invalid-body"),
        ("accept", {"version": "x", "reason": ""}, 422, "invalid-body"),
        ("reject", {}, 422, "invalid-body"),
        ("reject", {"reason": None}, 422, "invalid-body"),
        ("reject", {"reason": "x" * 4_001}, 422, "invalid-body"),
        ("reject", {"reason": "No.", "version": "x"}, 422, "invalid-body"),
    ],
)
def test_a_decision_on_nothing_or_without_what_it_needs_is_refused(
    desk: Desk, verb: str, body: dict[str, Any], status: int, slug: str
) -> None:
    check(desk.client.post(f"{NOWHERE}/{verb}", json=body), status, slug)


@pytest.mark.parametrize("misshapen", ["1", "x", "7d1c3f0a-52b8-4e64-9a0e", "%00", "7d1c3f0a52b84e649a0e1f6f3c2b8a91"])
def test_an_id_that_is_none_is_refused(desk: Desk, misshapen: str) -> None:
    assert desk.client.get(f"{PROPOSALS}/{misshapen}").status_code in (404, 422)
    assert desk.client.post(f"{PROPOSALS}/{misshapen}/reject", json={"reason": "No."}).status_code in (404, 422)


def test_who_may_not_is_told_so(desk: Desk) -> None:
    other = bearing(desk.outsider)
    check(desk.client.post(PROPOSALS, json=REASON | {"changes": [RENAMING]}, headers=other), 403, "forbidden")
    check(desk.client.get(PROPOSALS, headers=other), 403, "forbidden")
    check(desk.client.get("/v1/frameworks/nowhere/proposals"), 404, "not-found")
    check(desk.client.post("/v1/frameworks/nowhere/proposals", json=REASON), 404, "not-found")


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**17), 10**17)
    | st.sampled_from(["", "x", "pruning", "skill/cutting", "\x00"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["key", "slug", "name", "rank", "text", "place", "owner", "after", "levels"]), inner
        )
    ),
    max_leaves=6,
)
CHANGES = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(list(NOUNS)),
        "key": st.sampled_from(
            ["cutting", "gardener", "gardening", "mastery/novice", "", "a/b/c", "x" * 600, "\x00", "é"]
        ),
        "verb": st.sampled_from(["added", "removed", "renamed", "changed"]),
    },
    optional={
        "field": st.sampled_from(sorted({name for noun in NOUNS.values() for name in noun.told})),
        "old": VALUES,
        "new": VALUES,
    },
)


@settings(max_examples=150)
@given(changes=st.lists(CHANGES, min_size=1, max_size=3))
def test_made_up_changes_never_break_the_server(desk: Desk, changes: list[dict[str, Any]]) -> None:
    answer = send(desk, changes=changes)
    assert answer.status_code in (400, 409, 422), answer.text
