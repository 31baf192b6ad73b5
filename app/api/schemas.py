"""The schemas of documents."""

from functools import cache

import msgspec
from fastapi import Request
from starlette.responses import Response

from app.api.answering import REVALIDATE, answer_bytes
from app.api.documented import NOT_MODIFIED, problems
from app.api.rooms import room
from app.exchange import native

router = room(public=True, tags=["Service"], responses=NOT_MODIFIED | problems(422, 500))


@router.get("/v1/schema/edition.json", summary="The schema of an edition's document", response_model=dict[str, object])
def get_edition_schema(request: Request) -> Response:
    """The JSON Schema (2020-12) of the native format, in which `content` answers and `capframe import` reads."""
    return answer_bytes(request, _edition_schema(), cache=REVALIDATE, links={}, location=None)


@cache
def _edition_schema() -> bytes:
    return msgspec.json.format(msgspec.json.encode(native.schema()), indent=2) + b"\n"
