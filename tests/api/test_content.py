"""The parts of the document are those of the whole."""

import msgspec
import pytest
from starlette.testclient import TestClient

from app.exchange import native
from tests.api.shelf import CURRENT, FIXED
from tests.worlds import garden

WHOLE = native.document(garden())


@pytest.mark.parametrize(
    "kind", ["scales", "stages", "sources", "skill-groups", "skills", "role-families", "roles", "activities"]
)
def test_one_thing_is_what_stands_in_the_whole(client: TestClient, kind: str) -> None:
    for thing in WHOLE[kind.replace("-", "_")]:
        assert client.get(f"{FIXED}/content/{kind}/{thing['slug']}").json() == thing


def test_levels_are_what_stands_in_their_scale_and_role(client: TestClient) -> None:
    for scale in WHOLE["scales"]:
        for level in scale["levels"]:
            assert client.get(f"{FIXED}/content/mastery-levels/{level['slug']}?scale={scale['slug']}").json() == level
    for role in WHOLE["roles"]:
        for level in role["levels"]:
            assert client.get(f"{FIXED}/content/roles/{role['slug']}/levels/{level['slug']}").json() == level


@pytest.mark.parametrize("kind", ["progressions", "relations", "retirements", "waivers"])
def test_what_has_no_slug_is_one_list(client: TestClient, kind: str) -> None:
    assert client.get(f"{FIXED}/content/{kind}").json() == WHOLE[kind]


@pytest.mark.parametrize(
    "below",
    ["/cats", "/skills", "/skills/nothing", "/sources/nothing", "/scales/nothing", "/relations/x", "/skills/a/b"],
)
def test_a_part_that_is_not_there_is_not_found(client: TestClient, below: str) -> None:
    assert client.get(f"{CURRENT}/content{below}").status_code == 404


def test_the_schema_of_the_document_is_served(client: TestClient) -> None:
    answer = client.get("/v1/schema/edition.json")
    assert answer.json() == msgspec.json.decode(msgspec.json.encode(native.schema()))
    assert client.get("/v1/schema/edition.json", headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
