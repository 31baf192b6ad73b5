"""Cross-origin reading: whatever is read without a key is open to every origin, without credentials; writes are closed.

What reads is told by the document: every GET, and every POST that asks for no key.
"""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.kit.directory import Directory, Place
from app.kit.headers import listed

EXPOSED = "Content-Location, ETag, Link, X-Request-Id"
_PREFLIGHT = {
    "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match, X-Request-Id",
    "Access-Control-Max-Age": "86400",
}


class Cors:
    """The layer that says so; OPTIONS itself is answered further in."""

    def __init__(self, app: ASGIApp, directory: Directory) -> None:
        self.app = app
        self.directory = directory

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        place = self.directory.place(scope)
        asked = listed(scope, b"access-control-request-method") if scope["method"] == "OPTIONS" else ""
        is_open = _reads(place, asked or scope["method"])

        async def send_open(message: Message) -> None:
            if message["type"] == "http.response.start" and is_open:
                headers = MutableHeaders(scope=message)
                headers["Access-Control-Allow-Origin"] = "*"
                headers["Access-Control-Expose-Headers"] = EXPOSED
                if asked:
                    headers["Access-Control-Allow-Methods"] = asked
                    headers.update(_PREFLIGHT)
            await send(message)

        await self.app(scope, receive, send_open)


def _reads(place: Place | None, method: str) -> bool:
    if method in ("GET", "HEAD", "OPTIONS"):
        return True
    operation = place.operations.get(method) if place else None
    return method == "POST" and operation is not None and not operation.keyed
