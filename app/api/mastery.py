"""Mastery levels and stages."""

from typing import Annotated

from starlette.responses import Response

from app.api.at import At
from app.api.documented import MOVED, READ
from app.api.parameters import PageAsked, ScaleSlug, slug_path
from app.api.rooms import room
from app.reading import mastery
from app.reading.shapes import mastery as shapes
from app.reading.shapes.common import Page

router = room(prefix="/v1/frameworks/{framework}/editions/{edition}", tags=["Mastery"], responses=READ)


@router.get("/mastery-levels", summary="The mastery levels of a scale", response_model=Page[shapes.MasteryLevel])
def list_mastery_levels(at: At, paging: PageAsked, scale: ScaleSlug = None) -> Response:
    """The levels of the default scale, or of another one, lowest first. None where the edition has no scale."""
    opened = at.open()
    return opened.answer(mastery.list_mastery_levels(opened.view, opened.window(paging), scale))


@router.get("/mastery-levels/{level}", summary="One mastery level", response_model=shapes.MasteryLevel, responses=MOVED)
def get_mastery_level(
    at: At, level: Annotated[str, slug_path("The mastery level.", "practitioner")], scale: ScaleSlug = None
) -> Response:
    """What a mastery level means, in general; a skill says what it means for that skill."""
    opened = at.open()
    return opened.answer(mastery.get_mastery_level(opened.view, level, scale))


@router.get("/stages", summary="The stages of a career", response_model=Page[shapes.Stage])
def list_stages(at: At, paging: PageAsked) -> Response:
    """Stages in order, with the mastery that each leads from and to."""
    opened = at.open()
    return opened.answer(mastery.list_stages(opened.view, opened.window(paging)))


@router.get("/stages/{stage}", summary="One stage", response_model=shapes.Stage, responses=MOVED)
def get_stage(at: At, stage: Annotated[str, slug_path("The stage.", "product-leadership")]) -> Response:
    """A stage of a career."""
    opened = at.open()
    return opened.answer(mastery.get_stage(opened.view, stage))
