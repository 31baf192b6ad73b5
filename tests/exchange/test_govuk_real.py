"""The publisher's real files, where they are at hand (they are never part of this repository)."""

import time
import timeit
from dataclasses import replace

import pytest

from app.exchange.govuk import File, Parsed, parse
from app.framework.carry import carry
from app.framework.counts import count
from app.framework.skill import Skill
from tests.real_data import FOLDER, needs_real_data

NAMES = ("2025-09-15_roles.csv", "2025-08-29_skills.csv", "2026-10-06_role_level_order_and_grades.tsv")

pytestmark = needs_real_data


def files() -> list[File]:
    return [File(name, (FOLDER / "govuk-gddpcf" / name).read_bytes()) for name in NAMES]


@pytest.fixture(scope="module")
def parsed() -> Parsed:
    return parse(*files(), slug="ddat")


def test_every_noun_is_found(parsed: Parsed) -> None:
    found = count(parsed.edition)
    assert {noun: number for noun, number in found.items() if number} == {
        "scales": 1,
        "mastery_levels": 4,
        "skills": 188,
        "role_families": 8,
        "roles": 52,
        "role_levels": 205,
        "requirements": 1809,
        "statements": 1874,
        "responsibilities": 791,
        "activities": 70,
    }


def test_what_has_no_level_is_counted(parsed: Parsed) -> None:
    edition = parsed.edition
    assert sum(level.implicit for level in edition.role_levels()) == 4
    assert sum(statement.level is None for statement in edition.statements()) == 70
    assert sum(needed.level is None for level in edition.role_levels() for needed in level.requirements) == 28
    assert {activity.kind for activity in edition.activities} == {"leadership"}
    assert sum(skill.description is not None for skill in edition.skills) == 125


def test_the_product_manager_ladder_and_what_its_third_rung_needs(parsed: Parsed) -> None:
    ladder = parsed.edition.lookup.roles["product-manager"].levels
    assert [(rung.slug, rung.grades) for rung in ladder] == [
        ("associate-product-manager", ("HEO", "SEO")),
        ("product-manager", ("SEO", "G7")),
        ("senior-product-manager", ("G7",)),
        ("lead-product-manager", ("G7", "G6")),
        ("head-of-product", ("G6",)),
    ]
    needs = {needed.skill: needed.level for needed in ladder[2].requirements}
    assert needs["product-management"] == "mastery/expert"
    assert needs["strategic-ownership"] == "mastery/practitioner"


def test_what_was_mended_or_missing_is_told(parsed: Parsed) -> None:
    roles, skills, order = NAMES
    told = {(remark.kind, remark.file): len(remark.rows) for remark in parsed.remarks}
    assert told == {
        ("exotic-space", roles): 66,
        ("exotic-space", skills): 3,
        ("stray-space", roles): 232,
        ("stray-space", skills): 18,
        ("duplicate-row", roles): 16,
        ("missing-description", roles): 325,
        ("blank-description", roles): 106,
        ("blank-description", skills): 41,
        ("not-in-use", roles): 28,
        ("undefined-level", skills): 45,
        ("no-level-texts", skills): 22,
        ("unused-order-row", order): 7,
        ("unknown-rung", roles): 20,
    }
    [undefined] = [remark.message for remark in parsed.remarks if remark.kind == "undefined-level"]
    assert "60 levels of 45 skills" in undefined


def test_carrying_the_same_files_changes_nothing(parsed: Parsed) -> None:
    assert carry(parse(*files(), slug="ddat").edition, parsed.edition).edition == parsed.edition


def test_reading_takes_less_than_a_second() -> None:
    read = files()
    times = timeit.repeat(lambda: parse(*read, slug="ddat"), timer=time.process_time, repeat=3, number=1)
    assert min(times) < 1


def test_carrying_a_tenth_of_all_statements_reworded_takes_less_than_half_a_second(parsed: Parsed) -> None:
    def reworded(number: int, skill: Skill) -> Skill:
        if number % 10:
            return skill
        return replace(skill, statements=tuple(replace(one, text=f"{one.text} at work") for one in skill.statements))

    skills = tuple(reworded(number, skill) for number, skill in enumerate(parsed.edition.skills))
    before = replace(parsed.edition, skills=skills)
    times = timeit.repeat(lambda: carry(parsed.edition, before), timer=time.process_time, repeat=3, number=1)
    assert min(times) < 0.5
    assert {match.how for match in carry(parsed.edition, before).matches} == {"slug", "wording", "closeness"}
