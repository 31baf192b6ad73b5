"""What is offered follows the courses, however they change."""

from hypothesis import given
from hypothesis import strategies as st

from app.framework.offered import Offer, Offered
from tests.framework.offers import offer

SKILLS = st.sets(st.sampled_from(["pruning", "digging", "leading"]))
#: Rounds of changes: the skills that some courses teach from then on; none is a course that is gone.
ROUNDS = st.lists(st.dictionaries(st.integers(1, 5), SKILLS, max_size=4), max_size=6)


def offers(number: int, skills: set[str], moment: int) -> tuple[Offer, ...]:
    return tuple(offer(number, minutes=moment, skill=each) for each in sorted(skills))


@given(ROUNDS)
def test_changes_one_after_the_other_lead_where_all_at_once_lead(rounds: list[dict[int, set[str]]]) -> None:
    held, last = Offered(), dict[int, tuple[Offer, ...]]()
    for moment, changed in enumerate(rounds, 1):
        touched = {number: offers(number, skills, moment) for number, skills in changed.items()}
        before = {skill: held.teaching(skill) for skill in held.skills()}
        now, last = held.changed(moment, touched), last | touched
        assert {skill: held.teaching(skill) for skill in held.skills()} == before  # who holds it, holds it still
        held = now
    assert held == Offered().changed(len(rounds), last)
    assert set(held.by_course) == {number for number, each in last.items() if each}
    for skill in held.skills():
        numbers = [offer.listing.number for offer in held.teaching(skill)]
        assert numbers == sorted(number for number, each in last.items() if any(one.skill == skill for one in each))
        assert numbers
