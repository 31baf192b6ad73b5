"""What an edition says of its framework as a whole, and the documents it draws on."""

import datetime as dt
from dataclasses import dataclass

from app.kit.text import Language, Line, Name, Prose, Slug, Url


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """Under which terms the content may be used."""

    name: Name
    url: Url | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Framework:
    """A profession's capability framework. ``language`` is one BCP 47 tag: an edition speaks one language."""

    key: str
    slug: Slug
    name: Name
    description: Prose | None = None
    publisher: Name | None = None
    licence: Licence | None = None
    language: Language = "en"
    homepage: Url | None = None
    attribution: Line | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document that an edition draws on."""

    key: str
    slug: Slug
    title: Name
    publisher: Name | None = None
    url: Url | None = None
    date: dt.date | None = None
