"""What every table of changes has."""

from typing import Any

from sqlalchemy import Index, Text
from sqlmodel import Field, SQLModel

from app.store.tables.columns import KEY_LENGTH, one_of

#: A key in full, but for that of a waiver, which holds its place: only its beginning is for finding it.
CHANGE_KEY_LENGTH = 2 * KEY_LENGTH + 20


class ChangeRow(SQLModel):
    """A change as JSON, in the form of ``app.framework.change``; the other columns are for finding it."""

    kind: str = Field(max_length=20)
    key: str = Field(max_length=CHANGE_KEY_LENGTH)
    verb: str = Field(max_length=7)
    field: str | None = Field(default=None, max_length=40)
    change: str = Field(sa_type=Text)


def change_arguments() -> tuple[Any, ...]:
    """The arguments of such a table."""
    verbs = one_of("verb", ("added", "removed", "renamed", "changed"))
    return verbs, Index(None, "kind", "key"), {"sqlite_with_rowid": False}
