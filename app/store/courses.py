"""Writing the rows of courses: those that came, changed or were retired, with their entries in the feed."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any, Literal

from sqlalchemy import Connection, bindparam, delete, select, update

from app.framework.course import Course, Taught, course_text, read_course
from app.store.positions import take
from app.store.saving import insert_rows
from app.store.tables import table
from app.store.taught import read_taught

_COURSE, _SKILL, _STATEMENT = table("course"), table("course_skill"), table("course_statement")
_ENTRY, _HEAD = table("course_feed_entry"), table("course_feed_head")
# Databases bound the number of parameters a statement may have.
_AT_ONCE = 400

Action = Literal["created", "changed", "retired"]


@dataclass(frozen=True, slots=True, kw_only=True)
class There:
    """A provider's course as the database has it; ``content`` is its canonical JSON, None where it is retired."""

    number: int
    id: str
    content: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is to become of a course: ``course`` is None where it is retired, ``there`` where it is new."""

    external_id: str
    id: str
    there: There | None
    course: Course | None

    @property
    def action(self) -> Action:
        if self.course is None:
            return "retired"
        return "changed" if self.there and self.there.content is not None else "created"


@dataclass(frozen=True, slots=True)
class Anchor:
    """The edition in force by which something is mapped, and its framework (row numbers)."""

    framework_id: int
    edition_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """When and with which key courses are written, in answer to which request."""

    at: dt.datetime
    key_id: str | None = None
    request_id: str | None = None


def find_there(connection: Connection, provider_id: int, external_ids: Iterable[str]) -> dict[str, There]:
    """Courses of a provider with some external ids, by these, the retired ones too. One SELECT a few hundred ids."""
    joined = _COURSE.join(_ENTRY, _ENTRY.c.position == _COURSE.c.position)
    columns = (_COURSE.c.external_id, _COURSE.c.number, _COURSE.c.id, _ENTRY.c.content)
    query = select(*columns).select_from(joined).where(_COURSE.c.provider_id == provider_id)
    parts = (query.where(_COURSE.c.external_id.in_(some)) for some in parted(list(external_ids)))
    rows = (row for part in parts for row in connection.execute(part))
    return {name: There(number=number, id=own, content=content) for name, number, own, content in rows}


def find_live(connection: Connection, provider_id: int) -> dict[str, There]:
    """All live courses of a provider, by external id, their content left empty. One SELECT."""
    columns = (_COURSE.c.external_id, _COURSE.c.number, _COURSE.c.id)
    query = select(*columns).where(_COURSE.c.provider_id == provider_id, _COURSE.c.retired_at.is_(None))
    rows = connection.execute(query.order_by(_COURSE.c.number))
    return {name: There(number=number, id=own, content="") for name, number, own in rows}


def write(
    connection: Connection, provider_id: int, changes: Sequence[Change], anchors: Mapping[str, Anchor], stamp: Stamp
) -> None:
    """Make courses what they are to be, and tell the feed of it, in the order given.

    ``anchors`` are by framework (slug); what a course taught before keeps its own. The caller holds the lock of the
    provider. The number of statements is bound by that of the courses over a few hundred.
    """
    if not changes:
        return
    moved = {change.id for change in changes if change.course is None or change.course.teaches != _taught_there(change)}
    again = [change.there.number for change in changes if change.there and change.course and change.id in moved]
    kept = _kept(connection, again)
    first = take(connection, _HEAD, len(changes))
    numbered = [
        (change, change.there.number if change.there else at, at)
        for change, at in zip(changes, count(first), strict=False)
    ]
    new = [(number, *_row(provider_id, change, at, stamp)) for change, number, at in numbered if not change.there]
    insert_rows(connection, _COURSE, new)
    _update(connection, numbered, stamp)
    _teach(connection, [each for each in numbered if each[0].id in moved], anchors, kept)
    insert_rows(connection, _ENTRY, [_entry(change, number, at, stamp) for change, number, at in numbered])


def anchor_again(connection: Connection, edition_id: int, mapped: Iterable[tuple[int, str]]) -> None:
    """Note that what some courses (numbers) teach (skill ids) was looked at with an edition in force."""
    one = update(_SKILL).where(_SKILL.c.course == bindparam("of"), _SKILL.c.skill == bindparam("taught"))
    known = [{"of": number, "taught": skill} for number, skill in mapped]
    if known:
        connection.execute(one.values(edition_id=edition_id), known)


def _row(provider_id: int, change: Change, position: int, stamp: Stamp) -> tuple[Any, ...]:
    course = change.course
    if course is None:
        raise ValueError("what was never there is not retired")
    said = (course.title, course.title.casefold(), course.url, course.description, course.language)
    rest = (course.duration_minutes, course.format, position, stamp.at, None)
    return (change.id, provider_id, change.external_id, *said, *rest)


def _update(connection: Connection, numbered: Iterable[tuple[Change, int, int]], stamp: Stamp) -> None:
    retired, changed = [], []
    for change, number, at in numbered:
        if change.course is None:
            retired.append({"of": number, "position": at})
        elif change.there:
            course = change.course
            names = ("title", "url", "description", "language", "duration_minutes", "format")
            said = {name: getattr(course, name) for name in names} | {"folded_title": course.title.casefold()}
            changed.append({"of": number, "position": at, **said})
    one = update(_COURSE).where(_COURSE.c.number == bindparam("of")).values(changed_at=stamp.at)
    if retired:
        connection.execute(one.values(retired_at=stamp.at, position=bindparam("position")), retired)
    if changed:
        values: dict[str, Any] = {name: bindparam(name) for name in changed[0] if name != "of"}
        connection.execute(one.values(retired_at=None, **values), changed)


def _teach(
    connection: Connection,
    numbered: Sequence[tuple[Change, int, int]],
    anchors: Mapping[str, Anchor],
    kept: Mapping[tuple[int, Taught], Anchor],
) -> None:
    for some in parted([number for change, number, _ in numbered if change.there]):
        connection.execute(delete(_STATEMENT).where(_STATEMENT.c.course.in_(some)))
        connection.execute(delete(_SKILL).where(_SKILL.c.course.in_(some)))
    skills: list[tuple[Any, ...]] = []
    statements: list[tuple[Any, ...]] = []
    for change, number, _ in numbered:
        for taught in change.course.teaches if change.course else ():
            anchor = kept.get((number, taught)) or anchors[taught.framework]
            levels = (taught.from_level, taught.to_level)
            skills.append((number, taught.skill, anchor.framework_id, anchor.edition_id, *levels))
            statements += ((number, taught.skill, statement) for statement in taught.statements)
    insert_rows(connection, _SKILL, skills)
    insert_rows(connection, _STATEMENT, statements)


def _taught_there(change: Change) -> tuple[Taught, ...]:
    there = change.there
    return read_course(there.content).teaches if there and there.content else ()


def _kept(connection: Connection, numbers: Collection[int]) -> dict[tuple[int, Taught], Anchor]:
    """What courses taught before, with the edition by which it was mapped."""
    return {
        (each.course, each.taught): Anchor(each.framework_id, each.edition_id)
        for some in parted(sorted(numbers))
        for each in read_taught(connection, _SKILL.c.course.in_(some))
    }


def _entry(change: Change, number: int, position: int, stamp: Stamp) -> tuple[Any, ...]:
    content = course_text(change.course) if change.course else None
    return (position, number, change.action, stamp.at, stamp.key_id, stamp.request_id, content)


def parted(entries: Sequence[Any]) -> Iterator[list[Any]]:
    """A list in parts that a statement can name."""
    for start in range(0, len(entries), _AT_ONCE):
        yield list(entries[start : start + _AT_ONCE])
