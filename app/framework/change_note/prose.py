"""How a change note quotes descriptions: whole where they are short, else their first sentences or words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

#: The longest text that is quoted whole, in characters.
MOST_QUOTED = 400
_LIST = re.compile(r"\s*([-*+]|\d+[.)])\s")
_SENTENCE_ENDS = re.compile(r"[.!?…][”’\")]?(?=\s)")
_WORD_ENDS = re.compile(r"(?<=\w)(?=\s)")
_PAIRS = (("[", "]"), ("(", ")"))
_TWICE = "*_`"


@dataclass(frozen=True, slots=True)
class Opening:
    """How a text begins, in one line of Markdown; ``whole`` where that is all of it. It may be empty."""

    text: str
    whole: bool

    def told(self, all_of_it: str, beginning: str, nothing: str) -> str:
        """One of three phrases, the first two with the quotation behind them."""
        if not self.text:
            return f"{nothing}."
        return f"{all_of_it} “{self.text}”" if self.whole else f"{beginning} “{self.text} …”"


def opening(text: str) -> Opening:
    """The text, or its first paragraph up to a list in it, cut where that is too long to be quoted."""
    lines = text.strip().splitlines()
    first = list(takewhile(lambda line: line.strip() and not _LIST.match(line), lines))
    joined = " ".join(line.strip().removesuffix("\\") for line in first)
    cut = joined if len(joined) <= MOST_QUOTED else next(_cuts(joined), "")
    # Whatever looks like HTML is text.
    return Opening(cut.replace("<", "&lt;"), whole=len(first) == len(lines) and cut == joined)


def now_reads(text: str) -> str:
    """What follows the name of a text that is another now."""
    return opening(text).told("now reads:", "now begins:", "is another, not quoted here")


def _cuts(text: str) -> Iterator[str]:
    """Beginnings that can stand alone, the best first."""
    for ends in (_SENTENCE_ENDS, _WORD_ENDS):
        for found in reversed([end.end() for end in ends.finditer(text, 0, MOST_QUOTED)]):
            if _is_closed(text[:found]):
                yield text[:found]


def _is_closed(text: str) -> bool:
    """Whether no link, emphasis or the like is open at the end."""
    return all(text.count(start) == text.count(end) for start, end in _PAIRS) and not any(
        text.count(sign) % 2 for sign in _TWICE
    )
