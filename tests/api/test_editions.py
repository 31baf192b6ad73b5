from starlette.testclient import TestClient

from app.exchange import native
from app.framework.counts import count
from tests.api.shelf import CURRENT, FIXED, FRAMEWORK, Shelf
from tests.worlds import garden


def test_the_service_says_what_it_holds_and_where_to_start(client: TestClient) -> None:
    service = client.get("/v1").json()
    assert service["counts"] == {"frameworks": 1, "editions": 3}
    assert all(client.get(link).status_code == 200 for link in service["links"].values())


def test_a_framework_tells_its_licence_its_language_and_its_current_edition(client: TestClient) -> None:
    framework = client.get(FRAMEWORK).json()
    assert framework["licence"] == {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}
    assert framework["language"] == "en-GB"
    assert framework["current"] == {"version": "2024.1", "href": FIXED, "effective_from": "2024-04-01"}
    assert client.get("/v1/frameworks").json()["items"] == [framework]


def test_editions_stand_newest_first_with_their_counts(client: TestClient) -> None:
    editions = client.get(f"{FRAMEWORK}/editions").json()
    assert [edition["version"] for edition in editions["items"]] == ["2199.1", "2024.1", "2023.1"]
    assert [edition["status"] for edition in editions["items"]] == ["published", "published", "withdrawn"]
    assert editions["items"][0]["counts"] == count(garden().edition)


def test_an_edition_says_the_same_of_itself_as_its_list_does_and_has_links(client: TestClient) -> None:
    edition = client.get(FIXED).json()
    listed = client.get(f"{FRAMEWORK}/editions").json()["items"][1]
    assert {name: edition[name] for name in listed} == listed
    assert len(edition["counts"]) == 16
    assert all(client.get(link).status_code == 200 for link in edition["links"].values())


def test_a_withdrawn_edition_stays_readable_and_says_so(client: TestClient) -> None:
    withdrawn = f"{FRAMEWORK}/editions/2023.1"
    told = client.get(withdrawn).json()
    assert (told["status"], told["withdrawn_at"]) == ("withdrawn", "2024-05-01T09:00:00Z")
    assert told["reason"] == "Its levels were mixed up."
    assert client.get(f"{FRAMEWORK}/editions").json()["items"][2].items() <= told.items()
    assert (client.get(FIXED).json()["withdrawn_at"], client.get(FIXED).json()["reason"]) == (None, None)
    assert client.get(f"{withdrawn}/roles").json()["total"] == 2


def test_the_content_is_the_native_document(client: TestClient, shelf: Shelf) -> None:
    answer = client.get(f"{FIXED}/content")
    assert answer.content == native.render_compact(shelf.releases[1])
    assert native.parse(answer.content, "content.json").edition == garden().edition


def test_current_answers_the_very_bytes_of_the_edition_in_force(client: TestClient) -> None:
    for below in ("", "/roles", "/roles/gardener/levels/head-gardener", "/content"):
        assert client.get(CURRENT + below).content == client.get(FIXED + below).content


def test_current_names_the_fixed_address(client: TestClient) -> None:
    answer = client.get(f"{CURRENT}/mastery-levels?scale=recall&limit=1&as_of=2024-05-01")
    assert answer.headers["Content-Location"] == f"{FIXED}/mastery-levels?scale=recall&limit=1"
    assert answer.json()["next"].startswith(f"{FIXED}/mastery-levels?scale=recall&limit=1&cursor=")
    assert "Content-Location" not in client.get(f"{FIXED}/roles").headers


def test_as_of_asks_for_the_edition_in_force_on_another_day(client: TestClient) -> None:
    assert client.get(f"{CURRENT}?as_of=2200-01-01").json()["version"] == "2199.1"
    assert client.get(f"{CURRENT}?as_of=2024-04-01").json()["version"] == "2024.1"
    assert client.get(f"{CURRENT}?as_of=2023-12-31").status_code == 404


def test_as_of_is_refused_on_a_version_label(client: TestClient) -> None:
    answer = client.get(f"{FIXED}/roles?as_of=2024-04-01")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["parameter"] == "as_of"


def test_links_tell_the_licence_and_the_latest_version_of_the_same(client: TestClient) -> None:
    links = client.get(f"{FIXED}/mastery-levels?scale=recall").links
    assert links["license"]["url"] == "https://creativecommons.org/licenses/by/4.0/"
    assert links["latest-version"]["url"] == f"{CURRENT}/mastery-levels?scale=recall"
    assert "latest-version" not in client.get(f"{CURRENT}/roles").links
    assert client.get(FRAMEWORK).links.keys() == {"license"}
