"""Bounds on what comes in: the size of a body, the time that it may take to arrive, and the end that it must have."""

import asyncio
import time

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.kit.headers import listed
from app.kit.problems import Problem, RequestTimeout, RequestTooLarge

#: Bytes of a request's body; a route may have a bound of its own (``max_body_size``).
MOST_BODY = 1 << 20
#: Seconds for a body to arrive, and bytes that earn it one more.
SECONDS, BYTES_A_SECOND = 30.0, 10_000


class Bodies:
    """The layer that raises RequestTooLarge and RequestTimeout.

    Starlette counts the bytes, but answers in plain text.
    """

    def __init__(self, app: ASGIApp, most: int = MOST_BODY, seconds: float = SECONDS) -> None:
        self.app = app
        self.limited = RequestBodyLimitMiddleware(app, max_body_size=most)
        self.seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not has_body(scope):
            await self.app(scope, receive, send)
            return
        body = _Body(receive, self.seconds)
        refused: Problem | None = None

        async def send_unless_refused(message: Message) -> None:
            nonlocal refused
            if message["type"] == "http.response.start":
                refused = _refusal(message, body)
            if not refused:
                await send(message)

        try:
            await self.limited(scope, body.receive, send_unless_refused)
        except ClientDisconnect:
            refused = refused or (RequestTimeout() if body.late else None)
            if not refused:
                raise
        if refused:
            raise refused


class Unread:
    """The layer that closes a connection whose body nobody read to its end: the client might send for ever."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not has_body(scope):
            await self.app(scope, receive, send)
            return
        ended = False

        async def receive_noting() -> Message:
            nonlocal ended
            message = await receive()
            ended = ended or not message.get("more_body", False)
            return message

        async def send_closing(message: Message) -> None:
            if message["type"] == "http.response.start" and not ended:
                MutableHeaders(scope=message)["Connection"] = "close"
            await send(message)

        await self.app(scope, receive_noting, send_closing)


class _Body:
    """The body as it comes. One that is late looks to the application like a client that went away."""

    def __init__(self, receive: Receive, seconds: float) -> None:
        self._receive = receive
        self._until = time.monotonic() + seconds
        self.ended = self.late = False

    async def receive(self) -> Message:
        if self.ended:
            return await self._receive()
        try:
            message = await asyncio.wait_for(self._receive(), max(0.0, self._until - time.monotonic()))
        except TimeoutError:
            self.late = True
            return {"type": "http.disconnect"}
        self._until += len(message.get("body", b"")) / BYTES_A_SECOND
        self.ended = not message.get("more_body", False)
        return message


def has_body(scope: Scope) -> bool:
    """Whether a request announces a body."""
    return bool(listed(scope, b"transfer-encoding")) or listed(scope, b"content-length") not in ("", "0")


def _refusal(start: Message, body: _Body) -> Problem | None:
    plain = Headers(raw=start["headers"]).get("Content-Type", "").startswith("text/plain")
    if start["status"] == 413 and plain:
        return RequestTooLarge("The body is larger than this address accepts.")
    return RequestTimeout() if body.late else None
