import asyncio
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient
from starlette.types import Message

from app.kit.bodies import Bodies
from app.kit.problems import RequestTimeout, RequestTooLarge
from tests.kit.echo import echo

CLIENT = TestClient(Bodies(echo, most=1000))


def chunks(number: int) -> Iterator[bytes]:
    yield from (b"x" * 100 for _ in range(number))


def test_a_body_at_the_bound_passes_and_leaves_the_connection_open() -> None:
    answer = CLIENT.post("/body", content=b"x" * 1000)
    assert answer.text == "1000"
    assert "Connection" not in answer.headers
    assert CLIENT.post("/body", content=chunks(10)).text == "1000"


def test_a_body_over_the_bound_is_refused_and_the_connection_closed() -> None:
    for content in (b"x" * 1001, chunks(11)):
        with pytest.raises(RequestTooLarge) as caught:
            CLIENT.post("/body", content=content)
        assert caught.value.headers == {"Connection": "close"}


def test_a_connection_whose_body_nobody_read_is_closed() -> None:
    assert CLIENT.post("/other", content=chunks(1)).headers["Connection"] == "close"


def test_a_body_that_stops_coming_is_refused_in_time() -> None:
    async def never() -> Message:
        await asyncio.sleep(60)
        raise AssertionError

    async def nowhere(message: Message) -> None:
        raise AssertionError(message)

    scope = {"type": "http", "method": "POST", "path": "/body", "headers": [(b"content-length", b"10")]}
    with pytest.raises(RequestTimeout):
        asyncio.run(Bodies(echo, seconds=0.05)(scope, never, nowhere))
