"""Routes that let in whom they are for: before anything else happens, and as the OpenAPI document says."""

from collections.abc import Callable, Coroutine, Iterator
from inspect import iscoroutinefunction
from typing import Any

from fastapi import Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from starlette.responses import Response
from starlette.types import Receive, Send
from starlette.types import Scope as Asgi

from app.access.scopes import LADDER, Scope
from app.api.callers import READ, Needs, Scopes, admit
from app.api.turns import in_turn

#: The two ways in which a key may be sent, as the document names them.
SCHEMES = ("bearer", "apiKey")


class GuardedRoute(APIRoute):
    """A route that needs the scopes which its signature names, else ``read``. Its document says so as ``security``.

    Writes, which is what needs more and is no GET, take their turn.
    """

    def __init__(self, *positional: Any, **named: Any) -> None:
        super().__init__(*positional, **named)
        self.needs: Scopes = frozenset(_needed(self.dependant)) or READ
        self.openapi_extra = {**(self.openapi_extra or {}), "security": _security(self.needs)}

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """FastAPI's, of a function that waits for its turn where it writes."""
        work, needs = self.dependant.call, frozenset(_needed(self.dependant)) or READ
        if needs != READ and self.methods != {"GET"} and work and not iscoroutinefunction(work):
            self.dependant.call = in_turn(work)
        return super().get_route_handler()

    async def handle(self, scope: Asgi, receive: Receive, send: Send) -> None:
        """Answer whoever is let in. Nothing of the body is read before."""
        await admit(Request(scope), self.needs)
        await super().handle(scope, receive, send)


def _needed(dependant: Dependant) -> Iterator[Scope]:
    if isinstance(dependant.call, Needs):
        yield dependant.call.scope
    for each in dependant.dependencies:
        yield from _needed(each)


def _security(needs: Scopes) -> list[dict[str, list[str]]]:
    # A read needs none but where the server asks for one: the empty entry says that it may be left out.
    scopes: list[str] = [scope for scope in (*LADDER, "learn") if scope in needs]
    asked = [{scheme: scopes} for scheme in SCHEMES]
    return [{}, *asked] if needs == READ else asked
