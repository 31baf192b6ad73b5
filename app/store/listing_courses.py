"""Reading courses: one, a page of them, and what the live ones offer."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, exists, func, select

from app.framework.course import Course
from app.framework.offered import Listing, Offer
from app.store.tables import table
from app.store.taught import read_taught
from app.store.times import in_utc

_COURSE, _SKILL, _PROVIDER = table("course"), table("course_skill"), table("provider")
_HEAD = table("course_feed_head")
_SAID = ("title", "url", "description", "language", "duration_minutes", "format")


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseRecord:
    """A live course as it stands in the catalogue of its provider (slug and name)."""

    number: int
    id: str
    provider: str
    provider_name: str
    external_id: str
    course: Course
    changed_at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which courses are wanted: those that fit every field that is not None.

    ``levels`` are ids of which ``skill`` is to reach one; ``q`` stands in the title, whatever the case.
    """

    skill: str | None = None
    levels: tuple[str, ...] | None = None
    provider: str | None = None
    q: str | None = None


def find_course(connection: Connection, course_id: str) -> CourseRecord | None:
    """The live course with an id; three SELECTs."""
    return next(iter(_records(connection, _courses().where(_COURSE.c.id == course_id))), None)


def find_course_of(connection: Connection, provider: str, external_id: str) -> CourseRecord | None:
    """The live course of a provider (slug) with its own id; three SELECTs."""
    query = _courses().where(_PROVIDER.c.slug == provider, _COURSE.c.external_id == external_id)
    return next(iter(_records(connection, query)), None)


def list_courses(connection: Connection, wanted: Wanted, after: int, limit: int) -> list[CourseRecord]:
    """Live courses after a number, in the order in which they first came; three SELECTs."""
    query = _courses().where(*_fitting(wanted), _COURSE.c.number > after)
    return _records(connection, query.order_by(_COURSE.c.number).limit(limit))


def get_courses(connection: Connection, numbers: Sequence[int]) -> dict[int, CourseRecord]:
    """Live courses by number; those that are not there are left out. Three SELECTs."""
    query = _courses().where(_COURSE.c.number.in_(numbers))
    return {record.number: record for record in _records(connection, query)}


def count_courses(connection: Connection, wanted: Wanted) -> int:
    """How many live courses fit."""
    joined = _COURSE.join(_PROVIDER, _PROVIDER.c.id == _COURSE.c.provider_id)
    query = select(func.count()).select_from(joined).where(_COURSE.c.retired_at.is_(None), *_fitting(wanted))
    return int(connection.execute(query).scalar_one())


def last_position(connection: Connection) -> int:
    """The last position that the feed of courses has given out."""
    return int(connection.execute(select(_HEAD.c.last)).scalar_one())


def changed_since(connection: Connection, position: int) -> dict[int, tuple[Offer, ...]]:
    """What the courses that changed after a position of the feed offer by now, by course: nothing if retired.

    Three SELECTs.
    """
    touched = connection.execute(_listings().where(_COURSE.c.position > position))
    listed = {row.number: Listing(*row) for row in touched}
    offers: dict[int, list[Offer]] = defaultdict(list)
    same: dict[str, str] = {}  # one text for each id, however many courses name it
    for each in read_taught(connection, _COURSE.c.position > position):
        told = each.taught
        ids = (told.from_level, told.to_level)
        levels = [same.setdefault(one, one) if one else None for one in ids]
        offers[each.course].append(
            Offer(
                listing=listed[each.course],
                framework=same.setdefault(told.framework, told.framework),
                skill=same.setdefault(told.skill, told.skill),
                from_level=levels[0],
                to_level=levels[1],
                statements=tuple(same.setdefault(one, one) for one in told.statements),
            )
        )
    return {number: tuple(offers.get(number, ())) for number in listed}


def _listings() -> Select[Any]:
    columns = (_COURSE.c.number, _COURSE.c.id, _COURSE.c.title, _COURSE.c.duration_minutes)
    return select(*columns)


def _courses() -> Select[Any]:
    columns = [_COURSE.c[name] for name in ("number", "id", "external_id", *_SAID, "changed_at")]
    joined = _COURSE.join(_PROVIDER, _PROVIDER.c.id == _COURSE.c.provider_id)
    provider = (_PROVIDER.c.slug, _PROVIDER.c.name)
    return select(*columns, *provider).select_from(joined).where(_COURSE.c.retired_at.is_(None))


def _fitting(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.provider is not None:
        yield _PROVIDER.c.slug == wanted.provider
    if wanted.q is not None:
        yield _COURSE.c.folded_title.contains(wanted.q.casefold(), autoescape=True)
    if wanted.skill is not None:
        taught = exists().where(_SKILL.c.course == _COURSE.c.number, _SKILL.c.skill == wanted.skill)
        yield taught if wanted.levels is None else taught.where(_SKILL.c.to_level.in_(wanted.levels))


def _records(connection: Connection, query: Select[Any]) -> list[CourseRecord]:
    rows = connection.execute(query).all()
    teaches = defaultdict(list)
    for each in read_taught(connection, _SKILL.c.course.in_([row.number for row in rows])) if rows else ():
        teaches[each.course].append(each.taught)
    return [_record(row, Course(**{name: getattr(row, name) for name in _SAID}, teaches=tuple(teaches[row.number])))
            for row in rows]  # fmt: skip


def _record(row: Row[Any], course: Course) -> CourseRecord:
    return CourseRecord(
        number=row.number,
        id=row.id,
        provider=row.slug,
        provider_name=row.name,
        external_id=row.external_id,
        course=course,
        changed_at=in_utc(row.changed_at),
    )
