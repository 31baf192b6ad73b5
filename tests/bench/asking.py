"""Requests to an application in this process: no socket, no client library, nothing but ASGI."""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.types import ASGIApp, Message


@dataclass(frozen=True, slots=True)
class Ask:
    """A request: GET a path and query, or POST a JSON body there."""

    target: str
    body: bytes = b""


async def ask(app: ASGIApp, asked: Ask) -> bytes:
    """The body of the answer; LookupError where that is not 200."""
    path, _, query = asked.target.partition("?")
    headers = [(b"host", b"bench")]
    if asked.body:
        headers += [(b"content-type", b"application/json"), (b"content-length", str(len(asked.body)).encode())]
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "scheme": "http",
        "method": "POST" if asked.body else "GET", "path": path, "raw_path": path.encode(),
        "query_string": query.encode(), "root_path": "", "headers": headers,
        "client": ("127.0.0.1", 1), "server": ("bench", 80),
    }  # fmt: skip
    parts, statuses = [], []

    async def receive() -> Message:
        return {"type": "http.request", "body": asked.body, "more_body": False}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])
        parts.append(message.get("body", b""))

    await app(scope, receive, send)
    if statuses != [200]:
        raise LookupError(f"{asked.target} answers {statuses}: {b''.join(parts)[:300]!r}")
    return b"".join(parts)


async def seconds(app: ASGIApp, asked: Ask, runs: int, before: Callable[[], Awaitable[object]]) -> list[float]:
    """How long an answer takes, so many times; ``before`` runs ahead of each and is not counted."""
    taken = []
    for _ in range(runs):
        await before()
        start = time.perf_counter()
        await ask(app, asked)
        taken.append(time.perf_counter() - start)
    return taken


async def nothing() -> None:
    """What comes before a request to a server at work."""
