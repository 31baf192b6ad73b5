"""The layer that answers in place of a route: when another layer refuses, something breaks, or the server stops."""

import asyncio
import logging

from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.problems import problem_response
from app.kit.directory import template
from app.kit.problems import InternalError, NotReady, Problem
from app.kit.request_ids import request_id

_log = logging.getLogger("capframe")


class _Gone(Exception):
    """The connection takes no more of the answer: its client sent rubbish behind the request, or left."""


class Failures:
    """A problem that a layer raised is answered as it is; whatever else breaks inside is logged under the request id,
    and answered with a 500 that tells nothing of it."""

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
            try:
                await send(message)
            except Exception as error:
                raise _Gone from error

        try:
            await self.app(scope, receive, send_noting)
        except (_Gone, ClientDisconnect) as gone:  # the client's doing, and nobody is left to be told
            _log.info("request %s: the connection was closed too early: %s", request_id(scope), gone.__cause__ or "")
        except (Exception, asyncio.CancelledError) as error:
            problem = _problem_of(scope, error)
            if started:  # half an answer is out: only a broken connection can tell the client
                raise
            await problem_response(Request(scope), problem)(scope, receive, send)


def _problem_of(scope: Scope, error: BaseException) -> Problem:
    if isinstance(error, Problem):
        return error
    if isinstance(error, asyncio.CancelledError):  # nobody else cancels a request
        return NotReady("The server stops before it could finish the answer.", headers={"Connection": "close"})
    told = {"request_id": request_id(scope), "method": scope["method"], "route": template(scope)}
    _log.error("request %s failed", told["request_id"], exc_info=error, extra=told)
    return InternalError()
