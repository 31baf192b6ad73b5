"""Suggested changes: made, listed, accepted into a draft, rejected."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Path, Query, Request
from pydantic import Field
from starlette.responses import Response

from app.access.caller import Caller
from app.api.answering import NO_STORE, answer
from app.api.callers import Editor, Proposer
from app.api.context import Held, Works, root_path
from app.api.documented import NOT_MODIFIED, problems
from app.api.parameters import UUID_PATTERN, FrameworkSlug, PageAsked
from app.api.problems import MOST_FAULTS, ProblemDocument
from app.api.rooms import room
from app.api.strict_bodies import StrictJsonRoute
from app.api.writing import actor
from app.authoring.workshop import ByChanges, ByDeletion, ByPut, Decision, Entry, Proposed, Suggestion, Workshop
from app.catalogue import Catalogue
from app.kit.paging import Window
from app.kit.problems import Fault, InvalidBody, InvalidParameter
from app.reading import proposals
from app.reading.shapes import proposals as shapes
from app.reading.shapes.common import Page

_PATH = "/v1/frameworks/{framework}/proposals"
_SAID = problems(404, 409, 422, 500)
router = room(prefix=_PATH, tags=["Proposals"], responses=NOT_MODIFIED | problems(404, 422, 500))
bodies = room(prefix=_PATH, tags=["Proposals"], responses=_SAID, route_class=StrictJsonRoute)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalMisfitDocument(ProblemDocument):
    """The problem that a proposal is not accepted, with what stands in its way where that is the draft's content."""

    conflicts: Annotated[
        list[shapes.Conflict] | None,
        Field(
            description="What stands in the way, at most the first 50; there if the type is `proposal-misfit`.",
            max_length=MOST_FAULTS,
        ),
    ] = None


_REFUSED: dict[int | str, dict[str, Any]] = {
    409: {
        "model": ProposalMisfitDocument,
        "description": "It is decided on already, or does not fit the draft: the answer says what stands in its way.",
    }
}
ProposalId = Annotated[
    str,
    Path(
        description="The id of a proposal, as any answer gave it.",
        examples=["7d1c3f0a-52b8-4e64-9a0e-1f6f3c2b8a90"],
        pattern=UUID_PATTERN,
        max_length=36,
        json_schema_extra={"format": "uuid"},
    ),
]
StateAsked = Annotated[shapes.State | None, Query(description="Only proposals in this state.", examples=["open"])]


@bodies.post("", status_code=201, summary="Suggest a change", response_model=shapes.Proposal)
def create_proposal(
    request: Request,
    works: Works,
    catalogue: Held,
    framework: FrameworkSlug,
    wanted: shapes.ProposalWanted,
    caller: Proposer,
) -> Response:
    """Suggests a change of an edition, with the reason: the `changes` themselves, a thing as it is to be (`put`), or
    one that is to go (`delete`). It is tried at once, and refused where it cannot be done. Nothing else changes until
    somebody who may edit the framework accepts it into a draft."""
    drafts = _sees(catalogue, framework, caller)
    proposed = Proposed(suggestion=_suggestion(wanted), reason=wanted.reason, edition=wanted.edition)
    made = works.propose(framework, proposed, actor(request, caller), drafts=drafts)
    response = _shown(request, works, catalogue, framework, made, drafts)
    response.status_code = 201
    response.headers["Location"] = f"{proposals.proposals_path(root_path(request), framework)}/{made}"
    return response


@router.get("", summary="Suggested changes", response_model=Page[shapes.ProposalSummary])
def list_proposals(
    request: Request,
    works: Works,
    catalogue: Held,
    framework: FrameworkSlug,
    paging: PageAsked,
    caller: Proposer,
    state: StateAsked = None,
) -> Response:
    """What was suggested for the framework, by anybody, newest first. Suggestions that start from a draft show to who
    may edit it."""
    root, drafts = root_path(request), _sees(catalogue, framework, caller)
    window = Window(
        path=proposals.proposals_path(root, framework),
        filters=(("state", state),) if state else (),
        limit=paging.limit,
    ).at(paging.cursor)
    total, found = works.list_proposals(framework, state, window.after, window.limit + 1, drafts=drafts)
    if found is None:
        raise InvalidParameter.of("cursor", "was not made for this list and these parameters")
    shown = proposals.list_proposals(window, total, found, root, framework, drafts=drafts)
    return answer(request, shown, cache=NO_STORE)


@router.get("/{proposal}", summary="A suggested change", response_model=shapes.Proposal)
def get_proposal(
    request: Request, works: Works, catalogue: Held, framework: FrameworkSlug, proposal: ProposalId, caller: Proposer
) -> Response:
    """A suggestion with its changes. While it is open, `fit` says whether it can still be accepted as it is, and if
    not, what the proposer saw beside what stands there now."""
    return _shown(request, works, catalogue, framework, proposal, _sees(catalogue, framework, caller))


@bodies.post(
    "/{proposal}/accept", summary="Accept a suggested change", response_model=shapes.Proposal, responses=_REFUSED
)
def accept_proposal(
    request: Request,
    works: Works,
    catalogue: Held,
    framework: FrameworkSlug,
    proposal: ProposalId,
    acceptance: shapes.Acceptance,
    caller: Editor,
) -> Response:
    """Makes the changes in a draft, all of them or none. What no longer fits is refused with what stands in its way."""
    drafts = _sees(catalogue, framework, caller)
    decision = Decision(framework=framework, proposal=proposal, actor=actor(request, caller), reason=acceptance.reason)
    works.accept_proposal(decision, acceptance.version)
    return _shown(request, works, catalogue, framework, proposal, drafts)


@bodies.post("/{proposal}/reject", summary="Reject a suggested change", response_model=shapes.Proposal)
def reject_proposal(
    request: Request,
    works: Works,
    catalogue: Held,
    framework: FrameworkSlug,
    proposal: ProposalId,
    rejection: shapes.Rejection,
    caller: Editor,
) -> Response:
    """Decides against a suggestion, with a reason for its author."""
    drafts = _sees(catalogue, framework, caller)
    decision = Decision(framework=framework, proposal=proposal, actor=actor(request, caller), reason=rejection.reason)
    works.reject_proposal(decision)
    return _shown(request, works, catalogue, framework, proposal, drafts)


def _sees(catalogue: Catalogue, framework: str, caller: Caller) -> bool:
    """Whether the caller sees drafts of the framework; NotFound where there is none that they may know of."""
    drafts = caller.may("edit", framework)
    catalogue.framework(framework, drafts=drafts)
    return drafts


def _shown(
    request: Request, works: Workshop, catalogue: Catalogue, framework: str, proposal: str, drafts: bool
) -> Response:
    found, changes = works.get_proposal(framework, proposal, drafts=drafts)
    shown = proposals.proposal(found, changes, catalogue, root_path(request), framework, drafts=drafts)
    return answer(request, shown, cache=NO_STORE)


def _suggestion(wanted: shapes.ProposalWanted) -> Suggestion:
    """What of the three a body holds; InvalidBody where it is not exactly one, or is not whole."""
    given = [name for name in ("changes", "put", "delete") if getattr(wanted, name) is not None]
    if len(given) != 1:
        detail = "must hold exactly one of changes, put and delete"
        raise InvalidBody(f"The body {detail}.", errors=[Fault(detail=detail, pointer="")])
    if wanted.put is not None:
        return ByPut(_entry(wanted.put), wanted.put.content)
    if wanted.delete is not None:
        return ByDeletion(Entry(wanted.delete.kind, wanted.delete.path), wanted.delete.cascade)
    return ByChanges([each.told() for each in wanted.changes or ()])


def _entry(put: shapes.PutWanted) -> Entry:
    pathless = put.kind in shapes.PATHLESS
    if pathless == (put.path is None):
        return Entry(put.kind, put.path)
    detail = f"must be left out: there is one {put.kind} alone" if pathless else f"is missing: it says which {put.kind}"
    raise InvalidBody(f"put: path {detail}.", errors=[Fault(detail=detail, pointer="/put/path")])


router.routes.extend(bodies.routes)
