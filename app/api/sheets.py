"""Answers that are data for programs or a sheet for people, as the parameter ``format`` says."""

from typing import Annotated, Any, Literal

from fastapi import Query, Request

from app.api.answering import JSON
from app.kit.headers import accepts, listed
from app.kit.problems import InvalidParameter, NotAcceptable
from app.kit.sheets import MEDIA_TYPE

Format = Annotated[Literal["json", "csv"], Query(description="JSON, or a sheet for a spreadsheet.")]
#: What OpenAPI says of an answer that may be a sheet. That of a large edition has millions of characters.
SHEET: dict[int | str, dict[str, Any]] = {
    200: {"content": {MEDIA_TYPE: {"schema": {"type": "string", "maxLength": 2**31 - 1}}}}
}


def sheet_wanted(request: Request, format: Literal["json", "csv"]) -> bool:  # the parameter's own name
    """Whether a sheet is asked for; NotAcceptable where the Accept header lets it not through, nor JSON where that is
    asked for. A sheet is whole: InvalidParameter where a part of it is asked for."""
    kind = MEDIA_TYPE if format == "csv" else JSON
    if not accepts(listed(request.scope, b"accept"), kind):
        raise NotAcceptable(f"With format={format} this address gives {kind}; format=json and format=csv choose.")
    for name in ("limit", "cursor"):
        if format == "csv" and name in request.query_params:
            raise InvalidParameter.of(name, "goes with format=json only; a sheet is always whole")
    return format == "csv"
