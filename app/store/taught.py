"""What courses teach, as rows."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, select

from app.framework.course import Taught
from app.store.tables import table

_COURSE, _SKILL, _STATEMENT = table("course"), table("course_skill"), table("course_statement")
_FRAMEWORK = table("framework")


@dataclass(frozen=True, slots=True, kw_only=True)
class TaughtRow:
    """A skill that a course (number) teaches; ``edition_id`` is the edition by which it was mapped."""

    course: int
    taught: Taught
    framework_id: int
    edition_id: int


def read_taught(connection: Connection, which: ColumnElement[bool] | None = None) -> Iterator[TaughtRow]:
    """What courses teach, by course: of those that a condition over courses and skills lets through, or of all.

    Two SELECTs.
    """
    skills = _SKILL.join(_FRAMEWORK, _FRAMEWORK.c.id == _SKILL.c.framework_id)
    skills = skills.join(_COURSE, _COURSE.c.number == _SKILL.c.course)
    query = select(_SKILL, _FRAMEWORK.c.slug).select_from(skills).order_by(_SKILL.c.course, _SKILL.c.skill)
    same = (_SKILL.c.course == _STATEMENT.c.course) & (_SKILL.c.skill == _STATEMENT.c.skill)
    said = select(_STATEMENT).join(_SKILL, same).join(_COURSE, _COURSE.c.number == _SKILL.c.course)
    if which is not None:
        query, said = query.where(which), said.where(which)
    statements: dict[tuple[int, str], list[str]] = defaultdict(list)
    for course, skill, statement in connection.execute(said):
        statements[course, skill].append(statement)
    for row in connection.execute(query):
        taught = Taught(
            framework=row.slug,
            skill=row.skill,
            from_level=row.from_level,
            to_level=row.to_level,
            statements=tuple(statements.get((row.course, row.skill), ())),
        )
        yield TaughtRow(course=row.course, taught=taught, framework_id=row.framework_id, edition_id=row.edition_id)
