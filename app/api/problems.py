"""The one place where exceptions become problem documents (RFC 9457)."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Annotated, Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import Field
from starlette.exceptions import HTTPException
from starlette.responses import Response

from app.api.context import root_path
from app.kit.problems import (
    Fault,
    InternalError,
    InvalidBody,
    InvalidParameter,
    MalformedRequest,
    MethodNotAllowed,
    NotFound,
    Problem,
    RequestTooLarge,
)
from app.kit.request_ids import request_id
from app.kit.unfit import body_fault, cut, told

MEDIA_TYPE = "application/problem+json"
#: What a route may raise to be answered; all else is a failure.
ANSWERED: tuple[type[Exception], ...] = (Problem, RequestValidationError, HTTPException)
#: Faults that one problem document tells.
MOST_FAULTS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemFault:
    """One thing that is wrong with the request."""

    detail: Annotated[str, Field(description="What is wrong.", examples=["Input should be less than or equal to 200"])]
    parameter: Annotated[str | None, Field(description="The parameter it is about.", examples=["limit"])]
    pointer: Annotated[str | None, Field(description="The place in the body it is about, a JSON Pointer.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemDocument:
    """Why a request was not answered (RFC 9457)."""

    type: Annotated[
        str, Field(description="The kind of problem: a page here explains it.", examples=["/problems/not-found"])
    ]
    title: Annotated[str, Field(description="The kind of problem in words.", examples=["There is nothing here"])]
    status: Annotated[int, Field(description="The HTTP status.", ge=400, le=599, examples=[404])]
    detail: Annotated[
        str, Field(description="What happened this time.", examples=["This edition has no role 'gardener'."])
    ]
    errors: Annotated[list[ProblemFault], Field(description="Everything that is wrong, where it can be told apart.")]
    request_id: Annotated[str, Field(description="The id under which the server's log knows the request.")]


def problem_response(request: Request, problem: Problem) -> Response:
    """A problem as an answer."""
    document = ProblemDocument(
        type=f"{root_path(request)}/problems/{problem.type.slug}",
        title=problem.type.title,
        status=problem.type.status,
        detail=problem.detail or problem.type.title,
        errors=[ProblemFault(**asdict(fault)) for fault in problem.errors],
        request_id=request_id(request.scope),
    )
    # Escaped to ASCII: what a client sent may come back in it, and not all of that can be written as UTF-8.
    body = json.dumps(asdict(document) | problem.members).encode()
    headers = {"Cache-Control": "no-store", **problem.headers}
    return Response(body, status_code=problem.type.status, headers=headers, media_type=MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Have every exception that a route lets through answered as a problem; failures have a layer of their own."""
    app.add_exception_handler(Problem, _on_problem)
    app.add_exception_handler(RequestValidationError, _on_unfit_request)
    app.add_exception_handler(HTTPException, _on_http_exception)


async def _on_problem(request: Request, problem: Exception) -> Response:
    return problem_response(request, problem if isinstance(problem, Problem) else InternalError())


async def _on_unfit_request(request: Request, error: Exception) -> Response:
    found = error.errors() if isinstance(error, RequestValidationError) else []
    return problem_response(request, unfit_request(found))


async def _on_http_exception(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    headers = error.headers if isinstance(error, HTTPException) else None
    detail = str(error.detail) if isinstance(error, HTTPException) and status == 400 else None
    return problem_response(request, _problem_of_status(request, status, dict(headers or {}), detail))


def _problem_of_status(request: Request, status: int, headers: dict[str, str], detail: str | None) -> Problem:
    match status:
        case 404:
            return NotFound("Nothing is at this address; /v1 and /docs say what there is.", headers=headers)
        case 405:
            return MethodNotAllowed(f"This address does not answer {request.method}.", headers=headers)
        case 413:
            return RequestTooLarge(headers=headers)
        case _ if status < 500:
            # Starlette's own word for what it could not read, such as a form.
            return MalformedRequest(detail and f"The request cannot be read: {detail}", headers=headers)
        case _:
            return InternalError(headers=headers)


def unfit_request(found: Sequence[dict[str, Any]]) -> Problem:
    """The problem of what validation found; an address that cannot exist is simply not found."""
    if any(error["type"] == "json_invalid" for error in found):
        return MalformedRequest("The body is not JSON.")
    places = {error["loc"][0] for error in found}
    if "body" in places and "path" not in places:
        return InvalidBody("The body does not fit its schema.", errors=cut([_fault(error) for error in found]))
    faults = [_fault(error) for error in found[:MOST_FAULTS]]
    if "path" in places:
        return NotFound("Nothing can be at this address: a part of it is misshapen.", errors=faults)
    return InvalidParameter("; ".join(f"{fault.parameter}: {fault.detail}" for fault in faults), errors=faults)


def _fault(error: dict[str, Any]) -> Fault:
    place, *rest = error["loc"]
    if place == "body":
        return body_fault(error, rest)
    return Fault(detail=told(error), parameter=str(rest[0]) if rest else None)
