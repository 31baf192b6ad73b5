"""The feed of courses: one entry for each course that came, changed or was retired, of all providers, in order."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from app.framework.course import Course, read_course
from app.store.courses import Action
from app.store.marks import mark
from app.store.tables import table
from app.store.times import in_utc

_ENTRY, _COURSE, _PROVIDER = table("course_feed_entry"), table("course"), table("provider")


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseEntry:
    """What happened to a course; ``course`` is what its provider said of it from then on, None if it was retired.

    ``mark`` tells the entry from any other that may stand at its position, in another database or after this one was
    put back from an older copy.
    """

    position: int
    mark: str
    action: Action
    at: dt.datetime
    key_id: str | None
    provider: str
    provider_name: str
    id: str
    external_id: str
    course: Course | None


def find_mark(connection: Connection, position: int) -> str | None:
    """The mark of the entry at a position; None where that was not given out. One SELECT."""
    joined = _ENTRY.join(_COURSE, _COURSE.c.number == _ENTRY.c.course)
    found: Select[Any] = select(_ENTRY.c.position, _ENTRY.c.action, _ENTRY.c.at, _COURSE.c.id).select_from(joined)
    row = connection.execute(found.where(_ENTRY.c.position == position)).one_or_none()
    return _mark(row) if row else None


def list_entries(connection: Connection, after: int, limit: int) -> list[CourseEntry]:
    """The first entries after a position, in order."""
    # Cut before it is joined: a planner that has not counted the table may else join all of it first.
    page = select(_ENTRY).where(_ENTRY.c.position > after).order_by(_ENTRY.c.position).limit(limit).subquery("page")
    columns = (
        *(page.c[name] for name in ("position", "action", "at", "key_id", "content")),
        *(_COURSE.c.id, _COURSE.c.external_id, _PROVIDER.c.slug, _PROVIDER.c.name),
    )
    query = (
        select(*columns)
        .join(_COURSE, _COURSE.c.number == page.c.course)
        .join(_PROVIDER, _PROVIDER.c.id == _COURSE.c.provider_id)
        .order_by(page.c.position)
    )
    return [
        CourseEntry(
            position=row.position,
            mark=_mark(row),
            action=row.action,
            at=in_utc(row.at),
            key_id=row.key_id,
            provider=row.slug,
            provider_name=row.name,
            id=row.id,
            external_id=row.external_id,
            course=read_course(row.content) if row.content is not None else None,
        )
        for row in connection.execute(query)
    ]


def _mark(row: Row[Any]) -> str:
    return mark(row.position, row.action, in_utc(row.at).isoformat(), row.id)
