"""Under ``current`` the address that a renamed thing had before leads on to the one of today."""

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from app.authoring.importing import import_release
from app.exchange import native
from app.kit.problems import NotReady
from app.main import create_app
from app.settings import Settings
from tests.api.shelf import CURRENT, FIXED, Shelf
from tests.selects import selects
from tests.worlds import GARDEN_YAML

MOVED = [
    ("/skills/cutting", "/skills/pruning"),
    ("/skills/cutting?as_of=2024-05-01", "/skills/pruning?as_of=2024-05-01"),
    ("/roles/gardener/levels/chief-gardener", "/roles/gardener/levels/head-gardener"),
    ("/roles/groundskeeper/levels/head-gardener", "/roles/gardener/levels/head-gardener"),
    ("/mastery-levels/expert", "/mastery-levels/master"),
    ("/mastery-levels/dim?scale=recall", "/mastery-levels/aware?scale=recall"),
    ("/content/skills/cutting", "/content/skills/pruning"),
    ("/content/roles/gardener/levels/chief-gardener", "/content/roles/gardener/levels/head-gardener"),
]


@pytest.mark.parametrize(("before", "today"), MOVED)
def test_a_former_address_leads_to_that_of_today(client: TestClient, before: str, today: str) -> None:
    answer = client.get(CURRENT + before, follow_redirects=False)
    assert (answer.status_code, answer.headers["Location"]) == (308, CURRENT + today)
    assert answer.headers["Cache-Control"] == "no-cache"
    assert client.get(answer.headers["Location"]).status_code == 200


@pytest.mark.parametrize("below", ["/skills/nothing", "/skills/topiary", "/roles/cutting", "/roles/nobody/levels/x"])
def test_what_was_never_there_or_is_gone_is_not_found(client: TestClient, below: str) -> None:
    answer = client.get(CURRENT + below, follow_redirects=False)
    assert (answer.status_code, answer.json()["type"]) == (404, "/problems/not-found")


def test_nobody_is_asked_for_what_is_there_or_stands_below_a_label(client: TestClient, shelf: Shelf) -> None:
    assert client.get(f"{CURRENT}/skills/pruning").status_code == 200
    assert client.get(f"{FIXED}/skills/cutting", follow_redirects=False).status_code == 404
    assert shelf.asked_for_renamed == 0


def test_a_database_that_fails_meanwhile_is_a_503(
    client: TestClient, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: str) -> None:
        raise NotReady("The database does not answer.")

    monkeypatch.setattr(shelf, "find_renamed", fail)
    assert client.get(f"{CURRENT}/skills/cutting").status_code == 503


def test_publishing_a_rename_makes_the_redirect_at_one_select(database_url: str, engine: Engine) -> None:
    renamed = (
        GARDEN_YAML.replace('version: "2024.1"', 'version: "2024.2"')
        .replace("leading-a-crew", "crew-leading")
        .replace("- slug: crew-leading", "- slug: crew-leading\n  key: leading-a-crew")
    )
    for text in (GARDEN_YAML, renamed):
        release = native.parse(text.encode(), "garden.yaml")
        import_release(engine, release, keyless=False, publishing=True)
    with TestClient(create_app(Settings(database_url=database_url))) as client:
        assert client.get(f"{CURRENT}/skills/crew-leading").status_code == 200
        with selects() as seen:
            answer = client.get(f"{CURRENT}/skills/leading-a-crew", follow_redirects=False)
        assert (answer.status_code, answer.headers["Location"]) == (308, f"{CURRENT}/skills/crew-leading")
        assert len(seen) == 1
        old = client.get(f"{CURRENT}/skills/leading-a-crew", follow_redirects=True).json()
        assert old["id"] == client.get(f"{FIXED}/skills/leading-a-crew").json()["id"]
