"""Names that are nearly the same: which ones, without comparing each with each."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

_BETWEEN = re.compile(r"[\s\-–—/_,.:;()\[\]'’\u2018“”\"]+")
#: Words of so few letters and all numbers must be the same: C is not R, and Level 1 is not Level 2.
_SHORT = 3
#: Of a block no more than the last names are looked at, so that a thousand names that start alike cost no minutes; in
#: lists by name these are the nearest. No block of ESCO's 13,939 skills has more than 35.
_LOOKED_AT = 300
_Signature = tuple[str, ...]
_Block = dict[str, list[tuple[int, str]]]


@dataclass(frozen=True, slots=True)
class _Folded:
    """A name as it is compared: ``words`` joined by blanks, ``ordered`` by alphabet; ``firm`` may not differ at all."""

    words: str
    ordered: str
    firm: _Signature


def _folded(name: str) -> _Folded:
    words = [word for word in _BETWEEN.split(name.casefold().replace("&", " and ")) if word]
    firm = tuple(word for word in words if len(word) <= _SHORT or not word.isalpha())
    return _Folded(" ".join(words), " ".join(sorted(words)), firm)


def _slips(length: int) -> int:
    """How many letters may differ, be left out or be too many in names of so many characters."""
    return 0 if length < 8 else 1 if length < 20 else 2


def near_duplicates(names: Sequence[str]) -> Iterator[tuple[int, int]]:
    """For each name that is nearly one before it, its position and that of the nearest such one.

    Nearly the same: the same words in any order, case and punctuation; or all but one letter, from 20 characters on
    all but two. Names are put into blocks by what such a pair has in common (two slips leave one of three parts of a
    name untouched), so that rapidfuzz sees a few candidates and not all.
    """
    anagrams: dict[str, int] = {}
    blocks = _Blocks()
    for number, name in enumerate(names):
        folded = _folded(name)
        if not folded.words:  # nothing but punctuation
            continue
        first = anagrams.setdefault(folded.ordered, number)
        nearest = first if first != number else blocks.nearest(folded)
        if nearest is not None:
            yield number, nearest
        if first == number:
            blocks.add(number, folded)


@dataclass(frozen=True, slots=True)
class _Blocks:
    """Names by firm words and length; there, for each of their parts, by what it says."""

    held: dict[tuple[_Signature, int], list[_Block]] = field(default_factory=dict)

    def add(self, number: int, folded: _Folded) -> None:
        words = folded.words
        parts = _parts(len(words))
        blocks = self.held.setdefault((folded.firm, len(words)), [defaultdict(list) for _ in parts])
        for block, (start, end) in zip(blocks, parts, strict=True):
            block[words[start:end]].append((number, words))

    def nearest(self, folded: _Folded) -> int | None:
        """The one with the fewest slips between, the first of several."""
        from rapidfuzz.distance import Levenshtein  # noqa: PLC0415  # most processes never lint: they start without it
        from rapidfuzz.process import extract_iter  # noqa: PLC0415  # as above

        slips = _slips(len(folded.words))
        candidates = self._candidates(folded, slips) if slips else {}
        near = extract_iter(folded.words, candidates, scorer=Levenshtein.distance, score_cutoff=slips)
        fitting = [(apart, number) for words, apart, number in near if apart <= _slips(len(words))]
        return min(fitting)[1] if fitting else None

    def _candidates(self, folded: _Folded, slips: int) -> dict[int, str]:
        words, found = folded.words, dict[int, str]()
        for length in range(len(words) - slips, len(words) + slips + 1):
            for block, (start, end) in zip(self.held.get((folded.firm, length), ()), _parts(length), strict=False):
                # A slip before the part moves it.
                for at in range(max(0, start - slips), start + slips + 1):
                    if held := block.get(words[at : at + end - start]):
                        found.update(held[-_LOOKED_AT:])
        return found


@cache
def _parts(length: int) -> tuple[tuple[int, int], ...]:
    """Where the parts of a text start and end: one more than slips are allowed, so that one of them has none."""
    count = _slips(length) + 1
    return tuple((length * at // count, length * (at + 1) // count) for at in range(count))
