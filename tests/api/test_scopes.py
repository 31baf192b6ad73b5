"""The table scope × operation, read off the OpenAPI document: whatever is added there is asked here.

What an operation says under ``security`` is its rule, and is held to what the server does with every kind of key.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from app.access.scopes import LADDER, Rung, Scope, includes
from app.api.application import build_application
from app.framework.identity import identify_text
from tests.api.locked import ELSEWHERE, HERE, HIDDEN, PROVIDER, Locked, bearing, client_of
from tests.api.sample_routes import with_samples
from tests.api.shelf import Shelf

#: Operations that take no notice of keys, and POSTs that are reads; any other without a rule of its own fails.
PUBLIC = {"get_liveness", "get_readiness", "get_problem_type", "get_edition_schema"}
READS_BY_POST = {"look_up_things", "migrate_ids", "get_gap", "get_team_gap", "list_moves"}
#: Something that the framework has given an id.
THING = ("skill", "cutting")
CHALLENGE = 'Bearer realm="capframe"'


@dataclass(frozen=True, slots=True)
class Asked:
    """An operation of the document, to be asked at an address of a framework."""

    method: str
    path: str
    told: Mapping[str, Any] = field(repr=False)

    def __str__(self) -> str:
        return str(self.told["operationId"])

    @property
    def rule(self) -> list[Mapping[str, list[str]]]:
        return list(self.told.get("security", []))

    @property
    def needs(self) -> Scope | None:
        """The scope without which it does not answer; None for what anybody may read."""
        if not self.rule or {} in self.rule:
            return None
        scopes = {scope for each in self.rule for names in each.values() for scope in names}
        assert len(scopes) == 1, f"{self} names {scopes}"
        return cast("Scope", scopes.pop())

    def address(self, framework: str = HERE) -> str:
        values = {one["name"]: str(one["example"]) for one in self.told.get("parameters", []) if one["in"] == "path"}
        here = {"framework": framework, "edition": "2024.1", "provider": PROVIDER, "uuid": identify_text(HERE, *THING)}
        return self.path.format(**values | here)


DOCUMENT = with_samples(build_application(Shelf())).openapi()
ALL = [
    Asked(method.upper(), path, told)
    for path, methods in DOCUMENT["paths"].items()
    for method, told in methods.items()
]  # fmt: skip
GUARDED = [asked for asked in ALL if asked.rule]
CLOSED = [asked for asked in GUARDED if asked.needs]
OF_FRAMEWORK = [asked for asked in CLOSED if "{framework}" in asked.path]


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> Locked:
    return Locked(tmp_path_factory.mktemp("locked"))


@pytest.fixture(scope="module")
def client(locked: Locked) -> Iterator[TestClient]:
    with client_of(locked) as opened:
        yield opened


def ask(client: TestClient, asked: Asked, key: object = None, framework: str = HERE) -> Response:
    """Ask with a key and an empty object where a body is expected: who is let in is told before it is read."""
    headers = bearing(cast("Any", key)) if key else {}
    kinds = list(asked.told.get("requestBody", {}).get("content", {}))
    body = {"content": b"{}", "headers": headers | {"Content-Type": kinds[0]}} if kinds else {"headers": headers}
    return client.request(asked.method, asked.address(framework), **cast("Any", body))


def problem(answer: Response) -> tuple[int, str, str]:
    document = answer.json()
    return answer.status_code, document["type"].rpartition("/")[2], document["detail"]


every_operation = pytest.mark.parametrize("asked", ALL, ids=str)
every_guarded = pytest.mark.parametrize("asked", GUARDED, ids=str)
every_closed = pytest.mark.parametrize("asked", CLOSED, ids=str)


@every_operation
def test_every_operation_has_a_rule_and_every_write_asks_for_a_key(asked: Asked) -> None:
    assert bool(asked.rule) == (str(asked) not in PUBLIC)
    if asked.method != "GET" and str(asked) not in READS_BY_POST:
        assert asked.needs, f"{asked} writes and asks for no key"
    for each in asked.rule:
        assert set(each) <= DOCUMENT["components"]["securitySchemes"].keys()
    assert ("401" in asked.told["responses"]) == bool(asked.rule)
    assert ("403" in asked.told["responses"]) == bool(asked.needs)


@every_guarded
def test_a_key_that_does_not_hold_is_refused_even_where_none_is_needed(
    client: TestClient, locked: Locked, asked: Asked
) -> None:
    said = set()
    for key in locked.broken:
        answer = ask(client, asked, key)
        status, kind, detail = problem(answer)
        assert (status, kind) == (401, "unauthorized")
        assert answer.headers["WWW-Authenticate"] == f'{CHALLENGE}, error="invalid_token"'
        assert answer.headers["Cache-Control"] == "no-store"
        said.add(detail)
    assert len(said) == 4  # expired, revoked, unknown, misshapen: each says which


@pytest.mark.parametrize("asked", [asked for asked in GUARDED if not asked.needs], ids=str)
def test_what_is_open_is_open_without_a_key_and_says_the_same_to_every_key(
    client: TestClient, locked: Locked, asked: Asked
) -> None:
    plain = ask(client, asked)
    assert plain.status_code not in (401, 403)
    of_the_moment = {"x-request-id", "date"}
    lasting = {key: value for key, value in plain.headers.items() if key not in of_the_moment}
    for key in (*locked.elsewhere.values(), *locked.here.values(), locked.over_all["admin"], locked.learner):
        answer = ask(client, asked, key)
        assert answer.status_code == plain.status_code
        if plain.status_code < 400:
            assert answer.content == plain.content
            assert {k: v for k, v in answer.headers.items() if k not in of_the_moment} == lasting


@every_closed
def test_what_asks_for_a_key_challenges_whoever_has_none(client: TestClient, asked: Asked) -> None:
    answer = ask(client, asked)
    assert problem(answer)[:2] == (401, "unauthorized")
    assert answer.headers["WWW-Authenticate"] == CHALLENGE


@every_closed
def test_a_key_opens_what_its_scope_includes_and_nothing_else(client: TestClient, locked: Locked, asked: Asked) -> None:
    framework = "{framework}" in asked.path
    keys: list[tuple[object, bool]] = [(locked.learner, asked.needs == "learn")]
    for rung in LADDER:
        reaches = asked.needs != "learn" and includes(rung, cast("Rung", asked.needs))
        keys += [(locked.over_all[rung], reaches), (locked.here[rung], reaches and framework)]
        keys += [(locked.elsewhere[rung], False)]
    for key, opens in sorted(keys, key=lambda each: each[1]):  # what is let in may change things: it comes last
        answer = ask(client, asked, key)
        if opens:
            assert answer.status_code not in (401, 403), (key, answer.text)
        else:
            assert problem(answer)[:2] == (403, "forbidden"), key
            assert f'error="insufficient_scope", scope="{asked.needs}"' in answer.headers["WWW-Authenticate"]


@pytest.mark.parametrize("asked", OF_FRAMEWORK, ids=str)
def test_whoever_may_not_know_of_a_framework_is_not_told_by_a_refusal(
    client: TestClient, locked: Locked, asked: Asked
) -> None:
    for key in (*locked.elsewhere.values(), locked.over_all["read"], locked.learner):
        hidden, nowhere = ask(client, asked, key, HIDDEN), ask(client, asked, key, "nowhere")
        assert problem(hidden)[:2] == problem(nowhere)[:2] == (404, "not-found")
        assert problem(hidden)[2] == problem(nowhere)[2].replace("nowhere", HIDDEN)
    assert ask(client, asked, locked.elsewhere["read"], ELSEWHERE).status_code == 403


def test_without_a_signature_that_says_so_no_operation_is_public() -> None:
    assert {str(asked) for asked in ALL if not asked.rule} == PUBLIC
    assert len(GUARDED) > 30
    assert CLOSED
