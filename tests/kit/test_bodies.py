import asyncio
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient
from starlette.types import Message

from app.kit.bodies import Bodies, Unread
from app.kit.problems import RequestTimeout, RequestTooLarge
from tests.kit.echo import echo

CLIENT = TestClient(Unread(Bodies(echo, most=1000)))


def chunks(number: int) -> Iterator[bytes]:
    yield from (b"x" * 100 for _ in range(number))


def test_a_body_at_the_bound_passes_and_leaves_the_connection_open() -> None:
    answer = CLIENT.post("/body", content=b"x" * 1000)
    assert answer.text == "1000"
    assert "Connection" not in answer.headers
    assert CLIENT.post("/body", content=chunks(10)).text == "1000"


@pytest.mark.parametrize("content", [b"x" * 1001, [b"x" * 100] * 11])
def test_a_body_over_the_bound_is_refused(content: bytes | list[bytes]) -> None:
    with pytest.raises(RequestTooLarge):
        CLIENT.post("/body", content=content)


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
