"""The ladders of an edition as a whole: the pathway and the matrix."""

from starlette.responses import Response

from app.api.at import At
from app.api.documented import READ
from app.api.filters import Family, RoleAsked
from app.api.rooms import room
from app.api.sheets import SHEET, Format, sheet_wanted
from app.kit.sheets import CONTENT_TYPE
from app.reading import matrix, pathway
from app.reading.shapes import ladders as shapes

router = room(prefix="/v1/frameworks/{framework}/editions/{edition}", tags=["Roles"], responses=READ)


@router.get("/pathway", summary="How people move between role levels", response_model=shapes.Pathway)
def get_pathway(at: At) -> Response:
    """A graph: role levels as nodes, the progressions that the edition states as edges, and the stages of a career."""
    opened = at.open()
    return opened.answer(pathway.pathway(opened.view))


@router.get(
    "/matrix",
    summary="Role levels × skills",
    response_model=shapes.Matrix,
    responses=SHEET,
)
def get_matrix(at: At, family: Family = None, role: RoleAsked = None, format: Format = "json") -> Response:
    """Which role level needs which skill, and how well.

    As JSON only the filled cells, by position. As CSV a row for every role level: its path (`role/level`), the names of
    role and level, then a column for every skill with the slug of the mastery level, `expected` where none is stated,
    else empty. A name that a spreadsheet would take for a formula (it starts with = + - or @) gets an apostrophe before
    it. A sheet of more than 2,000,000 cells is refused: filter it by family or role.
    """
    sheet = sheet_wanted(at.request, format)
    opened = at.open()
    sides = matrix.sides(opened.view, family, role)
    if sheet:
        return opened.answer_bytes(b"".join(matrix.sheet(opened.view, sides)), CONTENT_TYPE)
    return opened.answer(matrix.matrix(opened.view, sides))
