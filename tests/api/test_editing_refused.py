"""Bad writes of one entry: the right status, one clear message with its place, and a database as it was before."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from httpx2 import Response

from tests.api.desk import FRAMEWORK, OTHER, Desk, Draft
from tests.api.locked import bearing

SKILL = {"slug": "pruning", "key": "cutting", "name": "Pruning"}
GROUP = {"slug": "plants", "name": "Plants"}
DEEP: Any = "x"
for _ in range(40):
    DEEP = [DEEP]


@pytest.fixture(scope="module")
def same(desk: Desk) -> Draft:
    """One draft for all that writes nothing."""
    return desk.draft()


@contextmanager
def nothing_written(desk: Desk) -> Iterator[None]:
    before = desk.rows()
    yield
    assert desk.rows() == before


def check(answer: Response, status: int, slug: str, *pointers: str) -> None:
    """A problem of a type, with errors at these places."""
    told = answer.json()
    assert (answer.status_code, told["type"]) == (status, f"/problems/{slug}"), answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert told["detail"]
    assert [error["pointer"] for error in told["errors"]] == list(pointers) or not pointers, told["errors"]
    assert len(answer.content) < 20_000
    assert "Traceback" not in answer.text
    assert "sqlalchemy" not in answer.text.lower()


BAD_BODIES: list[tuple[str, object, tuple[str, ...]]] = [
    # What no author gives
    ("skills/pruning", SKILL | {"id": "x"}, ("/id",)),
    ("skills/pruning", SKILL | {"href": "/"}, ("/href",)),
    ("skills/pruning", SKILL | {"status": "published"}, ("/status",)),
    ("framework", {"slug": "gardening", "name": "G", "digest": "0"}, ("/digest",)),
    ("roles/advisor", {"slug": "advisor", "name": "A", "published_at": "2024-01-01"}, ("/published_at",)),
    ("skills/pruning", SKILL | {"key": "other"}, ("/key",)),
    ("roles/gardener/levels/junior-gardener",
     {"slug": "junior-gardener", "name": "J", "rank": 1, "key": "gardener/junior"}, ("/key",)),
    ("framework", {"slug": "weeding", "name": "G"}, ("/slug",)),
    ("framework", {"slug": "gardening", "key": "weeding", "name": "G"}, ("/key",)),
    # Shapes
    ("skills/pruning", None, ("",)),
    ("skills/pruning", [], ("",)),
    ("skills/pruning", "pruning", ("",)),
    ("skills/pruning", 7, ("",)),
    ("skills/pruning", {"slug": "pruning"}, ("",)),
    ("skills/pruning", SKILL | {"name": None}, ("/name",)),
    ("skills/pruning", SKILL | {"groups": "plants"}, ("/groups",)),
    ("skills/pruning", SKILL | {"levels": {"novice": [7]}}, ("/levels/novice/0",)),
    ("sources/handbook", {"slug": "handbook", "title": "H", "date": "soon"}, ("/date",)),
    ("progressions", {}, ("",)),
    ("progressions", [{"from": "gardener/junior-gardener"}], ("/0",)),
    # Values
    ("skills/pruning", SKILL | {"name": ""}, ("/name",)),
    ("skills/pruning", SKILL | {"name": "a\nb"}, ("/name",)),
    ("skills/pruning", SKILL | {"name": "x" * 301}, ("/name",)),
    ("skills/pruning", SKILL | {"slug": "Pruning!"}, ("/slug",)),
    ("skills/pruning", SKILL | {"kind": "magic"}, ("/kind",)),
    ("skills/pruning", SKILL | {"description": "a\u0000b"}, ("/description",)),
    ("skills/pruning", SKILL | {"statements": ["say why", "say why", ""]}, ("/statements/2",)),
    ("roles/gardener/levels/junior-gardener", {"slug": "junior-gardener", "name": "J", "rank": 0}, ("/rank",)),
    ("roles/gardener/levels/junior-gardener", {"slug": "junior-gardener", "name": "J", "rank": 10**17}, ("/rank",)),
    ("stages/craft", {"slug": "craft", "name": "C", "rank": 2}, ("/rank",)),
    ("mastery-levels/novice", {"slug": "novice", "name": "N", "rank": 3}, ("", "", "/rank")),
    ("mastery-levels/novice", {"slug": "skilled", "key": "novice", "name": "N", "rank": 1}, ("/slug",)),
    ("skills/pruning", SKILL | {"slug": "plant-knowledge"}, ("/slug",)),
    ("skill-groups/plants", GROUP | {"slug": "trees", "key": "plants"}, ("/slug",)),
    ("sources/survey", {"slug": "handbook", "key": "survey", "title": "S"}, ("/slug",)),
    ("roles/gardener/levels/junior-gardener",
     {"slug": "head-gardener", "key": "junior-gardener", "name": "J", "rank": 1}, ("/slug",)),
    # References
    ("skills/pruning", SKILL | {"groups": ["plants", "stones"]}, ("/groups/1",)),
    ("skills/pruning", SKILL | {"scale": "grades"}, ("/scale",)),
    ("skills/pruning", SKILL | {"levels": {"fluent": ["say"]}}, ("/levels/fluent",)),
    ("skills/pruning", SKILL | {"source": {"slug": "rumour"}}, ("/source/slug",)),
    ("skill-groups/trees", {"slug": "trees", "name": "T", "parents": ["stones"]}, ("/parents/0",)),
    ("stages/craft", {"slug": "craft", "name": "C", "rank": 1, "level": "fluent"}, ("/level",)),
    ("roles/advisor", {"slug": "advisor", "name": "A", "families": ["sea"], "parents": ["sailor"]},
     ("/families/0", "/parents/0")),
    ("roles/gardener/levels/junior-gardener",
     {"slug": "junior-gardener", "name": "J", "rank": 1, "stage": "late",
      "requirements": [{"skill": "sailing", "level": "novice"}, {"skill": "pruning", "level": "fluent"}]},
     ("/stage", "/requirements/0/skill", "/requirements/1/level")),
    ("activities/prune-an-orchard",
     {"slug": "prune-an-orchard", "name": "P", "text": "T", "kind": "task", "skills": ["sailing"],
      "role_levels": ["gardener/captain", "gardener"]}, ("/skills/0", "/role_levels/0", "/role_levels/1")),
    ("progressions", [{"from": "gardener/junior-gardener", "to": "gardener/captain", "kind": "move"}], ("/0/to",)),
    ("relations", [{"from": "pruning", "to": "pruning", "kind": "related"}], ("/0/to",)),
    ("retirements", [{"kind": "skill", "key": "cutting", "name": "Pruning"}], ("/0/key",)),
    # Circles
    ("skill-groups/plants", GROUP | {"parents": ["trees"]}, ("/parents",)),
    ("skill-groups/plants", GROUP | {"parents": ["plants"]}, ("/parents",)),
    ("roles/gardener", {"slug": "gardener", "name": "G", "parents": ["advisor"], "levels": [
        {"slug": "junior-gardener", "name": "J", "rank": 1}, {"slug": "head-gardener", "name": "H", "rank": 2}]},
     ("/parents",)),
    ("role-families/indoors", {"slug": "indoors", "name": "I", "parents": ["indoors"]}, ("/parents",)),
]  # fmt: skip


@pytest.mark.parametrize(("path", "body", "pointers"), BAD_BODIES)
def test_a_body_that_breaks_a_rule_is_told_where(
    same: Draft, path: str, body: object, pointers: tuple[str, ...]
) -> None:
    with nothing_written(same.desk):
        check(same.send(path, body, If_Match="*"), 422, "invalid-body", *pointers)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b'{"slug": "pruning", "name": NaN}', 422),
        (b'{"slug": "pruning", "name": 1e400}', 422),
        (b'{"slug": "pruning", "name": 123456789012345678901234567890}', 422),
        (b'{"slug": "pruning", "name": "a", "name": "b"}', 422),
        (b'{"slug": "pruning", "name": "\\ud800"}', 422),
        (b'{"slug": "pruning", "na\\ud800me": "a"}', 422),
        (b'{"slug": "pruning", "name": "\xff"}', 400),
        (b'\xef\xbb\xbf{"slug": "pruning", "name": "a"}', 400),
        ('{"slug": "pruning", "name": "a"}'.encode("utf-16"), 400),
        (json.dumps(SKILL | {"groups": DEEP}).encode(), 400),
        (b"[" * 200_000, 400),
        (b"slug: pruning\nname: Pruning\n", 400),
        (json.dumps(SKILL | {"note": "x" * (2 << 20)}).encode(), 413),
        (json.dumps(SKILL | {"note": "x" * 20_001}).encode(), 422),
        (json.dumps(SKILL | {"groups": [f"g-{number}" for number in range(50_000)]}).encode(), 422),
    ],
)
def test_a_body_that_is_no_fit_json_is_refused(same: Draft, body: bytes, status: int) -> None:
    types = {400: "malformed-request", 413: "request-too-large", 422: "invalid-body"}
    with nothing_written(same.desk):
        check(same.send("skills/pruning", body, If_Match="*"), status, types[status])


def test_a_write_says_what_it_saw(same: Draft) -> None:
    body, tag = same.get("skills/pruning"), same.tag("skills/pruning")
    fresh = {"slug": "fresh", "name": "Fresh"}
    with nothing_written(same.desk):
        check(same.send("skills/pruning", body), 428, "precondition-required")
        check(same.send("skills/fresh", fresh), 428, "precondition-required")
        for wrong in ('"x"', 'W/"x"', '"x", "y-gzip"', tag.strip('"'), '"*"', "", "W/*", '"', f"x{tag}x"[:-2]):
            check(same.send("skills/pruning", body, If_Match=wrong), 412, "precondition-failed")
        check(same.send("skills/pruning", body, If_None_Match="*"), 412, "precondition-failed")
        for nothing_seen in (tag, '"nonsense"', 'W/"x", "y"', ""):
            check(same.send("skills/pruning", body, If_None_Match=nothing_seen), 428, "precondition-required")
            check(same.send("skills/fresh", fresh, If_None_Match=nothing_seen), 428, "precondition-required")
            check(same.delete("skills/pruning?cascade=true", If_None_Match=nothing_seen), 428, "precondition-required")
        check(same.send("skills/pruning", body, If_Match=tag, If_None_Match=tag), 412, "precondition-failed")
        check(same.send("skills/fresh", fresh, If_Match="*"), 412, "precondition-failed")
        check(same.send("relations", [], If_None_Match="*"), 412, "precondition-failed")
        check(same.desk.client.delete(f"{same.base}/content/skills/pruning"), 428, "precondition-required")
        check(same.delete("skills/pruning?cascade=true", If_Match='"x"'), 412, "precondition-failed")


@pytest.mark.parametrize("form", ["{}", "W/{}", '"x", {}', 'W/"x",W/{}', "gzip", "*"])
def test_any_way_to_name_the_state_serves(draft: Draft, form: str) -> None:
    tag = draft.tag("skills/pruning")
    header = f'{tag[:-1]}-gzip"' if form == "gzip" else form.format(tag)
    assert draft.send("skills/pruning", SKILL, If_Match=header).status_code == 200
    if form != "*":
        check(draft.send("skills/pruning", SKILL | {"name": "P"}, If_Match=header), 412, "precondition-failed")


def test_if_match_over_several_lines_is_one_list(same: Draft) -> None:
    address, tag = f"{same.base}/content/relations", same.tag("relations")
    for lines in ((tag, '"x"'), ('"x"', tag)):
        headers = [("If-Match", line) for line in lines]
        assert same.desk.client.put(address, json=same.get("relations"), headers=headers).status_code == 200


def test_the_tag_of_a_compressed_answer_serves(draft: Draft) -> None:
    draft.put("roles/gardener", draft.get("roles/gardener") | {"description": "long words" * 200})
    address = f"{draft.base}/content/roles/gardener"
    answer = draft.desk.client.get(address, headers={"Accept-Encoding": "gzip"})
    assert answer.headers["ETag"].endswith('-gzip"')
    assert draft.send("roles/gardener", answer.json(), If_Match=answer.headers["ETag"]).status_code == 200


def test_a_new_thing_has_the_slug_of_its_address(same: Draft) -> None:
    with nothing_written(same.desk):
        answer = same.send("skills/fresh", {"slug": "stale", "name": "F"}, If_None_Match="*")
        check(answer, 422, "invalid-body", "/slug")
        answer = same.send("roles/gardener/levels/x", {"slug": "y", "name": "F", "rank": 1}, If_None_Match="*")
        check(answer, 422, "invalid-body", "/slug")


def test_a_retired_slug_is_not_given_to_something_new(same: Draft) -> None:
    with nothing_written(same.desk):
        answer = same.send("skills/topiary", {"slug": "topiary", "name": "Topiary"}, If_None_Match="*")
        check(answer, 409, "retired-slug")


@pytest.mark.parametrize("kind", ["cats", "mastery-levels", "framework", "role_levels", "skill", "%00", "requirements"])
def test_an_unknown_kind_is_not_found(same: Draft, kind: str) -> None:
    with nothing_written(same.desk):
        put = same.send(f"{kind}/x", SKILL | {"slug": "x"}, If_None_Match="*")
        assert put.status_code in (404, 405, 412, 422), put.text
        assert same.delete(f"{kind}/x").status_code in (404, 405, 422)
        assert put.headers["Content-Type"] == "application/problem+json"


def test_levels_of_what_is_not_there_are_not_found(same: Draft) -> None:
    level = {"slug": "x", "name": "X", "rank": 1}
    with nothing_written(same.desk):
        for path in ("roles/nobody/levels/x", "mastery-levels/x?scale=nothing"):
            check(same.send(path, level, If_None_Match="*"), 404, "not-found")
            check(same.delete(path), 404, "not-found")


def test_only_drafts_are_written(desk: Desk) -> None:
    skill = json.dumps(SKILL)
    with nothing_written(desk):
        for label, status, slug in (
            ("2024.1", 409, "not-a-draft"), ("current", 409, "not-a-draft"), ("2099", 404, "not-found"),
        ):  # fmt: skip
            for path in ("skills/pruning", "mastery-levels/novice", "roles/gardener/levels/junior-gardener"):
                address = f"{FRAMEWORK}/editions/{label}/content/{path}"
                sent = {"If-Match": "*", "Content-Type": "application/json"}
                check(desk.client.put(address, content=level_or(skill, path), headers=sent), status, slug)
                check(desk.client.delete(address, headers={"If-Match": "*"}), status, slug)


def level_or(skill: str, path: str) -> str:
    return skill if path.startswith("skills") else json.dumps({"slug": path[-6:], "name": "N", "rank": 1})


def test_a_key_of_another_framework_writes_nothing_here(same: Draft) -> None:
    desk, sent = same.desk, {"If-Match": "*"}
    with nothing_written(desk):
        for key, status in ((bearing(desk.outsider), 403), ({"Authorization": ""}, 401)):
            answer = desk.client.put(f"{same.base}/content/skills/pruning", json=SKILL, headers=sent | key)
            assert answer.status_code == status
            assert desk.client.delete(f"{same.base}/content/skills/pruning", headers=sent | key).status_code == status
        elsewhere = f"/v1/frameworks/{OTHER}/editions/2024.1/content/skills/pruning"
        assert desk.client.put(elsewhere, json=SKILL, headers=sent).status_code == 403
        hidden = "/v1/frameworks/nowhere/editions/2024.1/content/skills/pruning"
        assert desk.client.put(hidden, json=SKILL, headers=sent).status_code == 404


def test_unknown_and_repeated_parameters_are_refused(same: Draft) -> None:
    with nothing_written(same.desk):
        for query in ("colour=red", "cascade=maybe", "cascade=true&cascade=false"):
            check(same.delete(f"skills/pruning?{query}"), 422, "invalid-parameter")
        check(same.send("skills/pruning?cascade=true", SKILL, If_Match="*"), 422, "invalid-parameter")
        check(same.send("mastery-levels/novice?scale=A%00", SKILL, If_Match="*"), 422, "invalid-parameter")


def test_a_draft_says_what_is_wrong_with_a_level_beside_an_implicit_one(same: Draft) -> None:
    body = {"slug": "chief", "name": "Chief", "rank": 2}
    with nothing_written(same.desk):
        answer = same.send("roles/advisor/levels/chief", body, If_None_Match="*")
        check(answer, 422, "invalid-body")
        assert "implicit" in answer.text
