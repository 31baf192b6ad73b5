from hypothesis import given

from app.framework.headings import Headings
from app.framework.release import Release
from app.framework.skill import Skill, SkillGroup
from app.kit.paging import Window
from app.reading.filters import RoleFilter, SkillFilter
from app.reading.roles import get_role_family, list_role_families, list_roles
from app.reading.skills import get_skill_group, list_skill_groups, list_skills
from app.reading.view import View
from tests.strategies import releases
from tests.worlds import garden

WINDOW = Window(path="/list", limit=200)
GARDEN = View(release=garden(), framework="gardening")


def test_a_group_knows_its_place_in_the_tree_and_its_skills() -> None:
    plants, trees = (get_skill_group(GARDEN, slug) for slug in ("plants", "trees"))
    assert [group.slug for group in plants.children] == ["trees"]
    assert [group.slug for group in trees.parents] == ["plants"]
    assert [skill.slug for skill in plants.skills] == ["plant-knowledge", "pruning"]
    assert (plants.skill_count, trees.skill_count) == (2, 1)


def test_a_family_knows_its_roles() -> None:
    outdoors = get_role_family(GARDEN, "outdoors")
    assert ([role.slug for role in outdoors.roles], outdoors.role_count) == (["gardener"], 1)


@given(releases())
def test_children_are_parents_seen_from_above_and_counts_are_those_of_the_filter(release: Release) -> None:
    view = View(release=release, framework="f")
    groups, families = list_skill_groups(view, WINDOW).items, list_role_families(view, WINDOW).items
    down = {(group.slug, child.slug) for group in groups for child in group.children}
    assert down == {(parent.slug, group.slug) for group in groups for parent in group.parents}
    for group in groups:
        assert group.skill_count == list_skills(view, WINDOW, SkillFilter(group=group.slug)).total
    for family in families:
        assert family.role_count == list_roles(view, WINDOW, RoleFilter(family=family.id)).total


def test_a_tree_may_be_as_deep_as_it_likes() -> None:
    groups = [SkillGroup(key=f"g-{at}", slug=f"g-{at}", name="G", parents=(f"g-{at - 1}",)) for at in range(1, 3000)]
    top = SkillGroup(key="g-0", slug="g-0", name="G")
    assert len(Headings[SkillGroup, Skill]([top, *groups], []).within("g-0")) == 3000
