"""How a change note puts things: names and quotations in Markdown, lists, numbers and days in English."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence

_LINK = re.compile(r"(\[[^\[\]]*\]\((?:https?://|mailto:)[^\s()]*\))")
_SIGNS = re.compile(r"([\\`*_\[\]<>|~]|&(?=[#\w]+;))")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def plain(text: str) -> str:
    """A text in which no sign is Markdown."""
    return _SIGNS.sub(r"\\\1", text)


def bold(name: str) -> str:
    """A name that stands out."""
    return f"**{plain(name)}**"


def italic(name: str) -> str:
    """A name that keeps together: many a skill has "and" in its name, and stands in a list."""
    return f"*{plain(name)}*"


def quote(line: str) -> str:
    """A statement or the like in quotation marks; its links stay links."""
    parts = _LINK.split(line)
    return "“" + "".join(part if at % 2 else plain(part) for at, part in enumerate(parts)) + "”"


def sentence(text: str) -> str:
    """With its full stop, unless it ends in a quotation of a whole sentence."""
    return text if re.search(r"[.!?…]”?$", text) else f"{text}."


def listed(words: Iterable[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def counted(number: int, singular: str, plural: str | None = None) -> str:
    """``1 skill``, ``7 skills``."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def day(date: dt.date) -> str:
    """``22 November 2019``, whatever the locale."""
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


def nested(head: str, entries: Sequence[str]) -> list[str]:
    """A sentence that ends in a colon, with a list below it; a single entry goes on the same line."""
    if len(entries) == 1:
        return [sentence(f"{head} {entries[0]}")]
    return [head, *(f"  - {entry}" for entry in entries)]


def section(title: str, bullets: Iterable[str]) -> list[str]:
    """A heading with a list below it, as lines; nothing where the list is empty."""
    lines = [f"- {bullet}" if not bullet.startswith("  ") else bullet for bullet in bullets]
    return [title, "", *lines, ""] if lines else []


def chapter(title: str, bullets: Iterable[str], below: list[str]) -> list[str]:
    """A heading with a list and what has headings of its own; nothing where there is neither."""
    lines = section(title, bullets)
    return lines + below if lines or not below else [title, "", *below]
