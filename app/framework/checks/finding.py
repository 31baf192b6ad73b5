"""One broken rule and its place."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """``field`` of the thing or part ``kind`` ``key`` breaks a rule; ``message`` ends the sentence."""

    kind: str
    key: str
    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.kind.replace('_', ' ')} {self.key!r}: {self.field} {self.message}"
