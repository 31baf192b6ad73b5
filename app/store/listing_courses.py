"""Reading courses: one, a page of them, and what the live ones offer."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select

from app.framework.course import Course
from app.framework.offered import Listing, Offer, Provider
from app.kit.collector import resting_collector
from app.store.tables import table
from app.store.taught import read_taught
from app.store.times import in_utc

_COURSE, _SKILL, _PROVIDER = table("course"), table("course_skill"), table("provider")
_STATEMENT, _FRAMEWORK, _HEAD = table("course_statement"), table("framework"), table("course_feed_head")
_PLAIN = ("title", "url", "description", "language", "duration_minutes", "format")


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

    Four SELECTs.
    """
    changed = _COURSE.c.position > position
    frameworks = {row.id: row.slug for row in connection.execute(select(_FRAMEWORK.c.id, _FRAMEWORK.c.slug))}
    with resting_collector():
        listed = _listed(connection, changed)
        said = _said(connection, changed)
        of = (_SKILL.c.course, _SKILL.c.framework_id, _SKILL.c.skill, _SKILL.c.from_level, _SKILL.c.to_level)
        taught = select(*of).join(_COURSE, _COURSE.c.number == _SKILL.c.course).where(changed)
        offers: dict[int, list[Offer]] = {number: [] for number in listed}
        same: dict[str | None, str | None] = {}  # one text for each id, however many courses name it
        for course, framework, skill, low, high in connection.execute(taught.order_by(_SKILL.c.course)):
            offers[course].append(
                Offer(
                    listing=listed[course],
                    framework=frameworks[framework],
                    skill=same.setdefault(skill, skill) or "",
                    from_level=same.setdefault(low, low),
                    to_level=same.setdefault(high, high),
                    statements=said.get((course, skill), ()),
                )
            )
        return {number: tuple(found) for number, found in offers.items()}


def _listed(connection: Connection, changed: ColumnElement[bool]) -> dict[int, Listing]:
    """The courses that changed, by number."""
    course = _COURSE.c
    columns = (course.number, course.id, course.external_id, course.title, course.url, course.duration_minutes)
    joined = _COURSE.join(_PROVIDER, _PROVIDER.c.id == course.provider_id)
    query = select(*columns, _PROVIDER.c.slug, _PROVIDER.c.name).select_from(joined).where(changed)
    same: dict[str, Provider] = {}  # one value for each provider, however many courses it has
    found = {}
    for number, own_id, external_id, title, url, minutes, slug, name in connection.execute(query):
        found[number] = Listing(
            number=number,
            id=own_id,
            provider=same.get(slug) or same.setdefault(slug, Provider(slug, name)),
            external_id=external_id,
            title=title,
            url=url,
            minutes=minutes,
        )
    return found


def _said(connection: Connection, changed: ColumnElement[bool]) -> dict[tuple[int, str], tuple[str, ...]]:
    """The statements that courses name, by course and skill."""
    query = select(_STATEMENT).join(_COURSE, _COURSE.c.number == _STATEMENT.c.course).where(changed)
    found: dict[tuple[int, str], list[str]] = defaultdict(list)
    for course, skill, statement in connection.execute(query):
        found[course, skill].append(statement)
    return {key: tuple(sorted(statements)) for key, statements in found.items()}


def _courses() -> Select[Any]:
    columns = [_COURSE.c[name] for name in ("number", "id", "external_id", *_PLAIN, "changed_at")]
    joined = _COURSE.join(_PROVIDER, _PROVIDER.c.id == _COURSE.c.provider_id)
    provider = (_PROVIDER.c.slug, _PROVIDER.c.name)
    return select(*columns, *provider).select_from(joined).where(_COURSE.c.retired_at.is_(None))


def _fitting(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.provider is not None:
        yield _PROVIDER.c.slug == wanted.provider
    if wanted.q is not None:
        yield _COURSE.c.folded_title.contains(wanted.q.casefold(), autoescape=True)
    if wanted.skill is not None:
        taught = select(_SKILL.c.course).where(_SKILL.c.skill == wanted.skill)
        yield _COURSE.c.number.in_(
            taught if wanted.levels is None else taught.where(_SKILL.c.to_level.in_(wanted.levels))
        )


def _records(connection: Connection, query: Select[Any]) -> list[CourseRecord]:
    rows = connection.execute(query).all()
    teaches = defaultdict(list)
    for each in read_taught(connection, _SKILL.c.course.in_([row.number for row in rows])) if rows else ():
        teaches[each.course].append(each.taught)
    return [_record(row, Course(**{name: getattr(row, name) for name in _PLAIN}, teaches=tuple(teaches[row.number])))
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
