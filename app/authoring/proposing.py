"""Proposals: a change is suggested with a reason, and accepted into a draft or rejected by who may edit.

What is kept is the difference that was asked for, as changes that were tried on the edition it was made against. See
docs/decisions/0025-proposals.md.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, Engine

from app.authoring.changing import Asked, Edit, edit_whole
from app.authoring.editing import refuse_retired
from app.authoring.suggesting import Suggestion, suggested
from app.authoring.targets import Target, load_draft
from app.framework.apply import Misfit, apply
from app.framework.change import Change
from app.framework.diff import diff
from app.framework.edition import BrokenEdition, Edition
from app.framework.fitting import conflicts
from app.framework.release import Release
from app.kit.conflicts import AlreadyDecided, ProposalMisfit, WriteConflict
from app.kit.preconditions import Precondition
from app.kit.problems import Fault, InvalidBody, NotFound
from app.reading import proposals as showing
from app.reading.shapes.proposals import MOST_CHANGES
from app.store import audit, editions, proposals
from app.store.audit import Actor
from app.store.editions import EditionRecord
from app.store.proposals import Proposal, Seen, State
from app.store.scope import reading, writing

_MOST_TOLD = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """A suggestion, why, and the label (or ``current``) of the edition that it is made against."""

    suggestion: Suggestion
    reason: str
    edition: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Who decides on which proposal of a framework (slug), and why."""

    framework: str
    proposal: str
    actor: Actor
    reason: str | None = None


def propose(engine: Engine, framework: str, proposed: Proposed, actor: Actor, *, drafts: bool) -> str:
    """Keep a suggestion, once it is shown that it can be done; its id. ``drafts`` says whether who suggests sees them.

    InvalidBody, StillReferenced, RetiredSlug, BrokenDraft; WriteConflict where a draft is edited at the same moment.
    """
    with reading(engine) as connection:
        record = _base(connection, framework, proposed.edition, drafts=drafts)
        old = load_draft(connection, record).edition
        changes = diff(old, suggested(connection, record, old, proposed.suggestion))
    _check_number(changes)
    with writing(engine) as connection:
        is_draft = record.envelope.status == "draft"
        there = editions.find_edition(connection, framework, record.envelope.version, lock=is_draft)
        if there is None or (there.id, there.envelope.revision) != (record.id, record.envelope.revision):
            raise WriteConflict("The draft was changed by somebody else just now; nothing was written.")
        made = proposals.add_proposal(connection, record, proposed.reason, changes, actor)
        note = f"{made}: {proposed.reason}"
        audit.record(connection, actor, "propose", record.framework_id, version=record.envelope.version, note=note)
    return made


def _base(connection: Connection, framework: str, label: str, *, drafts: bool) -> EditionRecord:
    if label == "current":
        record = editions.find_current(connection, framework, dt.datetime.now(dt.UTC).date())
    else:
        record = editions.find_edition(connection, framework, label)
    if record is None or (record.envelope.status == "draft" and not drafts):
        raise _names_none("edition", framework, label)
    return record


def _names_none(field: str, framework: str, label: str) -> InvalidBody:
    message = f"names {label!r}, but {framework!r} has no such edition"
    return InvalidBody(f"{field} {message}.", errors=[Fault(detail=message, pointer=f"/{field}")])


def _check_number(changes: Sequence[Change]) -> None:
    if not changes:
        message = "would change nothing: the edition says so already"
    elif len(changes) > MOST_CHANGES:
        message = f"would make {len(changes):,} changes; one proposal makes at most {MOST_CHANGES:,}"
    else:
        return
    raise InvalidBody(f"What is suggested {message}.", errors=[Fault(detail=message, pointer="")])


def list_proposals(
    engine: Engine, framework: str, state: State | None, after: str | None, limit: int, *, drafts: bool
) -> tuple[int, list[Proposal] | None]:
    """How many proposals there are in a state, or in all, and some that follow one (by id), newest first.

    None for these where the framework has no such one to follow.
    """
    with reading(engine) as connection:
        seen = _seen(connection, framework, drafts=drafts, state=state)
        listed = proposals.list_proposals(connection, seen, after=after, limit=limit)
        return proposals.count_proposals(connection, seen), listed


def get_proposal(engine: Engine, framework: str, proposal: str, *, drafts: bool) -> tuple[Proposal, tuple[Change, ...]]:
    """A proposal with its changes; NotFound."""
    with reading(engine) as connection:
        found = _get(connection, framework, proposal, drafts=drafts)
        return found, proposals.changes_of(connection, found)


def _seen(connection: Connection, framework: str, *, drafts: bool, state: State | None = None) -> Seen:
    found = editions.find_framework(connection, framework)
    if found is None:
        raise NotFound(f"There is no framework {framework!r}.")
    return Seen(framework_id=found[0], drafts=drafts, state=state)


def _get(connection: Connection, framework: str, proposal: str, *, drafts: bool) -> Proposal:
    found = proposals.find_proposal(connection, _seen(connection, framework, drafts=drafts), proposal)
    if found is None:
        raise NotFound(f"Framework {framework!r} has no proposal {proposal!r}.")
    return found


@dataclass(frozen=True, slots=True)
class _Acceptance:
    """A proposal that is to be accepted, with what it makes of the draft."""

    proposal: Proposal
    reason: str | None
    edit: Edit

    def write(self, connection: Connection, record: EditionRecord, actor: Actor) -> None:
        """Both, or neither: AlreadyDecided where somebody else was faster."""
        if not proposals.decide(connection, self.proposal, actor, self.reason, record):
            raise AlreadyDecided(_LOST)
        self.edit.write(connection, record, actor)


_LOST = "Somebody else has decided on the proposal just now; nothing was written."


def accept(engine: Engine, decision: Decision, version: str) -> None:
    """Make the changes of a proposal in the draft with a label, all of them or nothing.

    NotFound, AlreadyDecided; ProposalMisfit with what stands in the way; NotADraft, RetiredSlug, WriteConflict.
    """
    with reading(engine) as connection:
        _open(connection, decision)
        if version != "current" and editions.find_edition(connection, decision.framework, version) is None:
            raise _names_none("version", decision.framework, version)

    def edit(connection: Connection, record: EditionRecord, release: Release) -> _Acceptance:
        proposal = _open(connection, decision)
        changes = proposals.changes_of(connection, proposal)
        edition = _applied(release, changes)
        refuse_retired(connection, record, changes, edition)
        note = _note(proposal, decision)
        return _Acceptance(proposal, decision.reason, Edit(release.edition, edition, "accept", note=note))

    edit_whole(engine, Asked(Target(decision.framework, version), Precondition(), decision.actor), edit)


def _open(connection: Connection, decision: Decision) -> Proposal:
    proposal = _get(connection, decision.framework, decision.proposal, drafts=True)
    if proposal.state != "open":
        raise AlreadyDecided(f"The proposal was {proposal.state} by {proposal.decided_by} on {proposal.decided_at:%F}.")
    return proposal


def _note(proposal: Proposal, decision: Decision) -> str:
    return f"{proposal.id}: {decision.reason}" if decision.reason else proposal.id


def _applied(release: Release, changes: Sequence[Change]) -> Edition:
    try:
        return apply(changes, release.edition)
    except (Misfit, BrokenEdition):
        found = conflicts(changes, release.edition)
    shown = [showing.conflict(one) for one in found[:_MOST_TOLD]]
    things = "one thing stands" if len(found) == 1 else f"{len(found):,} things stand"
    raise ProposalMisfit(
        f"The draft {release.envelope.version} is not what the proposal takes it to be: {things} in its way.",
        errors=[Fault(detail=one.message) for one in shown],
        members={"conflicts": msgspec.to_builtins(shown)},
    )


def reject(engine: Engine, decision: Decision) -> None:
    """Decide against a proposal, with the reason. NotFound, AlreadyDecided."""
    with writing(engine) as connection:
        proposal = _open(connection, decision)
        if not proposals.decide(connection, proposal, decision.actor, decision.reason, None):
            raise AlreadyDecided(_LOST)
        note = _note(proposal, decision)
        audit.record(connection, decision.actor, "reject", proposal.framework_id, version=proposal.version, note=note)
