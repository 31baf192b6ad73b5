"""What separates people from role levels, and which role levels are near. Reads, though POSTs: what is asked with needs
a body, and is about people."""

from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from app.api.at import At
from app.api.context import Bridging
from app.api.documented import READ, problems
from app.api.filters import RoleLevelsAsked
from app.api.parameters import Limit
from app.api.private_bodies import PrivateRoute
from app.api.rooms import room
from app.framework.ways import Way
from app.reading import gaps, moves
from app.reading.shapes import gaps as shapes
from app.reading.shapes import moves as move_shapes

router = room(
    prefix="/v1/frameworks/{framework}/editions/{edition}",
    tags=["Gaps"],
    responses={status: said for status, said in READ.items() if status != 304} | problems(400, 413),
    route_class=PrivateRoute,
)
#: Bytes of a body: 200 people of 60 skills each, all by id, take 1.2 MB, and 2.1 MB indented by four.
MOST_TOLD = 3 << 20
#: Role levels of one answer, unless it is said.
MOVES = 20


@router.post(
    "/gap", summary="What separates a person from a role level", response_model=shapes.Gap, max_body_size=MOST_TOLD
)
def get_gap(at: At, courses: Bridging, asked: shapes.GapRequest) -> Response:
    """A person's mastery beside a role level: what they meet, what they have to raise, what is missing and where they
    go beyond. For what is to gain the very statements to meet, the activities that grow the skill, and the courses that
    lead there; and the distance in one number.

    A read: nothing of it is stored or logged. A skill or level that the edition does not have is refused (422) with its
    place.
    """
    opened = at.open()
    return opened.answer_post(gaps.get_gap(opened.view, asked, courses))


@router.post(
    "/gap/team",
    summary="What separates a team from role levels",
    response_model=shapes.TeamGap,
    max_body_size=MOST_TOLD,
)
def get_team_gap(at: At, asked: shapes.TeamGapRequest) -> Response:
    """Up to 200 people beside up to 50 role levels, added up: for each role level the distance of everybody, how many
    are ready, and for each skill how many meet it, have to raise it or lack it. The body may have up to 3 MiB: 200
    people of 60 skills by id fit.

    A read: nothing of it is stored or logged.
    """
    opened = at.open()
    return opened.answer_post(gaps.get_team_gap(opened.view, asked))


@router.post("/moves", summary="The nearest role levels", response_model=move_shapes.Moves, max_body_size=MOST_TOLD)
def list_moves(
    at: At,
    asked: move_shapes.MovesRequest,
    only: RoleLevelsAsked,
    limit: Annotated[Limit, Query(description="Role levels in the answer.")] = MOVES,
    way: Annotated[
        Way | None,
        Query(
            description="Only role levels that lie this way, as `way` in the answer says it. From a role level only.",
            examples=["up"],
        ),
    ] = None,
) -> Response:
    """From a role level or from what a person brings, the role levels of the edition by how near they are, with what
    each takes. The distance counts both what is to gain and what would lie idle, so it is 0 only where both ask for the
    same. Filters choose among the role levels, as in their list.

    A read: nothing of it is stored or logged.
    """
    opened = at.open()
    return opened.answer_post(moves.list_moves(opened.view, asked, limit, only, way))
