"""Stored ids: where one leads, and what became of many from one edition to another."""

from dataclasses import dataclass
from typing import Annotated, Any

import msgspec
from fastapi import Path, Request
from pydantic import Field
from starlette.responses import Response

from app.api.answering import JSON, NO_STORE, REVALIDATE, beside
from app.api.callers import readable
from app.api.context import Held, root_path
from app.api.documented import problems
from app.api.parameters import FrameworkSlug
from app.api.problems import ProblemDocument
from app.api.rooms import room
from app.api.strict_bodies import StrictJsonRoute
from app.reading import ids, migrating
from app.reading.shapes import gone
from app.reading.shapes import migrating as shapes
from app.reading.view import View

router = room(tags=["Changes"])
carrying = room(
    prefix="/v1/frameworks/{framework}",
    tags=["Changes"],
    responses=problems(400, 404, 413, 422, 500),
    route_class=StrictJsonRoute,
)
_HEX = "[0-9a-fA-F]"
_UUID = f"^{_HEX}{{8}}-{_HEX}{{4}}-{_HEX}{{4}}-{_HEX}{{4}}-{_HEX}{{12}}$"
_LOCATION = {"description": "Its address, path-absolute.", "schema": {"type": "string", "format": "uri-reference"}}


@dataclass(frozen=True, slots=True, kw_only=True)
class GoneDocument(ProblemDocument):
    """The problem that a thing was retired, with what is known of it."""

    retired: Annotated[gone.Retired, Field(description="What was retired.")]


_LEADS: dict[int | str, dict[str, Any]] = {
    303: {"description": "The thing in the current edition.", "headers": {"Location": _LOCATION}},
    410: {"model": GoneDocument, "description": "It was retired: the answer says what stands in for it."},
}


@router.get(
    "/v1/id/{uuid}",
    summary="Where an id leads",
    status_code=303,
    response_class=Response,
    responses=_LEADS | problems(404, 422, 500),
)
def get_thing_by_id(
    request: Request,
    catalogue: Held,
    uuid: Annotated[
        str,
        Path(
            description="The id of a thing, a statement or a framework, as any answer gave it.",
            examples=["23797ee5-9967-595c-b9e9-0c1b6ff1b2c3"],
            pattern=_UUID,
            max_length=36,
            json_schema_extra={"format": "uuid"},
        ),
    ],
) -> Response:
    """Leads to the thing in the current edition of its framework; a statement to what it is said of, with `#` and the
    id.

    What was retired is a problem that names the last edition that had it, the reason and what replaces it.
    """
    address = ids.find_address(catalogue, uuid, root_path(request), readable(request))
    return Response(status_code=303, headers={"Location": address, "Cache-Control": REVALIDATE})


@carrying.post("/migrate", summary="What became of stored ids", response_model=shapes.MigrateAnswer)
def migrate_ids(request: Request, catalogue: Held, framework: FrameworkSlug, asked: shapes.MigrateRequest) -> Response:
    """Up to 10,000 ids carried from one edition to a later one, through all that were published between: each the same,
    renamed, replaced, retired, or in need of review, with every step on the way. None is left out of the answer.

    A read that changes nothing.
    """
    root = root_path(request)
    about = catalogue.framework(framework).about
    releases = migrating.releases_between(catalogue, framework, asked.origin, asked.to)
    views = [View(release=release, framework=framework, root=root) for release in releases]
    carried = migrating.carry_ids(catalogue, views, asked.ids, readable(request))
    links = {"license": about.licence.url} if about.licence and about.licence.url else {}
    headers = {"Cache-Control": NO_STORE, **beside(links, None)}
    return Response(msgspec.json.encode(carried), headers=headers, media_type=JSON)
