"""The publisher's files become an edition, and what was mended or missing on the way is told."""

import pytest

from app.exchange import govuk
from app.exchange.govuk import File
from app.framework.counts import count
from app.framework.role import RoleLevel
from app.framework.skill import Skill
from app.kit.text import HIDDEN, SPACES
from tests.exchange.garden import ORDER, ROLES, SKILLS, changed, garden, remarked

GARDEN = garden()
EDITION = GARDEN.edition


def level(role: str, name: str) -> RoleLevel:
    return EDITION.lookup.role_levels[f"{role}/{name}"]


def skill(key: str) -> Skill:
    return EDITION.lookup.skills[key]


def told(key: str, at: str | None) -> list[str]:
    return [statement.text for statement in skill(key).statements if statement.level == at]


def test_every_noun_is_found() -> None:
    found = count(EDITION)
    assert {noun: number for noun, number in found.items() if number} == {
        "scales": 1,
        "mastery_levels": 4,
        "skills": 8,
        "role_families": 3,
        "roles": 3,
        "role_levels": 6,
        "requirements": 13,
        "statements": 23,
        "responsibilities": 5,
        "activities": 3,
    }


def test_the_framework_says_who_publishes_it_and_under_which_licence() -> None:
    about = EDITION.framework
    assert (about.slug, about.key, about.language) == ("gardens", "gardens", "en-GB")
    assert about.name == "Government Digital and Data Profession Capability Framework"
    assert about.licence is not None
    assert about.licence.name == "Open Government Licence v3.0"


def test_mastery_is_the_default_scale_in_the_publishers_order() -> None:
    [scale] = EDITION.scales
    assert scale.default
    assert [step.key for step in scale.levels] == [
        "mastery/awareness",
        "mastery/working",
        "mastery/practitioner",
        "mastery/expert",
    ]


def test_levels_stand_in_the_order_files_order_although_the_roles_file_has_the_alphabetical_one() -> None:
    ladder = EDITION.lookup.roles["gardener"].levels
    assert [(rung.slug, rung.rank, rung.grades) for rung in ladder] == [
        ("junior-gardener", 1, ("AO", "EO")),
        ("gardener", 2, ("EO",)),
        ("head-gardener", 3, ("HEO", "SEO", "G7")),
    ]


def test_a_level_that_the_order_file_does_not_know_follows_those_it_knows() -> None:
    ladder = EDITION.lookup.roles["land-surveyor"].levels
    assert [(rung.slug, rung.rank) for rung in ladder] == [("land-surveyor", 1), ("deputy-land-surveyor", 2)]
    assert remarked(GARDEN, "unknown-rung") == [(ROLES.name, (12,))]
    assert remarked(GARDEN, "unused-order-row") == [(ORDER.name, (5, 7))]


def test_without_an_order_file_levels_stand_as_they_first_appear() -> None:
    parsed = garden(order=None)
    ladder = parsed.edition.lookup.roles["gardener"].levels
    assert [(rung.slug, rung.rank, rung.grades) for rung in ladder] == [
        ("gardener", 1, ()),
        ("head-gardener", 2, ()),
        ("junior-gardener", 3, ()),
    ]
    assert remarked(parsed, "no-order-file") == [(ROLES.name, (1,))]


def test_levels_of_one_number_share_a_rank() -> None:
    parsed = garden(order=changed(ORDER, ("gardener\t3\tHead", "gardener\t2\tHead")))
    ladder = parsed.edition.lookup.roles["gardener"].levels
    assert [(rung.slug, rung.rank) for rung in ladder] == [
        ("junior-gardener", 1),
        ("gardener", 2),
        ("head-gardener", 2),
    ]


def test_a_role_without_levels_has_one_implicit_level_and_requirements_without_mastery() -> None:
    chief = EDITION.lookup.roles["chief-gardener"]
    assert chief.kind == "Senior Gardens Service"
    [rung] = chief.levels
    assert (rung.slug, rung.name, rung.rank, rung.implicit, rung.summary) == (chief.slug, chief.name, 1, True, None)
    assert [(needed.skill, needed.level) for needed in rung.requirements] == [
        ("garden-money", None),
        ("garden-strategy", None),
    ]
    assert remarked(GARDEN, "not-in-use") == [(ROLES.name, (14, 15))]


def test_a_role_level_needs_skills_at_the_levels_of_its_rows() -> None:
    assert {needed.skill: needed.level for needed in level("gardener", "gardener").requirements} == {
        "pruning": "mastery/working",
        "pruning-fruit-trees": "mastery/practitioner",
        "soil": "mastery/working",
    }
    assert all(needed.importance == "essential" for rung in EDITION.role_levels() for needed in rung.requirements)


def test_bullets_of_a_role_level_are_responsibilities_and_all_other_prose_its_summary() -> None:
    head = level("gardener", "head-gardener")
    assert head.summary == "A head gardener leads the gardeners of a park.\n\nThe size of the park will vary."
    assert [duty.text for duty in head.responsibilities] == ["decide what is planted", "answer for the park’s budget"]
    assert {duty.accountability for duty in head.responsibilities} == {None}


def test_a_role_level_without_bullets_has_a_summary_only() -> None:
    trainee = level("gardener", "junior-gardener")
    assert trainee.summary == "As a trainee, you will work under supervision and learn the trade."
    assert trainee.responsibilities == ()


def test_a_role_description_stays_whole_with_its_list_and_link() -> None:
    assert EDITION.lookup.roles["gardener"].description == (
        "A gardener grows plants for others to enjoy. They look after a plot.\n\n"
        "In this role, you will:\n"
        "- plan what grows where\n"
        "- work with the [parks team](https://gardens.example/parks)"
    )


@pytest.mark.parametrize(
    ("key", "at", "texts"),
    [
        ("pruning", "mastery/awareness", ["name the tools", "cut where you are told"]),
        ("pruning", "mastery/working", ["choose where to cut", "keep tools sharp"]),  # "You can: " with a stray blank
        ("pruning", "mastery/expert", ["teach pruning", "set the standard for a park"]),  # no colon
        ("pruning-fruit-trees", "mastery/practitioner", ["judge a tree’s age", "plan cuts over several years"]),
        ("soil", "mastery/working", ["test a soil’s acidity", 'say \u2018loam’ from "clay"']),
        ("map-reading", "mastery/working", ["read a map", "in any weather"]),  # a line without a bullet
    ],
)
def test_bullets_of_a_skill_level_are_statements(key: str, at: str, texts: list[str]) -> None:
    assert told(key, at) == texts


def test_a_line_without_a_bullet_becomes_a_statement_and_is_told() -> None:
    assert remarked(GARDEN, "unmarked-line") == [(ROLES.name, (12,))]


def test_both_files_give_statements() -> None:
    assert told("pruning", "mastery/practitioner") == ["prune without being told", "plan a year of pruning"]
    assert told("soil", "mastery/awareness") == ["feel a soil’s texture"]


def test_where_the_files_differ_the_roles_file_wins_and_both_rows_are_told() -> None:
    assert remarked(GARDEN, "text-differs") == [(SKILLS.name, (6,))]
    [remark] = [remark for remark in GARDEN.remarks if remark.kind == "text-differs"]
    assert "'Pruning', Working (row 2 there)" in remark.message


def test_a_level_that_is_not_defined_has_no_statements_and_is_counted() -> None:
    assert told("watering", "mastery/practitioner") == []
    assert remarked(GARDEN, "undefined-level") == [(ROLES.name, (7,)), (SKILLS.name, (2, 5, 7, 8, 9))]
    assert any("11 levels of 5 skills" in remark.message for remark in GARDEN.remarks)
    assert remarked(GARDEN, "no-level-texts") == [(SKILLS.name, (3, 4))]


def test_a_senior_skills_description_holds_statements_without_level_and_activities() -> None:
    strategy = skill("garden-strategy")
    assert strategy.description is None
    assert told("garden-strategy", None) == ["set the direction for public gardens", "find the money for them"]
    assert skill("garden-money").description == "Budgets for gardens are set years ahead."
    growing = EDITION.lookup.activities["growing-a-community-of-gardeners"]
    assert (growing.name, growing.kind, growing.form) == (growing.text, "leadership", None)
    assert (growing.skills, growing.role_levels) == (("garden-strategy",), ())


def test_an_example_that_two_skills_share_gets_a_slug_each() -> None:
    shared = {key: one.skills for key, one in EDITION.lookup.activities.items() if key.startswith("winning")}
    assert shared == {
        "winning-a-long-term-budget-from-the-council": ("garden-strategy",),
        "winning-a-long-term-budget-from-the-council-2": ("garden-money",),
    }


def test_a_long_example_has_a_name_cut_between_words() -> None:
    long = "growing " * 60 + "a community"
    activities = garden(changed(ROLES, ("growing a community", long)), skills=None).edition.activities
    [found] = [activity for activity in activities if activity.slug.startswith("growing")]
    assert found.text == f"{long} of gardeners"
    assert found.name == ("growing " * 37).strip()


def test_descriptions_that_are_missing_or_blank_are_absent_and_counted() -> None:
    assert skill("soil").description is None
    assert skill("watering").description is None
    assert remarked(GARDEN, "missing-description") == [(ROLES.name, (4, 6, 11))]
    assert remarked(GARDEN, "blank-description") == [(ROLES.name, (7, 9)), (SKILLS.name, (8, 9))]


def test_a_description_missing_in_the_roles_file_comes_from_the_skills_file() -> None:
    parsed = garden(skills=changed(SKILLS, ("Soil,,", "Soil,Soil is where plants live.,")))
    assert parsed.edition.lookup.skills["soil"].description == "Soil is where plants live."


def test_exact_duplicates_are_dropped_and_told() -> None:
    assert len(level("gardener", "junior-gardener").requirements) == 2
    assert remarked(GARDEN, "duplicate-row") == [(ROLES.name, (10,))]


def test_no_exotic_or_stray_space_is_left_and_rows_are_told() -> None:
    texts = repr(EDITION)
    assert not any(character in texts for character in f"\u2028\u2029{HIDDEN[:3]}{SPACES[:2]}")
    assert "  " not in texts
    assert level("gardener", "head-gardener").name == "Head gardener"
    assert remarked(GARDEN, "exotic-space") == [(ROLES.name, tuple(range(2, 12))), (SKILLS.name, (8,))]
    assert [file for file, _ in remarked(GARDEN, "stray-space")] == [ROLES.name, SKILLS.name, ORDER.name]
    [first, _] = [remark.message for remark in GARDEN.remarks if remark.kind == "exotic-space"]
    assert "U+00A0 (3), U+200B (6), U+2028 (27)" in first


def test_a_skill_that_only_the_skills_file_names_is_kept() -> None:
    assert skill("composting").description == "Composting turns waste into soil."
    assert remarked(GARDEN, "skill-without-role") == [(SKILLS.name, (2,))]


def test_a_skill_that_the_skills_file_lacks_is_told() -> None:
    parsed = garden(skills=changed(SKILLS, ("Soil,", "Soils,")))
    assert remarked(parsed, "not-in-skills-file") == [(ROLES.name, (4,))]


def test_the_roles_file_alone_is_enough() -> None:
    parsed = garden(skills=None, order=None)
    assert count(parsed.edition)["skills"] == 7
    assert not remarked(parsed, "not-in-skills-file")


def test_names_that_make_the_same_slug_get_a_number_in_the_files_order() -> None:
    # Long enough that the slug must be cut to make room for the number.
    long = "Pruning" + " and cutting" * 9
    roles = changed(ROLES, ("Soil,MISSING", f"{long}!,MISSING"), ("Watering,,Awareness", f"{long},,Awareness"))
    skills = garden(roles, skills=None, order=None).edition.skills
    keys = {skill.name: skill.key for skill in skills if skill.name.startswith(long)}
    assert keys[f"{long}!"] == "pruning" + "-and-cutting" * 9
    assert keys[long] == keys[f"{long}!"] + "-2"


def test_crlf_and_a_byte_order_mark_change_nothing() -> None:
    windows = File(ROLES.name, b"\xef\xbb\xbf" + ROLES.data.replace(b"\n", b"\r\n"))
    assert garden(windows) == GARDEN


def test_unknown_columns_are_ignored_and_told() -> None:
    parsed = garden(order=File(ORDER.name, ORDER.data.replace(b"\n", b"\tx\n").replace(b"\tx", b"\tnote", 1)))
    assert parsed.edition == EDITION
    assert remarked(parsed, "unknown-column") == [(ORDER.name, (1,))]


def test_columns_that_are_not_needed_may_be_absent() -> None:
    short = b"role\tlevel_number\trole_level\tcivil_service_grades\nGardener\t2\tGardener\tEO\n"
    ladder = garden(order=File(ORDER.name, short)).edition.lookup.roles["gardener"].levels
    assert [rung.slug for rung in ladder] == ["gardener", "head-gardener", "junior-gardener"]


def test_progress_runs_to_the_number_of_records() -> None:
    seen: list[tuple[int, int]] = []
    govuk.parse(ROLES, SKILLS, ORDER, slug="gardens", progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (28, 28)
    assert seen == sorted(seen)


def test_another_slug_and_name_are_taken() -> None:
    parsed = govuk.parse(ROLES, slug="plants", name="Plants")
    assert (parsed.edition.framework.key, parsed.edition.framework.name) == ("plants", "Plants")
