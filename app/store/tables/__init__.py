"""The tables, declared once: Alembic compares with them, load and save move their rows."""

from sqlalchemy import Table
from sqlmodel import SQLModel

from app.store.tables import (
    about,
    access,
    activities,
    catalogue,
    codes,
    journal,
    learning,
    mastery,
    proposals,
    roles,
    skills,
)

__all__ = [
    "METADATA",
    "about",
    "access",
    "activities",
    "catalogue",
    "codes",
    "content_tables",
    "journal",
    "learning",
    "mastery",
    "proposals",
    "roles",
    "skills",
    "table",
]

METADATA = SQLModel.metadata


def table(name: str) -> Table:
    """A table by its name."""
    return METADATA.tables[name]


def content_tables() -> list[Table]:
    """The tables that hold the content of editions, referenced ones before those that refer to them."""
    return [found for found in METADATA.sorted_tables if found.info.get("content")]
