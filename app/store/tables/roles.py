"""Role families, roles, role levels and what they ask for."""

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from app.framework.role import ACCOUNTABILITIES, IMPORTANCES, PROGRESSION_KINDS
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


class RoleFamilyRow(ThingRow, table=True):
    """A heading over roles."""

    __tablename__ = "role_family"
    __table_args__ = (*rooted(), UniqueConstraint("edition_id", "slug"), *traced(), CLUSTERED)

    description: str | None = words(Prose)
    source: str | None = reference()
    source_section: str | None = section()


class RoleFamilyParentRow(OfEdition, table=True):
    """A family that stands under another."""

    __tablename__ = "role_family_parent"
    __table_args__ = (*owned("role_family", to="role_family"), *refers("parent", to="role_family"), CLUSTERED)

    role_family: str = reference(primary_key=True)
    parent: str = reference(primary_key=True)


class RoleRow(ThingRow, table=True):
    """A role; ``kind`` is the publisher's own word."""

    __tablename__ = "role"
    __table_args__ = (*rooted(), UniqueConstraint("edition_id", "slug"), *traced(), CLUSTERED)

    kind: str | None = words(Name)
    description: str | None = words(Prose)
    source: str | None = reference()
    source_section: str | None = section()


class RoleAlternativeNameRow(OfEdition, table=True):
    """Another name of a role."""

    __tablename__ = "role_alternative_name"
    __table_args__ = (*owned("role", to="role"), CLUSTERED)

    role: str = reference(primary_key=True)
    name: str = words(Name, primary_key=True)


class RoleInFamilyRow(OfEdition, table=True):
    """A role that stands in a family."""

    __tablename__ = "role_in_family"
    __table_args__ = (*owned("role", to="role"), *refers("role_family", to="role_family"), CLUSTERED)

    role: str = reference(primary_key=True)
    role_family: str = reference(primary_key=True)


class RoleParentRow(OfEdition, table=True):
    """A role that is a narrower form of another."""

    __tablename__ = "role_parent"
    __table_args__ = (*owned("role", to="role"), *refers("parent", to="role"), CLUSTERED)

    role: str = reference(primary_key=True)
    parent: str = reference(primary_key=True)


class RoleLevelRow(ThingRow, table=True):
    """A rung of a role's ladder; ``rank`` orders rungs, and tracks that run side by side share it."""

    __tablename__ = "role_level"
    __table_args__ = (
        *refers("role", to="role"),
        UniqueConstraint("edition_id", "role", "slug"),
        CheckConstraint("rank >= 1", name="rank"),
        *refers("stage", to="stage", optional=True),
        *traced(),
        CLUSTERED,
    )

    role: str = reference()
    rank: int
    stage: str | None = reference()
    summary: str | None = words(Prose)
    implicit: bool
    source: str | None = reference()
    source_section: str | None = section()


class RoleLevelGradeRow(OfEdition, table=True):
    """A pay grade that a role level usually has."""

    __tablename__ = "role_level_grade"
    __table_args__ = (*owned("role_level", to="role_level"), CLUSTERED)

    role_level: str = reference(primary_key=True)
    position: int = Field(primary_key=True)
    grade: str = words(Name)


class ResponsibilityRow(OfEdition, table=True):
    """What a role level answers for."""

    __tablename__ = "responsibility"
    __table_args__ = (
        *refers("role_level", to="role_level"),
        one_of("accountability", tuple(sorted(ACCOUNTABILITIES))),
        CheckConstraint(
            "(span_unit IS NULL AND span_min IS NULL AND span_max IS NULL)"
            " OR (span_unit IS NOT NULL AND (span_min IS NOT NULL OR span_max IS NOT NULL)"
            " AND (span_min IS NULL OR span_max IS NULL OR span_min <= span_max))",
            name="span",
        ),
        *traced(),
        CLUSTERED,
    )

    key: str = Field(primary_key=True, max_length=KEY_LENGTH)
    role_level: str = reference()
    position: int
    text: str = words(Line)
    accountability: str | None = Field(max_length=20)
    span_min: int | None
    span_max: int | None
    span_unit: str | None = words(Name)
    source: str | None = reference()
    source_section: str | None = section()


class RequirementRow(OfEdition, table=True):
    """A skill that a role level needs, at a mastery level or at none that is stated."""

    __tablename__ = "requirement"
    __table_args__ = (
        *owned("role_level", to="role_level"),
        *refers("skill", to="skill"),
        *refers("level", to="mastery_level", optional=True),
        *refers("from_level", to="mastery_level", optional=True),
        one_of("importance", tuple(sorted(IMPORTANCES))),
        CheckConstraint("from_level IS NULL OR level IS NOT NULL", name="from_level"),
        *traced(),
        CLUSTERED,
    )

    role_level: str = reference(primary_key=True)
    skill: str = reference(primary_key=True)
    level: str | None = reference()
    from_level: str | None = reference()
    importance: str = Field(max_length=20)
    note: str | None = words(Prose)
    source: str | None = reference()
    source_section: str | None = section()


class ProgressionRow(OfEdition, table=True):
    """A usual way from one role level to another."""

    __tablename__ = "progression"
    __table_args__ = (
        *owned("origin", to="role_level"),
        *refers("target", to="role_level"),
        one_of("kind", tuple(sorted(PROGRESSION_KINDS))),
        *traced(),
        CLUSTERED,
    )

    origin: str = reference(primary_key=True)
    target: str = reference(primary_key=True)
    kind: str = Field(primary_key=True, max_length=20)
    source: str | None = reference()
    source_section: str | None = section()
