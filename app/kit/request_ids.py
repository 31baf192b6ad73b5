"""A request id on every answer: the client's own X-Request-Id where it is sane, and no key, else a new one."""

import re
from uuid import uuid4

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.kit.secrets import holds_secret

HEADER = "X-Request-Id"
_SCOPE_KEY = "capframe.request_id"
_SANE = re.compile(r"[A-Za-z0-9._:/+=-]{1,128}")


class RequestIds:
    """The layer that gives out the ids; everything inside it finds them with ``request_id``."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        asked = Headers(scope=scope).get(HEADER, "")
        given = asked if _SANE.fullmatch(asked) and not holds_secret(asked) else uuid4().hex
        scope[_SCOPE_KEY] = given

        async def send_with_id(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)[HEADER] = given
            await send(message)

        await self.app(scope, receive, send_with_id)


def request_id(scope: Scope) -> str:
    """The id of the request; empty outside the layer."""
    return str(scope.get(_SCOPE_KEY, ""))
