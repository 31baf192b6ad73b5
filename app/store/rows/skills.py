"""Rows of skill groups, skills, statements and relations."""

from collections import defaultdict
from collections.abc import Iterator
from sys import intern

from app.framework.skill import Relation, Skill, SkillGroup
from app.framework.trace import Statement
from app.store.rows.source import Row, Rows, code_rows, list_rows, source_columns, source_of

#: Statements by their owner: a skill's key and None, or a skill's key and the role level that requires it.
Statements = dict[tuple[str, str | None], tuple[Statement, ...]]


def skill_group_rows(group: SkillGroup) -> Iterator[Row]:
    """A row for the group, one for each parent and code."""
    yield "skill_group", (group.key, group.slug, group.name, group.description, *source_columns(group))
    yield from list_rows("skill_group_parent", group.key, group.parents)
    yield from code_rows("skill_group", group, group.key)


def read_skill_groups(rows: Rows) -> tuple[SkillGroup, ...]:
    """All skill groups."""
    codes, parents = rows.codes("skill_group"), rows.lists("skill_group_parent")
    return tuple(
        SkillGroup(
            key=key,
            slug=slug,
            name=name,
            description=description,
            parents=tuple(parents.get(key, ())),
            codes=codes.get(key, ()),
            source=source_of(source, section),
        )
        for key, slug, name, description, source, section in rows.of("skill_group")
    )


def statement_rows(statements: tuple[Statement, ...], skill: str, role_level: str | None = None) -> Iterator[Row]:
    """A row for each statement of a skill, or of what a role level requires of it, in document order."""
    for position, statement in enumerate(statements):
        owner = (statement.key, skill, statement.level, role_level)
        yield "statement", (*owner, position, statement.text, *source_columns(statement))
        yield from code_rows("statement", statement, statement.key)


def read_statements(rows: Rows) -> Statements:
    """All statements, of skills and of requirements."""
    codes, found = rows.codes("statement"), defaultdict(list)
    for key, skill, level, role_level, position, text, source, section in rows.of("statement"):
        statement = Statement(
            key=key,
            text=text,
            level=level and intern(level),
            codes=codes.get(key, ()),
            source=source_of(source, section),
        )
        found[skill, role_level].append((position, statement))
    return {
        owner: tuple(statement for _, statement in sorted(listed, key=lambda entry: entry[0]))
        for owner, listed in found.items()
    }


def skill_rows(skill: Skill) -> Iterator[Row]:
    """A row for the skill, one for each alternative name, group, statement and code."""
    named = (skill.key, skill.slug, skill.name)
    yield "skill", (*named, skill.kind, skill.description, skill.note, skill.scale, *source_columns(skill))
    yield from list_rows("skill_alternative_name", skill.key, skill.alternative_names)
    yield from list_rows("skill_in_group", skill.key, skill.groups)
    yield from statement_rows(skill.statements, skill.key)
    yield from code_rows("skill", skill, skill.key)


def read_skills(rows: Rows, statements: Statements) -> tuple[Skill, ...]:
    """All skills."""
    codes, groups, names = rows.codes("skill"), rows.lists("skill_in_group"), rows.lists("skill_alternative_name")
    return tuple(
        Skill(
            key=intern(key),
            slug=slug if slug != key else intern(key),
            name=name,
            kind=intern(kind),  # type: ignore[arg-type]  # the CHECK of the column and Edition's own hold it
            description=description,
            note=note,
            alternative_names=tuple(names.get(key, ())),
            groups=tuple(map(intern, groups.get(key, ()))),
            scale=scale,
            statements=statements.get((key, None), ()),
            codes=codes.get(key, ()),
            source=source_of(source, section),
        )
        for key, slug, name, kind, description, note, scale, source, section in rows.of("skill")
    )


def relation_rows(relation: Relation) -> Iterator[Row]:
    """One row."""
    yield "skill_relation", (relation.origin, relation.target, relation.kind)


def read_relations(rows: Rows) -> tuple[Relation, ...]:
    """All relations between skills."""
    return tuple(
        Relation(origin=intern(origin), target=intern(target), kind=intern(kind))  # type: ignore[arg-type]  # checked
        for origin, target, kind in rows.of("skill_relation")
    )
