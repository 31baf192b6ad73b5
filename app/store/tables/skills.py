"""Skills, their groups, statements and relations."""

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from app.framework.skill import RELATION_KINDS, SKILL_KINDS
from app.kit.text import Line, Name, Prose
from app.store.tables.columns import (
    CLUSTERED,
    KEY_LENGTH,
    OfEdition,
    ThingRow,
    one_of,
    owned,
    reference,
    refers,
    rooted,
    section,
    traced,
    words,
)


class SkillGroupRow(ThingRow, table=True):
    """A heading over skills."""

    __tablename__ = "skill_group"
    __table_args__ = (*rooted(), UniqueConstraint("edition_id", "slug"), *traced(), CLUSTERED)

    description: str | None = words(Prose)
    source: str | None = reference()
    source_section: str | None = section()


class SkillGroupParentRow(OfEdition, table=True):
    """A group that stands under another."""

    __tablename__ = "skill_group_parent"
    __table_args__ = (*owned("skill_group", to="skill_group"), *refers("parent", to="skill_group"), CLUSTERED)

    skill_group: str = reference(primary_key=True)
    parent: str = reference(primary_key=True)


class SkillRow(ThingRow, table=True):
    """A skill; ``scale`` is null where the default one measures it."""

    __tablename__ = "skill"
    __table_args__ = (
        *rooted(),
        UniqueConstraint("edition_id", "slug"),
        one_of("kind", tuple(sorted(SKILL_KINDS))),
        *refers("scale", to="scale", optional=True),
        *traced(),
        CLUSTERED,
    )

    kind: str = Field(max_length=20)
    description: str | None = words(Prose)
    note: str | None = words(Prose)
    scale: str | None = reference()
    source: str | None = reference()
    source_section: str | None = section()


class SkillAlternativeNameRow(OfEdition, table=True):
    """Another name of a skill."""

    __tablename__ = "skill_alternative_name"
    __table_args__ = (*owned("skill", to="skill"), CLUSTERED)

    skill: str = reference(primary_key=True)
    name: str = words(Name, primary_key=True)


class SkillInGroupRow(OfEdition, table=True):
    """A skill that stands in a group."""

    __tablename__ = "skill_in_group"
    __table_args__ = (*owned("skill", to="skill"), *refers("skill_group", to="skill_group"), CLUSTERED)

    skill: str = reference(primary_key=True)
    skill_group: str = reference(primary_key=True)


class StatementRow(OfEdition, table=True):
    """What people can do: of a skill at a level, of a skill at no level, or (with ``role_level``) of a requirement."""

    __tablename__ = "statement"
    __table_args__ = (
        *refers("skill", to="skill"),
        *refers("level", to="mastery_level", optional=True),
        *refers("role_level", "skill", to="requirement", keys=("role_level", "skill"), optional=True),
        CheckConstraint("level IS NULL OR role_level IS NULL", name="one_owner"),
        *traced(),
        CLUSTERED,
    )

    key: str = Field(primary_key=True, max_length=KEY_LENGTH)
    skill: str = reference()
    level: str | None = reference()
    role_level: str | None = reference()
    position: int
    text: str = words(Line)
    source: str | None = reference()
    source_section: str | None = section()


class SkillRelationRow(OfEdition, table=True):
    """How one skill relates to another."""

    __tablename__ = "skill_relation"
    __table_args__ = (
        *owned("origin", to="skill"),
        *refers("target", to="skill"),
        one_of("kind", tuple(sorted(RELATION_KINDS))),
        CLUSTERED,
    )

    origin: str = reference(primary_key=True)
    target: str = reference(primary_key=True)
    kind: str = Field(primary_key=True, max_length=20)
