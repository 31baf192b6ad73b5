"""Spaces made plain: what copying between editors leaves in text."""

import re
from collections import Counter
from dataclasses import dataclass

from app.kit.text import HIDDEN, SPACES

_EXOTIC = re.compile(f"[\u2028\u2029{SPACES}{HIDDEN}]")
_HIDDEN = re.compile(f"[{HIDDEN}]")
# A separator before a bullet stands for the line break that the bullet needs; elsewhere it is a space.
_BREAK = re.compile("[\u2028\u2029](?= ?- )")
_RUN = re.compile(r"[ \t]+")
_INDENTED_BULLET = re.compile(r" +(?=[-*•] |\d+[.)] )")


@dataclass(frozen=True, slots=True)
class Plain:
    """A text with plain spaces, which exotic characters it had, and whether it had stray blanks besides."""

    text: str
    exotic: Counter[str]
    stray: bool


def plain(text: str) -> Plain:
    """A cell's text: exotic spaces become spaces, hidden characters go, runs and ends of blanks shrink.

    Line breaks stay, and so does the indentation of a nested list.
    """
    if not (exotic := Counter(_EXOTIC.findall(text))):
        tidied = _tidied(text)
        return Plain(tidied, exotic, tidied != text)
    bare = _EXOTIC.sub("", text)
    spaced = _EXOTIC.sub(" ", _HIDDEN.sub("", _BREAK.sub("\n", text)))
    return Plain(_tidied(spaced), exotic, _tidied(bare) != bare)


def _tidied(text: str) -> str:
    return "\n".join(map(_tidied_line, text.split("\n"))).strip("\n ")


def _tidied_line(line: str) -> str:
    indent = _INDENTED_BULLET.match(line)
    return (indent.group() if indent else "") + _RUN.sub(" ", line).strip(" ")
