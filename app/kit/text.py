"""What text may look like: one rule a kind of text, said in the type and checked from there.

A rule rides on a type as ``Annotated[str, Rule]``; :func:`fault` says what is wrong with a text, or None.
Lengths are in characters (code points). Refusing is all this module does; nothing is mended here.
"""

import re
from dataclasses import dataclass, replace
from typing import Annotated
from unicodedata import is_normalized

# Control characters (C0, C1), lone surrogates, and the characters that break or hide text: line and paragraph
# separators, spaces other than U+0020, zero-width characters and the marks that reverse direction. U+200C and U+200D
# stay allowed: Persian, Indic scripts and emoji need them.
SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
HIDDEN = (
    "\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\u2800\u3164\ufeff\uffa0\ufffe\uffff"
)
_UNFIT = re.compile(f"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029{SPACES}{HIDDEN}]")
_UNFIT_IN_LINE = re.compile(f"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029{SPACES}{HIDDEN}]")


@dataclass(frozen=True, slots=True)
class Rule:
    """The bound and form of one kind of text. ``composed``: in NFC, so that two that look the same are the same."""

    most: int
    line: bool = True
    pattern: re.Pattern[str] | None = None
    form: str = ""
    composed: bool = False


def _shaped(most: int, pattern: str, form: str) -> Rule:
    return Rule(most, pattern=re.compile(pattern), form=form)


SLUG_FORM = "lower-case ASCII letters, digits and single hyphens"

Name = Annotated[str, Rule(300)]
Line = Annotated[str, Rule(2000)]
Prose = Annotated[str, Rule(20_000, line=False)]
Reason = Annotated[str, Rule(4_000, line=False)]
Slug = Annotated[str, _shaped(120, r"[a-z0-9]+(?:-[a-z0-9]+)*", SLUG_FORM)]
_UUID = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
SlugOrId = Annotated[str, _shaped(120, rf"[a-z0-9]+(?:-[a-z0-9]+)*|{_UUID}", f"a slug ({SLUG_FORM}) or an id")]
Pair = Annotated[
    str, _shaped(241, r"[a-z0-9]+(?:-[a-z0-9]+)*/[a-z0-9]+(?:-[a-z0-9]+)*", "two slugs with a slash between")
]
Url = Annotated[
    str, _shaped(2000, r"(?:https?://|mailto:)[^\s<>\"]+", "an address that starts with http, https or mailto")
]
# A host is a name of any script or an IPv6 address. A user and password before it would stand in public for ever.
_LABEL = r"(?!-)[^\s<>\"'/?#@:\[\]\\^`{|}%,;!$&()*+=~.]+"
_PORT = "(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])"
_HOST = rf"(?:(?:{_LABEL}\.)*{_LABEL}\.?|\[[0-9A-Fa-f:.]{{2,45}}\])(?::{_PORT})?"
WebUrl = Annotated[
    str,
    _shaped(
        2000,
        rf"https?://{_HOST}(?:[/?#][^\s<>\"]*)?",
        "an address that starts with http:// or https:// and a host, without user or password",
    ),
]
Uri = Annotated[str, _shaped(2000, r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"]+", "an absolute URI")]
Token = Annotated[str, _shaped(60, r"[A-Za-z0-9][A-Za-z0-9._-]*", "letters, digits, dots, underscores and hyphens")]
Version = Annotated[
    str, _shaped(64, r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", "letters, digits, dots, underscores and hyphens")
]
Word = Annotated[str, Rule(60)]
Language = Annotated[str, _shaped(35, r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*", "a BCP 47 language tag such as en-GB")]
# In an address a slash arrives as %2F (see ``kit.targets``): without percent signs there is one way to read it. What is
# no UTF-8 arrives as U+FFFD, and a path of dots never arrives.
ExternalId = Annotated[
    str,
    replace(
        _shaped(200, r"(?!\.{1,2}$)(?!bulk$)[^%\ufffd]+", "one line without %; and not '.', '..' or 'bulk'"),
        composed=True,
    ),
]


def rule_of(kind: object) -> Rule:
    """The rule that an annotated text type carries."""
    found: Rule = kind.__metadata__[0]  # type: ignore[attr-defined]
    return found


def fault(text: str, rule: Rule) -> str | None:
    """What is wrong with a text, as the end of a sentence that starts with its name; None when it is fine."""
    if not text:
        return "is empty"
    if len(text) > rule.most:
        return f"has {len(text):,} characters; at most {rule.most:,} are allowed"
    if unfit := (_UNFIT_IN_LINE if rule.line else _UNFIT).search(text):
        message = (
            f"holds the character U+{ord(unfit.group()):04X} at position {unfit.start()}, which is not allowed here"
        )
        return message + (": lines end in U+000A alone" if unfit.group() == "\r" and not rule.line else "")
    if text[0] in " \n" or text[-1] in " \n":
        return "starts or ends with a blank"
    return _misshapen(text, rule)


def _misshapen(text: str, rule: Rule) -> str | None:
    if rule.pattern and not rule.pattern.fullmatch(text):
        return f"must be {rule.form}"
    if rule.composed and not is_normalized("NFC", text):
        return "is not in Unicode's composed form (NFC): two ids that look the same would be two courses"
    return None
