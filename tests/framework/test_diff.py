"""The laws of changes, over any two editions of one framework."""

import json
import random
from collections import Counter
from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from app.authoring.seeding import seeds
from app.exchange import native
from app.framework.apply import Misfit, apply
from app.framework.change import summary
from app.framework.diff import diff
from app.framework.edition import BrokenEdition, Edition
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


@given(pairs())
def test_no_change_can_be_left_out(pair: Pair) -> None:
    a, b = pair
    changes = diff(a, b)
    for at in range(len(changes)):
        with suppress(Misfit, BrokenEdition):
            assert apply(changes[:at] + changes[at + 1 :], a) != b


@given(pairs())
def test_nothing_is_told_twice_and_nothing_of_what_is_new_or_gone(pair: Pair) -> None:
    changes = diff(*pair)
    fields = Counter((one.kind, one.key, one.field) for one in changes)
    assert max(fields.values(), default=1) == 1
    whole = {(one.kind, one.key) for one in changes if one.field is None}
    assert not whole & {(one.kind, one.key) for one in changes if one.field}


def test_the_laws_hold_between_the_editions_of_the_seed() -> None:
    first, *_, last = (native.parse(seed.path.read_bytes(), seed.path.name).edition for seed in seeds())
    changes = diff(first, last)
    assert apply(changes, first) == last
    assert apply(diff(last, first), last) == first
    assert summary(changes)["skills"]["renamed"] == 1
