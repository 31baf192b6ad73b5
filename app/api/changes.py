"""The feed: what was published and withdrawn."""

from typing import Annotated

from fastapi import Query, Request
from starlette.responses import Response

from app.api.answering import answer
from app.api.callers import readable
from app.api.context import Happened, root_path
from app.api.documented import NOT_MODIFIED, problems
from app.api.followed import Stopped
from app.api.parameters import FrameworkAsked, Limit
from app.api.rooms import room
from app.kit.paging import DEFAULT_LIMIT
from app.reading import feed
from app.reading.shapes import feed as shapes

router = room(tags=["Changes"], responses=NOT_MODIFIED | problems(422, 500))


@router.get("/v1/changes", summary="What was published and withdrawn", response_model=shapes.Feed)
def list_changes(
    request: Request,
    happened: Happened,
    after: Stopped,
    framework: FrameworkAsked = None,
    limit: Annotated[Limit, Query(description="Entries in a page.")] = DEFAULT_LIMIT,
) -> Response:
    """One entry for each publish and each withdrawal, in the order in which they happened.

    Positions rise by one and an entry never changes. Whoever follows `next`, from page to page and later on again, sees
    every entry once and misses none, whoever publishes meanwhile.
    """
    found = happened.follow(after, limit, framework, readable(request))
    shown = feed.show(found, root_path(request), after, limit, framework)
    return answer(request, shown, links={"next": shown.next})
