"""HEAD, OPTIONS, Allow and the straightened targets."""

from urllib.parse import unquote

import pytest
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from app.kit.head import Head
from app.kit.methods import Methods
from app.kit.problems import MethodNotAllowed
from app.kit.targets import Targets
from tests.kit.echo import DIRECTORY, LONG, echo

CLIENT = TestClient(Head(Methods(echo, DIRECTORY)))


def test_head_answers_as_get_without_the_body() -> None:
    answer = CLIENT.head("/long")
    assert answer.content == b""
    assert answer.headers == CLIENT.get("/long").headers
    assert answer.headers["Content-Length"] == str(len(LONG))


def test_options_names_what_an_address_answers() -> None:
    answer = CLIENT.options("/things/pear")
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS, PUT"


@pytest.mark.parametrize("method", ["POST", "DELETE", "TRACE", "BREW"])
def test_another_method_is_refused_with_what_would_work(method: str) -> None:
    with pytest.raises(MethodNotAllowed) as caught:
        CLIENT.request(method, "/things")
    assert caught.value.headers == {"Allow": "GET, HEAD, OPTIONS"}


def test_what_the_document_does_not_know_is_left_to_the_routes() -> None:
    assert CLIENT.request("DELETE", "/elsewhere").text == "DELETE /elsewhere"


@pytest.mark.parametrize(
    ("raw", "path"),
    [
        (b"/things/pear", "/things/pear"),
        (b"http://evil.example/things", "/things"),
        (b"HTTPS://evil.example:8443/things/a%20b", "/things/a b"),
        (b"http://evil.example", "/"),
        (b"/things/a%2Fb", "/things/a%2Fb"),
        (b"/things/a%2fb%2F%20", "/things/a%2Fb%2F "),
        (b"/%2F", "/%2F"),
    ],
)
def test_a_target_is_one_path_with_its_slashes_where_they_were(raw: bytes, path: str) -> None:
    async def as_a_server_does(scope: Scope, receive: Receive, send: Send) -> None:
        await Targets(echo)({**scope, "raw_path": raw, "path": unquote(raw.decode())}, receive, send)

    assert TestClient(as_a_server_does).get("/").text == f"GET {path}"
