"""Rows of requirements: by far the most rows of a large edition, so their way in and out is the shortest one."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from sys import intern
from typing import Any

from app.framework.role import Requirement
from app.framework.trace import Code, SourceRef, Statement
from app.store.rows.skills import Statements, statement_rows
from app.store.rows.source import Row, Rows, code_rows, source_columns, source_of


def requirement_rows(role_level: str, requirement: Requirement) -> Iterator[Row]:
    """A row for the requirement, one for each statement of its own and each code."""
    skill = requirement.skill
    asked = (role_level, skill, requirement.level, requirement.from_level, requirement.importance, requirement.note)
    yield "requirement", (*asked, *source_columns(requirement))
    if requirement.statements:
        yield from statement_rows(requirement.statements, skill, role_level)
    if requirement.codes:
        yield from code_rows("requirement", requirement, role_level, skill)


def read_requirements(rows: Rows, statements: Statements) -> dict[str, list[Requirement]]:
    """All requirements by the key of their role level."""
    codes: dict[Any, Any] = rows.codes("requirement")
    found: dict[str, list[Requirement]] = defaultdict(list)
    for role_level, skill, level, from_level, importance, note, source, section in rows.of("requirement"):
        owner = (role_level, skill)
        found[role_level].append(
            _requirement(
                intern(skill),
                level and intern(level),
                from_level and intern(from_level),
                intern(importance),
                statements.get((skill, role_level), ()),
                note,
                codes.get(owner, ()) if codes else (),
                source_of(source, section) if source else None,
            )
        )
    return found


def _setter(name: str) -> Callable[[Requirement, object], None]:
    slot: Callable[[Requirement, object], None] = getattr(Requirement, name).__set__
    return slot


_skill, _level, _from_level, _importance = map(_setter, ("skill", "level", "from_level", "importance"))
_statements, _note, _codes, _source = map(_setter, ("statements", "note", "codes", "source"))


def _requirement(  # noqa: PLR0917  # keywords would cost half of what this saves
    skill: str,
    level: str | None,
    from_level: str | None,
    importance: str,
    statements: tuple[Statement, ...],
    note: str | None,
    codes: tuple[Code, ...],
    source: SourceRef | None,
) -> Requirement:
    """A requirement without the frozen class's own ``__init__``, which takes more than twice as long.

    It skips nothing but ``__post_init__``, which sorts codes; ``Rows.codes`` hands them over in order.
    """
    made = object.__new__(Requirement)
    _skill(made, skill)
    _level(made, level)
    _from_level(made, from_level)
    _importance(made, importance)
    _statements(made, statements)
    _note(made, note)
    _codes(made, codes)
    _source(made, source)
    return made
