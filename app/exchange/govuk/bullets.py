"""The publisher's texts taken apart: prose, the lines that lead into lists, and the bullets."""

import re
from dataclasses import dataclass

_BULLET = re.compile(r"\s*(?:[-•–](?:\s+|(?=\w))|\*\s+)(.*)|\s*[-•–*]\s*")
_YOU_CAN = re.compile(r"you can\b\s*:?\s*(.*)", re.IGNORECASE)
_YOU_CAN_HEADING = re.compile(r"you can\s*(?::\s*(.*))?", re.IGNORECASE)
_EXAMPLES = re.compile(r"examples of leadership using this skill\s*:?\s*()", re.IGNORECASE)
_LEAD_IN = re.compile(r"(.*[.!?]\s)?[^.!?]*:")


@dataclass(frozen=True, slots=True)
class Levelled:
    """The statements of a skill at one level; ``unmarked`` of them stood on lines without a bullet."""

    statements: tuple[str, ...]
    unmarked: int


@dataclass(frozen=True, slots=True)
class Senior:
    """A skill's description taken apart: the prose that is left, statements, examples of leadership."""

    description: str | None
    statements: tuple[str, ...]
    examples: tuple[str, ...]


def _bullet(line: str) -> str | None:
    """A bullet's text (empty for a bare mark), None when the line is none."""
    found = _BULLET.fullmatch(line)
    return (found.group(1) or "").strip() if found else None


def statements(text: str) -> Levelled:
    """What follows "You can:"; the colon and the line break behind it may be missing."""
    found, unmarked = [], 0
    for line in text.split("\n"):
        if (bullet := _bullet(line)) is None:
            lead = _YOU_CAN.fullmatch(line)
            bullet = lead.group(1) if lead else line
            bullet = _bullet(bullet) or bullet
            unmarked += bool(bullet and not lead)
        if bullet:
            found.append(bullet)
    return Levelled(tuple(found), unmarked)


def duties(text: str) -> tuple[str | None, tuple[str, ...]]:
    """A role level's summary (all prose but the line that leads into the bullets) and its bullets."""
    prose: list[str] = []
    found: list[str] = []
    listing = False
    for line in text.split("\n"):
        if (bullet := _bullet(line)) is None:
            prose.append(line)
            listing = listing and not line
            continue
        if not listing:
            _drop_lead_in(prose)
            prose.append("")
        listing = True
        if bullet:
            found.append(bullet)
    return _joined(prose), tuple(found)


def _drop_lead_in(prose: list[str]) -> None:
    """Take the lead-in off the end of the prose; a sentence before it on the same line stays."""
    last = next((at for at in range(len(prose) - 1, -1, -1) if prose[at]), None)
    if last is not None and (lead := _LEAD_IN.fullmatch(prose[last])):
        prose[last] = (lead.group(1) or "").strip()


def senior(text: str) -> Senior:
    """The description of a skill; one without the two headings stays as it is."""
    prose: list[str] = []
    found: dict[str, list[str]] = {"can": [], "example": []}
    section = None
    for line in text.split("\n"):
        if heading := _YOU_CAN_HEADING.fullmatch(line):
            section = "can"
        elif heading := _EXAMPLES.fullmatch(line):
            section = "example"
        bullet = heading.group(1) if heading else _bullet(line)
        if section is None or (bullet is None and not heading and line):
            section = None
            prose.append(line)
        elif bullet:
            found[section].append(bullet)
    return Senior(_joined(prose), tuple(found["can"]), tuple(found["example"]))


def _joined(lines: list[str]) -> str | None:
    """Prose lines as text, with one blank line at most between paragraphs; None when nothing is left."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() or None
