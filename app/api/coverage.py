"""Which needs of an edition courses cover, and what courses teach that nobody needs."""

from typing import Annotated

from fastapi import Depends
from starlette.responses import Response

from app.api.at import At
from app.api.context import Learning
from app.api.documented import READ
from app.api.filters import RoleAsked, RoleLevelAsked, by_word
from app.api.parameters import PageAsked, ProviderAsked
from app.api.rooms import room
from app.api.sheets import SHEET, Format, sheet_wanted
from app.framework.reach import Outcome
from app.kit.sheets import CONTENT_TYPE
from app.learning.coverage_sheets import coverage_sheet, unneeded_sheet
from app.learning.covering import CoverageFilter, list_coverage
from app.learning.showing_unneeded import list_unneeded
from app.reading.shapes import coverage as shapes
from app.reading.shapes.common import Page

router = room(prefix="/v1/frameworks/{framework}/editions/{edition}", tags=["Courses"], responses=READ)


async def _coverage_filter(
    role: RoleAsked = None,
    role_level: RoleLevelAsked = None,
    outcome: Annotated[
        Outcome | None, by_word("Only requirements with this outcome; `counts` counts all the same.", "uncovered")
    ] = None,
) -> CoverageFilter:
    return CoverageFilter(role=role, role_level=role_level, outcome=outcome)


@router.get(
    "/coverage",
    summary="Which requirements courses reach",
    response_model=shapes.Coverage,
    responses=SHEET,
)
def get_coverage(
    at: At,
    learning: Learning,
    paging: PageAsked,
    asked: Annotated[CoverageFilter, Depends(_coverage_filter)],
    provider: ProviderAsked = None,
    format: Format = "json",
) -> Response:
    """For every requirement of the edition, of a role or of a role level: whether courses lead from nothing to the
    mastery that it asks for, by which chain of courses soonest, and where on the way no course leads. With `provider`
    only that provider's courses count.

    As a sheet a line for every requirement, whole: `holes` as `working > practitioner`, from `nothing` where need be;
    `courses` is their number; `chain` are the titles of the chain's courses.
    """
    sheet = sheet_wanted(at.request, format)
    opened = at.open()
    reaches = learning.reaches(opened.view.edition, provider)
    if sheet:
        body = b"".join(coverage_sheet(opened.view, reaches, asked))
        return opened.answer_bytes(body, CONTENT_TYPE, changing=True)
    return opened.answer_changing(list_coverage(opened.view, reaches, asked, opened.window(paging)))


@router.get(
    "/courses/unneeded",
    summary="Courses that nobody needs",
    response_model=Page[shapes.UnneededCourse],
    responses=SHEET,
)
def list_unneeded_courses(
    at: At, learning: Learning, paging: PageAsked, provider: ProviderAsked = None, format: Format = "json"
) -> Response:
    """Which courses teach a skill that no role level of the edition needs, or start where no role level needs more of
    it. In the order in which courses first came, an entry for each such skill. A skill that the edition no longer has
    is told by `stale`.

    As a sheet a line for every entry, whole.
    """
    sheet = sheet_wanted(at.request, format)
    opened = at.open()
    reaches = learning.reaches(opened.view.edition, provider)
    if sheet:
        return opened.answer_bytes(b"".join(unneeded_sheet(opened.view, reaches)), CONTENT_TYPE, changing=True)
    return opened.answer_changing(list_unneeded(opened.view, reaches, opened.window(paging)))
