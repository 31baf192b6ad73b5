"""The laws of changes, over any two editions of one framework."""

import json
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from app.framework.apply import apply
from app.framework.diff import diff
from app.framework.edition import Edition
from app.framework.plain import plain, read_change
from tests.edits import pairs
from tests.strategies import editions

Pair = tuple[Edition, Edition]


@given(editions())
def test_an_edition_differs_in_nothing_from_itself(edition: Edition) -> None:
    assert diff(edition, edition) == ()


@settings(max_examples=400)
@given(pairs())
def test_what_differs_applied_to_the_one_gives_the_other(pair: Pair) -> None:
    a, b = pair
    assert apply(diff(a, b), a) == b
    assert apply(diff(b, a), b) == a


@given(editions(), editions())
def test_even_of_two_frameworks(a: Edition, b: Edition) -> None:
    assert apply(diff(a, b), a) == b


@given(pairs(), st.randoms(use_true_random=False))
def test_the_order_in_which_changes_are_told_does_not_matter(pair: Pair, chance: random.Random) -> None:
    a, b = pair
    changes = list(diff(a, b))
    chance.shuffle(changes)
    assert apply(changes, a) == b


@given(pairs())
def test_changes_go_through_json(pair: Pair) -> None:
    for change in diff(*pair):
        assert read_change(json.loads(json.dumps(plain(change)))) == change
