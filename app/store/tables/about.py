"""What an edition says of its framework, its sources, its past and its accepted lint findings."""

import datetime as dt

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from app.framework.identity import LASTING_KINDS
from app.kit.text import Language, Line, Name, Prose, Slug, Url
from app.store.tables.columns import CLUSTERED, KEY_LENGTH, OfEdition, one_of, owned, reference, rooted, words


class AboutRow(OfEdition, table=True):
    """The framework in the words of this edition; one row an edition."""

    __tablename__ = "about"
    __table_args__ = (
        *rooted(),
        CLUSTERED,
    )

    key: str = words(Slug)
    slug: str = words(Slug)
    name: str = words(Name)
    description: str | None = words(Prose)
    publisher: str | None = words(Name)
    licence_name: str | None = words(Name)
    licence_url: str | None = words(Url)
    language: str = words(Language)
    homepage: str | None = words(Url)
    attribution: str | None = words(Line)


class SourceRow(OfEdition, table=True):
    """A document that the edition draws on."""

    __tablename__ = "source"
    __table_args__ = (*rooted(), UniqueConstraint("edition_id", "slug"), CLUSTERED)

    key: str = Field(primary_key=True, max_length=KEY_LENGTH)
    slug: str = words(Slug)
    title: str = words(Name)
    publisher: str | None = words(Name)
    url: str | None = words(Url)
    date: dt.date | None


class RetirementRow(OfEdition, table=True):
    """A thing that earlier editions had."""

    __tablename__ = "retirement"
    __table_args__ = (*rooted(), one_of("kind", LASTING_KINDS), CLUSTERED)

    kind: str = Field(primary_key=True, max_length=20)
    key: str = Field(primary_key=True, max_length=KEY_LENGTH)
    name: str = words(Name)
    reason: str | None = words(Line)


class RetirementReplacementRow(OfEdition, table=True):
    """What stands in for a retired thing: the key of another of its kind, there or retired itself."""

    __tablename__ = "retirement_replacement"
    __table_args__ = (*owned("kind", "key", to="retirement", keys=("kind", "key")), CLUSTERED)

    kind: str = Field(primary_key=True, max_length=20)
    key: str = Field(primary_key=True, max_length=KEY_LENGTH)
    replaced_by: str = reference(primary_key=True)


class WaiverRow(OfEdition, table=True):
    """A lint finding that the owner accepts."""

    __tablename__ = "waiver"
    __table_args__ = (
        *rooted(),
        CLUSTERED,
    )

    position: int = Field(primary_key=True)
    rule: str = words(Name)
    place: str = words(Line)
    reason: str = words(Line)
