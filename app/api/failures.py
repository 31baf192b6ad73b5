"""The layers that answer in place of a route: when something breaks, and when a body is too large."""

import logging

from starlette.datastructures import Headers
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.problems import problem_response
from app.kit.problems import InternalError, RequestTooLarge
from app.kit.request_ids import request_id

_log = logging.getLogger("capframe")
#: Bytes of a request's body.
MOST_BODY = 1 << 20


class Failures:
    """Whatever breaks inside is logged under the request id, and answered with a 500 that tells nothing of it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def send_noting(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self.app(scope, receive, send_noting)
        except Exception:
            _log.exception("request %s failed: %s %r", request_id(scope), scope["method"], scope["path"])
            if started:  # half an answer is out: only a broken connection can tell the client
                raise
            await problem_response(Request(scope), InternalError())(scope, receive, send)


class BodyLimit:
    """A body over the bound is a problem of its own; Starlette counts the bytes but answers in plain text."""

    def __init__(self, app: ASGIApp, most: int = MOST_BODY) -> None:
        self.limited = RequestBodyLimitMiddleware(app, max_body_size=most)
        self.most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refused = False

        async def send_problem(message: Message) -> None:
            nonlocal refused
            if message["type"] == "http.response.start" and message["status"] == 413 and _is_plain(message):
                refused = True
                detail = f"The body is larger than {self.most:,} bytes."
                await problem_response(Request(scope), RequestTooLarge(detail))(scope, receive, send)
            elif not refused:
                await send(message)

        await self.limited(scope, receive, send_problem)


def _is_plain(message: Message) -> bool:
    return Headers(raw=message["headers"]).get("content-type", "").startswith("text/plain")
