"""Proposals as they are shown, and whether they still fit."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from app.catalogue import Catalogue
from app.catalogue.catalogue import CURRENT
from app.framework import fitting
from app.framework.change import Change
from app.framework.claims import claims
from app.framework.plain import plain, plain_value
from app.framework.release import Release
from app.kit.paging import Window
from app.kit.problems import BrokenDraft, NotFound
from app.reading.imports import changes as shown_changes
from app.reading.pages import numbered_page
from app.reading.shapes import proposals as shapes
from app.reading.shapes.common import Page
from app.reading.view import edition_path, framework_path
from app.store.proposals import Proposal


def proposals_path(root: str, framework: str) -> str:
    """The address of the proposals of a framework."""
    return f"{framework_path(root, framework)}/proposals"


def list_proposals(
    window: Window, total: int, found: Sequence[Proposal], root: str, framework: str, *, drafts: bool
) -> Page[shapes.ProposalSummary]:
    """Proposals, newest first; one more than the page shows. ``drafts``: whether the reader sees them."""

    def show(one: Proposal) -> shapes.ProposalSummary:
        return shapes.ProposalSummary(**_told(one, root, framework, drafts=drafts))

    return numbered_page(window, total, found, show, lambda at: found[at].id)


def proposal(
    found: Proposal, changes: Sequence[Change], catalogue: Catalogue, root: str, framework: str, *, drafts: bool
) -> shapes.Proposal:
    """One proposal with all its changes; while it is open, tried on what it would go into."""
    release = _next(catalogue, framework, drafts=drafts) if found.state == "open" else None
    return shapes.Proposal(
        **_told(found, root, framework, drafts=drafts),
        changes=shown_changes(map(plain, changes)),
        fit=_fit(catalogue, release, changes, root, framework) if release else None,
    )


def conflict(one: fitting.Conflict) -> shapes.Conflict:
    """What stands in the way of a proposal."""
    return shapes.Conflict(
        change=shown_changes([plain(one.change)])[0] if one.change else None,
        now=None if one.now is None else plain_value(one.now),
        message=f"{one.message}.",
        blocker=shapes.Blocker(**asdict(one.blocker)) if one.blocker else None,
    )


def _next(catalogue: Catalogue, framework: str, *, drafts: bool) -> Release | None:
    """The draft begun last that can be read, for who sees drafts; else the edition in force; None without either."""
    for record in catalogue.drafts(framework) if drafts else ():
        try:
            return catalogue.release(framework, record.envelope.version, drafts=True)
        except (BrokenDraft, NotFound):  # left so by hand, or deleted just now
            continue
    try:
        return catalogue.release(framework, CURRENT)
    except NotFound:
        return None


def _fit(catalogue: Catalogue, release: Release, changes: Sequence[Change], root: str, framework: str) -> shapes.Fit:
    new, found = fitting.tried(changes, release.edition)
    if not found:
        vain = catalogue.vain_claims(framework, release.envelope.version, claims(changes, new))
        found = tuple(fitting.Conflict(claim.change, None, str(claim)) for claim in vain)
    return shapes.Fit(
        edition=_edition(release.envelope.version, root, framework),
        fits=not found,
        conflicts=[conflict(one) for one in found[: shapes.MOST_CHANGES]],
        conflicts_total=len(found),
    )


def _edition(version: str, root: str, framework: str, *, there: bool = True) -> shapes.ProposedEdition:
    return shapes.ProposedEdition(version=version, href=edition_path(root, framework, version) if there else None)


def _told(one: Proposal, root: str, framework: str, *, drafts: bool) -> dict[str, Any]:
    """The fields that both shapes have."""
    into = None
    if one.accepted_version and (drafts or one.accepted_status in ("published", "withdrawn")):
        into = _edition(one.accepted_version, root, framework, there=one.accepted_status is not None)
    return {
        "id": one.id,
        "state": one.state,
        "reason": one.reason,
        "edition": _edition(one.version, root, framework, there=one.status is not None),
        "proposed_by": one.proposed_by,
        "key_id": one.key_id,
        "created_at": one.created_at,
        "decided_by": one.decided_by,
        "decided_at": one.decided_at,
        "decision_reason": one.decision_reason,
        "accepted_into": into,
        "changes_total": one.total,
        "href": f"{proposals_path(root, framework)}/{one.id}",
    }
