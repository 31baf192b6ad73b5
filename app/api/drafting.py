"""Frameworks and drafts made, changed, published and withdrawn."""

import msgspec
from fastapi import Request
from starlette.responses import Response

from app.api.answering import NO_STORE, answer
from app.api.callers import Admin, Editor, Publisher
from app.api.context import Held, Works, root_path
from app.api.documented import problems
from app.api.parameters import DraftLabel, EditionLabel, FrameworkSlug
from app.api.rooms import room
from app.api.strict_bodies import StrictJsonRoute
from app.api.writing import Condition, NoBody, actor, asked
from app.authoring.workshop import DraftWanted, Target
from app.catalogue import Catalogue
from app.framework.about import Framework, Licence
from app.framework.release import Release
from app.reading import frameworks
from app.reading.shapes import catalogue as shapes
from app.reading.shapes import writing
from app.reading.view import View, edition_path, framework_path

_PATH = "/v1/frameworks/{framework}/editions"
_SAID = problems(404, 409, 422, 500)
_CONDITIONAL = problems(404, 409, 412, 422, 428, 500)
router = room(tags=["Drafts"])
bodies = room(tags=["Drafts"], route_class=StrictJsonRoute)


@bodies.post(
    "/v1/frameworks",
    status_code=201,
    summary="Found a framework",
    response_model=shapes.Framework,
    responses=problems(409, 422, 500),
)
def create_framework(
    request: Request, works: Works, catalogue: Held, wanted: writing.FrameworkWanted, caller: Admin
) -> Response:
    """A framework, without an edition yet: those who may edit it find it at its address, all once one is published."""
    licence = Licence(**wanted.licence.model_dump()) if wanted.licence else None
    said = wanted.model_dump(exclude={"licence"})
    works.create_framework(Framework(key=wanted.slug, licence=licence, **said), actor(request, caller))
    found = frameworks.framework(catalogue.framework(wanted.slug, drafts=True), root_path(request))
    response = answer(request, found, cache=NO_STORE)
    return _created(response, framework_path(root_path(request), wanted.slug))


@bodies.post(_PATH, status_code=201, summary="Make a draft", response_model=shapes.Edition, responses=_SAID)
def create_edition(
    request: Request,
    works: Works,
    catalogue: Held,
    framework: FrameworkSlug,
    wanted: writing.DraftWanted,
    caller: Editor,
) -> Response:
    """A draft, empty but for what is said of the framework, or with the content of an edition that it is based on.

    It answers at its label, through the same addresses as any edition, to those who may edit the framework.
    """
    works.create_draft(framework, DraftWanted(**wanted.model_dump()), actor(request, caller))
    return _created(
        _shown(request, catalogue, framework, wanted.version),
        edition_path(root_path(request), framework, wanted.version),
    )


@bodies.patch(
    f"{_PATH}/{{edition}}", summary="Change a draft's envelope", response_model=shapes.Edition, responses=_CONDITIONAL
)
def change_edition(
    request: Request,
    works: Works,
    catalogue: Held,
    framework: FrameworkSlug,
    edition: DraftLabel,
    change: writing.EnvelopeChange,
    condition: Condition,
    caller: Editor,
) -> Response:
    """Notes, and the day on which the edition comes into force. `If-Match` takes the ETag of the edition itself."""
    write = asked(request, caller, condition, Target(framework, edition))
    works.change_envelope(write, _show(request, framework), change.changes())
    return _shown(request, catalogue, framework, edition)


@router.delete(f"{_PATH}/{{edition}}", status_code=204, summary="Delete a draft", responses=_CONDITIONAL)
def delete_edition(
    request: Request,
    works: Works,
    framework: FrameworkSlug,
    edition: DraftLabel,
    condition: Condition,
    caller: Editor,
) -> Response:
    """Removes a draft with its content; the audit keeps what happened to it. A published edition stays for ever."""
    works.delete_draft(asked(request, caller, condition, Target(framework, edition)), _show(request, framework))
    return Response(status_code=204, headers={"Cache-Control": NO_STORE})


@router.post(
    f"{_PATH}/{{edition}}/publish",
    summary="Publish a draft",
    response_model=shapes.Edition,
    responses=_SAID | problems(412),
)
def publish_edition(
    request: Request,
    works: Works,
    catalogue: Held,
    framework: FrameworkSlug,
    edition: DraftLabel,
    condition: Condition,
    _: NoBody,
    caller: Publisher,
) -> Response:
    """Makes the draft an edition that never changes again: all of it or nothing. Every process shows it in a second.
    `If-Match`, where sent, takes the ETag of the edition itself; notes and the day are set before, by a PATCH of it."""
    works.publish(asked(request, caller, condition, Target(framework, edition)), _show(request, framework))
    return _shown(request, catalogue, framework, edition)


@bodies.post(
    f"{_PATH}/{{edition}}/withdraw",
    summary="Withdraw an edition",
    response_model=shapes.Edition,
    responses=_SAID | problems(412),
)
def withdraw_edition(
    request: Request,
    works: Works,
    catalogue: Held,
    framework: FrameworkSlug,
    edition: EditionLabel,
    withdrawal: writing.Withdrawal,
    condition: Condition,
    caller: Publisher,
) -> Response:
    """Takes a published edition out of force. It stays readable at its label, and says that it is withdrawn and why."""
    write = asked(request, caller, condition, Target(framework, edition))
    works.withdraw(write, _show(request, framework), withdrawal.reason)
    return _shown(request, catalogue, framework, edition)


def _created(response: Response, location: str) -> Response:
    response.status_code = 201
    response.headers["Location"] = location
    return response


def _show(request: Request, framework: str):  # type: ignore[no-untyped-def]  # see drafting.Show
    """How an edition looks at its address: the bytes that its ETag is made of."""
    root = root_path(request)
    return lambda release: _bytes(release, framework, root)


def _bytes(release: Release, framework: str, root: str) -> bytes:
    return msgspec.json.encode(frameworks.edition(View(release=release, framework=framework, root=root)))


def _shown(request: Request, catalogue: Catalogue, framework: str, version: str) -> Response:
    release = catalogue.release(framework, version, drafts=True)
    view = View(release=release, framework=framework, root=root_path(request))
    return answer(request, frameworks.edition(view), cache=NO_STORE)


router.routes.extend(bodies.routes)
