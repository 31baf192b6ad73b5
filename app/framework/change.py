"""A change between two contents, as a value."""

from dataclasses import dataclass
from typing import Any, Literal

from app.framework.nouns import NounKind
from app.framework.role import Responsibility
from app.framework.trace import Statement

Verb = Literal["added", "removed", "renamed", "changed"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a statement or responsibility stands: its owner as ``kind/key``, and the key of the part before it.

    ``after`` is None for the first. Where a part goes to, it holds when every part that comes is in its place.
    """

    owner: str
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A statement or responsibility, with its place."""

    part: Statement | Responsibility
    place: Place


@dataclass(frozen=True, slots=True)
class Change:
    """One thing or part that came or went, or one of its own fields that is another now.

    ``field`` is None for what is added or removed; ``new`` or ``old`` is then the frozen value without its parts, which
    are changes of their own, or a ``Placed``. Else they are the values of the field: those of the value itself, a
    ``Place``, or for a list of parts that was reordered their keys. A slug or name is renamed, all else is changed.
    """

    kind: NounKind
    key: str
    verb: Verb
    field: str | None = None
    old: Any = None
    new: Any = None
