"""Nearly the same names are found in blocks as they would be by comparing each with each."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from app.framework.lint.alike import _folded, _slips, near_duplicates


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Data modelling", "Data modeling"),
        ("Data modelling", "data-modelling"),
        ("Research & design", "Research and design"),
        ("Change management", "Management, change"),
        ("Stakeholder management", "Stakholder managment"),
        ("Testing", "TESTING."),
    ],
)
def test_these_are_nearly_the_same(one: str, other: str) -> None:
    assert list(near_duplicates([one, other])) == [(1, 0)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("C", "C++"),
        ("Programming in C", "Programming in R"),
        ("Programme level 1", "Programme level 2"),
        ("Java", "Lava"),
        ("Data modelling", "Data cleaning"),
        ("Agile working", "Agile working (content design)"),
        ("品質管理", "品質保証"),
        ("--", "!!"),
    ],
)
def test_these_are_not(one: str, other: str) -> None:
    assert list(near_duplicates([one, other])) == []


def test_the_nearest_of_several_is_told() -> None:
    names = ["Stakeholder management", "Stakeholder managements", "Stakeholder manegements"]
    assert list(near_duplicates(names)) == [(1, 0), (2, 1)]


@given(st.lists(st.text("abcdé ", min_size=5, max_size=24).map(str.strip).filter(bool), max_size=30))
def test_blocks_lose_nothing(names: list[str]) -> None:
    folded = [_folded(name) for name in names]
    alike = set()
    for at, one in enumerate(folded):
        for other in folded[:at]:
            slips = min(_slips(len(one.words)), _slips(len(other.words)))
            near = one.firm == other.firm and Levenshtein.distance(one.words, other.words) <= slips
            if one.words and (near or one.ordered == other.ordered):
                alike.add(at)
    assert {at for at, _ in near_duplicates(names)} == alike


def test_names_that_start_alike_by_the_thousand_take_seconds_not_minutes() -> None:
    letters = "abcdefghij"
    names = [
        f"manage the production of quality {a}{b}{c}{d}xy"
        for a in letters
        for b in letters
        for c in letters
        for d in letters
    ]
    start = time.process_time()
    assert len(list(near_duplicates(names))) > 5_000
    assert time.process_time() - start < 10
