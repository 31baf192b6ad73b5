"""Many courses at once."""

import json
from typing import Any

import pytest

from tests.learning.classroom import PRUNE, SHEARS, Classroom, problem
from tests.selects import selects


def some(*names: str, **fields: Any) -> list[dict[str, Any]]:
    return [PRUNE | {"external_id": name} | fields for name in names]


FAULTY = {"external_id": "bad", "title": "No address"}


@pytest.mark.parametrize("lines", [False, True], ids=["json", "ndjson"])
def test_each_course_gets_a_result_in_its_order(room: Classroom, lines: bool) -> None:
    room.must_put("a", PRUNE)
    room.must_put("b", PRUNE)
    batch = [*some("a"), *some("b", title="Another"), FAULTY, *some("c")]
    answer = room.bulk(batch, lines=lines)
    assert answer.status_code == 200
    told = answer.json()
    assert [(one["index"], one["external_id"], one["outcome"]) for one in told["items"]] == [
        (0, "a", "unchanged"), (1, "b", "changed"), (2, "bad", "refused"), (3, "c", "created"),
    ]  # fmt: skip
    assert told["counts"] == {"created": 1, "changed": 1, "unchanged": 1, "refused": 1, "retired": 0}
    assert told["items"][2]["errors"] == [{"detail": "Field required", "pointer": "/url"}]
    assert told["items"][2]["id"] is None
    for at in (0, 1, 3):
        assert room.client.get(told["items"][at]["href"]).json()["id"] == told["items"][at]["id"]
    assert [(one["action"], one["external_id"]) for one in room.feed()[2:]] == [("changed", "b"), ("created", "c")]


def test_the_same_batch_again_changes_nothing(room: Classroom) -> None:
    room.bulk(some("a", "b"))
    before = room.rows()
    assert room.bulk(some("b", "a")).json()["counts"]["unchanged"] == 2
    assert room.rows() == before


def test_atomic_is_all_or_nothing(room: Classroom) -> None:
    before = room.rows()
    answer = room.bulk([*some("a"), FAULTY], atomic="true")
    status, kind, faults = problem(answer)
    assert (status, kind) == (422, "invalid-body")
    assert faults == {"/1/url": "Field required"}
    assert answer.json()["detail"].startswith("1 of 2 courses are faulty")
    assert room.rows() == before
    assert room.bulk(some("a"), atomic="true").json()["counts"]["created"] == 1


def test_replace_retires_what_is_absent_of_this_provider_alone(room: Classroom) -> None:
    room.bulk(some("a", "b", "c"))
    room.client.put(room.path("z", "academy"), json=SHEARS, headers=room.as_("academy"))
    answer = room.bulk(some("b", "d"), replace="true")
    assert answer.json()["counts"] == {"created": 1, "changed": 0, "unchanged": 1, "refused": 0, "retired": 2}
    assert {one["external_id"] for one in room.listed()} == {"b", "d", "z"}
    gone = [one["external_id"] for one in room.feed() if one["action"] == "retired"]
    assert sorted(gone) == ["a", "c"]
    assert room.bulk(some("b", "d"), replace="true").json()["counts"]["unchanged"] == 2


@pytest.mark.parametrize("batch", [[], [*some("a"), FAULTY]], ids=["empty", "faulty"])
def test_a_replace_that_may_be_a_mistake_is_refused_unless_it_is_meant(room: Classroom, batch: Any) -> None:
    room.bulk([*some("a", "b"), PRUNE | {"external_id": "bad"}])
    before = room.rows()
    answer = room.bulk(batch, replace="true")
    assert problem(answer)[:2] == (422, "invalid-body")
    assert "force=true" in json.dumps(answer.json())
    assert room.rows() == before
    meant = room.bulk(batch, replace="true", force="true").json()["counts"]
    assert meant["retired"] == (1 if batch else 3)
    # What is faulty is not taken for absent.
    assert {one["external_id"] for one in room.listed()} == ({"a", "bad"} if batch else set())


NAMELESS = [
    (False, b'[{"external_id": 2, "title": "B", "url": "https://b.example"}]'),
    (False, b'[{"title": "B", "url": "https://b.example"}]'),
    (False, b'[{"external_id": "b%", "title": "B", "url": "https://b.example"}, {"external_id": "a"}]'),
    (False, b'[{"external_id": "a", "external_id": "b", "title": "B", "url": "https://b.example"}]'),
    (False, b"[7]"),
    (True, b'{"external_id": "a", "title": "A", "url": "https://a.example"}\n{"external_id": "b", "title": "Bro'),
]


@pytest.mark.parametrize(("lines", "body"), NAMELESS)
def test_a_replace_retires_nothing_where_it_cannot_be_told_which_course_was_meant(
    room: Classroom, lines: bool, body: bytes
) -> None:
    room.bulk(some("a", "b"))
    before = room.rows()
    for force in ("false", "true"):
        answer = room.bulk(body, lines=lines, replace="true", force=force)
        assert problem(answer)[:2] == (422, "invalid-body")
        assert "the external_id cannot be read" in answer.json()["detail"]
        assert room.rows() == before
    assert room.bulk(body, lines=lines, force="true").json()["counts"]["retired"] == 0


def test_a_course_that_stands_twice_is_left_as_it_was_by_a_replace_that_is_meant(room: Classroom) -> None:
    room.bulk(some("a", "b", "c"))
    batch = [*some("a"), *some("b", title="One"), *some("b", title="Other")]
    assert room.bulk(batch, replace="true", force="true").json()["counts"]["retired"] == 1
    assert [(one["external_id"], one["title"]) for one in room.listed()] == [
        ("a", PRUNE["title"]),
        ("b", PRUNE["title"]),
    ]


def test_a_course_that_stands_twice_is_refused_both_times(room: Classroom) -> None:
    told = room.bulk([*some("a"), *some("b"), *some("a", title="Other")]).json()
    assert [one["outcome"] for one in told["items"]] == ["refused", "created", "refused"]
    assert "stands more than once" in told["items"][0]["errors"][0]["detail"]
    assert [one["external_id"] for one in room.listed()] == ["b"]


def test_a_course_is_refused_also_beside_a_faulty_one_of_the_same_id(room: Classroom) -> None:
    told = room.bulk([*some("a"), *some("a", url="moon")]).json()
    assert [one["outcome"] for one in told["items"]] == ["refused", "refused"]
    assert room.listed() == []


@pytest.mark.parametrize("lines", [False, True], ids=["json", "ndjson"])
def test_one_course_more_than_a_batch_has_is_refused(shared: Classroom, lines: bool) -> None:
    before = shared.rows()
    answer = shared.bulk([{}] * 10_001, lines=lines)
    assert problem(answer)[:2] == (422, "invalid-body")
    assert "holds more than 10,000 courses" in answer.json()["detail"]
    assert shared.rows() == before
    told = shared.bulk([{}] * 10_000, lines=lines).json()
    assert told["counts"]["refused"] == len(told["items"]) == 10_000


@pytest.mark.parametrize(
    ("body", "status"), [(b"{", 400), (b"\xff\xfe", 400), (b"{}", 422), (b'"a"', 422), (b"[" * 40 + b"]" * 40, 400)]
)
def test_what_is_no_list_is_refused(shared: Classroom, body: bytes, status: int) -> None:
    assert shared.bulk(body).status_code == status


def test_what_is_no_course_is_refused_by_itself(room: Classroom) -> None:
    odd = b'[1, null, [], {"external_id": "a", "title": "A", "title": "B", "url": "https://a.example"},'
    odd += b'{"external_id": "b", "title": "B\\ud800", "url": "https://a.example"},'
    odd += b'{"external_id": "c", "title": "C", "url": "https://a.example"}, {"external_id": "bulk", "title": "D"}]'
    told = room.bulk(odd).json()["items"]
    assert [one["outcome"] for one in told] == ["refused"] * 5 + ["created", "refused"]
    assert told[3]["errors"] == [{"detail": "stands twice", "pointer": "/title"}]
    assert told[4]["errors"] == [{"detail": "holds a lone surrogate", "pointer": "/title"}]
    assert all(one["errors"] for one in told if one["outcome"] == "refused")
    lines = b'{"external_id": "d", "title": "D", "url": "https://a.example"}\r\n\n{broken\n'
    answer = room.client.post(
        room.path("bulk"), content=lines, headers={"Content-Type": "application/x-ndjson; charset=utf-8"}
    )
    told = answer.json()["items"]
    assert [(one["index"], one["line"], one["outcome"]) for one in told] == [(0, 1, "created"), (1, 3, "refused")]
    [fault] = told[1]["errors"]
    assert fault["detail"].endswith("(line 3, column 2)")


def test_what_is_wrong_in_lines_is_told_with_its_line(shared: Classroom) -> None:
    lines = b'\n\r\n{"external_id": "d", "title": "D"}\n   {"external_id": 5\n' + b"[" * 40 + b"]" * 40 + b"\n"
    lines += b'\n{"external_id": "e", "external_id": "e"}'
    answer = shared.bulk(lines, lines=True)
    told = [(one["index"], one["line"], one["errors"][0]["detail"]) for one in answer.json()["items"]]
    assert [(at, line) for at, line, _ in told] == [(0, 3), (1, 4), (2, 5), (3, 7)]
    assert told[0][2] == "Field required"
    assert told[1][2].endswith("(line 4, column 21)")
    assert told[2][2].endswith("levels deep (line 5)")
    _, _, faults = problem(shared.bulk(lines, lines=True, atomic="true"))
    assert faults["/0/url"] == "Field required (line 3)"
    assert faults["/1"].endswith("(line 4, column 21)")
    assert {one["line"] for one in shared.bulk([{}, 1]).json()["items"]} == {None}


@pytest.mark.parametrize("lines", [False, True], ids=["json", "ndjson"])
def test_a_byte_order_mark_is_taken_off_a_catalogue_and_refused_of_one_course(room: Classroom, lines: bool) -> None:
    course = json.dumps(some("a")[0]) if lines else json.dumps(some("a"))
    body = b"\xef\xbb\xbf" + course.encode()
    assert room.bulk(body, lines=lines).json()["counts"]["created"] == 1
    one = b"\xef\xbb\xbf" + json.dumps(PRUNE).encode()
    answer = room.client.put(room.path("a"), content=one, headers={"Content-Type": "application/json"})
    assert problem(answer)[:2] == (400, "malformed-request")
    assert answer.json()["detail"] == "The body starts with a byte order mark (U+FEFF); leave it out."


def test_what_holds_more_than_a_batch_can_is_refused_before_it_is_read(shared: Classroom) -> None:
    before = shared.rows()
    answer = shared.bulk(b"[" + b"[]," * 300_000 + b"[]]")
    assert problem(answer)[:2] == (422, "invalid-body")
    assert "holds more than 220,001 objects and lists" in answer.json()["detail"]
    [item] = shared.bulk(b"[" + b"[]," * 300_000 + b"[]]", lines=True).json()["items"]
    assert item["errors"][0]["detail"] == "holds more than 202 objects and lists (line 1)"
    assert shared.bulk(b"\n" * 1_000_000, lines=True).json()["items"] == []
    assert shared.rows() == before


def test_a_batch_that_teaches_too_much_in_all_is_refused(shared: Classroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.learning.batches.MOST_MAPPED", 3)
    answer = shared.bulk(some("a", "b", "c", "d"))
    assert problem(answer)[:2] == (422, "invalid-body")
    assert "teaches 4 skills in all; a batch has at most 3" in answer.json()["detail"]
    assert shared.listed() == []


def test_a_body_in_another_format_is_refused(shared: Classroom) -> None:
    answer = shared.client.post(shared.path("bulk"), content=b"a,b", headers={"Content-Type": "text/csv"})
    assert problem(answer)[:2] == (415, "unsupported-media-type")


def test_a_batch_costs_no_statement_a_course(room: Classroom) -> None:
    def asked(batch: list[dict[str, Any]]) -> int:
        with selects() as seen:
            assert room.bulk(batch).json()["counts"]["refused"] == 0
        return len(seen)

    names = [f"c{number}" for number in range(1200)]
    few = asked(some("a"))
    assert asked(some(*names)) <= few + 3
    assert asked(some(*names, title="Changed")) <= few + 3 + 2 * 3
    assert asked(some(*names, title="Changed")) <= few + 3
    former = [{"framework": "gardening", "skill": f"none-{number}", "to_level": "novice"} for number in range(1200)]
    batch = [SHEARS | {"external_id": f"n{at}", "teaches": [one]} for at, one in enumerate(former)]
    with selects() as seen:
        assert room.bulk(batch).json()["counts"]["refused"] == 1200
    assert len(seen) <= 12
    many = [{"framework": "gardening", "skill": f"none-{number}"} for number in range(3100)]
    batch = [SHEARS | {"external_id": f"n{at}", "teaches": many[at * 100 :][:100]} for at in range(31)]
    with selects() as seen:
        assert room.bulk(batch).json()["counts"]["refused"] == 31
    assert len(seen) <= 6


def test_all_of_a_batch_is_listed_in_its_order(room: Classroom) -> None:
    names = [f"c{number}" for number in range(450)]
    room.bulk(some(*names))
    assert [one["external_id"] for one in room.listed()] == names
    told = room.feed()
    assert [one["position"] for one in told] == list(range(1, 451))
