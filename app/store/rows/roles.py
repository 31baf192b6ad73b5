"""Rows of role families, roles, role levels, responsibilities and progressions."""

from collections import defaultdict
from collections.abc import Iterator
from sys import intern

from app.framework.role import Progression, Responsibility, Role, RoleFamily, RoleLevel, Span
from app.store.rows.requirements import read_requirements, requirement_rows
from app.store.rows.skills import Statements
from app.store.rows.source import Row, Rows, code_rows, list_rows, source_columns, source_of


def role_family_rows(family: RoleFamily) -> Iterator[Row]:
    """A row for the family, one for each parent and code."""
    yield "role_family", (family.key, family.slug, family.name, family.description, *source_columns(family))
    yield from list_rows("role_family_parent", family.key, family.parents)
    yield from code_rows("role_family", family, family.key)


def read_role_families(rows: Rows) -> tuple[RoleFamily, ...]:
    """All role families."""
    codes, parents = rows.codes("role_family"), rows.lists("role_family_parent")
    return tuple(
        RoleFamily(
            key=key,
            slug=slug,
            name=name,
            description=description,
            parents=tuple(parents.get(key, ())),
            codes=codes.get(key, ()),
            source=source_of(source, section),
        )
        for key, slug, name, description, source, section in rows.of("role_family")
    )


def role_rows(role: Role) -> Iterator[Row]:
    """Rows for the role, its names, families and parents, and its levels with all that is theirs."""
    yield "role", (role.key, role.slug, role.name, role.kind, role.description, *source_columns(role))
    yield from list_rows("role_alternative_name", role.key, role.alternative_names)
    yield from list_rows("role_in_family", role.key, role.families)
    yield from list_rows("role_parent", role.key, role.parents)
    yield from code_rows("role", role, role.key)
    for level in role.levels:
        yield from role_level_rows(role.key, level)


def read_roles(rows: Rows, statements: Statements) -> tuple[Role, ...]:
    """All roles with their levels."""
    levels, codes, names = _read_role_levels(rows, statements), rows.codes("role"), rows.lists("role_alternative_name")
    families, parents = rows.lists("role_in_family"), rows.lists("role_parent")
    return tuple(
        Role(
            key=key,
            slug=slug,
            name=name,
            kind=kind,
            description=description,
            alternative_names=tuple(names.get(key, ())),
            families=tuple(map(intern, families.get(key, ()))),
            parents=tuple(map(intern, parents.get(key, ()))),
            levels=tuple(levels.get(key, ())),
            codes=codes.get(key, ()),
            source=source_of(source, section),
        )
        for key, slug, name, kind, description, source, section in rows.of("role")
    )


def role_level_rows(role: str, level: RoleLevel) -> Iterator[Row]:
    """Rows for a rung, its grades, responsibilities, requirements and codes."""
    named = (level.key, level.slug, level.name, role)
    yield "role_level", (*named, level.rank, level.stage, level.summary, level.implicit, *source_columns(level))
    for position, grade in enumerate(level.grades):
        yield "role_level_grade", (level.key, position, grade)
    for position, duty in enumerate(level.responsibilities):
        span = (duty.span.min, duty.span.max, duty.span.unit) if duty.span else (None, None, None)
        placed = (duty.key, level.key, position, duty.text, duty.accountability)
        yield "responsibility", (*placed, *span, *source_columns(duty))
        yield from code_rows("responsibility", duty, duty.key)
    for requirement in level.requirements:
        yield from requirement_rows(level.key, requirement)
    yield from code_rows("role_level", level, level.key)


def _read_role_levels(rows: Rows, statements: Statements) -> dict[str, list[RoleLevel]]:
    requirements = read_requirements(rows, statements)
    duties, grades = _read_responsibilities(rows), _read_grades(rows)
    codes, found = rows.codes("role_level"), defaultdict(list)
    for key, slug, name, role, rank, stage, summary, implicit, source, section in rows.of("role_level"):
        level = RoleLevel(
            key=key,
            slug=slug,
            name=name,
            rank=rank,
            stage=stage and intern(stage),
            grades=grades.get(key, ()),
            summary=summary,
            implicit=implicit,
            responsibilities=duties.get(key, ()),
            requirements=tuple(requirements.get(key, ())),
            codes=codes.get(key, ()),
            source=source_of(source, section),
        )
        found[role].append(level)
    return found


def _read_grades(rows: Rows) -> dict[str, tuple[str, ...]]:
    found = defaultdict(list)
    for role_level, position, grade in rows.of("role_level_grade"):
        found[role_level].append((position, intern(grade)))
    return {owner: tuple(grade for _, grade in sorted(listed)) for owner, listed in found.items()}


def _read_responsibilities(rows: Rows) -> dict[str, tuple[Responsibility, ...]]:
    codes, found = rows.codes("responsibility"), defaultdict(list)
    for key, level, position, text, accountability, least, most, unit, source, section in rows.of("responsibility"):
        duty = Responsibility(
            key=key,
            text=text,
            accountability=accountability,
            span=Span(min=least, max=most, unit=unit) if unit else None,
            codes=codes.get(key, ()),
            source=source_of(source, section),
        )
        found[level].append((position, duty))
    return {
        owner: tuple(duty for _, duty in sorted(listed, key=lambda entry: entry[0])) for owner, listed in found.items()
    }


def progression_rows(progression: Progression) -> Iterator[Row]:
    """A row for the progression, one for each code."""
    ends = (progression.origin, progression.target, progression.kind)
    yield "progression", (*ends, *source_columns(progression))
    yield from code_rows("progression", progression, *ends)


def read_progressions(rows: Rows) -> tuple[Progression, ...]:
    """All progressions."""
    codes = rows.codes("progression")
    return tuple(
        Progression(
            origin=intern(origin),
            target=intern(target),
            kind=kind,
            codes=codes.get((origin, target, kind), ()),
            source=source_of(source, section),
        )
        for origin, target, kind, source, section in rows.of("progression")
    )
