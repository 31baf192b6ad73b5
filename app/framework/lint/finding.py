"""What lint finds, and the rules by which it looks."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from app.framework.lint.subject import Steps, Subject

Severity = Literal["error", "warning"]
_MOST = 90  # characters of a text that a message shows


@dataclass(frozen=True, slots=True)
class Found:
    """Something that a rule complains about: where, of which thing or part, and what is wrong in a sentence."""

    steps: Steps
    kind: str
    key: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule: an ``error`` stops a publish, a ``warning`` does not. ``why`` it matters and ``do``, what to do about it.

    ``check`` finds what breaks it, in the document's order and at most once at each place; the rule about waivers has
    none, for it looks at what the others found.
    """

    slug: str
    severity: Severity
    title: str
    why: str
    do: str
    check: Callable[[Subject], Iterator[Found]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A broken rule. ``place`` is a JSON Pointer into the native document; ``waived`` why its owner accepts it."""

    rule: str
    severity: Severity
    place: str
    kind: str
    key: str
    message: str
    waived: str | None = None

    @property
    def open(self) -> bool:
        """Whether nobody has accepted it."""
        return self.waived is None


def finding(rule: Rule, found: Found) -> Finding:
    """What a rule found, as it is told. Slugs, field names and numbers need no escape in a pointer."""
    return Finding(
        rule=rule.slug,
        severity=rule.severity,
        place="".join(f"/{step}" for step in found.steps),
        kind=found.kind,
        key=found.key,
        message=found.message,
    )


def quoted(text: str) -> str:
    """A name or text as messages show it: in quotes, and cut where it is long."""
    return f"'{text if len(text) <= _MOST else text[: _MOST - 1].rstrip() + '…'}'"
