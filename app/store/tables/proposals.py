"""Suggested changes of a framework, and what became of them. No row is ever removed."""

import datetime as dt

from sqlalchemy import CheckConstraint, DateTime, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.kit.text import Name, Reason, Version
from app.store.tables.changes import ChangeRow, change_arguments
from app.store.tables.columns import one_of, words


class ProposalRow(SQLModel, table=True):
    """A suggestion. ``number`` orders them and is shown nowhere: gaps in it would tell of those that are hidden.

    ``edition_id`` is what it was made against, ``accepted_id`` the draft that it went into. Both are null once that
    draft is deleted; the labels stay. ``proposed_by`` and ``decided_by`` are names of keys.
    """

    __tablename__ = "proposal"
    __table_args__ = (
        one_of("state", ("open", "accepted", "rejected")),
        CheckConstraint(
            "(state = 'open') = (decided_at IS NULL) AND (state = 'open') = (decided_by IS NULL)"
            " AND (decided_at IS NOT NULL OR (decided_key_id IS NULL AND decision_reason IS NULL))",
            name="decided_whole",
        ),
        CheckConstraint(
            "(state = 'accepted') = (accepted_version IS NOT NULL)"
            " AND (accepted_version IS NOT NULL OR accepted_id IS NULL)",
            name="accepted_whole",
        ),
        CheckConstraint("state <> 'rejected' OR decision_reason IS NOT NULL", name="rejected_with_reason"),
        UniqueConstraint("id"),
        Index(None, "framework_id", "number"),
        Index(None, "edition_id"),
        Index(None, "accepted_id"),
        {"sqlite_autoincrement": True},
    )

    number: int | None = Field(default=None, primary_key=True)
    id: str = Field(max_length=36)
    framework_id: int = Field(foreign_key="framework.id")
    edition_id: int | None = Field(default=None, foreign_key="edition.id")
    version: str = words(Version)
    reason: str = words(Reason)
    state: str = Field(default="open", max_length=8)
    proposed_by: str = words(Name)
    key_id: str | None = Field(default=None, max_length=40)
    created_at: dt.datetime = Field(sa_type=DateTime(timezone=True))
    decided_by: str | None = words(Name, default=None)
    decided_key_id: str | None = Field(default=None, max_length=40)
    decided_at: dt.datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    decision_reason: str | None = words(Reason, default=None)
    accepted_id: int | None = Field(default=None, foreign_key="edition.id")
    accepted_version: str | None = words(Version, default=None)


class ProposalChangeRow(ChangeRow, table=True):
    """One change of a suggestion."""

    __tablename__ = "proposal_change"
    __table_args__ = change_arguments()

    proposal: int = Field(primary_key=True, foreign_key="proposal.number")
    number: int = Field(primary_key=True)
