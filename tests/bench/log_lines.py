"""What the line of a request costs: `python -m tests.bench.log_lines` prints microseconds a request, four ways.

The floor is a finished answer without a line. Every way writes the same facts to the same kind of sink, a file.
"""

import asyncio
import io
import logging
import statistics
import tempfile
import time
from collections.abc import Callable

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.kit.access_log import AccessLog, json_line
from app.kit.logs import _formatter

REQUESTS, ROUNDS = 20_000, 7
BODY = b"x" * 2000


async def kept(scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG001  # an ASGI application
    """A finished answer."""
    await send({"type": "http.response.start", "status": 200, "headers": [(b"etag", b'"a"')]})
    await send({"type": "http.response.body", "body": BODY})


def logged(log: Callable[..., object]) -> ASGIApp:
    """The finished answer with a line through a logging library, the facts gathered as ours does."""

    def form(scope: Scope, status: int, milliseconds: float, size: int) -> str:
        log("request", request_id="a" * 32, method=scope["method"], status=status, ms=milliseconds, bytes=size)
        return ""

    return AccessLog(kept, form, lambda _: None)


def ways(sink: io.TextIOWrapper) -> dict[str, ASGIApp]:
    """The ways by name."""
    direct = structlog.wrap_logger(
        structlog.PrintLogger(sink),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sink)
    handler.setFormatter(_formatter("json"))
    standard = logging.getLogger("bench")
    standard.handlers, standard.propagate = [handler], False
    standard.setLevel(logging.INFO)

    def through(event: str, **facts: object) -> None:
        standard.info(event, extra=facts)

    return {
        "no line": kept,
        "joined by hand, buffered": AccessLog(kept, json_line, sink.write),
        "structlog alone": logged(direct.info),
        "logging through structlog": logged(through),
    }


async def seconds(app: ASGIApp) -> float:
    """Seconds for all requests, one after the other."""

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        pass

    start = time.perf_counter()
    for _ in range(REQUESTS):
        scope = {"type": "http", "method": "GET", "capframe.request_id": "a" * 32}
        await app(scope, receive, send)
    return time.perf_counter() - start


def main() -> None:
    """Measure in turn, print the medians."""
    with tempfile.TemporaryFile("w+") as sink:
        taken: dict[str, list[float]] = {}
        for _ in range(ROUNDS):
            for name, app in ways(sink).items():
                taken.setdefault(name, []).append(asyncio.run(seconds(app)) / REQUESTS * 1e6)
    for name, each in taken.items():
        print(f"{name:<28} {statistics.median(each):7.2f} µs a request")  # noqa: T201  # prints what it measured


if __name__ == "__main__":
    main()
