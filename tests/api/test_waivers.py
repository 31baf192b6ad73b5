"""Waivers of rules that there are not: refused where they are written, kept where they stand."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from httpx2 import Response
from sqlalchemy import Engine

from app.authoring.importing import import_release
from app.authoring.waiving import UnknownRules
from app.exchange import native
from app.framework.history import Waiver
from app.framework.release import Envelope, Release
from app.store.engine import open_engine
from app.store.scope import writing
from tests.api.suggesting import PROPOSALS
from tests.api.writers import DRAFT, PUBLISHED, Writer, writing_to
from tests.authoring.dumps import dump
from tests.databases import Databases
from tests.worlds import garden

TYPO = {"rule": "skill-without-statments", "place": "/skills/1", "reason": "To come."}
SAID = (
    "names the rule 'skill-without-statments', which there is not;"
    " near to it: skill-without-statements, level-without-statements"
)
OLD = {"rule": "be-nice", "place": "/skills/0", "reason": "An older server had that rule."}
ADDED = {"kind": "waiver", "key": "skill-without-statments /skills/1", "verb": "added", "new": TYPO}


@pytest.fixture
def writer(engine: Engine, database_url: str) -> Iterator[Writer]:
    with writing_to(engine, database_url) as opened:
        yield opened


def stand(engine: Engine) -> None:
    """The draft has a waiver of a rule of an older server."""
    with writing(engine) as connection:
        connection.exec_driver_sql(
            "INSERT INTO waiver (edition_id, position, rule, place, reason) SELECT id, 9, 'be-nice', '/skills/0',"
            " 'An older server had that rule.' FROM edition WHERE version = 'next'"
        )


def content(writer: Writer, *more: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = writer.client.get(f"{DRAFT}/content").json()
    return found | {"waivers": [*more, *found["waivers"]]}


def send(writer: Writer, method: str, below: str, body: Any) -> Response:
    sent = {"If-Match": "*"} if method == "PUT" else {}
    return writer.client.request(method, f"{DRAFT}/{below}", json=body, headers=sent)


def faults(answer: Response) -> list[tuple[str | None, str]]:
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/invalid-body"), answer.text
    return [(one["pointer"], one["detail"]) for one in answer.json()["errors"]]


def test_each_way_of_writing_refuses_one_where_it_stands(writer: Writer, engine: Engine) -> None:
    there = content(writer)["waivers"]
    before = dump(engine)
    whole = content(writer, TYPO)
    assert faults(send(writer, "PUT", "content/waivers", [*there, TYPO])) == [(f"/{len(there)}/rule", SAID)]
    assert faults(send(writer, "PUT", "content", whole)) == [("/waivers/0/rule", SAID)]
    for query in ("", "?dry_run=true"):
        assert faults(send(writer, "POST", f"import{query}", whole)) == [("/waivers/0/rule", SAID)]
    put = {"kind": "waivers", "content": [TYPO]}
    for body, place in (
        ({"put": put}, "/put/content/0/rule"),
        ({"changes": [ADDED]}, "/changes/0/new/rule"),
    ):
        answer = writer.client.post(PROPOSALS, json={"reason": "Why."} | body)
        assert faults(answer) == [(place, SAID)]
    now = dump(engine)
    del before["access_key"], now["access_key"]  # when it was last used
    assert now == before


def test_a_change_of_one_into_such_is_refused_at_the_change(writer: Writer) -> None:
    there = writer.client.get(f"{PUBLISHED}/content").json()["waivers"][0]
    change = {"kind": "waiver", "key": f"{there['rule']} {there['place']}", "verb": "changed", "field": "rule"}
    change |= {"old": there["rule"], "new": "xyz"}
    [(place, said)] = faults(writer.client.post(PROPOSALS, json={"reason": "Why.", "changes": [change]}))
    assert place == "/changes/0/new"
    assert said.startswith("names the rule 'xyz', which there is not; known are placeholder-text, leftover-mark, ")


def test_what_stands_may_stay_go_and_be_published(writer: Writer, engine: Engine) -> None:
    stand(engine)
    there = content(writer)["waivers"]
    assert OLD in there
    assert send(writer, "PUT", "content", content(writer) | {"notes": "The same."}).status_code == 204
    assert send(writer, "POST", "import", content(writer)).status_code == 200
    assert send(writer, "PUT", "content/waivers", there).status_code == 200
    moved = [*there, OLD | {"place": "/skills/1"}]
    [(place, _)] = faults(send(writer, "PUT", "content/waivers", moved))
    assert place == f"/{len(there)}/rule"
    assert writer.client.post(f"{DRAFT}/publish").status_code == 200
    assert OLD in writer.client.get(f"{DRAFT}/content").json()["waivers"]
    [stale] = writer.client.get(f"{DRAFT}/lint?rule=stale-waiver").json()["items"]
    assert "be-nice" in stale["message"]
    begun = writer.client.post(f"{DRAFT.rpartition('/')[0]}", json={"version": "after", "based_on": "next"})
    assert begun.status_code == 201
    after = f"{DRAFT.rpartition('/')[0]}/after"
    assert writer.client.put(f"{after}/content/waivers", json=[], headers={"If-Match": "*"}).status_code == 200


def test_a_document_of_an_edition_that_stands_can_be_imported_again(
    writer: Writer, engine: Engine, databases: Databases, kind: str
) -> None:
    stand(engine)
    assert writer.client.post(f"{DRAFT}/publish").status_code == 200
    data = writer.client.get(f"{DRAFT}/content").content
    release = native.parse(data, "next.json")
    assert import_release(engine, release, keyless=False, publishing=True).done == "unchanged"
    again = replace(release, envelope=Envelope(version="again"))
    assert import_release(engine, again, keyless=False, publishing=False).done == "drafted"
    address = databases.migrated(kind)
    other = open_engine(address)
    with pytest.raises(UnknownRules, match="The waiver at '/skills/0' names the rule 'be-nice', which there is not"):
        import_release(other, release, keyless=False, publishing=True)
    other.dispose()
    databases.drop(address)


def test_an_import_is_refused_and_leaves_the_database_as_it_was(engine: Engine) -> None:
    edition = replace(garden().edition, waivers=(Waiver(**TYPO),))
    before = dump(engine)
    for dry in (True, False):
        with pytest.raises(UnknownRules):
            import_release(engine, Release(envelope=Envelope(version="1"), edition=edition), keyless=False,
                           publishing=True, dry_run=dry)  # fmt: skip
    assert dump(engine) == before
