"""Which frameworks and editions there are, and which ids they have given out."""

import datetime as dt

from sqlalchemy import CheckConstraint, DateTime, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.kit.text import Prose, Slug, Version
from app.store.tables.columns import KEY_LENGTH, one_of, words


class FrameworkRow(SQLModel, table=True):
    """A framework: what its editions have in common. ``key`` is part of every id it gives out.

    ``facts`` is a JSON object of what was said of it when it was founded, for its first draft.
    """

    __tablename__ = "framework"
    __table_args__ = (UniqueConstraint("key"), UniqueConstraint("slug"), {"sqlite_autoincrement": True})

    id: int | None = Field(default=None, primary_key=True)
    key: str = words(Slug)
    slug: str = words(Slug)
    facts: str | None = Field(default=None, sa_type=Text)


class EditionRow(SQLModel, table=True):
    """The envelope of an edition. ``revision`` rises with every write to a draft; ``counts`` is a JSON object."""

    __tablename__ = "edition"
    __table_args__ = (
        UniqueConstraint("framework_id", "version"),
        UniqueConstraint("framework_id", "sequence"),
        one_of("status", ("draft", "published", "withdrawn")),
        CheckConstraint(
            "(status = 'draft') = (sequence IS NULL) AND (status = 'draft') = (published_at IS NULL)"
            " AND (status = 'draft') = (digest IS NULL) AND (status = 'draft' OR effective_from IS NOT NULL)",
            name="published_whole",
        ),
        CheckConstraint("digest IS NULL OR length(digest) = 64", name="digest"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    framework_id: int = Field(foreign_key="framework.id")
    version: str = words(Version)
    status: str = Field(default="draft", max_length=9)
    revision: int = 0
    sequence: int | None = None
    published_at: dt.datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    effective_from: dt.date | None = None
    notes: str | None = words(Prose, default=None)
    digest: str | None = Field(default=None, max_length=64)
    counts: str = Field(default="{}", sa_type=Text)
    withdrawn_at: dt.datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    withdrawn_reason: str | None = words(Prose, default=None)


class IdentityRow(SQLModel, table=True):
    """An id that a published edition has given to a thing or statement: first seen where, retired where.

    ``slug`` is the address that a thing had last, with its owner's for a level; statements have none. Ids are kept as
    text, on both databases in the form that the API shows.
    """

    __tablename__ = "identity"
    __table_args__ = (
        UniqueConstraint("framework_id", "kind", "key"),
        Index(None, "first_edition"),
        Index(None, "retired_in"),
    )

    id: str = Field(primary_key=True, max_length=36)
    framework_id: int = Field(foreign_key="framework.id")
    kind: str = Field(max_length=20)
    key: str = Field(max_length=KEY_LENGTH)
    slug: str | None = Field(default=None, max_length=KEY_LENGTH)
    first_edition: int = Field(foreign_key="edition.id")
    retired_in: int | None = Field(default=None, foreign_key="edition.id")


class FormerSlugRow(SQLModel, table=True):
    """An address that a thing had and no longer has, and nothing else has taken; the last that had it answers."""

    __tablename__ = "former_slug"
    __table_args__ = (Index(None, "id"),)

    framework_id: int = Field(primary_key=True, foreign_key="framework.id")
    kind: str = Field(primary_key=True, max_length=20)
    slug: str = Field(primary_key=True, max_length=KEY_LENGTH)
    id: str = Field(foreign_key="identity.id", max_length=36)
