"""Bodies about people: nothing of what they say is written down, not even when something breaks."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request
from starlette.responses import Response

from app.api.guarded import GuardedRoute
from app.api.problems import ANSWERED
from app.api.strict_bodies import StrictJsonRoute


class BrokenInside(Exception):
    """Something broke over a body about people. Where is in the traceback; the words of the exception are not kept,
    because they may repeat the body."""


class WordlessRoute(GuardedRoute):
    """A route of which the log tells where something breaks, and nothing else."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def handle_wordlessly(request: Request) -> Response:
            try:
                return await handle(request)
            except ANSWERED:
                raise
            except Exception as error:  # noqa: BLE001  # whatever breaks may repeat the body; it is raised again
                told = BrokenInside(f"{type(error).__name__}, whose words may be about a person")
                raise told.with_traceback(error.__traceback__) from None

        return handle_wordlessly


class PrivateRoute(WordlessRoute, StrictJsonRoute):
    """A route whose body is JSON about people: wordless from the reading of the body on."""
