"""What courses teach that an edition no longer has as it was."""

from starlette.responses import Response

from app.api.at import At
from app.api.context import Learning
from app.api.documented import READ
from app.api.parameters import PageAsked, ProviderAsked
from app.api.rooms import room
from app.learning.showing_stale import list_stale
from app.learning.stale import find_stale
from app.reading.shapes import stale as shapes
from app.reading.shapes.common import Page

router = room(prefix="/v1/frameworks/{framework}/editions/{edition}/courses", tags=["Courses"], responses=READ)


@router.get("/stale", summary="Courses to map again", response_model=Page[shapes.StaleMapping])
def list_stale_courses(at: At, learning: Learning, paging: PageAsked, provider: ProviderAsked = None) -> Response:
    """Which mapped skills, levels and statements were renamed, replaced or retired between the edition by which a
    course was mapped and this one, and which levels and statements no longer go with the skill. Of what was mapped by a
    later edition, which may be withdrawn by now, it tells what this one does not have. `certain` says that `capframe
    courses migrate` knows what takes their place; where nothing has to change, `mapped_in` in a PUT of the course says
    that somebody looked. A draft tells beforehand what publishing it will do to the courses."""
    learning.check_provider(provider)
    opened = at.open()
    found = find_stale(learning.catalogue, opened.view, provider)
    return opened.answer_changing(list_stale(learning.catalogue, opened.view, found, opened.window(paging)))
