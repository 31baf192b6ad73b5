from app.kit.paging import Window
from app.reading.mastery import list_mastery_levels
from app.reading.skills import get_skill, list_skills
from app.reading.view import View
from tests.worlds import garden

VIEW = View(release=garden(), framework="gardening")
WINDOW = Window(path="/list")


def test_a_skill_has_its_statements_by_rank_and_those_of_no_level_apart() -> None:
    pruning = get_skill(VIEW, "pruning")
    assert [said.text for said in pruning.statements] == ["keep your tools sharp and clean"]
    assert [(at.level.slug, len(at.statements)) for at in pruning.levels] == [("novice", 1), ("skilled", 2)]


def test_a_skill_says_who_needs_it_and_how_well() -> None:
    needs = [(need.role_level.slug, need.level and need.level.slug) for need in get_skill(VIEW, "pruning").needed_by]
    assert needs == [("junior-gardener", "novice"), ("head-gardener", "skilled")]


def test_a_relation_shows_on_both_its_ends() -> None:
    def relations(slug: str) -> list[tuple[str, str, str]]:
        return [(found.kind, found.direction, found.skill.slug) for found in get_skill(VIEW, slug).relations]

    assert relations("leading-a-crew") == [("supports", "outgoing", "pruning")]
    assert relations("pruning") == [("supports", "incoming", "leading-a-crew")]


def test_levels_of_a_scale_that_is_not_the_default_name_it_in_their_address() -> None:
    [at] = get_skill(VIEW, "plant-knowledge").levels
    assert at.level.href.endswith("/mastery-levels/fluent?scale=recall")


def test_ids_are_those_of_keys_so_a_renamed_skill_keeps_its_own() -> None:
    pruning = get_skill(VIEW, "pruning")
    assert pruning.id == VIEW.part_id("skill", "cutting")


def test_skills_stand_by_name_with_their_groups() -> None:
    found = list_skills(VIEW, WINDOW)
    assert [skill.slug for skill in found.items] == ["leading-a-crew", "plant-knowledge", "pruning"]
    assert [group.slug for group in found.items[2].groups] == ["plants", "trees"]
    assert (found.total, found.next) == (3, None)


def test_mastery_levels_are_those_of_the_default_scale_unless_another_is_named() -> None:
    default = [level.slug for level in list_mastery_levels(VIEW, WINDOW, None).items]
    other = [level.slug for level in list_mastery_levels(VIEW, WINDOW, "recall").items]
    assert (default, other) == (["novice", "skilled", "master"], ["aware", "fluent"])
