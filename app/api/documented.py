"""What OpenAPI says of answers other than the good one."""

from typing import Any

from app.access.scopes import SCOPES
from app.api.problems import ProblemDocument

_SAID = {
    400: "The request cannot be read, or holds a key in its address.",
    401: "A key is needed, or the one that was sent does not hold.",
    403: "The key does not reach so far.",
    404: "Nothing is at this address.",
    409: "What is there stands in the way: the detail says how.",
    412: "What is there is not what If-Match names, or is there against If-None-Match.",
    413: "The body is too large.",
    428: "If-Match is missing, or If-None-Match for something new.",
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


_DRAFT_SAYS = "The edition is a draft that does not hold together; only who may see drafts is told."
_LAYERS_SAY = {
    "400": _SAID[400],
    "401": _SAID[401],
    "403": _SAID[403],
    "406": "The address gives none of the formats that Accept names.",
    "408": "The body did not arrive in time.",
    "413": "The body is too large.",
    "415": "The body is in a format that is not read here.",
    "500": "The server failed.",
    "503": "The server cannot answer for now: its database is out of reach, or it stops.",
}


def declare_refusals(path: str, operation: dict[str, Any]) -> None:
    """Add to an operation of an OpenAPI document what is answered around every route: by the guard and the layers, and
    for editions."""
    answers = operation["responses"]
    gives = any(status < "300" and answer.get("content") for status, answer in answers.items())
    security = operation.get("security")
    said = ["400", *(["401"] if security else []), *(["403"] if security and {} not in security else [])]
    said += (["406"] if gives else []) + (["408", "413", "415"] if "requestBody" in operation else []) + ["500", "503"]
    for status in said:
        answers.setdefault(status, {"description": _LAYERS_SAY[status], "content": _PROBLEM})
    if "{edition}" in path:
        answers.setdefault("409", {"description": _DRAFT_SAYS, "content": _PROBLEM})


_KEYS = (
    "A key, made by whoever runs the server with `capframe keys create`. Reading what is published needs none, unless"
    " the server is set so. Each operation names the scope that it needs; each of the first five scopes includes those"
    " after it: "
)


def security_schemes() -> dict[str, Any]:
    """The two ways to send a key, with what each scope allows."""
    scopes = "; ".join(f"`{scope}`: {allowed}" for scope, allowed in SCOPES.items())
    return {
        "bearer": {"type": "http", "scheme": "bearer", "description": f"{_KEYS}{scopes}."},
        "apiKey": {
            "type": "apiKey",
            "in": "header",
            "name": "X-API-Key",
            "description": "The same key, for clients that cannot set the Authorization header.",
        },
    }
