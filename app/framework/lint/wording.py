"""Rules about single texts: marks left over from writing, links that lead nowhere, sentences cut off."""

import re
from collections.abc import Iterator

from app.framework.lint.finding import Found, quoted
from app.framework.lint.marks import MARK, MOST_END, OPEN_END, OPEN_SIGN
from app.framework.lint.subject import Subject, Text

_HOLDS = re.compile(MARK)
_IS = re.compile(rf"\W*(?:[Tt]his (?:[\w-]+ ){{1,4}}is (?:currently )?)?{MARK}(?:\W+{MARK})*\W*")
_MOST_PLACEHOLDER = 120


def _marked(subject: Subject) -> Iterator[tuple[Text, str, bool]]:
    """Texts with a mark, the mark, and whether there is nothing else in the text."""
    for text in subject.suspects:
        if found := _HOLDS.search(text.words):
            yield text, found.group(), len(text.words) <= _MOST_PLACEHOLDER and bool(_IS.fullmatch(text.words))


def placeholders(subject: Subject) -> Iterator[Found]:
    """Texts that are nothing but a leftover mark."""
    for text, _, whole in _marked(subject):
        if whole:
            message = f"The {_what(text)} {quoted(text.words)} only says that a text is still to come."
            yield Found(text.steps, text.kind, text.key, message)


def leftover_marks(subject: Subject) -> Iterator[Found]:
    """Texts with a leftover mark somewhere in them."""
    for text, mark, whole in _marked(subject):
        if not whole:
            message = f"The {_what(text)} {quoted(text.words)} holds the leftover mark '{mark}'."
            yield Found(text.steps, text.kind, text.key, message)


#: As CommonMark has it, with brackets in brackets once. The bounds keep a text of nothing but brackets cheap.
_SHOWN = r"(?:[^\[\]]|\[[^\[\]]{0,200}\]){0,400}"
_LINK = re.compile(rf"\[(?P<shown>{_SHOWN})\]\((?P<address>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?: +\"[^\"]*\")?\)")
_ADDRESS = re.compile(r"https?://[^\s/]+\S*|mailto:[^\s@]+@\S+")


def broken_links(subject: Subject) -> Iterator[Found]:
    """Inline links without words, to no http, https or mailto address, or not written to their end."""
    for text in subject.suspects:
        if "](" in text.words and not text.is_name and (fault := _link_fault(text.words)):
            yield Found(text.steps, text.kind, text.key, f"The {_what(text)} {quoted(text.words)} {fault}.")


def _link_fault(words: str) -> str | None:
    for link in _LINK.finditer(words):
        if not link["shown"].strip():
            return f"holds a link to '{link['address'][:100]}' that shows no words"
        if not _ADDRESS.fullmatch(link["address"]):
            return f"holds a link to '{link['address'][:100]}', which is no http, https or mailto address"
    rest = _LINK.sub("", words).partition("](")
    return f"holds a link that is not written to its end: '{(rest[1] + rest[2])[:60]}'" if rest[1] else None


def cut_off_texts(subject: Subject) -> Iterator[Found]:
    """Statements and descriptions that stop in the middle: at a comma, an "and", or before a bracket is closed."""
    english = subject.content.framework.language.lower().partition("-")[0] == "en"
    end = OPEN_END if english else OPEN_SIGN
    for text in subject.suspects:
        words = text.words
        if text.is_name:
            continue
        if found := end.search(words[-MOST_END:]):
            fault = f"ends with '{found.group().strip()}'"
        elif words.count("(") > words.count(")"):
            fault = "opens a bracket that it does not close"
        else:
            continue
        yield Found(text.steps, text.kind, text.key, f"The {_what(text)} {quoted('…' + words[-60:])} {fault}.")


def _what(text: Text) -> str:
    """A text in words: ``name of the skill``, ``statement``."""
    kind = text.kind.replace("_", " ")
    if kind in ("statement", "responsibility"):
        return kind
    field = text.steps[-1] if isinstance(text.steps[-1], str) else "alternative name"
    return f"{field} of the {kind}"
