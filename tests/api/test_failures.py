import asyncio
import logging

import pytest
from fastapi import FastAPI
from starlette.requests import Request
from starlette.types import Message, Receive, Scope, Send

from app.api.failures import Failures

SCOPE = {"type": "http", "method": "GET", "path": "/", "headers": [], "app": FastAPI()}


async def hang(scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG001  # an ASGI application
    await asyncio.sleep(60)


async def start_and_hang(scope: Scope, receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await hang(scope, receive, send)


async def cancelled(app: Failures) -> list[Message]:
    """What an application has sent once its request was cancelled, as a server does that stops."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    task = asyncio.create_task(app(dict(SCOPE), receive, send))
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    assert task.cancelled() == (app.app is start_and_hang)
    return sent


def test_a_request_that_the_stopping_server_cancels_is_told_to_come_again() -> None:
    start, body = asyncio.run(cancelled(Failures(hang)))
    assert start["status"] == 503
    assert b"not-ready" in body["body"]


def test_half_an_answer_is_left_to_the_broken_connection() -> None:
    assert [message["type"] for message in asyncio.run(cancelled(Failures(start_and_hang)))] == ["http.response.start"]


def test_a_connection_that_takes_no_answer_is_no_failure_of_the_server(caplog: pytest.LogCaptureFixture) -> None:
    async def refuse(_message: Message) -> None:
        raise RuntimeError("can't handle event type Response when state=MUST_CLOSE")

    async def nothing() -> Message:
        return {"type": "http.disconnect"}

    with caplog.at_level(logging.INFO, logger="capframe"):
        asyncio.run(Failures(start_and_hang)(SCOPE, nothing, refuse))
    assert [(record.levelname, record.exc_info) for record in caplog.records] == [("INFO", None)]


def test_a_client_that_leaves_in_the_middle_of_its_body_is_no_failure_of_the_server(
    caplog: pytest.LogCaptureFixture,
) -> None:
    sent: list[Message] = []

    async def read(scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG001  # an ASGI application
        await Request(scope, receive).body()

    async def leave() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    with caplog.at_level(logging.INFO, logger="capframe"):
        asyncio.run(Failures(read)(SCOPE, leave, send))
    assert sent == []
    assert [(record.levelname, record.exc_info) for record in caplog.records] == [("INFO", None)]
