"""How far courses lead is what trying every order of them finds."""

from collections.abc import Iterator
from itertools import pairwise, permutations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.framework.coverage import OUTCOMES
from app.framework.reach import Lead, Reach, duration, reach
from tests.framework.offers import HEIGHTS, Said, offer, offers, ranks, said

COURSES = st.lists(said(), max_size=5)


def reach_of(courses: list[Said], height: int) -> Reach:
    return reach(offers(courses), ranks(height))


def numbers(leads: tuple[Lead, ...]) -> list[int]:
    return [lead.offer.listing.number for lead in leads]


def leading(courses: list[Said], height: int) -> dict[int, Said]:
    """The courses that lead from a level of the scale, or from nothing, to a higher one; by number."""
    return {
        number: (low, high, minutes) for number, (low, high, minutes) in enumerate(courses, 1) if low < high <= height
    }


def ways(courses: list[Said], height: int) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Every order of courses that can be taken so, from nothing, and the rank to which it leads."""
    usable = leading(courses, height)
    for length in range(len(usable) + 1):
        for order in permutations(usable, length):
            held = 0
            for number in order:
                low, high, _ = usable[number]
                if low > held:
                    break
                held = max(held, high)
            else:
                yield held, order


def cost(courses: list[Said], order: tuple[int, ...]) -> tuple[int, int, int, tuple[int, ...]]:
    minutes = [courses[number - 1][2] for number in order]
    return (minutes.count(None), sum(each or 0 for each in minutes), len(order), order)


@given(COURSES, HEIGHTS)
def test_no_order_of_courses_leads_further_nor_cheaper_to_any_rank(courses: list[Said], height: int) -> None:
    found, tried = reach_of(courses, height), list(ways(courses, height))
    assert found.reached == max(held for held, _ in tried)
    for rank in range(1, found.reached + 1):
        cheapest = min(cost(courses, order) for held, order in tried if held >= rank)
        assert numbers(found.chain(rank)) == list(cheapest[-1])


@given(COURSES, HEIGHTS)
def test_each_course_of_a_chain_starts_where_those_before_it_lead_or_below_and_leads_above(
    courses: list[Said], height: int
) -> None:
    found = reach_of(courses, height)
    for required in range(1, height + 1):
        held = 0
        for lead in found.chain(required):
            assert lead.high is not None
            assert lead.low <= held < lead.high
            held = lead.high
        assert held >= min(required, found.reached)


@given(COURSES, HEIGHTS)
def test_there_is_a_whole_chain_where_there_is_no_hole_and_nowhere_else(courses: list[Said], height: int) -> None:
    found = reach_of(courses, height)
    for required in range(1, height + 1):
        whole = found.reached >= required
        assert (found.holes(required) == []) == whole == (found.outcome(required) == "covered")


@given(COURSES, HEIGHTS)
def test_holes_are_the_steps_that_no_course_covers_in_as_few_stretches_as_can_be(
    courses: list[Said], height: int
) -> None:
    found, usable = reach_of(courses, height), leading(courses, height).values()
    for required in range(1, height + 1):
        holes = found.holes(required)
        bare = [step for step in range(1, required + 1) if not any(low < step <= high for low, high, _ in usable)]
        assert [step for low, high in holes for step in range(low + 1, high + 1)] == bare
        assert all(before[1] < after[0] for before, after in pairwise(holes))
        assert (found.outcome(required) == "uncovered") == (len(bare) == required)


@given(COURSES, said(), HEIGHTS)
def test_one_more_course_never_makes_anything_worse(courses: list[Said], more: Said, height: int) -> None:
    before, after = reach_of(courses, height), reach_of([*courses, more], height)
    assert after.reached >= before.reached
    for required in range(height + 1):
        # The outcomes stand from the best to the worst.
        assert OUTCOMES.index(after.outcome(required)) <= OUTCOMES.index(before.outcome(required))
        assert len(after.helping(required)) >= len(before.helping(required))


@given(COURSES, HEIGHTS, st.randoms(use_true_random=False))
def test_the_order_in_which_courses_are_told_does_not_matter(courses: list[Said], height: int, chance: Random) -> None:
    told = offers(courses)
    chance.shuffle(told)
    assert reach(told, ranks(height)) == reach_of(courses, height)


@given(COURSES, HEIGHTS)
def test_the_courses_that_help_cover_a_step_below_the_rank_and_come_cheapest_first(
    courses: list[Said], height: int
) -> None:
    found, usable = reach_of(courses, height), leading(courses, height)
    for required in range(1, height + 1):
        helping = sorted(
            (minutes is None, minutes or 0, number) for number, (low, _, minutes) in usable.items() if low < required
        )
        assert numbers(tuple(found.helping(required))) == [number for *_, number in helping]


@pytest.mark.parametrize(
    ("courses", "outcome"), [([], "uncovered"), ([(0, 0, None)], "covered"), ([(3, 4, 1)], "covered")]
)
def test_where_no_mastery_is_stated_any_course_on_the_skill_will_do(courses: list[Said], outcome: str) -> None:
    found = reach_of(courses, 4)
    assert found.outcome(0) == outcome
    assert (found.holes(0), found.chain(0)) == ([], ())
    assert len(found.helping(0)) == len(courses)


def test_a_skill_without_a_scale_is_reached_by_whatever_is_about_it() -> None:
    found = reach([offer(1, 1, 2)], {})
    assert (found.outcome(0), found.reached, found.covered) == ("covered", 0, ())


def test_a_course_that_starts_or_ends_at_a_level_unknown_to_the_scale_leads_nowhere() -> None:
    assert reach_of([(0, 5, 1), (5, 4, 1)], 4).covered == ()


def test_courses_that_do_not_say_how_long_they_take_are_the_last_choice() -> None:
    known, unknown = (0, 1, 1000), (0, 1, None)
    assert numbers(reach_of([unknown, known], 1).chain(1)) == [2]
    assert duration(reach_of([unknown, (1, 2, 30)], 2).chain(2)) == (30, 1)
