"""The nearest role levels, held to the gaps they are made of."""

from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.framework.edition import Edition
from app.framework.gap import Profile, gap, profile_of
from app.framework.moves import Move, from_profile, from_role_level, nearest_moves
from app.framework.role import Progression, Requirement, Role, RoleLevel
from app.framework.ways import Way, Ways
from tests.people import profiles, rungs, with_rungs
from tests.worlds import garden

GARDEN = garden().edition
JUNIOR, HEAD, ADVISOR = (
    GARDEN.lookup.role_levels[key] for key in ("gardener/junior-gardener", "gardener/chief-gardener", "advisor/advisor")
)
ALL = 1_000
MIRRORED = {"up": "down", "down": "up", "sideways": "sideways"}

with_one = with_rungs.flatmap(lambda edition: st.tuples(st.just(edition), rungs(edition)))
with_two = with_rungs.flatmap(lambda edition: st.tuples(st.just(edition), rungs(edition), rungs(edition)))
with_person = with_rungs.flatmap(lambda edition: st.tuples(st.just(edition), profiles(edition)))


def all_from(edition: Edition, level: RoleLevel) -> list[Move]:
    return nearest_moves(edition, from_role_level(edition, level), ALL)[0]


def move(edition: Edition, start: RoleLevel, end: RoleLevel) -> Move:
    return next(each for each in all_from(edition, start) if each.role_level == end)


@given(with_one)
def test_moves_from_a_role_level_agree_with_the_gaps_there_and_back(drawn: tuple[Edition, RoleLevel]) -> None:
    edition, start = drawn
    found = all_from(edition, start)
    assert {each.role_level.key for each in found} == edition.lookup.role_levels.keys() - {start.key}
    for each in found:
        assert each.gap == gap(edition, profile_of(start), each.role_level).distance
        assert each.spare == gap(edition, profile_of(each.role_level), start).distance


@given(with_person)
def test_moves_from_a_profile_agree_with_the_gaps_there_and_back(drawn: tuple[Edition, Profile]) -> None:
    edition, profile = drawn
    found, total = nearest_moves(edition, from_profile(edition, profile), ALL)
    assert len(found) == total == len(list(edition.role_levels()))
    own = tuple(Requirement(skill=skill, level=level) for skill, level in profile.mastery.items())
    asked = replace(next(edition.role_levels()), requirements=own)
    for each in found:
        assert (each.way, each.progressions) == (None, ())
        assert each.gap == gap(edition, profile, each.role_level).distance
        assert each.spare == gap(edition, profile_of(each.role_level), asked).distance


@given(with_one)
def test_the_nearest_come_first_and_a_limit_cuts_off_the_rest(drawn: tuple[Edition, RoleLevel]) -> None:
    edition, start = drawn
    order = list(edition.lookup.role_levels)
    found = all_from(edition, start)
    told = [(each.distance, each.gap, order.index(each.role_level.key)) for each in found]
    assert told == sorted(told)
    for limit in range(len(found)):
        assert nearest_moves(edition, from_role_level(edition, start), limit) == (found[:limit], len(found))


@given(with_two)
def test_the_distance_is_symmetric_and_zero_only_for_equal_needs(drawn: tuple[Edition, RoleLevel, RoleLevel]) -> None:
    edition, one, other = drawn
    assume(one.key != other.key)
    there, back = move(edition, one, other), move(edition, other, one)
    assert there.distance == back.distance
    assert (there.gap, there.spare) == (back.spare, back.gap)
    assert (there.distance == 0) == (profile_of(one) == profile_of(other))


@given(with_two)
def test_what_lies_up_one_way_lies_down_the_other(drawn: tuple[Edition, RoleLevel, RoleLevel]) -> None:
    edition, one, other = drawn
    there, back = Ways(edition, one).way(other), Ways(edition, other).way(one)
    assert there == MIRRORED[back]
    if edition.lookup.role_of(one) is edition.lookup.role_of(other):
        assert (there == "up") == (other.rank > one.rank)


@given(with_one)
def test_filters_choose_among_all_and_change_no_number(drawn: tuple[Edition, RoleLevel]) -> None:
    edition, start = drawn
    found, ways = all_from(edition, start), Ways(edition, start)
    for way in get_args(Way):
        some, total = nearest_moves(edition, from_role_level(edition, start), ALL, way=way)
        assert some == [each for each in found if ways.way(each.role_level) == way == each.way]
        assert total == len(some)
    low, _ = nearest_moves(edition, from_role_level(edition, start), ALL, among=lambda level: level.rank == 1)
    assert low == [each for each in found if each.role_level.rank == 1]


def test_the_numbers_of_the_garden() -> None:
    down, aside = all_from(GARDEN, HEAD)
    assert (down.role_level, down.gap, down.spare, down.distance) == (JUNIOR, 0, 1 + 2, 3)
    assert (aside.role_level, aside.gap, aside.spare, aside.distance) == (ADVISOR, 2 * 2, 1 + 2 * 2, 9)
    assert (down.way, down.progressions) == ("down", ())
    assert (aside.way, aside.progressions) == ("sideways", ("move",))
    assert [(each.way, each.progressions) for each in all_from(GARDEN, JUNIOR)] == [
        ("up", ("promotion",)),
        ("sideways", ()),
    ]


def test_a_role_level_that_asks_for_nothing_is_not_the_nearest() -> None:
    rung = RoleLevel(key="idle/idle", slug="idle", name="Idle", rank=1, implicit=True)
    idle = Role(key="idle", slug="idle", name="Idle", levels=(rung,))
    found = all_from(replace(GARDEN, roles=(*GARDEN.roles, idle)), HEAD)
    assert [(each.role_level.slug, each.gap, each.spare) for each in found] == [
        ("junior-gardener", 0, 3),
        ("idle", 0, 5),
        ("advisor", 4, 5),
    ]


@pytest.mark.parametrize(
    ("kind", "start", "end", "way"),
    [
        ("promotion", HEAD, ADVISOR, "up"),
        ("promotion", JUNIOR, ADVISOR, "up"),
        ("promotion", ADVISOR, HEAD, "down"),
        ("promotion", ADVISOR, JUNIOR, "down"),
        ("move", HEAD, ADVISOR, "sideways"),
        ("move", ADVISOR, JUNIOR, "sideways"),
    ],
)
def test_promotions_lead_up_over_higher_ranks_and_moves_lead_sideways(
    kind: str, start: RoleLevel, end: RoleLevel, way: str
) -> None:
    stated = Progression(origin=HEAD.key, target=ADVISOR.key, kind="promotion" if kind == "promotion" else "move")
    assert Ways(replace(GARDEN, progressions=(stated,)), start).way(end) == way


def test_promotions_in_a_circle_lead_sideways() -> None:
    there = Progression(origin=HEAD.key, target=ADVISOR.key, kind="promotion")
    back = Progression(origin=ADVISOR.key, target=HEAD.key, kind="promotion")
    assert Ways(replace(GARDEN, progressions=(there, back)), HEAD).way(ADVISOR) == "sideways"
