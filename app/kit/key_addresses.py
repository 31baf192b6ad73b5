"""Addresses that hold a key: refused, because everything on the way may have written them down."""

from urllib.parse import parse_qsl, unquote_plus

from starlette.types import ASGIApp, Receive, Scope, Send

from app.kit.problems import KeyInAddress
from app.kit.secrets import holds_secret

_NAMES = frozenset({"access_token", "api-key", "api_key", "apikey", "key", "token", "x-api-key"})
_DETAIL = (
    "The address holds a key. Send it in the Authorization header as 'Bearer' and the key, or in X-API-Key;"
    " and have this key rotated, because logs on the way may have kept it."
)


class KeyAddresses:
    """The layer that raises KeyInAddress: for what has the form of a secret, and for parameters named like one."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and _holds_key(scope["path"], scope["query_string"].decode("latin-1")):
            raise KeyInAddress(_DETAIL)
        await self.app(scope, receive, send)


def _holds_key(path: str, query: str) -> bool:
    if holds_secret(path):
        return True
    named = {name.lower() for name, _ in parse_qsl(query, keep_blank_values=True)} if query else set()
    return bool(named & _NAMES) or holds_secret(unquote_plus(query))
