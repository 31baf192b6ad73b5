"""Courses, for their providers: put, retired and sent in batches, each by the provider's own id."""

import re
from functools import partial
from typing import Annotated, Any

import msgspec
from fastapi import Path, Query, Request
from pydantic import TypeAdapter
from starlette.responses import Response

from app.access.caller import Caller
from app.api.answering import JSON, NO_STORE, answer
from app.api.callers import Learner, readable
from app.api.context import Learning, root_path
from app.api.documented import NOT_MODIFIED, problems
from app.api.parameters import slug_path
from app.api.rooms import room
from app.api.strict_bodies import StrictJsonRoute
from app.api.writing import MOST_CONTENT, Body, Condition, actor
from app.kit.conflicts import PreconditionFailed
from app.kit.directory import ALSO_READS
from app.kit.etags import strong_etag
from app.kit.headers import listed
from app.kit.preconditions import Precondition
from app.kit.problems import Fault, InvalidBody, NotFound
from app.kit.text import ExternalId, fault, rule_of
from app.learning.batches import read_batch
from app.learning.courses import Aim, By, Manner
from app.learning.telling import show_batch
from app.reading import courses
from app.reading.shapes import batches as batch_shapes
from app.reading.shapes import courses as shapes

_PATH = "/v1/providers/{provider}/courses"
_SAID = problems(400, 404, 409, 412, 413, 422, 500)
router = room(prefix=_PATH, tags=["Courses"])
bodies = room(prefix=_PATH, tags=["Courses"], responses=_SAID, route_class=StrictJsonRoute)

ProviderSlug = Annotated[str, slug_path("The provider's slug.", "school")]
_RULE = rule_of(ExternalId)
ExternalIdPath = Annotated[
    str,
    Path(
        description="The provider's own id for the course, percent-encoded: one line without %, and not '.', '..' or"
        " 'bulk'.",
        examples=["agile-101"],
        max_length=3 * _RULE.most,
    ),
]
_SCHEMA: dict[str, Any] = TypeAdapter(list[shapes.CourseWanted]).json_schema(
    ref_template="#/components/schemas/{model}"
)
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        ALSO_READS: ["application/x-ndjson"],
        "description": "A JSON list of courses, or NDJSON (`application/x-ndjson`): a course a line. Each has its"
        f" `external_id`. At most {shapes.MOST_BATCH:,}, which together teach at most {shapes.MOST_MAPPED:,} skills.",
        "content": {
            "application/json": {
                "schema": {"type": "array", "maxItems": shapes.MOST_BATCH, "items": _SCHEMA["items"]},
            },
        },
    }
}


@router.get("/{external_id}", summary="A course, for its provider", response_model=shapes.OwnCourse,
            responses=NOT_MODIFIED | problems(404, 422, 500))  # fmt: skip
def get_own_course(
    request: Request, learning: Learning, provider: ProviderSlug, external_id: ExternalIdPath, _: Learner
) -> Response:
    """A course by the provider's own id, in the form in which a PUT takes it: what it teaches by ids."""
    own = _external_id(external_id)
    found = learning.get_own(provider, own)
    return answer(request, courses.own_course(found, root_path(request), provider, own), cache=NO_STORE)


@bodies.put(
    "/{external_id}",
    summary="Put a course",
    response_model=shapes.OwnCourse,
    responses={201: {"description": "The course was not there before.", "model": shapes.OwnCourse}},
)
def put_course(
    request: Request,
    learning: Learning,
    provider: ProviderSlug,
    external_id: ExternalIdPath,
    wanted: shapes.CourseWanted,
    condition: Condition,
    caller: Learner,
) -> Response:
    """Makes a course, or puts it in the place of what is there; the same again changes nothing. Skills and levels may
    be named by slug or id, in the edition in force; what is kept are their ids, which live through new editions.
    If-Match and If-None-Match are honoured, and need not be sent."""
    own, root = _external_id(external_id), root_path(request)
    if wrong := courses.misaddressed(wanted, root, provider, own):
        raise InvalidBody("The course belongs to another address.", errors=wrong)

    course, new = learning.put(_aim(provider, own, condition, root), wanted, _by(request, caller))
    shown = courses.own_bytes(course, root, provider, own)
    headers = {"ETag": strong_etag(shown), "Cache-Control": NO_STORE}
    headers |= {"Location": courses.own_path(root, provider, own)} if new else {}
    return Response(shown, status_code=201 if new else 200, headers=headers, media_type=JSON)


@router.delete(
    "/{external_id}", status_code=204, summary="Retire a course", responses=problems(404, 409, 412, 422, 500)
)
def retire_course(
    request: Request,
    learning: Learning,
    provider: ProviderSlug,
    external_id: ExternalIdPath,
    condition: Condition,
    caller: Learner,
) -> Response:
    """Takes a course off every list. The feed tells of it; its id stays its own, should it come back."""
    aim = _aim(provider, _external_id(external_id), condition, root_path(request))
    learning.retire(aim, _by(request, caller))
    return Response(status_code=204, headers={"Cache-Control": NO_STORE})


@router.post(
    "/bulk",
    summary="Put many courses",
    response_model=batch_shapes.BatchAnswer,
    responses=_SAID,
    openapi_extra=_BODY,
    max_body_size=MOST_CONTENT,
)
def put_courses(
    request: Request,
    learning: Learning,
    provider: ProviderSlug,
    body: Body,
    condition: Condition,
    caller: Learner,
    replace: Annotated[
        bool, Query(description="Whether to retire the provider's courses that are not in the batch.")
    ] = False,
    atomic: Annotated[
        bool, Query(description="Whether to write all of the batch or, if one is faulty, nothing.")
    ] = False,
    force: Annotated[
        bool,
        Query(
            description="With `replace`: whether a batch that is empty, or in part faulty, is meant. What is faulty"
            " then stays as it was; so each must say which course it is, or all is refused."
        ),
    ] = False,
) -> Response:
    """Puts up to 10,000 courses in one transaction, with one result for each, in their order. A faulty one is refused
    and the others are written, unless `atomic` asks for all or nothing; a course that stands in the batch twice is
    refused. With `replace` a batch that is empty or has faults is refused as a whole, unless `force` says otherwise.
    If-Match is refused: a batch has no state of its own."""
    if condition.if_match is not None:
        raise PreconditionFailed("A batch has no state that If-Match could name. Leave it out, or put each by itself.")
    lines = listed(request.scope, b"content-type").partition(";")[0].strip().lower() == "application/x-ndjson"
    manner = Manner(replace=replace, atomic=atomic, force=force)
    check = partial(courses.misaddressed, root=root_path(request), provider=provider)
    done = learning.put_batch(provider, read_batch(body, check, lines=lines), manner, _by(request, caller))
    body = msgspec.json.encode(show_batch(done, root_path(request), provider))
    return Response(body, headers={"Cache-Control": NO_STORE}, media_type=JSON)


def _by(request: Request, caller: Caller) -> By:
    return By(actor(request, caller), readable(request))


def _aim(provider: str, own: str, condition: Precondition, root: str) -> Aim:
    render = partial(courses.own_bytes, root=root, provider=provider, external_id=own)
    return Aim(provider=provider, external_id=own, condition=condition, render=render)


def _external_id(path: str) -> str:
    """The id that a part of a path stands for: of a slash in it all that arrives is how it was encoded."""
    own = re.sub("%2f", "/", path, flags=re.IGNORECASE)
    if message := fault(own, _RULE):
        told = [Fault(parameter="external_id", detail=message)]
        raise NotFound("Nothing can be at this address: a part of it is misshapen.", errors=told)
    return own


router.routes.extend(bodies.routes)
