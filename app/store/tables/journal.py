"""What happened: who wrote what and when, who made and ended which key, and the feed of publishes and withdrawals.

Rows are only ever added.
"""

import datetime as dt

from sqlalchemy import CheckConstraint, DateTime, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.kit.text import Name, Version
from app.store.tables.changes import ChangeRow, change_arguments
from app.store.tables.columns import one_of, words

ACTIONS = (
    "create-framework", "create-draft", "change-draft", "delete-draft", "replace-content", "import", "put", "delete",
    "publish", "withdraw", "propose", "accept", "reject",
)  # fmt: skip
KEY_ACTIONS = ("create", "change", "rotate", "revoke")


class AuditEntryRow(SQLModel, table=True):
    """A write: by whom (``key_id`` is None for the command line), in answer to which request.

    ``version`` is a label and no reference, because drafts are deleted and their history stays.
    """

    __tablename__ = "audit_entry"
    __table_args__ = (
        one_of("action", ACTIONS),
        Index(None, "framework_id", "id"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    framework_id: int = Field(foreign_key="framework.id")
    version: str | None = words(Version, default=None)
    action: str = Field(max_length=20)
    at: dt.datetime = Field(sa_type=DateTime(timezone=True))
    actor: str = words(Name)
    key_id: str | None = Field(default=None, max_length=40)
    request_id: str | None = Field(default=None, max_length=200)
    note: str | None = Field(default=None, sa_type=Text)


class AuditChangeRow(ChangeRow, table=True):
    """One change of a write."""

    __tablename__ = "audit_change"
    __table_args__ = change_arguments()

    entry_id: int = Field(primary_key=True, foreign_key="audit_entry.id")
    number: int = Field(primary_key=True)


class KeyEntryRow(SQLModel, table=True):
    """What was done to a key: ``access_key_id`` is that key, ``key_id`` the one it was done with (None for the command
    line).

    ``changes`` is a JSON list of ``field``, ``old`` and ``new``.
    """

    __tablename__ = "key_entry"
    __table_args__ = (
        one_of("action", KEY_ACTIONS),
        Index(None, "access_key_id", "id"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    access_key_id: str = Field(foreign_key="access_key.id", max_length=10)
    action: str = Field(max_length=6)
    at: dt.datetime = Field(sa_type=DateTime(timezone=True))
    actor: str = words(Name)
    key_id: str | None = Field(default=None, max_length=40)
    request_id: str | None = Field(default=None, max_length=200)
    changes: str = Field(sa_type=Text)


class FeedEntryRow(SQLModel, table=True):
    """A publish or withdrawal. ``position`` is given under a lock, so it has no gaps and is committed in order.

    ``summary`` is a JSON object: for each noun how much was added, removed, renamed and changed since the edition
    ``base_id``, or since there was nothing where that is None. It is empty for a withdrawal.
    """

    __tablename__ = "feed_entry"
    __table_args__ = (
        one_of("action", ("published", "withdrawn")),
        UniqueConstraint("edition_id", "action"),
        Index(None, "framework_id", "position"),
        Index(None, "base_id"),
    )

    position: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    framework_id: int = Field(foreign_key="framework.id")
    edition_id: int = Field(foreign_key="edition.id")
    base_id: int | None = Field(default=None, foreign_key="edition.id")
    action: str = Field(max_length=9)
    at: dt.datetime = Field(sa_type=DateTime(timezone=True))
    summary: str = Field(default="{}", sa_type=Text)


class FeedHeadRow(SQLModel, table=True):
    """The one row that whoever adds to the feed locks: the last position given out."""

    __tablename__ = "feed_head"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    last: int = 0
