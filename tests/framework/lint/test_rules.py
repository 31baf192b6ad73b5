"""Each rule finds what it is for, and leaves alone what only looks like it."""

import time
from dataclasses import replace

import pytest

from app.framework.activity import Activity
from app.framework.edition import Edition
from app.framework.lint import RULES, lint, lint_errors
from app.framework.mastery import MasteryLevel, Scale
from app.framework.role import Requirement, Role, RoleLevel
from app.framework.skill import Skill
from app.framework.trace import Statement
from tests.framework.lint.gardens import GARDEN, found, places, with_role, with_skill


def said(*texts: str, level: str | None = None) -> tuple[Statement, ...]:
    return tuple(Statement(key=f"{number:016x}", text=text, level=level) for number, text in enumerate(texts, 77))


def ladder(*rungs: tuple[int, str | None]) -> Edition:
    """The garden with a gardener whose rungs, each a rank and the mastery of pruning that it asks for, are these."""
    levels = tuple(
        RoleLevel(
            key=f"gardener/rung-{number}",
            slug=f"rung-{number}",
            name=f"Rung {number}",
            rank=rank,
            requirements=(Requirement(skill="cutting", level=mastery and f"mastery/{mastery}"),),
        )
        for number, (rank, mastery) in enumerate(rungs)
    )
    gardener = Role(key="gardener", slug="gardener", name="Gardener", levels=levels)
    return replace(GARDEN, roles=(gardener,), activities=(), progressions=())


def test_the_rules_of_the_table_are_known_by_their_slugs_and_errors_come_first() -> None:
    assert [rule.slug for rule in RULES.values()] == list(RULES)
    severities = [rule.severity for rule in RULES.values()]
    assert severities == sorted(severities)
    assert {"error", "warning"} == set(severities)


def test_what_lint_finds_in_the_garden() -> None:
    assert [(each.rule, each.place, each.waived) for each in lint(GARDEN)] == [
        ("skill-without-description", "/skills/0", None),
        ("skill-without-description", "/skills/1", None),
        ("skill-without-statements", "/skills/0", "To be written with the crews."),
        ("level-without-statements", "/skills/1", None),
        ("level-without-statements", "/skills/2", None),
        ("unused-mastery-level", "/scales/1/levels/0", None),
    ]


@pytest.mark.parametrize("text", ["TBC", "[TBD]", "MISSING.", "NOT IN USE", "TBC / TBC", "Not defined",
                                  "This skill level is currently not defined."])  # fmt: skip
def test_a_text_that_is_only_a_mark_is_an_error(text: str) -> None:
    [finding] = lint_errors(with_skill("pruning", description=text))
    assert (finding.rule, finding.place) == ("placeholder-text", "/skills/2/description")
    assert finding.message == (f"The description of the skill '{text}' only says that a text is still to come.")
    assert places(with_skill("pruning", description=text), "leftover-mark") == []


@pytest.mark.parametrize("text", ["Cuts trees. TBC", "MISSING: what to cut", "What is not yet defined by the guild"])
def test_a_mark_within_a_text_is_a_warning(text: str) -> None:
    edition = with_skill("pruning", statements=said("keep tools sharp", text, level="mastery/novice"))
    assert places(edition, "leftover-mark") == ["/skills/2/levels/novice/1"]
    assert lint_errors(edition) == ()


@pytest.mark.parametrize("text", ["Find what is missing", "todo lo que crece", "TBCs", "MISSINGNESS", "well defined"])
def test_a_word_that_only_looks_like_a_mark_is_none(text: str) -> None:
    edition = with_skill("pruning", description=text, alternative_names=(text,))
    assert [each for each in lint(edition) if each.rule in {"placeholder-text", "leftover-mark"}] == []


def test_names_of_every_kind_of_thing_and_texts_of_parts_are_looked_at() -> None:
    edition = replace(
        with_role("gardener", name="TBC"),
        scales=tuple(replace(scale, name="TBC") if scale.default else scale for scale in GARDEN.scales),
        framework=replace(GARDEN.framework, description="TBC"),
    )
    assert [each.place for each in lint_errors(edition)] == [
        "/framework/description",
        "/scales/1/name",
        "/roles/1/name",
    ]


def test_descriptions_and_statements_are_missed_only_where_others_have_them() -> None:
    bare = tuple(replace(skill, description=None, statements=()) for skill in GARDEN.skills)
    edition = replace(GARDEN, skills=bare)
    for rule in ("skill-without-description", "skill-without-statements", "level-without-statements"):
        assert places(edition, rule) == []


def test_a_level_without_statements_is_told_with_how_many_ask_for_it() -> None:
    edition = with_skill("pruning", statements=said("prune fruit trees", level="mastery/expert"))
    [_, finding] = found(edition, "level-without-statements")
    assert finding.message == (
        "The skill 'Pruning' has no statement for Novice and Skilled, which 2 role levels ask for."
    )


def test_a_skill_that_speaks_of_no_level_misses_only_those_that_are_asked_for() -> None:
    edition = with_skill("pruning", statements=said("prune fruit trees"))
    [_, finding] = found(edition, "level-without-statements")
    assert finding.message.endswith("has no statement for Novice and Skilled, which 2 role levels ask for.")
    edition = with_skill("leading-a-crew", statements=said("lead a crew"))
    assert places(edition, "level-without-statements") == ["/skills/1", "/skills/2"]


def test_a_repeated_statement_is_told_at_its_second_place() -> None:
    first = Statement(key="1" * 16, text="prune fruit trees", level="mastery/novice")
    statements = (first, Statement(key="0" * 16, text="Prune  fruit trees.", level="mastery/skilled"))
    [finding] = found(with_skill("pruning", statements=statements), "repeated-statement")
    assert (finding.place, finding.kind, finding.key) == ("/skills/2/levels/skilled/0", "statement", "0" * 16)
    assert finding.message == "The skill 'Pruning' says 'Prune  fruit trees.' at Novice and at Skilled."


def test_two_skills_may_say_the_same() -> None:
    edition = with_skill("leading-a-crew", statements=said("keep your tools sharp and clean"))
    assert places(edition, "repeated-statement") == []


def test_mastery_that_falls_at_a_higher_rank_is_found() -> None:
    [finding] = found(ladder((1, "skilled"), (2, "novice")), "falling-mastery")
    assert finding.place == "/roles/0/levels/1/requirements/0"
    assert (finding.kind, finding.key) == ("requirement", "gardener/rung-1/cutting")
    assert finding.message == (
        "The role level 'Rung 1' of 'Gardener' asks for Novice in 'Pruning', 'Rung 0' below it for Skilled."
    )


@pytest.mark.parametrize(
    ("rungs", "falls"),
    [
        (((1, "novice"), (2, "novice"), (3, "skilled")), 0),
        (((1, "skilled"), (1, "novice")), 0),  # tracks side by side
        (((1, "skilled"), (1, "novice"), (2, "novice")), 0),  # goes on from the lower of two tracks
        (((1, "skilled"), (2, None), (3, "novice")), 1),  # the rung between states no mastery
        (((1, "skilled"), (2, "novice"), (3, "novice")), 1),  # told once, where it falls
        (((1, "expert"), (2, "skilled"), (2, "novice"), (3, "novice")), 2),
    ],
)
def test_where_mastery_falls(rungs: tuple[tuple[int, str | None], ...], falls: int) -> None:
    assert len(places(ladder(*rungs), "falling-mastery")) == falls


def test_a_rung_without_requirements_is_found() -> None:
    [level] = GARDEN.roles[0].levels
    edition = with_role("advisor", levels=(replace(level, requirements=()),))
    [finding] = found(edition, "rung-without-requirements")
    assert finding.place == "/roles/0/levels/0"
    assert finding.message == "The role level 'Advisor' asks for no skill."


def test_a_skill_nobody_needs_is_found_where_there_are_roles() -> None:
    alone = Skill(key="weeding", slug="weeding", name="Weeding")
    edition = replace(GARDEN, skills=(*GARDEN.skills, alone))
    assert places(edition, "skill-nobody-needs") == ["/skills/3"]
    assert places(replace(edition, roles=(), activities=(), progressions=()), "skill-nobody-needs") == []


def test_a_mastery_level_that_nothing_names_is_found() -> None:
    level = MasteryLevel(key="stars/one", slug="one", name="One star", rank=1)
    edition = replace(GARDEN, scales=(*GARDEN.scales, Scale(key="stars", slug="stars", name="Stars", levels=(level,))))
    [_, finding] = found(edition, "unused-mastery-level")
    assert finding.place == "/scales/2/levels/0"
    assert finding.message == "No statement, requirement or stage is at 'One star' of the scale 'Stars'."


def test_an_activity_without_a_skill_is_found() -> None:
    idle = Activity(key="rest", slug="rest", name="Rest", text="Rest for a day.", kind="task")
    assert places(replace(GARDEN, activities=(*GARDEN.activities, idle)), "activity-without-skill") == ["/activities/1"]


def test_things_of_one_kind_with_nearly_the_same_name_are_found() -> None:
    twin = Skill(key="lead", slug="lead", name="Leading a crews")
    edition = replace(GARDEN, skills=(*GARDEN.skills, twin))
    [finding] = found(edition, "near-duplicate-name")
    assert finding.place == "/skills/1"
    assert finding.message == "The skill 'Leading a crews' is called nearly as 'Leading a crew' (/skills/0)."


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("see [the guild](/rules)", "'/rules', which is no http, https or mailto address"),
        ("see [the guild](javascript:alert(1))", "'javascript:alert(1)', which is no http"),
        ("see [](https://garden.example)", "that shows no words"),
        ("see [the guild](https://garden.example", "not written to its end: '](https://garden.example'"),
        ("see [the guild](https://garden.example/a b)", "not written to its end"),
        ("[write](mailto:guild)", "'mailto:guild', which is no"),
    ],
)
def test_a_broken_link_is_found(text: str, fault: str) -> None:
    [finding] = found(with_skill("pruning", description=text), "broken-link")
    assert finding.place == "/skills/2/description"
    assert fault in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "see [the guild](https://garden.example/a_(b)?c=1#d) and [us](mailto:guild@garden.example)",
        'see [the [old] guild](https://garden.example "Its home page")',
        "brackets [such as these] (and these) are no links",
    ],
)
def test_a_sound_link_is_none(text: str) -> None:
    assert places(with_skill("pruning", description=text), "broken-link") == []


def test_a_text_of_nothing_but_brackets_is_looked_through_quickly() -> None:
    start = time.process_time()
    assert places(with_skill("pruning", description="[a[b]" * 3_990 + "](x"), "broken-link") == [
        "/skills/2/description"
    ]
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    "text", ["prune trees,", "prune trees and", "prune trees (and shrubs", "tools:", "prune -", "tools, e.g."]
)
def test_a_text_cut_off_is_found(text: str) -> None:
    assert places(with_skill("pruning", note=text), "cut-off-text") == ["/skills/2/note"]


@pytest.mark.parametrize(
    "text",
    [
        "places that people work in",
        "Vitamin A",
        "a) tools b) trees",
        "sand",
        "self-made",
        "plan A and B",
        "see https://garden.example/",
        "tools etc.",
    ],
)
def test_a_whole_text_is_none(text: str) -> None:
    assert places(with_skill("pruning", note=text), "cut-off-text") == []


def test_words_that_cannot_end_a_sentence_are_those_of_english() -> None:
    edition = with_skill("pruning", note="Va y ven a")
    french = replace(edition, framework=replace(edition.framework, language="fr"))
    assert (len(places(edition, "cut-off-text")), places(french, "cut-off-text")) == (1, [])
