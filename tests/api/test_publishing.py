"""Publishing and withdrawing over HTTP."""

import datetime as dt
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine, text

from app.store.scope import writing
from tests.api.writers import DRAFT, FRAMEWORK, PUBLISHED, Writer, problem, writing_to
from tests.authoring.dumps import dump


@pytest.fixture
def writer(engine: Engine, database_url: str) -> Iterator[Writer]:
    with writing_to(engine, database_url) as opened:
        yield opened


def test_a_published_draft_is_current_at_once_and_never_changes(writer: Writer) -> None:
    writer.put(f"{DRAFT}/content/skills/pruning", name="Pruning anew")
    answer = writer.client.post(f"{DRAFT}/publish")
    edition = answer.json()
    assert (answer.status_code, edition["status"], edition["version"]) == (200, "published", "next")
    assert edition["effective_from"] == dt.datetime.now(dt.UTC).date().isoformat()
    assert writer.client.get(f"{FRAMEWORK}/editions/current").json()["version"] == "next"
    assert writer.client.get(f"{DRAFT}/skills/pruning").json()["name"] == "Pruning anew"
    assert writer.client.get(f"{PUBLISHED}/skills/pruning").json()["name"] == "Pruning"
    assert problem(writer.put(f"{DRAFT}/content/skills/pruning", name="Once more")) == (409, "not-a-draft")


def test_of_two_publishes_at_once_one_wins_and_the_other_is_told_so(writer: Writer) -> None:
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: writer.client.post(f"{DRAFT}/publish"), range(4)))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
    for answer in answers:
        if answer.status_code == 409:
            assert problem(answer) == (409, "not-a-draft")
            assert "published already" in answer.json()["detail"]
    assert [entry["version"] for entry in writer.audit(action="publish")] == ["next", "2024.1"]


def test_current_and_what_is_not_there_are_not_published(writer: Writer) -> None:
    before = dump(writer.engine)
    assert problem(writer.client.post(f"{FRAMEWORK}/editions/current/publish")) == (409, "not-a-draft")
    assert problem(writer.client.post(f"{PUBLISHED}/publish")) == (409, "not-a-draft")
    for missing in (f"{FRAMEWORK}/editions/none", "/v1/frameworks/nowhere/editions/next"):
        answer = writer.client.post(f"{missing}/publish")
        assert problem(answer) == (404, "not-found")
        assert "capframe" not in answer.json()["detail"]
    assert dump(writer.engine)["edition"] == before["edition"]
    assert dump(writer.engine)["audit_entry"] == before["audit_entry"]


@pytest.mark.parametrize(
    "statement",
    ["UPDATE skill SET slug = 'Cut Back' WHERE key = 'cutting' AND edition_id = 2", "DELETE FROM about"],
)
def test_a_draft_that_a_hand_has_broken_says_what_is_wrong(engine: Engine, database_url: str, statement: str) -> None:
    with writing_to(engine, database_url) as writer:
        with writing(engine) as connection:
            connection.execute(text(statement if "WHERE" in statement else f"{statement} WHERE edition_id = 2"))
        answer = writer.client.post(f"{DRAFT}/publish")
        assert problem(answer) == (409, "broken-draft")
        if "slug" in statement:
            assert [each["detail"] for each in answer.json()["errors"]] == [
                "skill 'cutting': slug must be lower-case ASCII letters, digits and single hyphens"
            ]


def test_an_edition_of_a_later_day_is_not_current_yet(writer: Writer) -> None:
    there = writer.client.get(DRAFT).headers["ETag"]
    set_day = {"effective_from": "2999-01-01"}
    assert writer.client.patch(DRAFT, json=set_day, headers={"If-Match": there}).status_code == 200
    assert writer.client.post(f"{DRAFT}/publish").status_code == 200
    assert writer.client.get(f"{FRAMEWORK}/editions/current").json()["version"] == "2024.1"
    as_of = writer.client.get(f"{FRAMEWORK}/editions/current?as_of=2999-01-01")
    assert as_of.json()["version"] == "next"


def test_a_withdrawn_edition_is_readable_says_why_and_is_not_current(writer: Writer) -> None:
    writer.client.post(f"{DRAFT}/publish")
    before = writer.client.get(f"{DRAFT}/content")
    answer = writer.client.post(f"{DRAFT}/withdraw", json={"reason": "Two levels were mixed up."})
    edition = answer.json()
    assert (answer.status_code, edition["status"]) == (200, "withdrawn")
    assert edition["reason"] == "Two levels were mixed up."
    assert edition["withdrawn_at"]
    assert writer.client.get(f"{FRAMEWORK}/editions/current").json()["version"] == "2024.1"
    assert writer.client.get(f"{DRAFT}/content").content == before.content
    listed = {each["version"]: each["status"] for each in writer.client.get(f"{FRAMEWORK}/editions").json()["items"]}
    assert listed == {"next": "withdrawn", "2024.1": "published"}
    [entry] = writer.audit(action="withdraw")
    assert (entry["version"], entry["note"], entry["changes_total"]) == ("next", "Two levels were mixed up.", 0)


def test_what_cannot_be_withdrawn_is_refused(writer: Writer) -> None:
    reason = {"reason": "A mistake."}
    for address, refusal in (
        (DRAFT, (409, "not-published")),
        (f"{FRAMEWORK}/editions/current", (409, "not-published")),
        (f"{FRAMEWORK}/editions/none", (404, "not-found")),
    ):
        assert problem(writer.client.post(f"{address}/withdraw", json=reason)) == refusal
    assert writer.client.post(f"{PUBLISHED}/withdraw", json=reason).status_code == 200
    assert problem(writer.client.post(f"{PUBLISHED}/withdraw", json=reason)) == (409, "not-published")
    assert problem(writer.client.get(f"{FRAMEWORK}/editions/current")) == (404, "not-found")


@pytest.mark.parametrize(
    "body",
    [{}, {"reason": ""}, {"reason": None}, {"reason": "x" * 20_001}, {"reason": "\x00"}, {"reason": "a", "b": 1}],
)
def test_a_withdrawal_needs_a_reason_that_can_be_read(writer: Writer, body: dict[str, object]) -> None:
    assert problem(writer.client.post(f"{PUBLISHED}/withdraw", json=body)) == (422, "invalid-body")
    assert writer.client.get(PUBLISHED).json()["status"] == "published"


def test_who_says_what_they_saw_publishes_withdraws_and_imports_nothing_else(writer: Writer) -> None:
    seen = {name: writer.client.get(at).headers["ETag"] for name, at in (("draft", DRAFT), ("published", PUBLISHED))}
    content = writer.client.get(f"{DRAFT}/content")
    writer.put(f"{DRAFT}/content/skills/pruning", name="A colleague's word")
    before = dump(writer.engine)
    for address, tag, body in (
        (f"{DRAFT}/publish", seen["draft"], b""),
        (f"{DRAFT}/publish", '"stale"', b""),
        (f"{PUBLISHED}/withdraw", '"stale"', b'{"reason": "A mistake."}'),
        (f"{DRAFT}/import", content.headers["ETag"], content.content),
    ):
        headers = {"If-Match": tag, "Content-Type": "application/json"}
        assert problem(writer.client.post(address, content=body, headers=headers)) == (412, "precondition-failed")
    there = writer.client.post(f"{DRAFT}/publish", headers={"If-None-Match": "*"})
    assert problem(there) == (412, "precondition-failed")
    after = dump(writer.engine)
    assert {name for name in after if after[name] != before[name]} <= {"access_key"}  # its last use
    now = writer.client.get(f"{DRAFT}/content").headers["ETag"]
    headers = {"If-Match": f'"other", {now}', "Content-Type": "application/json"}
    assert writer.client.post(f"{DRAFT}/import", content=content.content, headers=headers).status_code == 200
    headers = {"If-Match": writer.client.get(DRAFT).headers["ETag"]}
    assert writer.client.post(f"{DRAFT}/publish", headers=headers).status_code == 200
    headers = {"If-Match": seen["published"]}
    said = {"reason": "A mistake."}
    assert writer.client.post(f"{PUBLISHED}/withdraw", json=said, headers=headers).status_code == 200


def test_what_is_sent_along_with_a_publish_is_not_swallowed(writer: Writer) -> None:
    said = {"effective_from": "2040-01-01"}
    assert problem(writer.client.post(f"{DRAFT}/publish", json=said)) == (422, "invalid-body")
    assert writer.client.get(DRAFT).json()["status"] == "draft"
    assert writer.client.post(f"{DRAFT}/publish", json={}).status_code == 200


def test_a_new_draft_knows_its_framework_although_all_editions_are_withdrawn(writer: Writer) -> None:
    facts = writer.client.get(f"{PUBLISHED}/content/framework").json()
    assert writer.client.delete(DRAFT, headers={"If-Match": "*"}).status_code == 204
    assert writer.client.post(f"{PUBLISHED}/withdraw", json={"reason": "A mistake."}).status_code == 200
    assert writer.client.post(f"{FRAMEWORK}/editions", json={"version": "anew"}).status_code == 201
    assert writer.client.get(f"{FRAMEWORK}/editions/anew/content/framework").json() == facts
    assert len(facts) > 2


def test_a_draft_that_does_not_hold_together_can_be_deleted(writer: Writer) -> None:
    with writing(writer.engine) as connection:
        connection.execute(text("UPDATE skill SET name = 'a\tb' WHERE edition_id = 2"))
    assert problem(writer.client.get(DRAFT)) == (409, "broken-draft")
    assert problem(writer.client.delete(DRAFT, headers={"If-Match": '"x"'})) == (409, "broken-draft")
    assert problem(writer.client.delete(DRAFT)) == (409, "broken-draft")
    assert writer.client.delete(DRAFT, headers={"If-Match": "*"}).status_code == 204
    assert writer.client.get(DRAFT).status_code == 404
