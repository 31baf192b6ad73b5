"""Proposals as rows: suggested changes with a reason, open until somebody decides on them."""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal
from uuid import uuid4

from sqlalchemy import Connection, Row, Select, func, insert, or_, select, update

from app.framework.change import Change
from app.framework.plain import read_change
from app.framework.release import Status
from app.store.audit import Actor
from app.store.change_rows import insert_changes
from app.store.editions import EditionRecord
from app.store.tables import table
from app.store.times import in_utc

_PROPOSAL, _CHANGE = table("proposal"), table("proposal_change")
_BASE, _INTO = table("edition").alias("base"), table("edition").alias("taker")
State = Literal["open", "accepted", "rejected"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A proposal without its changes, of which there are ``total``.

    ``status`` is that of the edition it was made against, ``accepted_status`` that of the one that it went into; None
    where that draft was deleted. ``number`` is for the store alone.
    """

    number: int
    framework_id: int
    id: str
    state: State
    reason: str
    version: str
    status: Status | None
    proposed_by: str
    key_id: str | None
    created_at: dt.datetime
    decided_by: str | None
    decided_key_id: str | None
    decided_at: dt.datetime | None
    decision_reason: str | None
    accepted_version: str | None
    accepted_status: Status | None
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Which proposals of a framework (row number) are asked for: those in a state, or all. Without ``drafts`` those
    that rest on a draft, be it deleted, are not there."""

    framework_id: int
    drafts: bool
    state: State | None = None


def add_proposal(
    connection: Connection,
    base: EditionRecord,
    reason: str,
    changes: Sequence[Change],
    actor: Actor,
    *,
    id: str | None = None,  # noqa: A002  # the word that it has everywhere
) -> str:
    """Keep a suggestion to change an edition; its id, made up unless given."""
    values = {
        "id": id or str(uuid4()),
        "framework_id": base.framework_id,
        "edition_id": base.id,
        "version": base.envelope.version,
        "reason": reason,
        "state": "open",
        "proposed_by": actor.name,
        "key_id": actor.key_id,
        "created_at": dt.datetime.now(dt.UTC),
    }
    number = connection.execute(insert(_PROPOSAL).values(values).returning(_PROPOSAL.c.number)).scalar_one()
    insert_changes(connection, _CHANGE, number, changes)
    return str(values["id"])


def find_proposal(connection: Connection, seen: Seen, id: str) -> Proposal | None:  # noqa: A002  # as above
    """The proposal with an id, among those that are seen."""
    query = _seen(_proposals(), seen).where(_PROPOSAL.c.id == id.lower())
    return next(map(_proposal, connection.execute(query)), None)


def list_proposals(connection: Connection, seen: Seen, *, after: str | None, limit: int) -> list[Proposal] | None:
    """Proposals, newest first, those that follow the one with an id; None where the framework has no such one."""
    query = _seen(_proposals(), seen).order_by(_PROPOSAL.c.number.desc()).limit(limit)
    if after is not None:
        last = select(_PROPOSAL.c.number).where(_PROPOSAL.c.id == after, _PROPOSAL.c.framework_id == seen.framework_id)
        number = connection.execute(last).scalar()
        if number is None:
            return None
        query = query.where(_PROPOSAL.c.number < number)
    return [_proposal(row) for row in connection.execute(query)]


def count_proposals(connection: Connection, seen: Seen) -> int:
    """How many are seen."""
    query = select(func.count()).select_from(_PROPOSAL).outerjoin(_BASE, _BASE.c.id == _PROPOSAL.c.edition_id)
    return int(connection.execute(_seen(query, seen)).scalar_one())


def changes_of(connection: Connection, proposal: Proposal) -> tuple[Change, ...]:
    """All that a proposal suggests, in order."""
    query = select(_CHANGE.c.change).where(_CHANGE.c.proposal == proposal.number).order_by(_CHANGE.c.number)
    return tuple(read_change(json.loads(told)) for told in connection.execute(query).scalars())


def decide(
    connection: Connection, proposal: Proposal, actor: Actor, reason: str | None, into: EditionRecord | None
) -> bool:
    """Accept a proposal into a draft, or reject it; False where somebody has decided on it before."""
    values = {
        "state": "accepted" if into else "rejected",
        "decided_by": actor.name,
        "decided_key_id": actor.key_id,
        "decided_at": dt.datetime.now(dt.UTC),
        "decision_reason": reason,
        "accepted_id": into.id if into else None,
        "accepted_version": into.envelope.version if into else None,
    }
    still_open = update(_PROPOSAL).where(_PROPOSAL.c.number == proposal.number, _PROPOSAL.c.state == "open")
    return connection.execute(still_open.values(values)).rowcount == 1


def _proposals() -> Select[Any]:
    counted = select(func.count()).where(_CHANGE.c.proposal == _PROPOSAL.c.number).scalar_subquery()
    statuses = (_BASE.c.status.label("status"), _INTO.c.status.label("accepted_status"))
    query = select(_PROPOSAL, *statuses, counted.label("total"))
    with_base = query.outerjoin(_BASE, _BASE.c.id == _PROPOSAL.c.edition_id)
    return with_base.outerjoin(_INTO, _INTO.c.id == _PROPOSAL.c.accepted_id)


def _seen(query: Select[Any], seen: Seen) -> Select[Any]:
    found = query.where(_PROPOSAL.c.framework_id == seen.framework_id)
    if seen.state:
        found = found.where(_PROPOSAL.c.state == seen.state)
    return found if seen.drafts else found.where(or_(*(_BASE.c.status == each for each in ("published", "withdrawn"))))


def _proposal(row: Row[Any]) -> Proposal:
    held = {name: getattr(row, name) for name in Proposal.__dataclass_fields__}
    for name in ("created_at", "decided_at"):
        held[name] = held[name] and in_utc(held[name])
    return Proposal(**held)
