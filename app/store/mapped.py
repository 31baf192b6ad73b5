"""What courses teach of one framework, by the edition that was in force when it was mapped."""

from collections import defaultdict
from collections.abc import Collection, Iterator

from sqlalchemy import ColumnElement, Connection, and_, exists, or_, select

from app.store.courses import parted
from app.store.tables import table
from app.store.taught import TaughtRow, read_taught

_COURSE, _SKILL, _STATEMENT = table("course"), table("course_skill"), table("course_statement")
_PROVIDER = table("provider")
#: Ids that a statement names one by one; with more of them, all that was mapped is read.
_MOST_NAMED = 300


def ids_by_edition(connection: Connection, framework_id: int) -> dict[int, set[str]]:
    """All ids that courses refer to in a framework, by the edition (row number) by which they were mapped.

    Two SELECTs.
    """
    found: dict[int, set[str]] = defaultdict(set)
    of = (_SKILL.c.edition_id, _SKILL.c.skill, _SKILL.c.from_level, _SKILL.c.to_level)
    for edition_id, *ids in connection.execute(select(*of).distinct().where(_SKILL.c.framework_id == framework_id)):
        found[edition_id] |= {each for each in ids if each}
    same = and_(_SKILL.c.course == _STATEMENT.c.course, _SKILL.c.skill == _STATEMENT.c.skill)
    said = select(_SKILL.c.edition_id, _STATEMENT.c.statement).join(_STATEMENT, same).distinct()
    for edition_id, statement in connection.execute(said.where(_SKILL.c.framework_id == framework_id)):
        found[edition_id].add(statement)
    return found


def list_mapped(
    connection: Connection, framework_id: int, edition_id: int, ids: Collection[str], provider: str | None = None
) -> Iterator[TaughtRow]:
    """What was mapped by an edition and refers to any of some ids, of one provider (slug) or all; two SELECTs.

    Of very many ids it may be more than refers to them.
    """
    which = and_(_SKILL.c.framework_id == framework_id, _SKILL.c.edition_id == edition_id)
    if len(ids) <= _MOST_NAMED:
        which = and_(which, _refers(ids))
    return read_taught(connection, and_(which, *_of(provider)))


def list_teaching(connection: Connection, skills: Collection[str], provider: str | None = None) -> Iterator[TaughtRow]:
    """What teaches any of some skills (ids), of one provider (slug) or all; two SELECTs a few hundred skills."""
    for some in parted(sorted(skills)):
        yield from read_taught(connection, and_(_SKILL.c.skill.in_(some), *_of(provider)))


def _of(provider: str | None) -> Iterator[ColumnElement[bool]]:
    if provider is not None:
        own = select(_PROVIDER.c.id).where(_PROVIDER.c.slug == provider).scalar_subquery()
        yield _COURSE.c.provider_id == own


def _refers(ids: Collection[str]) -> ColumnElement[bool]:
    said = _STATEMENT.alias("said")
    stated = exists().where(said.c.course == _SKILL.c.course, said.c.skill == _SKILL.c.skill, said.c.statement.in_(ids))
    return or_(_SKILL.c.skill.in_(ids), _SKILL.c.from_level.in_(ids), _SKILL.c.to_level.in_(ids), stated)
