"""Which courses lead on from where a person stands."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from app.framework.bridge import bridge
from app.framework.reach import reach
from tests.framework.offers import HEIGHTS, Said, offers, ranks, said

COURSES = st.lists(said(), max_size=6)


def bridging(courses: Sequence[Said], height: int, held: int, needed: int = 4, most: int = 20) -> list[int]:
    found = bridge(reach(offers(courses), ranks(height)).leads, held, needed, most)
    assert len(found.best) == min(most, found.total)
    return [lead.offer.listing.number for lead in found.best]


@given(COURSES, HEIGHTS, st.data())
def test_a_course_bridges_where_it_starts_no_higher_and_leads_on(
    courses: list[Said], height: int, data: st.DataObject
) -> None:
    held = data.draw(st.integers(0, height))
    fitting = [
        number
        for number, (low, high, _) in enumerate(courses, 1)
        if low <= held and (high == 0 or held < high <= height)
    ]
    assert sorted(bridging(courses, height, held)) == fitting


def test_a_course_of_a_level_that_the_scale_does_not_have_fits_nobody() -> None:
    courses = [(0, 3, None), (3, 0, None), (3, 4, None), (1, 3, None)]
    assert [bridging(courses, 2, held) for held in (0, 1, 2)] == [[], [], []]


def test_a_course_whose_levels_were_turned_round_leads_nowhere() -> None:
    assert [bridging([(2, 1, None)], 3, held) for held in range(4)] == [[], [], [], []]


WAYS: list[Said] = [
    (0, 1, 1), (0, 0, 1), (0, 3, None), (0, 2, 9), (0, 4, 9), (0, 0, None), (0, 3, 5), (0, 2, None),
]  # fmt: skip


def test_what_leads_the_whole_way_comes_first_then_a_part_then_what_says_no_level() -> None:
    assert bridging(WAYS, 4, 0, needed=3) == [7, 5, 3, 1, 4, 8, 2, 6]
    assert bridging(WAYS, 4, 0, needed=1) == [1, 7, 4, 5, 3, 8, 2, 6]
    assert bridging(WAYS, 4, 2, needed=4) == [5, 7, 3, 2, 6]


def test_where_no_mastery_is_needed_the_cheapest_comes_first() -> None:
    assert bridging(WAYS, 4, 0, needed=0) == [1, 2, 7, 4, 5, 3, 6, 8]


def test_only_the_best_are_named_and_all_are_counted() -> None:
    leads = reach(offers(WAYS), ranks(4)).leads
    found = bridge(leads, 0, 3, 2)
    assert [lead.offer.listing.number for lead in found.best] == [7, 5]
    assert found.total == len(WAYS)
