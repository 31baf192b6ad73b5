"""What is kept of how far courses lead is what would be worked out anew, whatever changed meanwhile."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine

from app.framework.offered import Listing, Offer, Offered, Provider
from app.learning.offers import Offers
from app.learning.reaching import HELD, Reaches, Reaching
from tests.framework.offers import offer
from tests.learning.classroom import LEADING, MASTER, NOVICE, PRUNING, SKILLED
from tests.worlds import garden

GARDEN = garden().edition
LEVELS = [None, NOVICE, SKILLED, MASTER, "gone"]
SKILLS = {"cutting": PRUNING, "leading-a-crew": LEADING}
PROVIDERS = [Provider("school", "School"), Provider("academy", "Academy")]
LEVEL = st.sampled_from(LEVELS)
#: What a course teaches of each skill, from where to where.
TAUGHT = st.dictionaries(st.sampled_from(list(SKILLS.values())), st.tuples(LEVEL, LEVEL), max_size=2)
#: Rounds of changes: what some courses teach from then on; nothing is a course that is gone.
ROUNDS = st.lists(st.dictionaries(st.integers(1, 4), TAUGHT, max_size=3), max_size=5)


def offers(number: int, taught: dict[str, tuple[str | None, str | None]]) -> tuple[Offer, ...]:
    listing: Listing = replace(offer(number).listing, provider=PROVIDERS[number % 2])
    return tuple(
        replace(offer(number, skill=skill), listing=listing, from_level=low, to_level=high)
        for skill, (low, high) in taught.items()
    )


@given(ROUNDS, st.sampled_from([None, "school", "academy", "nobody"]))
def test_what_is_kept_through_changes_is_what_is_worked_out_anew(
    rounds: list[dict[int, dict[str, tuple[str | None, str | None]]]], provider: str | None
) -> None:
    offered = Offered()
    kept = Reaches(GARDEN, offered, provider)
    for moment, changed in enumerate(rounds, 1):
        offered = offered.changed(moment, {number: offers(number, taught) for number, taught in changed.items()})
        kept, anew = kept.later(offered), Reaches(GARDEN, offered, provider)
        assert {skill: kept.of(skill) for skill in SKILLS} == {skill: anew.of(skill) for skill in SKILLS}
        assert kept.whole == anew.whole
        assert kept.unneeded == anew.unneeded


@given(ROUNDS)
def test_the_courses_of_one_provider_never_cover_more_than_those_of_all(
    rounds: list[dict[int, dict[str, tuple[str | None, str | None]]]],
) -> None:
    offered = Offered()
    for moment, changed in enumerate(rounds, 1):
        offered = offered.changed(moment, {number: offers(number, taught) for number, taught in changed.items()})
    every, one = (Reaches(GARDEN, offered, provider) for provider in (None, "school"))
    better = {"covered": 2, "partly": 1, "uncovered": 0}
    pairs = zip(every.whole.outcomes, one.whole.outcomes, strict=True)
    assert all(better[all_together] >= better[alone] for all_together, alone in pairs)


def test_the_skills_of_unchanged_courses_are_not_worked_out_again() -> None:
    first = Offered().changed(1, {1: offers(1, {PRUNING: (None, NOVICE)}), 2: offers(2, {LEADING: (None, None)})})
    kept = Reaches(GARDEN, first, None)
    before = {skill: kept.of(skill) for skill in SKILLS}
    kept = kept.later(first.changed(2, {2: offers(2, {LEADING: (None, SKILLED)})}))
    assert kept.of("cutting") is before["cutting"]
    assert kept.of("leading-a-crew") is not before["leading-a-crew"]


class Still(Offers):
    """Offers that come from no database."""

    def __init__(self) -> None:
        super().__init__(create_engine("sqlite://"))
        self.now = Offered()

    def current(self) -> Offered:
        return self.now


def test_the_last_that_were_asked_for_are_kept_and_no_more() -> None:
    reaching = Reaching(Still())
    first = reaching.current(GARDEN)
    for number in range(HELD - 1):
        reaching.current(GARDEN, f"provider-{number}")
    assert reaching.current(GARDEN) is first
    for number in range(HELD):
        reaching.current(GARDEN, f"provider-{number}")
    assert reaching.current(GARDEN) is not first


def test_editions_of_the_same_content_are_kept_apart() -> None:
    reaching = Reaching(Still())
    assert reaching.current(GARDEN) is reaching.current(GARDEN)
    assert reaching.current(replace(GARDEN)) is not reaching.current(GARDEN)


def test_many_who_ask_at_once_while_courses_change_are_all_told_what_is_so() -> None:
    still = Still()
    reaching = Reaching(still)
    moments = [
        Offered().changed(moment, {1: offers(1, {PRUNING: (None, level)})})
        for moment, level in enumerate([NOVICE, SKILLED, MASTER] * 20, 1)
    ]

    def ask(moment: int) -> tuple[Offered, int]:
        still.now = moments[moment]
        found = reaching.current(GARDEN)
        return found.offered, found.of("cutting").reached

    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(ask, range(len(moments))))
    for offered, reached in told:
        assert reached == LEVELS.index(offered.teaching(PRUNING)[0].to_level)
