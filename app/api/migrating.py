"""What became of stored ids from one edition to another. A read, though a POST: what is asked for needs a body."""

import msgspec
from fastapi import Request
from starlette.responses import Response

from app.api.answering import JSON, NO_STORE, beside
from app.api.callers import readable
from app.api.context import Held, root_path
from app.api.documented import problems
from app.api.parameters import FrameworkSlug
from app.api.rooms import room
from app.api.strict_bodies import StrictJsonRoute
from app.kit.collector import resting_collector
from app.reading import migrating
from app.reading.shapes import migrating as shapes
from app.reading.view import View

router = room(
    prefix="/v1/frameworks/{framework}",
    tags=["Changes"],
    responses=problems(400, 404, 413, 422, 500),
    route_class=StrictJsonRoute,
)


@router.post("/migrate", summary="What became of stored ids", response_model=shapes.MigrateAnswer)
def migrate_ids(request: Request, catalogue: Held, framework: FrameworkSlug, asked: shapes.MigrateRequest) -> Response:
    """Up to 10,000 ids carried from one edition to a later one, through all that were published between: each the same,
    renamed, replaced, retired, or in need of review, with every step on the way. None is left out of the answer.

    A read that changes nothing.
    """
    root = root_path(request)
    about = catalogue.framework(framework).about
    releases = migrating.releases_between(catalogue, framework, asked.origin, asked.to)
    views = [View(release=release, framework=framework, root=root) for release in releases]
    with resting_collector():
        carried = migrating.carry_ids(catalogue, views, asked.ids, readable(request))
    links = {"license": about.licence.url} if about.licence and about.licence.url else {}
    headers = {"Cache-Control": NO_STORE, **beside(links, None)}
    return Response(msgspec.json.encode(carried), headers=headers, media_type=JSON)
