from dataclasses import replace

import pytest

from app.framework.role import Progression
from app.kit.problems import NotFound
from app.reading.profile import get_role_level
from app.reading.view import View
from tests.worlds import garden

VIEW = View(release=garden(), framework="gardening", root="/root")


def with_progressions(*progressions: Progression) -> View:
    edition = replace(garden().edition, progressions=progressions)
    return View(release=replace(garden(), edition=edition), framework="gardening")


def test_a_levelled_requirement_has_the_statements_of_the_skill_at_just_that_level() -> None:
    pruning = get_role_level(VIEW, "gardener", "head-gardener").requirements[1]
    assert pruning.level is not None
    assert pruning.from_level is not None
    assert (pruning.skill.slug, pruning.from_level.rank, pruning.level.rank) == ("pruning", 1, 2)
    texts = [said.text for said in pruning.statements]
    assert texts == ["prune fruit trees without help", "tell a flower bud from a leaf bud"]


def test_a_requirement_without_mastery_has_a_null_level_and_its_own_statements() -> None:
    leading = get_role_level(VIEW, "gardener", "head-gardener").requirements[0]
    assert (leading.level, leading.from_level, leading.importance) == (None, None, "optional")
    assert [said.text for said in leading.statements] == ["plan the week for a crew"]


def test_requirements_stand_by_the_name_of_the_skill() -> None:
    names = [need.skill.name for need in get_role_level(VIEW, "gardener", "head-gardener").requirements]
    assert names == ["Leading a crew", "Pruning"]


def test_responsibilities_say_by_what_right_and_how_far() -> None:
    first, second, third = get_role_level(VIEW, "gardener", "head-gardener").responsibilities
    assert first.span is not None
    assert (first.accountability, first.span.min, first.span.max, first.span.unit) == ("authority", 2, 5, "crews")
    assert (second.accountability, second.span) == ("influence", None)
    assert third.accountability is None


def test_activities_of_the_rung_come_with_their_skills() -> None:
    [activity] = get_role_level(VIEW, "gardener", "junior-gardener").activities
    assert (activity.slug, activity.form, [skill.slug for skill in activity.skills]) == (
        "prune-an-orchard",
        "you-have",
        ["pruning"],
    )


def test_addresses_start_with_the_root_path_and_lie_in_the_fixed_edition() -> None:
    profile = get_role_level(VIEW, "gardener", "head-gardener")
    assert profile.href == "/root/v1/frameworks/gardening/editions/2024.1/roles/gardener/levels/head-gardener"
    assert profile.role.href == "/root/v1/frameworks/gardening/editions/2024.1/roles/gardener"


def test_promotions_lead_from_rung_to_rung_and_moves_do_not() -> None:
    junior = get_role_level(VIEW, "gardener", "junior-gardener")
    head = get_role_level(VIEW, "gardener", "head-gardener")
    assert ([rung.slug for rung in junior.previous], [rung.slug for rung in junior.next]) == ([], ["head-gardener"])
    assert ([rung.slug for rung in head.previous], [rung.slug for rung in head.next]) == (["junior-gardener"], [])


def test_without_promotions_the_neighbouring_ranks_are_previous_and_next() -> None:
    view = with_progressions()
    assert [rung.slug for rung in get_role_level(view, "gardener", "junior-gardener").next] == ["head-gardener"]
    assert [rung.slug for rung in get_role_level(view, "gardener", "head-gardener").previous] == ["junior-gardener"]


def test_a_stated_promotion_out_of_the_role_counts_more_than_the_ranks() -> None:
    key = {level.slug: level.key for level in garden().edition.role_levels()}
    out = Progression(origin=key["junior-gardener"], target=key["advisor"], kind="promotion")
    junior = get_role_level(with_progressions(out), "gardener", "junior-gardener")
    assert [rung.slug for rung in junior.next] == ["advisor"]


@pytest.mark.parametrize(
    ("role", "level"), [("nobody", "head-gardener"), ("gardener", "nobody"), ("advisor", "head-gardener")]
)
def test_a_role_level_that_is_not_there_is_not_found(role: str, level: str) -> None:
    with pytest.raises(NotFound, match=r"has no role|has no role level"):
        get_role_level(VIEW, role, level)
