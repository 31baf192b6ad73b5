"""Who may do what: the keys that people and programs send."""

import datetime as dt

from sqlalchemy import CheckConstraint, DateTime, Index
from sqlmodel import Field, SQLModel

from app.kit.text import Name, Slug
from app.store.tables.columns import one_of, words

LADDER = ("admin", "publish", "edit", "propose", "read")


class AccessKeyRow(SQLModel, table=True):
    """A key, without its secret: ``id`` is the part of it that may be shown, ``digest`` the SHA-256 of all of it.

    ``scope`` holds over one framework, or over all where ``framework_id`` is null. A ``provider`` makes it a key that
    may learn. ``revision`` rises with every change but ``last_used_at``: processes see from the sum that one happened.
    """

    __tablename__ = "access_key"
    __table_args__ = (
        one_of("scope", LADDER),
        CheckConstraint("scope IS NOT NULL OR provider IS NOT NULL", name="grants"),
        CheckConstraint("framework_id IS NULL OR scope IS NOT NULL", name="framework_of_scope"),
        CheckConstraint("length(digest) = 64", name="digest"),
        Index(None, "framework_id"),
        Index(None, "rotated_from"),
    )

    id: str = Field(primary_key=True, max_length=10)
    name: str = words(Name)
    digest: str = Field(max_length=64)
    scope: str | None = Field(default=None, max_length=7)
    framework_id: int | None = Field(default=None, foreign_key="framework.id")
    provider: str | None = words(Slug, default=None)
    created_at: dt.datetime = Field(sa_type=DateTime(timezone=True))
    expires_at: dt.datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    revoked_at: dt.datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    last_used_at: dt.datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    rotated_from: str | None = Field(default=None, foreign_key="access_key.id", max_length=10)
    revision: int = 1
