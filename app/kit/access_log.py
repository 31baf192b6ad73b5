"""One line a request: id, method, route, status, milliseconds, bytes. No path, no query, no header, no body.

The lines are joined by hand and written in one go up to a quarter of a second later, because a logging library's line
costs as much as a kept answer (docs/decisions/0009-access-lines.md).
"""

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.kit.directory import template
from app.kit.request_ids import request_id

#: Seconds that a line may wait for others, and how many may.
DELAY, MOST_WAITING = 0.25, 500
Form = Callable[[Scope, int, float, int], str]


class AccessLog:
    """The outermost layer; ``form`` makes a line, ``write`` takes the text of many."""

    def __init__(self, app: ASGIApp, form: Form, write: Callable[[str], object]) -> None:
        self.app = app
        self.form = form
        self.write = write
        self._waiting: list[str] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            self.flush()
            return
        start, status, size = time.perf_counter(), 0, 0

        async def send_counting(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
            else:
                size += len(message.get("body", b""))
            await send(message)

        try:
            await self.app(scope, receive, send_counting)
        finally:
            self._add(self.form(scope, status, (time.perf_counter() - start) * 1000, size))

    def _add(self, line: str) -> None:
        self._waiting.append(line)
        if len(self._waiting) == 1:
            asyncio.get_running_loop().call_later(DELAY, self.flush)
        elif len(self._waiting) >= MOST_WAITING:
            self.flush()

    def flush(self) -> None:
        """Write what waits."""
        lines, self._waiting = self._waiting, []
        if lines:
            self.write("".join(lines))


def json_line(scope: Scope, status: int, milliseconds: float, size: int) -> str:
    """A line for machines. Status 0: the connection broke before there was an answer."""
    # Nothing here needs escaping: ids are checked, routes and methods are our own words.
    route = f'"{found}"' if (found := template(scope)) else "null"
    return (
        f'{{"timestamp":"{_now().isoformat(timespec="milliseconds")}","level":"info","event":"request",'
        f'"request_id":"{request_id(scope)}","method":"{_method(scope)}","route":{route},"status":{status},'
        f'"milliseconds":{milliseconds:.2f},"bytes":{size}}}\n'
    )


def text_line(scope: Scope, status: int, milliseconds: float, size: int) -> str:
    """A line for people."""
    route = template(scope) or "(no such route)"
    return (
        f"{_now():%H:%M:%S} {status} {_method(scope):<7} {route}  {milliseconds:.1f} ms  {size:,} bytes"
        f"  {request_id(scope)}\n"
    )


def _now() -> datetime:
    return datetime.now(UTC)


def _method(scope: Scope) -> str:
    method: str = scope["method"]
    return method if method in _METHODS else "other"


_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
