"""What an edition remembers of those before it, and which lint findings its owner has accepted."""

from dataclasses import dataclass

from app.framework.trace import arrange
from app.kit.text import Line, Name


@dataclass(frozen=True, slots=True, kw_only=True)
class Retirement:
    """A thing that earlier editions had: its kind, key and last name, why it went, and the keys that replace it."""

    kind: str
    key: str
    name: Name
    reason: Line | None = None
    replaced_by: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        arrange(self, replaced_by=tuple(sorted(self.replaced_by)))


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Waiver:
    """A lint finding that the owner accepts: the rule, the place (JSON Pointer into the content), the reason."""

    rule: Name
    place: Line
    reason: Line
