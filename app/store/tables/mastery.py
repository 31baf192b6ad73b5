"""Scales, mastery levels and stages."""

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from app.kit.text import Name, Prose, Slug
from app.store.tables.columns import (
    CLUSTERED,
    KEY_LENGTH,
    OfEdition,
    ThingRow,
    reference,
    refers,
    rooted,
    section,
    traced,
    words,
)


class ScaleRow(OfEdition, table=True):
    """A scale; at most one of an edition is the default."""

    __tablename__ = "scale"
    __table_args__ = (
        *rooted(),
        UniqueConstraint("edition_id", "slug"),
        Index(
            "uq_scale_default",
            "edition_id",
            unique=True,
            sqlite_where=text("is_default"),
            postgresql_where=text("is_default"),
        ),
        CLUSTERED,
    )

    key: str = Field(primary_key=True, max_length=KEY_LENGTH)
    slug: str = words(Slug)
    name: str = words(Name)
    is_default: bool


class MasteryLevelRow(ThingRow, table=True):
    """A mastery level; ``rank`` runs from 1 within its scale."""

    __tablename__ = "mastery_level"
    __table_args__ = (
        *refers("scale", to="scale"),
        UniqueConstraint("edition_id", "scale", "slug"),
        UniqueConstraint("edition_id", "scale", "rank"),
        CheckConstraint("rank >= 1", name="rank"),
        *traced(),
        CLUSTERED,
    )

    scale: str = reference()
    rank: int
    description: str | None = words(Prose)
    source: str | None = reference()
    source_section: str | None = section()


class StageRow(ThingRow, table=True):
    """A part of a career, from one mastery level to another."""

    __tablename__ = "stage"
    __table_args__ = (
        *rooted(),
        UniqueConstraint("edition_id", "slug"),
        UniqueConstraint("edition_id", "rank"),
        CheckConstraint("rank >= 1", name="rank"),
        *refers("from_level", to="mastery_level", optional=True),
        *refers("level", to="mastery_level", optional=True),
        *traced(),
        CLUSTERED,
    )

    rank: int
    description: str | None = words(Prose)
    from_level: str | None = reference()
    level: str | None = reference()
    source: str | None = reference()
    source_section: str | None = section()
