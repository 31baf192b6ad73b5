"""Proposals over HTTP: suggested with a reason, shown to whom they may be, accepted into a draft or rejected."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine

from tests.api.suggesting import PROPOSALS, REASON, REMOVAL, RENAMING, as_key, decided, made, putting
from tests.api.writers import DRAFT, FRAMEWORK, PUBLISHED, Writer, problem, writing_to

NOTED = {"kind": "skill", "key": "cutting", "verb": "changed", "field": "note", "old": "Not topiary."}
OPEN = dict.fromkeys(("decided_by", "decided_at", "decision_reason", "accepted_into"))


@pytest.fixture
def writer(engine: Engine, database_url: str) -> Iterator[Writer]:
    with writing_to(engine, database_url) as opened:
        yield opened


def get(writer: Writer, address: str, key: dict[str, str] | None = None) -> Any:
    answer = writer.client.get(address, headers=key or {})
    assert answer.status_code == 200, answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.json()


def edit_skill(writer: Writer, **fields: Any) -> None:
    assert writer.put(f"{DRAFT}/content/skills/pruning", **fields).status_code == 200


def test_a_change_is_suggested_by_whoever_may_propose_and_shown_whole(writer: Writer) -> None:
    key = writer.make_key("propose", "gardening", "The community")
    answer = writer.client.post(
        PROPOSALS, json={"reason": REASON, "changes": [RENAMING]}, headers={"X-API-Key": key.text}
    )
    assert (answer.status_code, answer.headers["Cache-Control"]) == (201, "no-store")
    found = answer.json()
    at = dt.datetime.fromisoformat(found.pop("created_at"))
    assert abs(at - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=2)
    assert found == OPEN | {
        "id": answer.headers["Location"].rpartition("/")[2],
        "state": "open",
        "reason": REASON,
        "edition": {"version": "2024.1", "href": PUBLISHED},
        "proposed_by": "The community",
        "key_id": key.id,
        "changes_total": 1,
        "href": f"{PROPOSALS}/{found['id']}",
        "changes": [RENAMING],
        "fit": {
            "edition": {"version": "2024.1", "href": PUBLISHED}, "fits": True, "conflicts": [], "conflicts_total": 0,
        },
    }  # fmt: skip
    again = get(writer, found["href"], {"X-API-Key": key.text})
    assert again.items() >= found.items()


@pytest.mark.parametrize(
    ("address", "entry", "fields", "told"),
    [
        ("skills/pruning", ("skill", "pruning"), {"name": "Clipping"}, [RENAMING]),
        ("skills/pruning", ("skill", "pruning"), {"note": "Any tree."}, [NOTED | {"new": "Any tree."}]),
        (
            "mastery-levels/novice", ("mastery_level", "novice"), {"name": "Beginner"},
            [{"kind": "mastery_level", "key": "mastery/novice", "verb": "renamed", "field": "name", "old": "Novice",
              "new": "Beginner"}],
        ),
        (
            "mastery-levels/aware?scale=recall", ("mastery_level", "recall/aware"), {"name": "Awake"},
            [{"kind": "mastery_level", "key": "recall/aware", "verb": "renamed", "field": "name", "old": "Aware",
              "new": "Awake"}],
        ),
        (
            "roles/gardener/levels/head-gardener", ("role_level", "gardener/head-gardener"), {"grades": ["G7"]},
            [{"kind": "role_level", "key": "gardener/chief-gardener", "verb": "changed", "field": "grades", "old": [],
              "new": ["G7"]}],
        ),
        (
            "framework", ("framework", None), {"publisher": "The Guild"},
            [{"kind": "framework", "key": "gardening", "verb": "changed", "field": "publisher",
              "old": "The Garden Guild", "new": "The Guild"}],
        ),
    ],
)  # fmt: skip
def test_a_thing_as_it_is_to_be_becomes_its_changes(
    writer: Writer, address: str, entry: tuple[str, str | None], fields: dict[str, Any], told: list[dict[str, Any]]
) -> None:
    found = made(writer, **putting(writer, address, *entry, **fields))
    assert found["changes"] == told


def test_a_list_a_new_thing_and_a_removal_become_their_changes(writer: Writer) -> None:
    emptied = made(writer, put={"kind": "relations", "content": []})
    assert [(one["kind"], one["verb"]) for one in emptied["changes"]] == [("relation", "removed")]
    new = made(writer, put={"kind": "skill", "path": "mulching", "content": {"slug": "mulching", "name": "Mulching"}})
    assert [(one["key"], one["verb"], one["old"]) for one in new["changes"]] == [("mulching", "added", None)]
    gone = made(writer, delete=REMOVAL | {"cascade": True})
    assert [(one["kind"], one["verb"]) for one in gone["changes"]] == [
        ("skill", "removed"), ("requirement", "removed"), ("statement", "removed"),
    ]  # fmt: skip


def test_nothing_changes_but_the_list_of_proposals(writer: Writer) -> None:
    before = {address: writer.client.get(address).content for address in (f"{PUBLISHED}/content", f"{DRAFT}/content")}
    made(writer, delete=REMOVAL | {"cascade": True})
    for address, was in before.items():
        assert writer.client.get(address).content == was


def test_what_is_accepted_is_in_the_draft_and_in_the_audit_with_its_proposal(writer: Writer) -> None:
    proposer = as_key(writer, "propose", "gardening", "The community")
    sent = {"reason": REASON, "changes": [RENAMING]}
    found = writer.client.post(PROPOSALS, json=sent, headers=proposer).json()
    answer = decided(writer, found, "accept", version="next", reason="Agreed.")
    assert answer.status_code == 200, answer.text
    done = answer.json()
    assert (done["state"], done["decided_by"], done["decision_reason"], done["fit"]) == (
        "accepted", "Head of profession", "Agreed.", None,
    )  # fmt: skip
    assert done["accepted_into"] == {"version": "next", "href": DRAFT}
    assert writer.client.get(f"{DRAFT}/skills/pruning").json()["name"] == "Clipping"
    accepted, proposed = writer.audit()[:2]
    assert (accepted["action"], accepted["version"], accepted["note"]) == ("accept", "next", f"{found['id']}: Agreed.")
    assert (accepted["actor"], accepted["changes"]) == ("Head of profession", [RENAMING])
    assert (proposed["action"], proposed["version"], proposed["note"], proposed["actor"]) == (
        "propose", "2024.1", f"{found['id']}: {REASON}", "The community",
    )  # fmt: skip


def test_a_rejection_has_a_reason_and_changes_nothing_else(writer: Writer) -> None:
    found = made(writer, changes=[RENAMING])
    before = writer.client.get(f"{DRAFT}/content").content
    done = decided(writer, found, "reject", reason="The survey is running.").json()
    assert (done["state"], done["decision_reason"], done["accepted_into"]) == (
        "rejected", "The survey is running.", None,
    )  # fmt: skip
    assert dt.datetime.fromisoformat(done["decided_at"]) >= dt.datetime.fromisoformat(done["created_at"])
    assert writer.client.get(f"{DRAFT}/content").content == before
    [entry] = writer.audit(action="reject")
    assert (entry["note"], entry["version"]) == (f"{found['id']}: The survey is running.", "2024.1")


def test_what_is_decided_is_decided_once(writer: Writer) -> None:
    for first, body in (("accept", {"version": "next"}), ("reject", {"reason": "No."})):
        found = made(writer, changes=[RENAMING if first == "accept" else NOTED])
        assert decided(writer, found, first, **body).status_code == 200
        for verb, again in (("accept", {"version": "next"}), ("reject", {"reason": "No."})):
            answer = decided(writer, found, verb, **again)
            assert problem(answer) == (409, "already-decided")
            assert f"{first}ed by Head of profession" in answer.json()["detail"]
    assert len(writer.audit(action="accept")) == len(writer.audit(action="reject")) == 1


def test_a_proposal_on_what_changed_since_says_so_and_shows_both(writer: Writer) -> None:
    found = made(writer, changes=[RENAMING, NOTED | {"new": "Any tree."}])
    assert get(writer, found["href"])["fit"]["fits"]
    edit_skill(writer, name="Trimming")
    conflict = {
        "change": RENAMING,
        "now": "Trimming",
        "message": "name of skill 'cutting': something else stands there now.",
        "blocker": None,
    }
    fit = get(writer, found["href"])["fit"]
    assert fit == {
        "edition": {"version": "next", "href": DRAFT}, "fits": False, "conflicts": [conflict], "conflicts_total": 1,
    }  # fmt: skip
    refused = decided(writer, found, "accept", version="next")
    assert problem(refused) == (409, "proposal-misfit")
    assert refused.json()["conflicts"] == [conflict]
    assert [one["detail"] for one in refused.json()["errors"]] == [conflict["message"]]
    assert get(writer, found["href"])["state"] == "open"
    edit_skill(writer, name="Pruning")
    assert decided(writer, found, "accept", version="next").status_code == 200
    assert writer.client.get(f"{DRAFT}/content/skills/pruning").json()["note"] == "Any tree."


def test_what_came_to_need_a_thing_stands_in_the_way_of_its_removal(writer: Writer) -> None:
    found = made(writer, delete=REMOVAL | {"cascade": True})
    level = f"{DRAFT}/content/roles/gardener/levels/junior-gardener"
    needs = [*writer.client.get(level).json()["requirements"], {"skill": "plant-knowledge"}]
    assert writer.put(level, requirements=needs).status_code == 200
    [conflict] = decided(writer, found, "accept", version="next").json()["conflicts"]
    assert (conflict["change"]["key"], conflict["change"]["verb"]) == ("plant-knowledge", "removed")
    assert conflict["message"] == "requirement gardener/junior-gardener/plant-knowledge names it as skill."
    key = "gardener/junior-gardener/plant-knowledge"
    assert conflict["blocker"] == {"kind": "requirement", "key": key, "field": "skill"}
    assert conflict["now"] == {"skill": "plant-knowledge"}


def test_who_sees_no_drafts_is_told_of_the_edition_in_force(writer: Writer) -> None:
    found = made(writer, changes=[RENAMING])
    edit_skill(writer, name="Trimming")
    proposer = as_key(writer, "propose", "gardening")
    assert get(writer, found["href"], proposer)["fit"]["edition"]["version"] == "2024.1"
    assert get(writer, found["href"], proposer)["fit"]["fits"]
    assert writer.client.post(f"{DRAFT}/publish").status_code == 200
    fit = get(writer, found["href"], proposer)["fit"]
    assert (fit["edition"]["version"], fit["fits"], fit["conflicts"][0]["now"]) == ("next", False, "Trimming")


def test_for_who_sees_no_drafts_there_is_none_to_start_from(writer: Writer) -> None:
    proposer = as_key(writer, "propose", "gardening")
    before = writer.client.get(PROPOSALS).json()["total"]
    told = {}
    for label in ("next", "none"):
        body = {"reason": "Because.", "edition": label, "changes": [RENAMING]}
        answer = writer.client.post(PROPOSALS, json=body, headers=proposer)
        assert problem(answer) == (422, "invalid-body")
        told[label] = answer.json()["detail"].replace(label, "")
    assert told["next"] == told["none"]
    assert writer.client.get(PROPOSALS).json()["total"] == before


def test_a_draft_that_a_proposal_went_into_shows_to_its_author_once_it_is_published(writer: Writer) -> None:
    proposer = as_key(writer, "propose", "gardening")
    found = made(writer, changes=[RENAMING])
    decided(writer, found, "accept", version="next")
    assert "next" not in str(get(writer, found["href"], proposer)) + str(get(writer, PROPOSALS, proposer)["items"])
    assert get(writer, found["href"], proposer)["state"] == "accepted"
    writer.client.post(f"{DRAFT}/publish")
    assert get(writer, found["href"], proposer)["accepted_into"] == {"version": "next", "href": DRAFT}


def test_a_proposal_that_starts_from_a_draft_shows_to_who_may_edit_it_until_that_is_published(writer: Writer) -> None:
    proposer, editor = as_key(writer, "propose", "gardening"), as_key(writer, "edit", "gardening")
    edit_skill(writer, name="Trimming")
    found = made(writer, edition="next", changes=[RENAMING | {"old": "Trimming"}])
    assert get(writer, found["href"], editor)["edition"] == {"version": "next", "href": DRAFT}
    hidden = writer.client.get(found["href"], headers=proposer)
    nothing = writer.client.get(f"{PROPOSALS}/{found['id'][:-1]}0", headers=proposer)
    assert problem(hidden) == problem(nothing) == (404, "not-found")
    assert get(writer, PROPOSALS, proposer)["total"] == 0 < get(writer, PROPOSALS, editor)["total"]
    writer.client.post(f"{DRAFT}/publish")
    assert get(writer, found["href"], proposer)["edition"]["version"] == "next"


@pytest.mark.parametrize("accepting", [True, False])
def test_a_draft_that_is_deleted_leaves_its_proposals(writer: Writer, accepting: bool) -> None:
    found = made(writer, edition="2024.1" if accepting else "next", changes=[RENAMING])
    if accepting:
        decided(writer, found, "accept", version="next")
    tag = writer.client.get(DRAFT).headers["ETag"]
    assert writer.client.delete(DRAFT, headers={"If-Match": tag}).status_code == 204
    left = get(writer, found["href"])
    assert left["accepted_into" if accepting else "edition"] == {"version": "next", "href": None}
    again = writer.client.post(f"{FRAMEWORK}/editions", json={"version": "next", "based_on": "current"})
    assert again.status_code == 201
    assert get(writer, found["href"])["accepted_into" if accepting else "edition"]["href"] is None
    seen = writer.client.get(found["href"], headers=as_key(writer, "propose", "gardening"))
    assert seen.status_code == (200 if accepting else 404)


def test_a_proposal_fits_any_draft_that_has_what_it_changes(writer: Writer) -> None:
    edit_skill(writer, alternative_names=["Cutting"])
    found = made(writer, changes=[RENAMING])
    assert decided(writer, found, "accept", version="next").status_code == 200
    kept = writer.client.get(f"{DRAFT}/content/skills/pruning").json()
    assert (kept["name"], kept["alternative_names"]) == ("Clipping", ["Cutting"])


def test_a_draft_that_a_hand_has_broken_is_passed_over(writer: Writer) -> None:
    found = made(writer, changes=[RENAMING])
    writer.client.post(f"{FRAMEWORK}/editions", json={"version": "empty"})
    with writer.engine.begin() as connection:
        connection.exec_driver_sql(
            "DELETE FROM about WHERE edition_id = (SELECT id FROM edition WHERE version = 'empty')"
        )
    assert get(writer, found["href"])["fit"]["edition"]["version"] == "next"


def test_with_nothing_in_force_there_is_nothing_to_try_it_on(writer: Writer) -> None:
    found = made(writer, changes=[RENAMING])
    writer.client.post(f"{PUBLISHED}/withdraw", json={"reason": "Wrong."})
    assert get(writer, found["href"], as_key(writer, "propose", "gardening"))["fit"] is None


class TestListing:
    def test_the_newest_comes_first_and_pages_hold_each_once_while_new_ones_come(self, writer: Writer) -> None:
        notes = [made(writer, changes=[NOTED | {"new": f"Note {number}."}])["id"] for number in range(5)]
        seen, address = [], f"{PROPOSALS}?limit=2"
        while address:
            page = get(writer, address)
            seen += [one["id"] for one in page["items"]]
            assert all("changes" not in one for one in page["items"])
            made(writer, changes=[RENAMING])
            address = page["next"]
        assert seen == notes[::-1]

    def test_proposals_are_found_by_their_state(self, writer: Writer) -> None:
        taken, refused, waiting = (made(writer, changes=[NOTED | {"new": f"{at}."}])["id"] for at in range(3))
        decided(writer, {"href": f"{PROPOSALS}/{taken}"}, "accept", version="next")
        decided(writer, {"href": f"{PROPOSALS}/{refused}"}, "reject", reason="No.")

        def found(query: str) -> list[str]:
            return [one["id"] for one in get(writer, f"{PROPOSALS}{query}")["items"]]

        assert found("") == [waiting, refused, taken]
        assert [found(f"?state={state}") for state in ("open", "accepted", "rejected")] == [
            [waiting],
            [taken],
            [refused],
        ]
        assert get(writer, f"{PROPOSALS}?state=open")["total"] == 1
        following = get(writer, f"{PROPOSALS}?limit=1")["next"]
        assert problem(writer.client.get(f"{following}&state=open")) == (422, "invalid-parameter")
        for query in ("state=shut", "state=open&state=open", "colour=red", "cursor=MTIz", "limit=0"):
            assert problem(writer.client.get(f"{PROPOSALS}?{query}")) == (422, "invalid-parameter"), query

    def test_a_reader_who_sees_no_drafts_cannot_count_what_is_hidden(self, writer: Writer) -> None:
        proposer = as_key(writer, "propose", "gardening")
        shown = [made(writer, changes=[NOTED | {"new": f"{number}."}])["id"] for number in range(2)]
        made(writer, edition="next", changes=[RENAMING])
        shown.append(made(writer, changes=[RENAMING])["id"])
        page = get(writer, f"{PROPOSALS}?limit=2", proposer)
        rest = get(writer, page["next"], proposer)
        assert (page["total"], rest["next"]) == (3, None)
        assert [one["id"] for one in page["items"] + rest["items"]] == shown[::-1]

    def test_each_framework_has_its_own(self, writer: Writer) -> None:
        writer.client.post("/v1/frameworks", json={"slug": "baking", "name": "Baking"})
        found = made(writer, changes=[RENAMING])
        assert get(writer, "/v1/frameworks/baking/proposals")["items"] == []
        elsewhere = f"/v1/frameworks/baking/proposals/{found['id']}"
        assert problem(writer.client.get(elsewhere)) == (404, "not-found")
        for verb, body in (("accept", {"version": "next"}), ("reject", {"reason": "No."})):
            assert problem(writer.client.post(f"{elsewhere}/{verb}", json=body)) == (404, "not-found")
