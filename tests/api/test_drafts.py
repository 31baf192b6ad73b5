"""A draft answers at its label to those who may see it, as the edition that it is to become; to all others nowhere."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine, text
from starlette.testclient import TestClient

from app.api import drafts
from app.api.application import build_application
from app.authoring.importing import import_release
from app.authoring.publishing import publish_draft
from app.framework.release import Envelope
from app.main import create_app
from app.settings import Settings
from app.store.scope import writing
from tests.api.seeded import Read, Seeded, reads, seeded_application
from tests.api.shelf import CURRENT, FIXED, FRAMEWORK, Shelf
from tests.selects import selects
from tests.worlds import garden

BELOW = [
    read for read in reads(build_application(Shelf()).openapi()) if "{edition}" in read.template and not read.is_current
]


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seeded]:
    app = seeded_application(tmp_path_factory.mktemp("drafted"), publishing=False)
    with pytest.MonkeyPatch.context() as patch, TestClient(app, follow_redirects=False) as client:
        see_drafts(patch)
        yield Seeded(client)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seeded]:
    with TestClient(seeded_application(tmp_path_factory.mktemp("published")), follow_redirects=False) as client:
        yield Seeded(client)


@pytest.fixture
def client(database_url: str, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """One who sees drafts, before a database with the garden as a draft."""
    import_release(engine, garden(), keyless=False, publishing=False)
    see_drafts(monkeypatch)
    with TestClient(create_app(Settings(database_url=database_url))) as opened:
        yield opened


def see_drafts(patch: pytest.MonkeyPatch, *, of: str | None = None) -> None:
    """Let every caller see the drafts of a framework, or of all."""
    patch.setattr(drafts, "sees_drafts", lambda _, framework: of in (None, framework))


def change(engine: Engine, statement: str) -> None:
    with writing(engine) as connection:
        connection.execute(text(statement))


def less(document: Any) -> Any:
    """Without what a draft has otherwise: its cursors are bound to a revision."""
    return document if isinstance(document, list) else {**document, "next": None}


@pytest.mark.parametrize("read", BELOW, ids=str)
def test_every_read_answers_of_a_draft_what_it_will_of_the_edition(
    read: Read, drafted: Seeded, published: Seeded
) -> None:
    answer = drafted.get(read)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert "latest-version" not in answer.links
    assert "Content-Location" not in answer.headers
    again = drafted.client.get(drafted.address(read), headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.headers["Cache-Control"]) == (304, "no-store")
    if "json" not in answer.headers["Content-Type"]:
        assert answer.content == published.get(read).content
    elif read.is_fixed:
        assert less(answer.json()) == less(published.get(read).json())


def test_a_draft_says_that_it_is_one(client: TestClient) -> None:
    edition = client.get(FIXED).json()
    assert (edition["status"], edition["digest"], edition["published_at"]) == ("draft", None, None)
    assert (edition["href"], edition["effective_from"]) == (FIXED, "2024-04-01")
    assert all(client.get(link).status_code == 200 for link in edition["links"].values())


def test_a_lookup_in_a_draft_is_answered(client: TestClient) -> None:
    answer = client.post(f"{FIXED}/lookup", json={"items": [{"kind": "skill", "path": "pruning"}]})
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert answer.json()["items"][0]["thing"]["href"] == f"{FIXED}/skills/pruning"


def test_a_draft_is_never_current(client: TestClient) -> None:
    for address in (CURRENT, f"{CURRENT}/roles", f"{CURRENT}?as_of=2199-01-01"):
        assert client.get(address).status_code == 404


def test_a_framework_of_drafts_alone_is_there_for_who_sees_them(client: TestClient) -> None:
    framework = client.get(FRAMEWORK)
    assert (framework.json()["name"], framework.json()["current"]) == ("Gardening", None)
    assert framework.headers["Cache-Control"] == "no-store"
    assert client.get("/v1/frameworks").json()["items"] == []
    assert client.get("/v1/frameworks/nowhere").status_code == 404
    assert client.get("/v1/frameworks/nowhere/editions").status_code == 404
    assert client.get(f"{FRAMEWORK}/editions/none").status_code == 404


def test_drafts_stand_before_the_published_editions_for_who_sees_them(
    client: TestClient, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_draft(engine, "gardening", "2024.1")
    for version in ("2025.1", "2025.2"):
        begun = replace(garden(), envelope=Envelope(version=version))
        import_release(engine, begun, keyless=False, publishing=False)
    listed = client.get(f"{FRAMEWORK}/editions")
    assert [(each["version"], each["status"]) for each in listed.json()["items"]] == [
        ("2025.2", "draft"),
        ("2025.1", "draft"),
        ("2024.1", "published"),
    ]
    assert listed.headers["Cache-Control"] == "no-store"
    following = client.get(client.get(f"{FRAMEWORK}/editions?limit=1").json()["next"]).json()
    assert [each["version"] for each in following["items"]] == ["2025.1"]
    see_drafts(monkeypatch, of="another")
    listed = client.get(f"{FRAMEWORK}/editions")
    assert [each["version"] for each in listed.json()["items"]] == ["2024.1"]
    assert listed.headers["Cache-Control"] == "no-cache"


def test_for_all_others_a_draft_is_nowhere_and_costs_no_select(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.get(f"{FIXED}/skills").status_code == 200
    see_drafts(monkeypatch, of="another")
    with selects() as seen:
        hidden, missing = client.get(f"{FIXED}/skills"), client.get(f"{FRAMEWORK}/editions/2030.1/skills")
        for address in (FIXED, FRAMEWORK, f"{FRAMEWORK}/editions", f"{FIXED}/content"):
            assert client.get(address).status_code == 404
    assert seen == []
    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert hidden.json()["detail"].replace("2024.1", "2030.1") == missing.json()["detail"]


def test_an_edit_by_anyone_is_seen_at_once(client: TestClient, engine: Engine) -> None:
    address = f"{FIXED}/skills/pruning"
    before = client.get(address)
    change(engine, "UPDATE skill SET description = 'Cut back.' WHERE key = 'cutting'")
    after = client.get(address)
    assert after.json()["description"] == "Cut back."
    assert before.headers["ETag"] != after.headers["ETag"]
    assert client.get(FIXED).json()["notes"] == garden().envelope.notes
    change(engine, "UPDATE edition SET notes = 'In the making.'")
    assert client.get(FIXED).json()["notes"] == "In the making."


def test_a_list_that_changed_meanwhile_must_be_read_anew(client: TestClient, engine: Engine) -> None:
    first = client.get(f"{FIXED}/skills?limit=1").json()
    assert client.get(first["next"]).status_code == 200
    change(engine, "UPDATE skill SET description = 'Cut back.' WHERE key = 'cutting'")
    answer = client.get(first["next"])
    assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (422, "cursor")


def test_a_draft_that_is_published_meanwhile_is_answered_as_what_it_is(client: TestClient, engine: Engine) -> None:
    draft = client.get(f"{FIXED}/content")
    publish_draft(engine, "gardening", "2024.1")
    edition = client.get(f"{FIXED}/content")
    assert edition.content == draft.content
    assert edition.headers["Cache-Control"].endswith("immutable")
    listed = client.get(f"{FRAMEWORK}/editions").json()["items"]
    assert [(each["version"], each["status"]) for each in listed] == [("2024.1", "published")]


def test_a_draft_that_does_not_hold_together_says_so(client: TestClient, engine: Engine) -> None:
    change(engine, "UPDATE skill SET slug = 'Cut Back' WHERE key = 'cutting'")
    for address in (FIXED, f"{FIXED}/matrix", f"{FIXED}/skills/nothing"):
        answer = client.get(address)
        problem = answer.json()
        assert (answer.status_code, problem["type"]) == (409, "/problems/broken-draft")
        assert "breaks 1 rule of the model" in problem["detail"]
        assert [error["detail"] for error in problem["errors"]] == [
            "skill 'cutting': slug must be lower-case ASCII letters, digits and single hyphens"
        ]
    assert client.get(f"{FRAMEWORK}/editions").json()["total"] == 1


def test_a_draft_without_a_word_of_its_framework_says_so(client: TestClient, engine: Engine) -> None:
    change(engine, "DELETE FROM about")
    answer = client.get(f"{FIXED}/roles")
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/broken-draft")
    assert "says nothing of its framework" in answer.json()["detail"]
    assert client.get(FRAMEWORK).json()["name"] == "gardening"  # an import founds it by its slug


@pytest.mark.parametrize("kind", ["sqlite"])
def test_a_value_of_the_wrong_kind_is_no_failure_of_the_server(client: TestClient, engine: Engine) -> None:
    change(engine, "UPDATE source SET date = 'soon'")
    answer = client.get(f"{FIXED}/sources")
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/broken-draft")
    assert "soon" not in answer.text
