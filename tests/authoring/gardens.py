"""Editions of the gardening framework that follow the one of ``tests.worlds``."""

import datetime as dt
from dataclasses import replace
from functools import cache
from typing import Any

from sqlalchemy import Engine

from app.authoring.importing import Outcome, import_release
from app.framework.edition import Edition
from app.framework.release import Envelope, Release
from app.framework.skill import Skill
from app.framework.trace import Statement
from tests.worlds import garden

FIRST = garden().envelope.version
SLUG = garden().edition.framework.slug
REWORDED = "0123456789abcdef"  # the key of a statement of the skill "cutting"
SOIL = Skill(
    key="soil", slug="soil", name="Soil", statements=(Statement(key="aaaabbbbccccdddd", text="test the acidity"),)
)


def release(version: str, edition: Edition | None = None, day: str = "2024-04-01") -> Release:
    """An edition under a label, the garden unless said otherwise."""
    envelope = Envelope(version=version, effective_from=dt.date.fromisoformat(day))
    return Release(envelope=envelope, edition=edition or garden().edition)


def publish(engine: Engine, made: Release, *, keyless: bool = False) -> Outcome:
    return import_release(engine, made, keyless=keyless, publishing=True)


def draft(engine: Engine, made: Release, *, keyless: bool = False) -> Outcome:
    return import_release(engine, made, keyless=keyless, publishing=False)


def with_skill(edition: Edition, key: str, **values: Any) -> Edition:
    """The edition with a skill changed."""
    skills = tuple(replace(skill, **values) if skill.key == key else skill for skill in edition.skills)
    return replace(edition, skills=skills)


def without_skill(edition: Edition, gone: str) -> Edition:
    """The edition without a skill and all that needs it; ids of others stay."""
    roles = tuple(
        replace(
            role,
            levels=tuple(
                replace(level, requirements=tuple(need for need in level.requirements if need.skill != gone))
                for level in role.levels
            ),
        )
        for role in edition.roles
    )
    return replace(edition, skills=tuple(skill for skill in edition.skills if skill.key != gone), roles=roles)


@cache
def second() -> Edition:
    """A skill and a role renamed with their keys kept, a statement reworded, a skill removed, another one new."""
    edition = without_skill(garden().edition, "plant-knowledge")
    pruning = edition.lookup.skills["cutting"]
    statements = tuple(
        replace(said, text="prune any fruit tree alone") if said.key == REWORDED else said
        for said in pruning.statements
    )
    edition = with_skill(edition, "cutting", statements=statements)
    edition = with_skill(edition, "leading-a-crew", slug="crew-leadership", name="Crew leadership")
    roles = tuple(
        replace(role, slug="groundskeeper", name="Groundskeeper", alternative_names=())
        if role.key == "gardener"
        else role
        for role in edition.roles
    )
    return replace(edition, skills=(*edition.skills, SOIL), roles=roles)
