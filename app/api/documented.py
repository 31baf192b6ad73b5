"""What OpenAPI says of answers other than the good one."""

from typing import Any

from app.api.problems import ProblemDocument

_SAID = {
    400: "The request cannot be read.",
    404: "Nothing is at this address.",
    413: "The body is too large.",
    422: "A parameter is unknown, repeated or not valid, or the body is.",
    500: "The server failed.",
    503: "The server cannot answer yet.",
}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The declaration of problem documents, for the ``responses`` of a route."""
    return {status: {"model": ProblemDocument, "description": _SAID[status]} for status in statuses}


_PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemDocument"}}}
NOT_MODIFIED: dict[int | str, dict[str, Any]] = {
    304: {"description": "What the client holds, by If-None-Match, is still right."}
}
MOVED: dict[int | str, dict[str, Any]] = {
    308: {"description": "Under `current`: the thing was renamed; Location is its address of today."}
}
#: Of every read that needs no other: what it answers besides 200.
READ = NOT_MODIFIED | problems(404, 422, 500)


_LAYERS_SAY = {
    "406": "The address gives none of the formats that Accept names.",
    "408": "The body did not arrive in time.",
    "413": "The body is too large.",
    "415": "The body is in a format that is not read here.",
    "500": "The server failed.",
    "503": "The server cannot answer for now: its database is out of reach, or it stops.",
}


def declare_refusals(operation: dict[str, Any]) -> None:
    """Add to an operation of an OpenAPI document what the layers around every route answer."""
    answers = operation["responses"]
    gives = any(status < "300" and answer.get("content") for status, answer in answers.items())
    met = (["406"] if gives else []) + (["408", "413", "415"] if "requestBody" in operation else []) + ["500", "503"]
    for status in met:
        answers.setdefault(status, {"description": _LAYERS_SAY[status], "content": _PROBLEM})
