"""Which courses lead on from where a person stands."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from app.framework.bridge import bridge
from app.framework.reach import reach
from tests.framework.offers import HEIGHTS, Said, offers, ranks, said

COURSES = st.lists(said(), max_size=6)


def bridging(courses: Sequence[Said], height: int, held: int) -> list[int]:
    return [lead.offer.listing.number for lead in bridge(reach(offers(courses), ranks(height)).leads, held)]


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
