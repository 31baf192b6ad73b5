"""How the tables of content are put together: columns, references with their indexes, checks.

Every table of content starts its primary key with ``edition_id`` and goes on with natural keys, so a row can be read
without a join, compared with another edition's, and written without asking the database for numbers.
"""

from typing import Any

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, text
from sqlalchemy.schema import SchemaItem
from sqlmodel import Field, SQLModel

from app.kit.text import Name, Slug, rule_of

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

#: Clustered by primary key on SQLite: an edition lies in one piece, in the order in which it is read.
CLUSTERED = {"sqlite_with_rowid": False, "info": {"content": True}}
KEY_LENGTH = 250


def words(kind: object, **options: Any) -> Any:
    """A text column as long as its rule allows."""
    return Field(max_length=rule_of(kind).most, **options)


def reference(**options: Any) -> Any:
    """A column that holds a key or refers to one by its edition."""
    return Field(max_length=KEY_LENGTH, **options)


def rooted() -> tuple[SchemaItem, ...]:
    """The reference to the edition itself, of the tables that stand at the root of its content."""
    return (ForeignKeyConstraint(("edition_id",), ["edition.id"]),)


def refers(*columns: str, to: str, keys: tuple[str, ...] = ("key",), optional: bool = False) -> tuple[SchemaItem, ...]:
    """A reference to another table of the same edition, with the index that deleting there needs."""
    local, remote = ("edition_id", *columns), tuple(f"{to}.{name}" for name in ("edition_id", *keys))
    index: dict[str, Any] = {}
    if optional:
        stated = text(" AND ".join(f"{column} IS NOT NULL" for column in columns))
        index = {"sqlite_where": stated, "postgresql_where": stated}
    return ForeignKeyConstraint(local, remote), Index(None, *local, **index)


def owned(*columns: str, to: str, keys: tuple[str, ...] = ("key",)) -> tuple[SchemaItem, ...]:
    """A reference whose index is the primary key itself, because its columns come first there."""
    return (ForeignKeyConstraint(("edition_id", *columns), [f"{to}.{name}" for name in ("edition_id", *keys)]),)


def section() -> Any:
    """The column that says where in its source a thing is stated."""
    return words(Name, default=None)


def traced() -> tuple[SchemaItem, ...]:
    """The reference of everything that names its source."""
    stated = CheckConstraint("source_section IS NULL OR source IS NOT NULL", name="section_of_source")
    return (*refers("source", to="source", optional=True), stated)


def one_of(column: str, words: tuple[str, ...]) -> CheckConstraint:
    """A column that holds one of a few words, or nothing where it may be null."""
    listed = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


class OfEdition(SQLModel):
    """What every row of content starts with; ``rooted`` or a reference to another row ties it to its edition."""

    edition_id: int = Field(primary_key=True)


class ThingRow(OfEdition):
    """What has a key, a slug and a name."""

    key: str = Field(primary_key=True, max_length=KEY_LENGTH)
    slug: str = words(Slug)
    name: str = words(Name)
