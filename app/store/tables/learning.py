"""Courses: who offers them, what they teach, and what became of them.

A course is told by its provider and the provider's own id for it. What it teaches hangs on the ids that published
editions have given out, so it lives through new editions.
"""

import datetime as dt

from sqlalchemy import CheckConstraint, DateTime, ForeignKeyConstraint, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.framework.course import MOST_MINUTES
from app.kit.text import ExternalId, Language, Name, Prose, Slug, WebUrl, Word
from app.store.tables.columns import one_of, words

_ID = 36


class ProviderRow(SQLModel, table=True):
    """A platform that offers courses; ``created_by`` is the id of the key that entered it."""

    __tablename__ = "provider"
    __table_args__ = (UniqueConstraint("slug"), {"sqlite_autoincrement": True})

    id: int | None = Field(default=None, primary_key=True)
    slug: str = words(Slug)
    name: str = words(Name)
    created_at: dt.datetime = Field(sa_type=DateTime(timezone=True))
    created_by: str | None = Field(default=None, max_length=40)


class CourseRow(SQLModel, table=True):
    """A course as it is now. A retired one keeps its row, for the ids that others have stored, and teaches nothing.

    ``number`` is the position of its first entry in the feed of courses, ``position`` that of its last one.
    ``folded_title`` is for finding it, whatever the case.
    """

    __tablename__ = "course"
    __table_args__ = (
        UniqueConstraint("id"),
        UniqueConstraint("provider_id", "external_id"),
        UniqueConstraint("position"),
        CheckConstraint(f"duration_minutes BETWEEN 1 AND {MOST_MINUTES}", name="duration"),
        CheckConstraint("position >= number", name="positions"),
    )

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    id: str = Field(max_length=_ID)
    provider_id: int = Field(foreign_key="provider.id")
    external_id: str = words(ExternalId)
    title: str = words(Name)
    folded_title: str = Field(sa_type=Text)
    url: str = words(WebUrl)
    description: str | None = words(Prose, default=None)
    language: str | None = words(Language, default=None)
    duration_minutes: int | None = None
    format: str | None = words(Word, default=None)
    position: int
    changed_at: dt.datetime = Field(sa_type=DateTime(timezone=True))
    retired_at: dt.datetime | None = Field(default=None, sa_type=DateTime(timezone=True))


class CourseSkillRow(SQLModel, table=True):
    """A skill that a course teaches, from one mastery level to another where these are stated.

    ``edition_id`` is the edition that was in force when it was mapped: what happened since makes it stale.
    """

    __tablename__ = "course_skill"
    __table_args__ = (
        Index(None, "framework_id", "edition_id"),
        Index(None, "edition_id"),
        Index(None, "skill"),
        Index(None, "from_level"),
        Index(None, "to_level"),
        {"sqlite_with_rowid": False},
    )

    course: int = Field(primary_key=True, foreign_key="course.number")
    skill: str = Field(primary_key=True, foreign_key="identity.id", max_length=_ID)
    framework_id: int = Field(foreign_key="framework.id")
    edition_id: int = Field(foreign_key="edition.id")
    from_level: str | None = Field(default=None, foreign_key="identity.id", max_length=_ID)
    to_level: str | None = Field(default=None, foreign_key="identity.id", max_length=_ID)


class CourseStatementRow(SQLModel, table=True):
    """A statement of a skill that a course leads to."""

    __tablename__ = "course_statement"
    __table_args__ = (
        ForeignKeyConstraint(("course", "skill"), ("course_skill.course", "course_skill.skill")),
        Index(None, "statement"),
        {"sqlite_with_rowid": False},
    )

    course: int = Field(primary_key=True)
    skill: str = Field(primary_key=True, max_length=_ID)
    statement: str = Field(primary_key=True, foreign_key="identity.id", max_length=_ID)


class CourseFeedEntryRow(SQLModel, table=True):
    """A course that came, changed or was retired, and with which key (``key_id`` is None for the command line).

    ``content`` is the course from then on, as JSON; empty for one that was retired. Positions are given under a lock,
    so they have no gaps and are committed in order.
    """

    __tablename__ = "course_feed_entry"
    __table_args__ = (
        one_of("action", ("created", "changed", "retired")),
        CheckConstraint("(action = 'retired') = (content IS NULL)", name="content"),
        Index(None, "course"),
    )

    position: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    course: int = Field(foreign_key="course.number")
    action: str = Field(max_length=7)
    at: dt.datetime = Field(sa_type=DateTime(timezone=True))
    key_id: str | None = Field(default=None, max_length=40)
    request_id: str | None = Field(default=None, max_length=200)
    content: str | None = Field(default=None, sa_type=Text)


class CourseFeedHeadRow(SQLModel, table=True):
    """The one row that whoever adds to the feed of courses locks: the last position given out."""

    __tablename__ = "course_feed_head"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    last: int = 0
