"""What people do to grow."""

from typing import Annotated

from starlette.responses import Response

from app.api.at import At
from app.api.documented import MOVED, READ
from app.api.filters import ActivitiesAsked
from app.api.parameters import PageAsked, slug_path
from app.api.rooms import room
from app.reading import activities
from app.reading.shapes import activities as shapes
from app.reading.shapes.common import Page

router = room(prefix="/v1/frameworks/{framework}/editions/{edition}", tags=["Roles"], responses=READ)


@router.get("/activities", summary="All activities", response_model=Page[shapes.Activity])
def list_activities(at: At, paging: PageAsked, asked: ActivitiesAsked) -> Response:
    """What people do to grow, by name; filters narrow each other."""
    opened = at.open()
    return opened.answer(activities.list_activities(opened.view, opened.window(paging), asked))


@router.get("/activities/{activity}", summary="One activity", response_model=shapes.Activity, responses=MOVED)
def get_activity(at: At, activity: Annotated[str, slug_path("The activity.", "define-a-vision")]) -> Response:
    """An activity, the skills it builds and the role levels it belongs to."""
    opened = at.open()
    return opened.answer(activities.get_activity(opened.view, activity))
