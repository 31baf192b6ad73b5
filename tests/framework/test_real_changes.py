"""What the publisher's real edition differs in from itself: as much as was changed by hand, and nothing else."""

import re
from dataclasses import replace

import pytest

from app.exchange.govuk import File, parse
from app.framework.carry import carry
from app.framework.change import Change, summary, worth_telling
from app.framework.change_note import change_note
from app.framework.diff import diff
from app.framework.edition import Edition
from app.framework.release import Envelope, Release
from app.framework.role import Role
from app.framework.slugs import slugify
from tests.real_data import FOLDER, needs_real_data

pytestmark = needs_real_data
NAMES = ("2025-09-15_roles.csv", "2025-08-29_skills.csv", "2026-10-06_role_level_order_and_grades.tsv")
OLD, NEW = "User focus", "Attention to users"


def files() -> list[File]:
    return [File(name, (FOLDER / "govuk-gddpcf" / name).read_bytes()) for name in NAMES]


@pytest.fixture(scope="module")
def edition() -> Edition:
    roles, skills, order = files()
    return parse(roles, skills, order, slug="ddat").edition


def note(before: Edition, after: Edition) -> str:
    return change_note(*(Release(envelope=Envelope(version=version), edition=each)
                         for version, each in (("1", before), ("2", after))))  # fmt: skip


def spaced(text: str) -> str:
    return text.replace(" ", "   ").replace("\n", " \n")


def spaced_prose(text: str | None) -> str | None:
    return None if text is None else spaced(text)


def spaced_role(role: Role) -> Role:
    levels = tuple(
        replace(
            level,
            summary=spaced_prose(level.summary),
            responsibilities=tuple(replace(duty, text=spaced(duty.text)) for duty in level.responsibilities),
        )
        for level in role.levels
    )
    return replace(role, description=spaced_prose(role.description), levels=levels)


def test_with_only_white_space_changed_nothing_is_different(edition: Edition) -> None:
    changed = replace(
        edition,
        skills=tuple(
            replace(
                skill,
                description=spaced_prose(skill.description),
                statements=tuple(replace(said, text=spaced(said.text)) for said in skill.statements),
            )
            for skill in edition.skills
        ),
        roles=tuple(map(spaced_role, edition.roles)),
    )
    assert len(diff(edition, changed)) > 2_500
    assert worth_telling(diff(edition, changed)) == ()
    assert note(edition, changed).endswith("Nothing has changed.\n")


def test_files_with_more_white_space_are_imported_as_the_same_edition(edition: Edition) -> None:
    roles, skills, order = files()
    wide_roles, wide_skills = (
        File(file.name, re.sub(rb"(?<=[a-z,]) (?=[a-z])", b"  ", file.data)) for file in (roles, skills)
    )
    assert wide_roles.data != roles.data
    again = carry(parse(wide_roles, wide_skills, order, slug="ddat").edition, edition).edition
    assert worth_telling(diff(edition, again)) == ()


def renamed(edition: Edition) -> Edition:
    """The edition that edited files give in which one skill has another name, its key kept."""
    cell = re.compile(rb"(?<=[,\n])" + OLD.encode() + rb"(?=,)")  # other skills have names that start so
    roles, skills, order = (File(file.name, cell.sub(NEW.encode(), file.data)) for file in files())
    parsed = parse(roles, skills, order, slug="ddat").edition
    expected = tuple(
        replace(skill, slug=slugify(NEW), name=NEW) if skill.name == OLD else skill for skill in edition.skills
    )
    return carry(parsed, replace(edition, skills=expected)).edition


def test_one_skill_renamed_across_all_its_roles_is_one_rename_and_nothing_else(edition: Edition) -> None:
    assert len(edition.lookup.needed_by[slugify(OLD)]) > 50
    after = renamed(edition)
    changes = worth_telling(diff(edition, after))
    key = slugify(OLD)
    assert changes == (
        Change("skill", key, "renamed", "slug", key, slugify(NEW)),
        Change("skill", key, "renamed", "name", OLD, NEW),
    )
    assert {noun: times for noun, times in summary(changes).items() if any(times.values())} == {
        "skills": {"added": 0, "removed": 0, "renamed": 1, "changed": 0}
    }
    assert note(edition, after).endswith(f"## Skills\n\n- **{OLD}** is now called **{NEW}**.\n")
