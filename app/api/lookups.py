"""Many things at once. A read, though a POST: what is asked for needs a body."""

from starlette.responses import Response

from app.api.at import At
from app.api.documented import READ, problems
from app.api.rooms import room
from app.api.strict_bodies import StrictJsonRoute
from app.reading import lookups
from app.reading.shapes import lookups as shapes

router = room(
    prefix="/v1/frameworks/{framework}/editions/{edition}",
    tags=["Frameworks"],
    responses={status: said for status, said in READ.items() if status != 304} | problems(400, 413),
    route_class=StrictJsonRoute,
)


@router.post("/lookup", summary="Many things at once", response_model=shapes.LookupAnswers)
def look_up_things(at: At, asked: shapes.LookupRequest) -> Response:
    """Up to 500 things by id, by kind and path, or by code: each thing or why there is none, in the order asked.

    A read that changes nothing. Ids of retired things say what replaces them.
    """
    opened = at.open()
    return opened.answer_post(lookups.look_up(opened.view, asked.items))
