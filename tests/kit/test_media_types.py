import pytest
from starlette.testclient import TestClient

from app.kit.media_types import Acceptable, Readable
from app.kit.problems import NotAcceptable, UnsupportedMediaType
from tests.kit.echo import DIRECTORY, echo

CLIENT = TestClient(Acceptable(Readable(echo, DIRECTORY), DIRECTORY))


@pytest.mark.parametrize(
    ("path", "accept"),
    [("/things", "*/*"), ("/things/newest", "text/csv"), ("/things/newest", "text/*;q=0, application/json")],
)
def test_a_format_that_the_address_gives_passes(path: str, accept: str) -> None:
    assert CLIENT.get(path, headers={"Accept": accept}).status_code == 200


@pytest.mark.parametrize(("path", "accept"), [("/things", "text/csv"), ("/things/newest", "image/*")])
def test_a_format_that_it_does_not_give_is_refused_with_those_that_it_gives(path: str, accept: str) -> None:
    with pytest.raises(NotAcceptable, match="application/json"):
        CLIENT.get(path, headers={"Accept": accept})


@pytest.mark.parametrize("path", ["/docs", "/elsewhere"])
def test_where_nothing_is_told_nothing_is_refused(path: str) -> None:
    assert CLIENT.get(path, headers={"Accept": "image/png", "Content-Type": "a/b"}).status_code == 200


@pytest.mark.parametrize("kind", ["application/json", "Application/JSON; charset=utf-8"])
def test_a_body_in_a_format_that_is_read_passes(kind: str) -> None:
    assert CLIENT.post("/lookup", content=b"{}", headers={"Content-Type": kind}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/x-www-form-urlencoded"},
        {"Content-Type": "application/json", "Content-Encoding": "gzip"},
        {"Content-Type": "application/jsonp"},
    ],
)
def test_any_other_body_is_refused_with_what_is_read(headers: dict[str, str]) -> None:
    with pytest.raises(UnsupportedMediaType, match="application/json") as caught:
        CLIENT.post("/lookup", content=b"{}", headers=headers)
    assert caught.value.headers == {"Accept": "application/json"}


def test_no_body_is_in_no_format() -> None:
    assert CLIENT.post("/lookup").status_code == 200
