"""The change note: the example in the docs, single sentences, and what holds of every note."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt
from markdown_it.token import Token

from app.authoring.seeding import seeds
from app.exchange import native
from app.framework.activity import Activity
from app.framework.change_note import change_note
from app.framework.edition import Edition
from app.framework.history import Retirement
from app.framework.release import Envelope, Release
from app.framework.role import Requirement, Responsibility, Role, RoleLevel, Span
from app.framework.skill import Relation, Skill
from app.framework.trace import Statement
from tests.edits import pairs
from tests.framework.test_told_changes import CUTTING, GARDEN, HEAD, with_levels, with_skill
from tests.strategies import editions

EXAMPLE = Path(__file__).parents[2] / "docs/examples/product-management-2016.11-to-2019.11.md"
NOVICE, SKILLED, EXPERT = "mastery/novice", "mastery/skilled", "mastery/expert"
RUNG = RoleLevel(key="digger/digger", slug="digger", name="Digger", rank=1, implicit=True)
DIGGER = Role(key="digger", slug="digger", name="Digger", levels=(RUNG,))
NOTHING = "Nothing has changed.\n"


def published(edition: Edition, version: str = "2", **envelope: Any) -> Release:
    return Release(envelope=Envelope(version=version, status="published", **envelope), edition=edition)


def note(after: Edition, before: Edition = GARDEN) -> str:
    return change_note(published(before, "1"), published(after))


def sentences(after: Edition, before: Edition = GARDEN) -> list[str]:
    return [line.lstrip(" ")[2:] for line in note(after, before).splitlines() if line.lstrip(" ").startswith("- ")]


def needing(*needs: Requirement) -> Edition:
    return with_levels(chief={"requirements": needs})


def saying(*said: tuple[str, str, str | None]) -> Edition:
    return with_skill(
        replace(CUTTING, statements=tuple(Statement(key=key, text=text, level=level) for key, text, level in said))
    )


def test_the_example_in_the_docs_is_what_the_seed_gives() -> None:
    before, after = (native.parse(seed.path.read_bytes(), seed.path.name) for seed in seeds())
    told = change_note(
        *(replace(each, envelope=replace(each.envelope, status="published")) for each in (before, after))
    )
    assert told == EXAMPLE.read_text(encoding="utf-8"), (
        f"capframe diff product-management 2016.11 2019.11 > {EXAMPLE.name} writes it anew; then read it"
    )


def test_a_note_of_little_is_short() -> None:
    day = dt.date(2024, 4, 1)
    after = published(with_skill(replace(CUTTING, name="Plant pruning")), "2025.1", effective_from=day)
    assert change_note(published(GARDEN, "2024.1"), after) == (
        "# Gardening: what changed from 2024.1 to 2025.1\n\n"
        "Edition 2025.1 (effective from 1 April 2024), compared with edition 2024.1.\n\n"
        "## Skills\n\n- **Pruning** is now called **Plant pruning**.\n"
    )


CUT, LEAD = HEAD.requirements
NEEDS = [
    ((LEAD, replace(CUT, level=EXPERT, from_level=None)),
     "**Head gardener** now needs *Pruning* at master (was from novice up to skilled)."),
    ((LEAD, replace(CUT, from_level=None)),
     "**Head gardener** now needs *Pruning* at skilled (was from novice up to skilled)."),
    ((LEAD, replace(CUT, level=None, from_level=None)),
     ("How well **Head gardener** needs this skill is no longer stated:"
      " *Pruning* (was from novice up to skilled).")),
    ((CUT,), "**Head gardener** no longer needs *Leading a crew*."),
    ((LEAD,), "**Head gardener** no longer needs *Pruning* (was from novice up to skilled)."),
    ((LEAD, replace(CUT, importance="optional")), "*Pruning* is now optional for **Head gardener** (was essential)."),
    ((CUT, replace(LEAD, importance="essential")),
     "*Leading a crew* is now essential for **Head gardener** (was optional)."),
    ((CUT, LEAD, Requirement(skill="plant-knowledge", level="recall/aware")),
     "**Head gardener** now also needs *Plant knowledge* at aware."),
    ((CUT, LEAD, Requirement(skill="plant-knowledge", importance="optional")),
     "New and optional for **Head gardener**: *Plant knowledge*, at no stated level of mastery."),
    ((CUT, replace(LEAD, level=EXPERT)),
     "How well **Head gardener** needs this skill is now stated: *Leading a crew* at master."),
    ((CUT, replace(LEAD, note="Always.")), "The note of *Leading a crew* for **Head gardener** now reads: “Always.”"),
    ((CUT, replace(LEAD, statements=(replace(LEAD.statements[0], text="plan two weeks"),))),
     "Under *Leading a crew* for **Head gardener**, “plan the week for a crew” now reads “plan two weeks”."),
    ((CUT, replace(LEAD, statements=())),
     "No longer under *Leading a crew* for **Head gardener**: “plan the week for a crew”."),
]  # fmt: skip


@pytest.mark.parametrize(("needs", "said"), NEEDS, ids=lambda each: each if isinstance(each, str) else "")
def test_what_a_level_needs_otherwise_is_one_sentence(needs: tuple[Requirement, ...], said: str) -> None:
    assert sentences(needing(*needs)) == [said]


ALONE = ("0123456789abcdef", "prune fruit trees without help", SKILLED)
BUDS, OTHERS = CUTTING.statements[-1], CUTTING.statements[:-1]
STATEMENTS = [
    ((*OTHERS,), "No longer part of **Pruning** at skilled: “tell a flower bud from a leaf bud”."),
    ((*OTHERS, replace(BUDS, text="tell buds apart")),
     "In **Pruning** at skilled, “tell a flower bud from a leaf bud” now reads “tell buds apart”."),
    ((*OTHERS, replace(BUDS, level=EXPERT)),
     "In **Pruning**, “tell a flower bud from a leaf bud” has moved from skilled to master."),
    ((*OTHERS, BUDS, Statement(key="x", text="use [a saw](https://saw.example/a_b)", level=EXPERT)),
     "New at master in **Pruning**: “use [a saw](https://saw.example/a_b)”."),
    ((*OTHERS, BUDS, *(Statement(key=f"x{at}", text=f"do {at}", level=EXPERT) for at in range(4))),
     "New at master in **Pruning**: “do 0”, “do 1”, “do 2” and “do 3”."),
    ((*OTHERS, BUDS, *(Statement(key=f"x{at}", text=f"do {at}", level=EXPERT) for at in range(41))),
     "**Pruning** now says what it means at master (41 statements); edition 2 has it in full."),
    ((*OTHERS[:-1], BUDS, OTHERS[-1]), "The statements of **Pruning** are in another order."),
]  # fmt: skip


@pytest.mark.parametrize(("said", "told"), STATEMENTS, ids=lambda each: each if isinstance(each, str) else "")
def test_what_a_skill_says_otherwise_is_one_sentence(said: tuple[Statement, ...], told: str) -> None:
    assert sentences(with_skill(replace(CUTTING, statements=said))) == [told]


def test_the_masteries_of_several_skills_are_told_apart() -> None:
    skills = ("cutting", "leading-a-crew", "plant-knowledge")
    unstated, novice, master = (
        needing(*(Requirement(skill=skill, level=level) for skill, level in zip(skills, levels, strict=True)))
        for levels in ((None, None, None), (NOVICE, NOVICE, None), (EXPERT, SKILLED, "recall/aware"))
    )
    assert sentences(master, unstated) == [
        "How well **Head gardener** needs these skills is now stated:",
        "*Pruning* at master", "*Leading a crew* at skilled", "*Plant knowledge* at aware",
    ]  # fmt: skip
    assert sentences(master, novice) == [
        "**Head gardener** now needs *Pruning* at master (was novice).",
        "**Head gardener** now needs *Leading a crew* at skilled (was novice).",
        "How well **Head gardener** needs this skill is now stated: *Plant knowledge* at aware.",
    ]
    assert sentences(unstated, master) == [
        "How well **Head gardener** needs these skills is no longer stated:",
        "*Pruning* (was master)", "*Leading a crew* (was skilled)", "*Plant knowledge* (was aware)",
    ]  # fmt: skip
    assert sentences(needing(), novice) == [
        "**Head gardener** no longer needs *Leading a crew* and *Pruning* (was novice).",
        "**Head gardener** no longer needs *Plant knowledge*.",
    ]


def test_where_mastery_is_not_measured_nobody_misses_it() -> None:
    before = Edition(framework=GARDEN.framework, skills=(Skill(key="dig", slug="dig", name="Dig"),), roles=(DIGGER,))
    after = replace(before, roles=(replace(DIGGER, levels=(replace(RUNG, requirements=(Requirement(skill="dig"),)),)),))
    assert sentences(after, before) == ["**Digger** now also needs *Dig*."]


def test_new_statements_are_quoted_level_by_level() -> None:
    whole = Skill(key="sow", slug="sow", name="Sowing", description="Putting seeds in the ground.", statements=tuple(
        Statement(key=text, text=text, level=level)
        for text, level in (("a", NOVICE), ("b", NOVICE), ("c", EXPERT), ("d", None))
    ))  # fmt: skip
    before, after = (
        replace(GARDEN, skills=(*GARDEN.skills, skill)) for skill in (replace(whole, statements=()), whole)
    )
    quoted = ["at any level: “d”", "at novice: “a” and “b”", "at master: “c”"]
    assert sentences(after, before) == ["**Sowing** now says what it means:", *quoted]
    assert sentences(before, after) == [
        "**Sowing** no longer says what it means at any level (1 statement), at novice (2) and at master (1)."
    ]
    is_new = "**Sowing** is a new skill. Putting seeds in the ground. What it means"
    assert sentences(after) == [f"{is_new}:", *quoted]
    one = replace(whole, statements=whole.statements[2:])
    assert sentences(replace(GARDEN, skills=(*GARDEN.skills, one))) == [f"{is_new} at novice: “a” and “b”."]


def test_of_very_many_new_statements_it_is_said_where_they_are() -> None:
    said = tuple(Statement(key=f"s{at}", text=f"do {at}", level=(NOVICE, EXPERT)[at % 2]) for at in range(42))
    skill = Skill(key="sow", slug="sow", name="Sowing", statements=said)
    assert sentences(replace(GARDEN, skills=(*GARDEN.skills, skill))) == [
        "**Sowing** is a new skill. What it means stands in edition 2, at novice (21 statements) and at master (21)."
    ]
    many = [
        replace(skill, key=f"s{at}", slug=f"s{at}", name=f"S{at}", statements=_own(at, said[:38])) for at in range(8)
    ]
    told = sentences(replace(GARDEN, skills=(*GARDEN.skills, *many)))
    assert told[-1] == (
        "**S7** is a new skill. What it means stands in edition 2, at novice (19 statements) and at master (19)."
    )


def _own(at: int, said: tuple[Statement, ...]) -> tuple[Statement, ...]:
    return tuple(replace(each, key=f"{at}{each.key}") for each in said)


def test_an_activity_is_for_other_role_levels() -> None:
    act = Activity(key="a", slug="a", name="Act", text="Act.", kind="task", role_levels=("gardener/chief-gardener",))
    before, after = (
        replace(GARDEN, activities=(*GARDEN.activities, each)) for each in (replace(act, role_levels=()), act)
    )
    assert sentences(after, before) == ["**Act** is now meant for Head gardener."]
    assert sentences(before, after) == ["**Act** is no longer meant for Head gardener."]


def duty(text: str) -> Responsibility:
    return Responsibility(key=text, text=text, accountability="authority", span=Span(min=2, unit="sites"))


LEVELS: list[tuple[dict[str, dict[str, Any]], list[str]]] = [
    ({"chief": {"name": "Chief"}}, ["**Head gardener** is now called **Chief**."]),
    ({"chief": {"slug": "chief"}}, ["**Head gardener** has another web address."]),
    ({"junior": {"rank": 2}, "chief": {"rank": 1}},
     ["The ladder now runs, from the bottom up: Head gardener, Junior gardener."]),
    ({"chief": {"rank": 1}}, ["The ladder now runs, from the bottom up: Head gardener or Junior gardener."]),
    ({"chief": {"stage": "craft"}}, ["**Head gardener** now belongs to the stage Craft (was Guidance)."]),
    ({"junior": {"grades": ("G2",)}}, ["The grade of **Junior gardener** is now G2 (before: G1 and G2)."]),
    ({"junior": {"summary": "Learns."}}, ["The summary of **Junior gardener** now reads: “Learns.”"]),
    ({"chief": {"responsibilities": HEAD.responsibilities[1:]}},
     [("Former responsibility of **Head gardener**: “runs the crews of the estate”"
       " (with authority, 2 to 5 crews).")]),
    ({"chief": {"responsibilities": (*HEAD.responsibilities, duty("a"), duty("b"))}},
     ["New responsibilities of **Head gardener**:",
      "“a” (with authority, from 2 sites)", "“b” (with authority, from 2 sites)"]),
    ({"chief": {"responsibilities": (*HEAD.responsibilities[:2], replace(HEAD.responsibilities[2], text="signs"))}},
     ["Among the responsibilities of **Head gardener**, “signs for deliveries” now reads “signs”."]),
    ({"chief": {"responsibilities": HEAD.responsibilities[::-1]}},
     ["The responsibilities of **Head gardener** are in another order."]),
]  # fmt: skip


@pytest.mark.parametrize(("levels", "told"), LEVELS, ids=lambda each: each[0] if isinstance(each, list) else "")
def test_what_is_other_in_a_level_is_told(levels: dict[str, dict[str, Any]], told: list[str]) -> None:
    assert sentences(with_levels(**levels)) == told


def without_the_crew(**more: Any) -> Edition:
    content = with_levels(chief={"requirements": (CUT,)})
    skills = tuple(skill for skill in GARDEN.skills if skill.key != "leading-a-crew")
    return replace(content, skills=skills, relations=(), waivers=(), **more)


def test_a_skill_that_went_is_told_once_with_the_reason_and_what_takes_its_place() -> None:
    gone = Retirement(
        kind="skill", key="leading-a-crew", name="Leading a crew", reason="Crews lead themselves",
        replaced_by=("cutting",),
    )  # fmt: skip
    told, small = sentences(without_the_crew(retirements=(*GARDEN.retirements, gone)))
    assert told == (
        "**Leading a crew** is no longer part of the framework; 1 role level needed it. Crews lead themselves."
        " In its place: *Pruning*."
    )
    assert small == "Smaller changes, not told one by one: 1 explanation of a known shortcoming."


def test_a_skill_that_came_is_told_with_what_it_brings() -> None:
    came = sentences(GARDEN, without_the_crew())
    assert came[-2:] == [
        "**Leading a crew** now supports Pruning.",
        "Smaller changes, not told one by one: 1 explanation of a known shortcoming.",
    ]
    assert came[:3] == [
        "New and optional for **Head gardener**: *Leading a crew*, at no stated level of mastery.",
        "New under *Leading a crew* for **Head gardener**: “plan the week for a crew”.",
        "**Leading a crew** is a new skill (competence).",
    ]


def test_a_level_that_came_is_told_with_what_it_needs_and_where_it_stands() -> None:
    role = GARDEN.lookup.roles["gardener"]
    rung = RoleLevel(
        key="gardener/owner", slug="owner", name="Owner", rank=3, summary="Owns it.", grades=("G9",),
        requirements=(Requirement(skill="cutting", level=EXPERT),), responsibilities=(duty("pays"),),
    )  # fmt: skip
    after = replace(GARDEN, roles=(GARDEN.lookup.roles["advisor"], replace(role, levels=(*role.levels, rung))))
    assert sentences(after) == [
        "**Owner** is a new level. Owns it.",
        "The ladder now runs, from the bottom up: Junior gardener, Head gardener, Owner.",
        "The grade of **Owner** is G9.",
        "**Owner** needs *Pruning* at master.",
        "Responsibility of **Owner**: “pays” (with authority, from 2 sites).",
    ]
    assert sentences(GARDEN, after) == [
        "**Owner** is no longer a level of Gardener.",
        "The ladder now runs, from the bottom up: Junior gardener, Head gardener.",
    ]


def test_many_activities_are_told_by_skill_and_few_in_full() -> None:
    new = tuple(
        Activity(key=f"a{at}", slug=f"a{at}", name=f"Act {at}", text="Act.", kind="task", skills=("cutting",))
        for at in range(8)
    )
    assert sentences(replace(GARDEN, activities=(*GARDEN.activities, *new))) == [
        "**Pruning**: " + "; ".join(f"Act {at}" for at in range(8)) + "."
    ]
    assert sentences(replace(GARDEN, activities=(*GARDEN.activities, new[0]))) == [
        "**Act 0** is a new activity for *Pruning*: “Act.”"
    ]


def test_the_words_of_the_framework_come_last() -> None:
    about = replace(GARDEN.framework, publisher="The Park Guild", homepage=None, licence=None)
    told = sentences(replace(with_skill(replace(CUTTING, name="Cuts")), framework=about))
    assert told == [
        "**Pruning** is now called **Cuts**.",
        "Its publisher is now The Park Guild (was The Garden Guild).",
        "Its licence is no longer stated.",
        "Its homepage is no longer stated.",
    ]


@pytest.mark.parametrize("kind", ["supports", "related", "requires", "broader"])
def test_relations_are_sentences(kind: Any) -> None:
    relation = Relation(origin="cutting", target="plant-knowledge", kind=kind)
    after = replace(GARDEN, relations=(*GARDEN.relations, relation))
    [came], [went] = sentences(after), sentences(GARDEN, after)
    told = {
        "supports": ("now supports", "no longer supports"), "related": ("is now related to", "is no longer related to"),
        "requires": ("now requires", "no longer requires"),
        "broader": ("is now broader than", "is no longer broader than"),
    }  # fmt: skip
    assert [came, went] == [f"**Pruning** {verb} Plant knowledge." for verb in told[kind]]


def test_names_and_statements_are_text_whatever_signs_they_hold() -> None:
    skill = Skill(
        key="odd", slug="odd", name="# 1. *a* [b](c) <i>", statements=(Statement(key="s", text="- <b> & _why_ `x`"),)
    )
    changed = replace(skill, name="> odd", statements=(replace(skill.statements[0], text="1. [x](javascript:y)"),))
    told = shown(
        note(replace(GARDEN, skills=(*GARDEN.skills, changed)), replace(GARDEN, skills=(*GARDEN.skills, skill)))
    )
    assert "# 1. *a* [b](c) <i> is now called > odd." in told
    assert "In > odd, “- <b> & _why_ `x`” now reads “1. [x](javascript:y)”." in told


@given(editions())
def test_nothing_is_said_of_nothing(edition: Edition) -> None:
    assert note(edition, edition).endswith(NOTHING)


def test_white_space_alone_is_nothing() -> None:
    assert note(
        with_skill(replace(CUTTING, description="Cutting  plants so that they\nstay healthy and keep their shape."))
    ).endswith(NOTHING)


@settings(max_examples=200)
@given(pairs())
def test_every_note_is_plain_markdown_without_keys(pair: tuple[Edition, Edition]) -> None:
    before, after = pair
    told = note(after, before)
    tokens = list(every(MarkdownIt().parse(told)))
    assert {token.type for token in tokens} <= ALLOWED
    assert [token.tag for token in tokens if token.type == "heading_open"].count("h1") == 1
    assert told.endswith("\n")
    assert "\n\n\n" not in told
    assert " None" not in told.replace("“", "")


ALLOWED = {
    "heading_open", "heading_close", "paragraph_open", "paragraph_close", "bullet_list_open", "bullet_list_close",
    "list_item_open", "list_item_close", "inline", "text", "strong_open", "strong_close", "link_open", "link_close",
    "em_open", "em_close", "softbreak", "text_special", "code_inline",
}  # fmt: skip


def every(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from every(token.children or [])


def shown(markdown: str) -> list[str]:
    """What a reader sees of every line."""
    return [
        "".join(child.content for child in token.children or [])
        for token in MarkdownIt().parse(markdown)
        if token.type == "inline"
    ]
