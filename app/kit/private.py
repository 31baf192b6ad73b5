"""Answers that are for the holder of a key alone, where reading needs one: no shared cache may keep them."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

BY_KEY = "Authorization, X-API-Key"


class Private:
    """The layer that makes every answer private and says that it differs by key."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_privately(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Cache-Control"] = _private(headers.get("Cache-Control", ""))
                headers.add_vary_header(BY_KEY)
            await send(message)

        await self.app(scope, receive, send_privately)


def _private(rule: str) -> str:
    if "no-store" in rule or "private" in rule:
        return rule
    return ", ".join(["private", *(part for each in rule.split(",") if (part := each.strip()) not in ("", "public"))])
