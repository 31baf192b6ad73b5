"""JSON, strictly: no field twice, no number but whole ones, no lone surrogates, no depth that hurts."""

import json
import re
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any

MOST_DEEP = 32
_MOST_DIGITS = 18  # what fits into 64 bits, whatever the sign
_MOST_SHOWN = 40  # characters of what a message repeats

#: Field names and list positions from the top of a document.
Steps = tuple[str | int, ...]

# The closing quote is optional and nothing is given back, so that an unfinished string costs one pass, not many.
_STRING = re.compile(r'"(?:[^"\\]|\\.)*+"?', re.DOTALL)
_NO_BRACKET = re.compile(r"[^\[\]{}]+")
_TURNS = bytes.maketrans(b"[{]}", b"\x01\x01\xff\xff")
_SURROGATE_ESCAPE = re.compile(r"\\u[dD][89a-fA-F]")
_SURROGATE = re.compile("[\ud800-\udfff]")


class NoJson(ValueError):
    """A text that is no JSON at all. ``place`` is a line and column; empty when it is the text as a whole."""

    def __init__(self, place: str, message: str) -> None:
        super().__init__(message)
        self.place = place
        self.message = message


class TooMuchJson(NoJson):
    """A text with more objects and lists than may be; it was not read further."""


class UnfitJson(ValueError):
    """JSON that holds what is refused: ``found`` says what, at which steps into ``plain``."""

    def __init__(self, plain: Any, found: Sequence[tuple[Steps, str]]) -> None:
        super().__init__(found[0][1])
        self.plain = plain
        self.found = found


class _Unfit:
    """Stands in the tree where something cannot stay."""

    def __init__(self, message: str) -> None:
        self.message = message


def read_json(text: str, most: int | None = None) -> Any:
    """JSON as plain data; NoJson where it is none, UnfitJson with all that is refused in it.

    TooMuchJson where it has more than ``most`` objects and lists, which is known before it is read.
    """
    _check_before(text, most)
    unfit: list[_Unfit] = []

    def refused(message: str) -> _Unfit:
        unfit.append(_Unfit(message))
        return unfit[-1]

    def fields(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        plain = dict(pairs)
        if len(plain) < len(pairs):
            times = Counter(name for name, _ in pairs)
            plain.update((name, refused("stands twice")) for name in plain if times[name] > 1)
        return plain

    def whole(digits: str) -> Any:
        return int(digits) if len(digits) <= _MOST_DIGITS else refused("is a number out of all bounds")

    def broken(number: str) -> _Unfit:
        return refused(f"is {number[:_MOST_SHOWN]}; only whole numbers are read")

    try:
        plain = json.loads(text, object_pairs_hook=fields, parse_int=whole, parse_float=broken, parse_constant=broken)
    except json.JSONDecodeError as error:
        raise NoJson(f"line {error.lineno}, column {error.colno}", f"is no JSON: {error.msg}") from None
    if (unfit or _SURROGATE_ESCAPE.search(text)) and (found := list(_refused(plain, ()))):
        raise UnfitJson(plain, found)
    return plain


def _check_before(text: str, most: int | None) -> None:
    """NoJson where that shows before it is read."""
    if text.startswith("\ufeff"):
        raise NoJson("", "starts with a byte order mark (U+FEFF); leave it out")
    brackets = _NO_BRACKET.sub("", _STRING.sub("", text))
    if most is not None and len(brackets) > 2 * most:
        raise TooMuchJson("", f"holds more than {most:,} objects and lists")
    if _depth(brackets) > MOST_DEEP:
        raise NoJson("", f"is nested more than {MOST_DEEP} levels deep")


def _depth(brackets: str) -> int:
    """How deep brackets nest, counted without descending: the parser itself recurses."""
    return max(accumulate(array("b", brackets.encode().translate(_TURNS))), default=0)


def _refused(plain: Any, at: Steps) -> Iterator[tuple[Steps, str]]:
    if isinstance(plain, _Unfit):
        yield at, plain.message
    elif isinstance(plain, dict):
        for name, value in plain.items():
            if _SURROGATE.search(name):
                yield at, "has a field whose name holds a lone surrogate"
            else:
                yield from _refused(value, (*at, name))
    elif isinstance(plain, list):
        for number, value in enumerate(plain):
            yield from _refused(value, (*at, number))
    elif isinstance(plain, str) and _SURROGATE.search(plain):
        yield at, "holds a lone surrogate"
