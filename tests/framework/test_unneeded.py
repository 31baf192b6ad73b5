from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.framework.coverage import needs_of, survey
from app.framework.edition import Edition
from app.framework.reach import reach
from app.framework.unneeded import unneeded
from tests.authoring.gardens import SOIL
from tests.framework.offers import Said, offers, ranks, said
from tests.worlds import garden

GARDEN = garden().edition
RANKS = ranks(3)


def numbers(edition: Edition, skill: str, courses: list[Said]) -> list[tuple[int, str, int]]:
    found = unneeded(edition, edition.lookup.skills[skill], offers(courses), RANKS)
    return [(each.offer.listing.number, each.why, each.highest) for each in found]


def test_every_course_on_a_skill_that_no_role_level_needs_is_unneeded() -> None:
    edition = replace(GARDEN, skills=(*GARDEN.skills, SOIL))
    assert numbers(edition, "soil", [(0, 1, None), (0, 0, None)]) == [(1, "skill", 0), (2, "skill", 0)]


def test_a_course_that_starts_where_nobody_needs_more_is_unneeded() -> None:
    # Head gardeners need pruning at the second level of three.
    assert numbers(GARDEN, "cutting", [(1, 3, None), (2, 3, None), (3, 0, None), (0, 0, None)]) == [
        (2, "level", 2),
        (3, "level", 2),
    ]


def test_where_somebody_expects_a_skill_without_a_mastery_every_course_on_it_is_needed() -> None:
    assert numbers(GARDEN, "leading-a-crew", [(0, 0, None), (3, 3, None)]) == []


def test_a_course_from_a_level_that_the_scale_does_not_have_is_not_told_here() -> None:
    assert numbers(GARDEN, "cutting", [(4, 0, None)]) == []


@pytest.mark.parametrize("skill", ["cutting", "plant-knowledge", "leading-a-crew"])
@given(courses=st.lists(said(3), max_size=5))
def test_without_what_is_unneeded_as_much_is_covered(skill: str, courses: list[Said]) -> None:
    told = offers(courses)
    found = unneeded(GARDEN, GARDEN.lookup.skills[skill], told, RANKS)
    left = [each for each in told if each not in {one.offer for one in found}]
    needs = [need for need in needs_of(GARDEN, GARDEN.role_levels()) if need.requirement.skill == skill]
    assert needs
    before, after = reach(told, RANKS), reach(left, RANKS)
    assert survey(needs, lambda _: before).outcomes == survey(needs, lambda _: after).outcomes
    assert all(before.chain(need.rank) == after.chain(need.rank) for need in needs)
