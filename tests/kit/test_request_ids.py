import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from app.kit.request_ids import RequestIds, request_id


async def tell_id(scope: Scope, receive: Receive, send: Send) -> None:
    await PlainTextResponse(request_id(Request(scope).scope))(scope, receive, send)


CLIENT = TestClient(RequestIds(tell_id))


@pytest.mark.parametrize("sane", ["abc", "a" * 128, "00-4bf92f3577b34da6a3ce929d0e0e4736-01", "job:7/step=2"])
def test_a_sane_id_is_echoed(sane: str) -> None:
    answer = CLIENT.get("/", headers={"X-Request-Id": sane})
    assert (answer.headers["X-Request-Id"], answer.text) == (sane, sane)


@pytest.mark.parametrize("odd", ["", "a" * 129, "a b", "<script>", "{}", "é".encode().decode("latin-1")])
def test_any_other_id_is_replaced(odd: str) -> None:
    answer = CLIENT.get("/", headers={b"X-Request-Id": odd.encode("latin-1")})
    assert answer.headers["X-Request-Id"] == answer.text != odd
    assert len(answer.text) == 32


def test_requests_without_an_id_get_different_ones() -> None:
    assert CLIENT.get("/").text != CLIENT.get("/").text
