"""The audit: every write leaves one entry that says who, when, why and what; no other request leaves any.

Writes to a framework leave theirs in its audit; those to a key in its history, which ``test_key_history`` is about.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from httpx2 import Response
from sqlalchemy import Engine, text
from starlette.testclient import TestClient

from app.access.scopes import Scope
from app.authoring.publishing import publish_draft, withdraw_edition
from app.exchange import native
from app.framework.change import Change
from app.kit.paging import Window
from app.store import audit
from app.store.scope import reading, writing
from tests.api.seeded import GARDEN, PROPOSAL, suggest
from tests.api.test_key_history import KEY_WRITES
from tests.api.writers import DRAFT, FRAMEWORK, PUBLISHED, Writer, problem, writing_to
from tests.worlds import garden

AUDIT, PROPOSALS = f"{FRAMEWORK}/audit", f"{FRAMEWORK}/proposals"
REQUEST = {"X-Request-Id": "the-request"}


@pytest.fixture
def writer(engine: Engine, database_url: str) -> Iterator[Writer]:
    with writing_to(engine, database_url) as opened:
        suggest(engine, GARDEN, Change("skill", "cutting", "renamed", "name", "Pruning", "Clipping"))
        yield opened


def matching(client: TestClient, address: str) -> dict[str, str]:
    return REQUEST | {"If-Match": client.get(address).headers["ETag"]}


def put_skill(client: TestClient) -> Response:
    address = f"{DRAFT}/content/skills/pruning"
    return client.put(address, json={**client.get(address).json(), "note": "New."}, headers=matching(client, address))


def put_mastery_level(client: TestClient) -> Response:
    address = f"{DRAFT}/content/mastery-levels/novice"
    there = client.get(address)
    return client.put(address, json={**there.json(), "name": "Beginner"}, headers=matching(client, address))


def put_role_level(client: TestClient) -> Response:
    address = f"{DRAFT}/content/roles/gardener/levels/junior-gardener"
    there = client.get(address)
    return client.put(address, json={**there.json(), "summary": "Learns."}, headers=matching(client, address))


def put_framework(client: TestClient) -> Response:
    address = f"{DRAFT}/content/framework"
    there = client.get(address)
    return client.put(address, json={**there.json(), "name": "Gardens"}, headers=matching(client, address))


def put_list(client: TestClient) -> Response:
    address = f"{DRAFT}/content/progressions"
    return client.put(address, json=[], headers=matching(client, address))


def put_content(client: TestClient) -> Response:
    address = f"{DRAFT}/content"
    there = client.get(address)
    return client.put(address, json={**there.json(), "waivers": []}, headers=matching(client, address))


def delete(path: str) -> Callable[[TestClient], Response]:
    def ask(client: TestClient) -> Response:
        address = f"{DRAFT}/content/{path}"
        return client.delete(f"{address}?cascade=true", headers=matching(client, address))

    return ask


def bring_in(client: TestClient) -> Response:
    sent = native.render(garden(), "json").replace(b'"Pruning"', b'"Pruning anew"')
    return client.post(f"{DRAFT}/import", content=sent, headers=REQUEST | {"Content-Type": "application/json"})


WRITES: dict[str, tuple[Callable[[TestClient], Response], str, str | None]] = {
    "create_edition": (
        lambda client: client.post(f"{FRAMEWORK}/editions", json={"version": "new"}, headers=REQUEST),
        "create-draft",
        "empty",
    ),
    "create_edition, based on another": (
        lambda client: client.post(
            f"{FRAMEWORK}/editions", json={"version": "new", "based_on": "current"}, headers=REQUEST
        ),
        "create-draft",
        "based on 2024.1",
    ),
    "change_edition": (
        lambda client: client.patch(DRAFT, json={"effective_from": "2031-01-01"}, headers=matching(client, DRAFT)),
        "change-draft",
        '{"effective_from": {"old": null, "new": "2031-01-01"}}',
    ),
    "delete_edition": (
        lambda client: client.delete(DRAFT, headers=matching(client, DRAFT)),
        "delete-draft",
        None,
    ),
    "publish_edition": (lambda client: client.post(f"{DRAFT}/publish", headers=REQUEST), "publish", "DIGEST"),
    "withdraw_edition": (
        lambda client: client.post(f"{PUBLISHED}/withdraw", json={"reason": "A mistake."}, headers=REQUEST),
        "withdraw",
        "A mistake.",
    ),
    "put_content": (put_content, "replace-content", None),
    "put_framework_content": (put_framework, "put", None),
    "put_thing": (put_skill, "put", None),
    "put_mastery_level": (put_mastery_level, "put", None),
    "put_role_level": (put_role_level, "put", None),
    "put_list": (put_list, "put", None),
    "delete_thing": (delete("skills/plant-knowledge"), "delete", None),
    "delete_mastery_level": (delete("mastery-levels/master"), "delete", None),
    "delete_role_level": (delete("roles/gardener/levels/junior-gardener"), "delete", None),
    "import_into_edition": (bring_in, "import", None),
    "create_proposal": (
        lambda client: client.post(
            PROPOSALS,
            json={"reason": "Why.", "delete": {"kind": "activity", "path": "prune-an-orchard"}},
            headers=REQUEST,
        ),
        "propose",
        "PROPOSAL: Why.",
    ),
    "accept_proposal": (
        lambda client: client.post(f"{PROPOSALS}/{PROPOSAL}/accept", json={"version": "next"}, headers=REQUEST),
        "accept",
        "PROPOSAL",
    ),
    "reject_proposal": (
        lambda client: client.post(f"{PROPOSALS}/{PROPOSAL}/reject", json={"reason": "No."}, headers=REQUEST),
        "reject",
        "PROPOSAL: No.",
    ),
}
#: What only reads, and what begins a history instead of going on with one: that has a test of its own.
READS = {"migrate_ids", "look_up_things", "get_gap", "get_team_gap", "list_moves"}
FIRST = {"create_framework"}
WITHOUT_CHANGES = {"create-draft", "change-draft", "delete-draft", "publish", "withdraw", "propose", "reject"}
#: What writes to the courses of a provider, which their feed tells.
OF_COURSES = {"create_provider", "put_course", "put_courses", "retire_course"}


def test_every_write_of_the_document_is_asked_here(writer: Writer) -> None:
    told = {
        operation["operationId"]
        for methods in writer.client.get("/openapi.json").json()["paths"].values()
        for method, operation in methods.items()
        if method in {"post", "put", "patch", "delete"}
    }
    assert told - READS - FIRST - OF_COURSES == {name.partition(",")[0] for name in WRITES} | KEY_WRITES.keys()


@pytest.mark.parametrize("name", WRITES)
def test_every_write_leaves_one_entry(writer: Writer, name: str) -> None:
    write, action, note = WRITES[name]
    before = writer.audit()
    answer = write(writer.client)
    assert answer.status_code in (200, 201, 204), answer.text
    [entry, *rest] = writer.audit()
    assert rest == before
    assert (entry["action"], entry["actor"], entry["key_id"]) == (action, "Head of profession", writer.key.id)
    assert entry["request_id"] == "the-request" == answer.headers["X-Request-Id"]
    assert abs(dt.datetime.fromisoformat(entry["at"]) - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=2)
    of_published = dict.fromkeys(("withdraw", "propose", "reject"), "2024.1")
    assert entry["version"] == {"create-draft": "new", **of_published}.get(action, "next")
    if note == "DIGEST":
        note = writer.client.get(DRAFT).json()["digest"]
    if note and "PROPOSAL" in note:
        note = note.replace("PROPOSAL", answer.json()["id"])
    assert entry["note"] == note
    assert (entry["changes_total"] > 0) == (action not in WITHOUT_CHANGES)
    assert len(entry["changes"]) == entry["changes_total"]
    all_of_it = writer.client.get(entry["href"]).json()
    assert (all_of_it["items"], all_of_it["total"], all_of_it["next"]) == (
        entry["changes"],
        entry["changes_total"],
        None,
    )


@pytest.mark.parametrize("kind", ["sqlite"])
def test_a_change_tells_the_field_with_its_old_and_its_new_value(writer: Writer) -> None:
    put_skill(writer.client)
    [change] = writer.audit()[0]["changes"]
    assert change == {
        "kind": "skill",
        "key": "cutting",
        "verb": "changed",
        "field": "note",
        "old": "Not topiary.",
        "new": "New.",
    }


@pytest.mark.parametrize("kind", ["sqlite"])
@pytest.mark.parametrize("name", [name for name, (_, action, _) in WRITES.items() if action != "create-draft"])
def test_a_write_that_is_refused_leaves_none(writer: Writer, name: str) -> None:
    write, _, _ = WRITES[name]
    other = writer.make_key("read")
    before = writer.audit()
    refused = write(Refused(writer.client, other.text))  # type: ignore[arg-type]  # has what these use
    assert refused.status_code == 403
    if write(writer.client).status_code == 204 and name == "delete_edition":
        assert write(Refused(writer.client, writer.key.text, gone=True)).status_code == 404  # type: ignore[arg-type]
    entries = writer.audit()
    assert len(entries) == len(before) + 1
    again = {"publish_edition", "withdraw_edition", "accept_proposal", "reject_proposal"}
    if name in again:
        assert write(writer.client).status_code == 409
        assert writer.audit() == entries


class Refused:
    """Reads with the good key, writes with another one."""

    def __init__(self, client: TestClient, key: str, *, gone: bool = False) -> None:
        self._client, self._key, self._gone = client, {"X-API-Key": key}, gone

    def get(self, address: str) -> Any:
        return self._client.get(PUBLISHED if self._gone else address)

    def __getattr__(self, method: str) -> Callable[..., Response]:
        def ask(address: str, headers: dict[str, str], **sent: Any) -> Response:
            return self._client.request(method.upper(), address, headers=headers | self._key, **sent)

        return ask


@pytest.mark.parametrize(
    "name", ["put_thing", "publish_edition", "import_into_edition", "change_edition", "accept_proposal"]
)
def test_a_write_that_breaks_down_leaves_none_and_nothing_else(
    writer: Writer, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    record, before = audit.record, writer.audit()
    revision = "SELECT revision, edition.status, state FROM edition, proposal WHERE edition.version = 'next'"

    def record_and_fail(*arguments: Any, **named: Any) -> None:
        record(*arguments, **named)
        raise RuntimeError("the power went off")

    with reading(writer.engine) as connection:
        was = connection.execute(text(revision)).one()
    with monkeypatch.context() as patch:
        patch.setattr(audit, "record", record_and_fail)
        answer = WRITES[name][0](writer.client)
    assert problem(answer) == (500, "internal-error")
    assert "power" not in answer.text
    assert writer.audit() == before
    with reading(writer.engine) as connection:
        assert connection.execute(text(revision)).one() == was


def test_a_draft_that_is_deleted_keeps_its_history(writer: Writer) -> None:
    put_skill(writer.client)
    writer.client.delete(DRAFT, headers=matching(writer.client, DRAFT))
    assert [entry["action"] for entry in writer.audit(version="next")] == ["delete-draft", "put", "import"]
    assert writer.audit(version="next", kind="skill", thing_key="cutting")[0]["changes"][0]["new"] == "New."


def test_what_the_command_line_writes_is_recorded_as_its(writer: Writer) -> None:
    publish_draft(writer.engine, "gardening", "next")
    withdraw_edition(writer.engine, "gardening", "next", "By hand.")
    told = [(entry["action"], entry["actor"], entry["key_id"], entry["request_id"]) for entry in writer.audit()[:3]]
    assert told == [(action, "command line", None, None) for action in ("withdraw", "publish", "import")]


def test_founding_a_framework_is_its_first_entry(writer: Writer) -> None:
    writer.client.post("/v1/frameworks", json={"slug": "baking", "name": "Baking"}, headers=REQUEST)
    [entry] = writer.client.get("/v1/frameworks/baking/audit").json()["items"]
    assert (entry["action"], entry["version"], entry["note"]) == ("create-framework", None, "Baking")
    assert (entry["request_id"], entry["key_id"]) == ("the-request", writer.key.id)


class TestFinding:
    @pytest.fixture
    def writer(self, engine: Engine, database_url: str) -> Iterator[Writer]:
        with writing_to(engine, database_url) as opened:
            for write in (put_skill, put_mastery_level, put_list):
                assert write(opened.client).status_code == 200
            yield opened

    def test_entries_are_found_by_what_they_are_about(self, writer: Writer) -> None:
        def found(**parameters: str) -> list[str]:
            return [f"{entry['action']} {entry['version']}" for entry in writer.audit(**parameters)]

        whole = ["put next"] * 3 + ["import next", "publish 2024.1", "import 2024.1"]
        assert found() == whole
        assert found(version="2024.1") == whole[4:]
        assert found(action="put") == whole[:3]
        assert found(key_id=writer.key.id) == whole[:3]
        assert found(kind="mastery_level") == ["put next"]
        assert found(thing_key="cutting") == ["put next"]
        assert found(kind="mastery_level", thing_key="cutting") == []
        assert found(kind="progression", action="put") == ["put next"]
        assert found(version="none") == found(key_id="nobody") == found(kind="nothing") == []
        assert found(thing_key="") == found(key_id="") == []

    def test_entries_are_found_by_their_time_in_any_zone(self, writer: Writer) -> None:
        entries = writer.audit()
        at = dt.datetime.fromisoformat(entries[1]["at"])
        for hours in (-11, 0, 5, 14):
            there = at.astimezone(dt.timezone(dt.timedelta(hours=hours))).isoformat()
            assert writer.audit(since=there) == entries[:2], hours
            assert writer.audit(until=there) == entries[2:], hours
        for ends in ("0001-01-01T00:00:00%2B14:00", "0001-01-01T00:00:00Z"):
            assert writer.client.get(f"{AUDIT}?since={ends}").json()["total"] == len(entries)
        assert writer.client.get(f"{AUDIT}?until=9999-12-31T23:59:59-14:00").json()["total"] == len(entries)

    def test_a_session_in_another_zone_tells_the_same_times(self, writer: Writer, kind: str) -> None:
        entries = writer.audit()
        if kind == "postgresql":
            with writing(writer.engine) as connection:
                name = connection.execute(text("SELECT current_database()")).scalar_one()
                connection.execute(text(f"ALTER DATABASE \"{name}\" SET timezone = 'Asia/Tokyo'"))
            writer.client.app.state.catalogue.engine.dispose()  # type: ignore[attr-defined]  # our own application
        assert [entry["at"] for entry in writer.audit()] == [entry["at"] for entry in entries]

    def test_pages_hold_every_entry_once_while_new_ones_come(self, writer: Writer) -> None:
        whole = [entry["id"] for entry in writer.audit()]
        seen, address = [], f"{AUDIT}?limit=2"
        while address:
            page = writer.client.get(address)
            seen += [entry["id"] for entry in page.json()["items"]]
            address = page.json()["next"]
            assert ('rel="next"' in page.headers.get("Link", "")) == bool(address)
            writer.put(f"{DRAFT}/content/skills/pruning", note=f"{len(seen)} seen.")
        assert seen == whole

    def test_a_cursor_is_good_for_its_own_list_alone(self, writer: Writer) -> None:
        cursor = writer.client.get(f"{AUDIT}?limit=2").json()["next"]
        assert problem(writer.client.get(f"{cursor}&action=put")) == (422, "invalid-parameter")
        assert problem(writer.client.get(f"{AUDIT}?cursor=MTIz")) == (422, "invalid-parameter")

    @pytest.mark.parametrize("place", [2**63, 10**300, 2**31, 2**31 - 1])
    def test_a_cursor_that_somebody_made_up_is_no_failure(self, writer: Writer, place: int) -> None:
        for path in (AUDIT, f"{AUDIT}/{writer.audit()[0]['id']}/changes"):
            answer = writer.client.get(Window(path=path).link(str(place)))
            assert answer.status_code == (200 if place < 2**31 else 422), answer.text

    def test_filters_that_cannot_be_are_refused_or_find_nothing(self, writer: Writer) -> None:
        unfit = [f"{name}=%00" for name in ("version", "thing_key", "kind", "key_id", "since")]
        unfit += [f"{name}=%ED%A0%80" for name in ("version", "thing_key", "kind")]
        unfit += ["action=dance", "since=yesterday", "since=2026-01-01", "since=1", "since=2026-01-01T00:00:00"]
        unfit += ["limit=0", "limit=201", "actor=x", f"thing_key={'x' * 3000}", "action=put&action=put"]
        for query in unfit:
            answer = writer.client.get(f"{AUDIT}?{query}")
            assert answer.status_code == 422 or answer.json()["items"] == [], query
            assert answer.status_code == 422 or query.startswith("thing_key=%ED"), query

    def test_the_changes_of_a_write_come_in_pages(self, writer: Writer) -> None:
        bring_in(writer.client)
        entry = writer.audit()[0]
        assert entry["changes_total"] > 3
        seen, address = [], f"{entry['href']}?limit=2"
        while address:
            page = writer.client.get(address).json()
            assert page["total"] == entry["changes_total"]
            seen += page["items"]
            address = page["next"]
        assert seen[: len(entry["changes"])] == entry["changes"]
        assert len(seen) == entry["changes_total"]

    def test_an_entry_that_is_not_there_or_of_another_framework_is_not_found(self, writer: Writer) -> None:
        writer.client.post("/v1/frameworks", json={"slug": "baking", "name": "Baking"})
        [other] = writer.client.get("/v1/frameworks/baking/audit").json()["items"]
        for number in (other["id"], 9_999, 2**31, 2**53):
            answer = writer.client.get(f"{AUDIT}/{number}/changes")
            assert problem(answer) == (404, "not-found"), number
        for misshapen in ("0", "-1", "x", str(2**64), "1.0"):
            assert problem(writer.client.get(f"{AUDIT}/{misshapen}/changes"))[0] in (404, 422), misshapen
        assert problem(writer.client.get("/v1/frameworks/nowhere/audit")) == (404, "not-found")

    def test_only_editors_of_the_framework_read_it(self, writer: Writer) -> None:
        writer.client.post("/v1/frameworks", json={"slug": "baking", "name": "Baking"})
        entry = writer.audit()[0]
        cases: tuple[tuple[Scope, str | None, int], ...] = (
            ("edit", "gardening", 200), ("edit", None, 200), ("publish", "gardening", 200),
            ("propose", "gardening", 403), ("read", None, 403), ("edit", "baking", 403), ("admin", "baking", 403),
        )  # fmt: skip
        for scope, framework, status in cases:
            key = {"X-API-Key": writer.make_key(scope, framework).text}
            for address in (AUDIT, entry["href"]):
                assert writer.client.get(address, headers=key).status_code == status, (scope, framework)
        baker = {"X-API-Key": writer.make_key("edit", "gardening").text}
        assert writer.client.get("/v1/frameworks/baking/audit", headers=baker).status_code == 404
