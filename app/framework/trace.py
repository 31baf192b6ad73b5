"""Where things come from: codes in other schemes, and the document that states them."""

from dataclasses import dataclass
from typing import Annotated, Any

from app.kit.text import Line, Name, Slug, Token, Uri


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A thing's name in another scheme: an ESCO URI, an ISCO or OPM code, a CASE GUID."""

    scheme: Token
    value: Name
    uri: Uri | None = None


def by_scheme(code: Code) -> tuple[str, str]:
    """The order of codes."""
    return (code.scheme, code.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRef:
    """The source that states a thing (by the key of its entry in ``sources``), and the section in it."""

    source: Annotated[str, "key of a source"]
    section: Name | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Traced:
    """What everything that has an id may carry."""

    codes: tuple[Code, ...] = ()
    source: SourceRef | None = None

    def __post_init__(self) -> None:
        if len(self.codes) > 1:
            arrange(self, codes=tuple(sorted(self.codes, key=by_scheme)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing(Traced):
    """What has an id, a slug and an address of its own. ``key`` is its first slug and never changes."""

    key: str
    slug: Slug
    name: Name


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Traced):
    """One line that completes "you can": of a skill at a level, of a skill at no level, or of a requirement.

    ``level`` is the key of a mastery level. ``key`` is 16 hex digits, see ``identity.part_key``.
    """

    key: str
    text: Line
    level: str | None = None


def arrange(owner: object, **order: tuple[Any, ...]) -> None:
    """Put a frozen value's lists into their one order while it is being built."""
    for name, values in order.items():
        object.__setattr__(owner, name, values)
