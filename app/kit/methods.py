"""OPTIONS and 405: an address says in full which methods it answers."""

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from app.kit.directory import Directory
from app.kit.problems import MethodNotAllowed


class Methods:
    """The layer that answers OPTIONS with 204, and raises MethodNotAllowed for what an address does not answer."""

    def __init__(self, app: ASGIApp, directory: Directory) -> None:
        self.app = app
        self.directory = directory

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        place = self.directory.place(scope) if scope["type"] == "http" else None
        if place is None or scope["method"] in place.operations:
            await self.app(scope, receive, send)
        elif scope["method"] == "OPTIONS":
            await Response(status_code=204, headers={"Allow": place.allow})(scope, receive, send)
        else:
            detail = f"This address does not answer {scope['method'][:20]}; it answers {place.allow}."
            raise MethodNotAllowed(detail, headers={"Allow": place.allow})
