"""Where reading asks for a key, courses show and take only what the key may read."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import Engine

from app.access.issuing import Wanted, create_key
from app.access.scopes import Scope
from tests.authoring.gardens import publish, release
from tests.learning.classroom import PRUNE, PRUNING, SHEARS, Classroom, classroom, problem
from tests.worlds import garden


@pytest.fixture
def keyed(engine: Engine, database_url: str) -> Iterator[Classroom]:
    with classroom(engine, database_url, reads="keyed") as room:
        orchard = replace(garden().edition.framework, key="orchard", slug="orchard")
        publish(engine, release("1", replace(garden().edition, framework=orchard)))
        room.client.app.state.catalogue.refresh()  # type: ignore[attr-defined]  # Starlette's type is any application
        for name, scopes, framework in (("learner", {"learn"}, None), ("orchard", {"read"}, "orchard")):
            asked: frozenset[Scope] = frozenset(scopes)  # type: ignore[arg-type]  # mypy takes them for any texts
            provider = "school" if "learn" in scopes else None
            wanted = Wanted(name=name, scopes=asked, framework=framework, provider=provider)
            room.keys[name] = create_key(engine, wanted).text
        yield room


def test_a_platform_maps_only_what_its_key_may_read(keyed: Classroom) -> None:
    status, _, faults = problem(keyed.client.put(keyed.path("x"), json=PRUNE, headers=keyed.as_("learner")))
    assert (status, faults) == (
        422, {"/teaches/0/framework": "names no framework with an edition in force: 'gardening'"},
    )  # fmt: skip
    assert keyed.client.put(keyed.path("x"), json=SHEARS, headers=keyed.as_("learner")).status_code == 201
    assert keyed.put("x", PRUNE).status_code == 200


def test_a_reader_sees_only_what_their_key_may_read(keyed: Classroom) -> None:
    both = [PRUNE["teaches"][0], {"framework": "orchard", "skill": "pruning"}]  # type: ignore[index]  # of any kind
    made = keyed.must_put("x", PRUNE | {"teaches": both})
    for address, at in (("/v1/courses", "items"), ("/v1/courses/changes", "items"), (made["href"], None)):
        assert keyed.client.get(address, headers={"X-API-Key": "cf_none"}).status_code == 401
        for who, seen in (("school", ["gardening", "orchard"]), ("orchard", ["orchard"])):
            answer = keyed.client.get(address, headers=keyed.as_(who))
            assert answer.headers["Cache-Control"].startswith("private")
            told = answer.json()[at][0] if at else answer.json()
            taught = told.get("course", told)["teaches"]
            assert sorted(one["framework"] for one in taught) == seen
    asked = keyed.client.get(f"/v1/courses?skill={PRUNING}", headers=keyed.as_("orchard"))
    assert problem(asked)[2] == {"skill": "names no skill that was ever published: it is the id of one"}
    stale = "/v1/frameworks/gardening/editions/current/courses/stale"
    assert keyed.client.get(stale, headers=keyed.as_("orchard")).status_code == 404
