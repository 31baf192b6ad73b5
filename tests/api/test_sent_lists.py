"""Lists of renames and retirements, sent beside files into a draft."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from tests.api.seeded import ADMIN, KeyBearer, seeded_application
from tests.exchange.garden import ORDER, ROLES, SKILLS
from tests.worlds import GARDEN_YAML

GARDENS = "/v1/frameworks/gardens"
RENAMED = {
    "roles": ROLES.data.replace(b",Pruning,", b",Cutting back,"),
    "skills": SKILLS.data.replace(b"\nPruning,", b"\nCutting back,"),
    "order": ORDER.data,
}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A server with the gardens published, and a draft that starts with them."""
    with KeyBearer(seeded_application(tmp_path_factory.mktemp("lists"))) as opened:
        assert opened.post("/v1/frameworks", json={"slug": "gardens", "name": "Gardens"}).status_code == 201
        assert opened.post(f"{GARDENS}/editions", json={"version": "1"}).status_code == 201
        files = {"roles": ROLES.data, "skills": SKILLS.data, "order": ORDER.data}
        assert send(opened, files, version="1", dry_run=False).status_code == 200
        assert opened.post(f"{GARDENS}/editions/1/publish").status_code == 200
        wanted = {"version": "2", "based_on": "current"}
        assert opened.post(f"{GARDENS}/editions", json=wanted).status_code == 201
        yield opened


def send(
    client: TestClient, files: dict[str, bytes], version: str = "2", *, dry_run: bool = True, form: str = "govuk"
) -> Response:
    address = f"{GARDENS}/editions/{version}/import?format={form}&dry_run={str(dry_run).lower()}"
    return client.post(address, files={part: (f"{part}.csv", data) for part, data in files.items()})


def proposals(client: TestClient, **lists: bytes) -> Any:
    answer = send(client, RENAMED | lists)
    assert answer.status_code == 200, answer.text
    return answer.json()


def content(client: TestClient) -> bytes:
    answer = client.get(f"{GARDENS}/editions/2/content", headers={"X-API-Key": ADMIN.text})
    assert answer.status_code == 200
    return answer.content


def test_a_dry_run_proposes_renames_that_can_be_sent_back_as_they_are(client: TestClient) -> None:
    told = proposals(client)
    [one] = told["proposed_renames"]
    assert (one["kind"], one["old"], one["new"]) == ("skill", "pruning", "cutting-back")
    assert 60 < one["score"] <= 100
    assert one["reasons"][0] == "9 of 9 texts read the same or nearly so"
    assert [each["kind"] for each in told["remarks"]].count("gone") == 1
    told = proposals(client, renames=json.dumps([one]).encode())
    assert told["proposed_renames"] == []
    assert [(change["kind"], change["verb"], change["field"]) for change in told["changes"]] == [
        ("skill", "renamed", "slug"),
        ("skill", "renamed", "name"),
    ]
    assert told["summary"]["skills"] == {"added": 0, "removed": 0, "renamed": 1, "changed": 0}
    assert "gone" not in {each["kind"] for each in told["remarks"]}


def test_renames_and_retirements_may_be_sent_as_tables(client: TestClient) -> None:
    told = proposals(client, retirements=b"kind,slug,reason,replaced_by\nskill,pruning,Told anew.,cutting-back|soil\n")
    [entry] = [change for change in told["changes"] if change["kind"] == "retirement"]
    assert entry["new"]["reason"] == "Told anew."
    assert entry["new"]["replaced_by"] == ["cutting-back", "soil"]
    assert proposals(client, renames=b"kind,old,new\nskill,pruning,cutting-back\n")["proposed_renames"] == []


def test_every_faulty_entry_is_told_and_the_draft_stays_as_it_was(client: TestClient) -> None:
    before = content(client)
    wrong = b"kind,old,new\nskill,weeding,soil\nskill,pruning,mowing\n"
    answer = send(client, RENAMED | {"renames": wrong}, dry_run=False)
    assert answer.status_code == 422
    assert [each["detail"] for each in answer.json()["errors"]] == [
        "renames.csv, row 2 (line 2): the edition before has no skill 'weeding'",
        "renames.csv, row 3 (line 3): the files have no skill 'mowing'",
    ]
    assert content(client) == before


def test_lists_go_with_files_without_keys_only(client: TestClient) -> None:
    answer = send(client, {"file": GARDEN_YAML.encode(), "renames": b"kind,old,new\n"}, form="native")
    assert answer.status_code == 422
    [error] = answer.json()["errors"]
    assert error["detail"] == "is no file of the format native; known are file"
