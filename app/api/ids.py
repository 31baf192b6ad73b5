"""Where a stored id leads."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Path, Request
from pydantic import Field
from starlette.responses import Response

from app.api.answering import REVALIDATE
from app.api.callers import readable
from app.api.context import Held, root_path
from app.api.documented import problems
from app.api.parameters import UUID_PATTERN
from app.api.problems import ProblemDocument
from app.api.rooms import room
from app.reading import ids
from app.reading.shapes import gone

router = room(tags=["Changes"])


@dataclass(frozen=True, slots=True, kw_only=True)
class GoneDocument(ProblemDocument):
    """The problem that a thing was retired or withdrawn, with what is known of it."""

    retired: Annotated[gone.Retired, Field(description="What is gone, and why.")]


_LEADS: dict[int | str, dict[str, Any]] = {
    303: {"description": "Location is the address of the thing in the current edition, path-absolute."},
    410: {
        "model": GoneDocument,
        "description": "It was retired, or withdrawn: the answer says which, and what stands in for it.",
    },
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
            pattern=UUID_PATTERN,
            max_length=36,
            json_schema_extra={"format": "uuid"},
        ),
    ],
) -> Response:
    """Leads to the thing in the current edition of its framework; a statement to what it is said of, with `#` and the
    id.

    What no edition in force has any more is a problem that names the last edition that had it, and of what was retired
    the reason and what replaces it.
    """
    address = ids.find_address(catalogue, uuid, root_path(request), readable(request))
    return Response(status_code=303, headers={"Location": address, "Cache-Control": REVALIDATE})
