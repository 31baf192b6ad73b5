"""The target of a request, straightened: absolute-form becomes a path, an encoded slash stays a part of its segment.

RFC 9112, 3.2.2 has every server accept absolute-form. Servers decode ``%2F`` before routing, so that ``a%2Fb`` would
be two segments: an address would have several names, and a check on the way might see another one than the route.
"""

import re
from urllib.parse import unquote

from starlette.types import ASGIApp, Receive, Scope, Send

_AUTHORITY = re.compile(rb"https?://[^/]*", re.IGNORECASE)
_SLASH = re.compile(rb"%2f", re.IGNORECASE)


class Targets:
    """The layer that straightens ``path`` and ``raw_path`` of the scope."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            raw: bytes = scope.get("raw_path") or b"/"
            if raw[:1] != b"/" or _SLASH.search(raw):
                _straighten(scope, raw)
        await self.app(scope, receive, send)


def _straighten(scope: Scope, raw: bytes) -> None:
    path = _AUTHORITY.sub(b"", raw, count=1) or b"/" if _AUTHORITY.match(raw) else raw
    scope["raw_path"] = path
    scope["path"] = unquote(_SLASH.sub(b"%252F", path).decode("ascii", "replace"))
