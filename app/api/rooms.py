"""How a router is made here: its routes are whole when they are declared."""

from typing import Any

from fastapi import APIRouter, Depends
from fastapi.routing import APIRoute

from app.api.guarded import GuardedRoute
from app.api.parameters import refuse_unknown_parameters


def room(*, public: bool = False, route_class: type[APIRoute] | None = None, **options: Any) -> APIRouter:
    """A router whose routes refuse unknown parameters and bear their function's name as operation id.

    Its routes let in whom they are for; a ``public`` room, of pages about the server, takes no notice of keys at all.
    The application takes its routes as they are: ``include_router`` would analyse each of them a second time.
    """
    chosen = route_class or (APIRoute if public else GuardedRoute)
    if not public and not issubclass(chosen, GuardedRoute):
        raise TypeError(f"{chosen.__name__} would let everybody in: derive it from GuardedRoute")
    refusal = Depends(refuse_unknown_parameters)
    return APIRouter(dependencies=[refusal], generate_unique_id_function=_operation_id, route_class=chosen, **options)


def _operation_id(route: APIRoute) -> str:
    return route.name
