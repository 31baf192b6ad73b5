"""How a router is made here: its routes are whole when they are declared."""

from typing import Any

from fastapi import APIRouter, Depends
from fastapi.routing import APIRoute

from app.api.parameters import refuse_unknown_parameters


def room(**options: Any) -> APIRouter:
    """A router whose routes refuse unknown parameters and bear their function's name as operation id.

    The application takes its routes as they are: ``include_router`` would analyse each of them a second time.
    """
    refusal = Depends(refuse_unknown_parameters)
    return APIRouter(dependencies=[refusal], generate_unique_id_function=_operation_id, **options)


def _operation_id(route: APIRoute) -> str:
    return route.name
