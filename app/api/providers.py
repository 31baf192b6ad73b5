"""Providers of courses, for those who run the server."""

from fastapi import Request
from starlette.responses import Response

from app.api.answering import NO_STORE, answer
from app.api.callers import Admin
from app.api.context import Learning, root_path
from app.api.documented import NOT_MODIFIED, problems
from app.api.parameters import PageAsked
from app.api.rooms import room
from app.api.strict_bodies import StrictJsonRoute
from app.api.writing import actor
from app.kit.paging import Window
from app.reading import courses
from app.reading.shapes import courses as shapes
from app.reading.shapes.common import Page

router = room(prefix="/v1/providers", tags=["Courses"], responses=problems(422, 500))
bodies = room(prefix="/v1/providers", tags=["Courses"], responses=problems(409, 422, 500), route_class=StrictJsonRoute)


@router.get("", summary="All providers", response_model=Page[shapes.Provider], responses=NOT_MODIFIED)
def list_providers(request: Request, learning: Learning, paging: PageAsked, _: Admin) -> Response:
    """All providers, in the order in which they were entered."""
    window = Window(path=f"{root_path(request)}/v1/providers", limit=paging.limit).at(paging.cursor)
    return answer(request, courses.list_providers(learning.list_providers(), window), cache=NO_STORE)


@bodies.post("", status_code=201, summary="Enter a provider", response_model=shapes.Provider)
def create_provider(request: Request, learning: Learning, wanted: shapes.ProviderWanted, caller: Admin) -> Response:
    """A platform that offers courses. A key of the scope `learn` for it, made by `capframe keys create`, then writes
    its courses and no others'."""
    made = learning.create_provider(wanted.slug, wanted.name, actor(request, caller))
    response = answer(request, courses.provider(made), cache=NO_STORE)
    response.status_code = 201
    response.headers["Location"] = f"{root_path(request)}/v1/courses?provider={made.slug}"
    return response


router.routes.extend(bodies.routes)
