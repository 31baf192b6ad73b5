"""An edition, and the whole of it in one document."""

from fastapi import APIRouter
from starlette.responses import Response

from app.api.at import At
from app.api.documented import READ
from app.exchange import native
from app.reading import frameworks
from app.reading.shapes import catalogue as shapes

router = APIRouter(prefix="/v1/frameworks/{framework}/editions/{edition}", tags=["Frameworks"], responses=READ)


@router.get("", summary="One edition", response_model=shapes.Edition)
def get_edition(at: At) -> Response:
    """An edition: when it came into force, its notes, its digest, how much it holds, and where to go on."""
    opened = at.open()
    return opened.answer(frameworks.edition(opened.view))


@router.get("/content", summary="A whole edition in one document", response_model=dict[str, object])
def get_content(at: At) -> Response:
    """Everything the edition holds, in the native format (JSON): what `capframe import native` reads."""
    opened = at.open()
    return opened.answer_bytes(native.render(opened.view.release, "json"))
