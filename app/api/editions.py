"""An edition, and the documents it draws on."""

from starlette.responses import Response

from app.api.at import At
from app.api.documented import READ
from app.api.parameters import PageAsked
from app.api.rooms import room
from app.reading import frameworks
from app.reading.shapes import catalogue as shapes
from app.reading.shapes.common import Page

router = room(prefix="/v1/frameworks/{framework}/editions/{edition}", tags=["Frameworks"], responses=READ)


@router.get("", summary="One edition", response_model=shapes.Edition)
def get_edition(at: At) -> Response:
    """An edition: when it came into force, its notes, its digest, how much it holds, and where to go on."""
    opened = at.open()
    return opened.answer(frameworks.edition(opened.view))


@router.get("/sources", summary="The documents that an edition draws on", response_model=Page[shapes.SourceEntry])
def list_sources(at: At, paging: PageAsked) -> Response:
    """Documents by title. Things name them by slug, with the section that states them."""
    opened = at.open()
    return opened.answer(frameworks.list_sources(opened.view, opened.window(paging)))
