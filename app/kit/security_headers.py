"""Headers that tell a browser to take an answer for what it says it is, and to let nothing else in.

A page that needs more than PAGE allows sets its own Content-Security-Policy.
"""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Data is never a page: nothing may run, load or frame it.
DATA = "default-src 'none'; frame-ancestors 'none'"
#: Pages load from this host alone. Styles may stand in the page: without scripts of others they carry nothing away.
PAGE = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self';"
    " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


class SecurityHeaders:
    """The layer that sets them on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                policy = PAGE if headers.get("Content-Type", "").startswith("text/html") else DATA
                headers.setdefault("Content-Security-Policy", policy)
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "no-referrer"
            await send(message)

        await self.app(scope, receive, send_secured if scope["type"] == "http" else send)
