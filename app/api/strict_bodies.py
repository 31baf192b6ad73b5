"""Bodies of JSON, read strictly: whatever two readers might understand in two ways is refused."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from app.api.guarded import GuardedRoute
from app.kit.problems import Fault, InvalidBody, MalformedRequest
from app.kit.strict_json import NoJson, UnfitJson, read_json
from app.kit.unfit import pointer

_MOST_FAULTS = 50


class StrictJsonRoute(GuardedRoute):
    """A route whose body is checked before FastAPI reads it: MalformedRequest or InvalidBody where it is unfit."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def handle_strictly(request: Request) -> Response:
            await run_in_threadpool(check_json, await request.body())
            return await handle(request)

        return handle_strictly


def check_json(body: bytes) -> None:
    """MalformedRequest where a body is no JSON in UTF-8; InvalidBody where it holds what is refused."""
    try:
        read_json(body.decode())
    except UnicodeDecodeError:
        raise MalformedRequest("The body is not in UTF-8.") from None
    except NoJson as error:
        place = f" ({error.place})" if error.place else ""
        raise MalformedRequest(f"The body {error.message}{place}.") from None
    except UnfitJson as error:
        faults = [Fault(detail=message, pointer=pointer(steps)) for steps, message in error.found[:_MOST_FAULTS]]
        raise InvalidBody("The body is JSON, but holds what is refused.", errors=faults) from None
