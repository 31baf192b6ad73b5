"""Levels and statements that no longer go with the skill that a course teaches, though all are there still."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from app.framework.edition import Edition
from app.framework.role import Role
from tests.learning.classroom import NOVICE, SKILLED, Classroom, own_id
from tests.learning.test_stale import migrated, stale, teaching
from tests.worlds import garden


def needing(edition: Edition, **values: Any) -> tuple[Role, ...]:
    """The roles with all that they need of pruning changed, in no stage."""
    needs = {level.key: tuple(replace(need, **values) if need.skill == "cutting" else need
                              for need in level.requirements) for level in edition.role_levels()}  # fmt: skip
    return tuple(
        replace(role, levels=tuple(replace(one, stage=None, requirements=needs[one.key]) for one in role.levels))
        for role in edition.roles
    )


def other_scale(edition: Edition) -> Edition:
    """Pruning is measured by what people remember."""
    pruning = edition.lookup.skills["cutting"]
    said = tuple(replace(one, level="recall/aware" if one.level else None) for one in pruning.statements)
    moved = replace(pruning, scale="recall", statements=said)
    skills = tuple(moved if skill is pruning else skill for skill in edition.skills)
    return replace(edition, skills=skills, roles=needing(edition, level="recall/fluent", from_level=None))


def turned_round(edition: Edition) -> Edition:
    """The highest mastery is the lowest."""
    scale = edition.lookup.scales["mastery"]
    levels = tuple(replace(level, rank=4 - level.rank) for level in reversed(scale.levels))
    scales = tuple(replace(each, levels=levels) if each is scale else each for each in edition.scales)
    return replace(edition, scales=scales, stages=(), roles=needing(edition, from_level=None))


@pytest.mark.parametrize(
    ("change", "misfits"),
    [
        (other_scale, {("from_level", NOVICE, "other_scale"), ("to_level", SKILLED, "other_scale")}),
        (turned_round, {("from_level", NOVICE, "out_of_order")}),
    ],
)
def test_levels_that_no_longer_go_with_the_skill_are_stale_and_left_to_people(
    room: Classroom, change: Callable[[Edition], Edition], misfits: set[tuple[str, str, str]]
) -> None:
    room.must_put("a", teaching({"skill": "pruning", "from_level": "novice", "to_level": "skilled"}))
    room.must_put("plain", teaching({"skill": "pruning"}))
    room.publish("2", change(garden().edition))
    [one] = stale(room)
    assert (one["course"]["external_id"], one["certain"]) == ("a", False)
    assert {(part["role"], part["id"], part["why"]) for part in one["parts"]} == misfits
    assert {part["outcome"] for part in one["parts"]} == {"needs_review"}
    assert [each.external_id for each in migrated(room).left] == ["a"]
    assert len(stale(room)) == 1


def test_a_statement_that_another_skill_has_by_now_is_stale(room: Classroom) -> None:
    edition = garden().edition
    level = edition.lookup.role_levels["gardener/chief-gardener"]
    crew, pruning = (
        next(need for need in level.requirements if need.skill == key) for key in ("leading-a-crew", "cutting")
    )
    [said] = crew.statements
    room.must_put("a", teaching({"skill": "leading-a-crew", "statements": [own_id("statement", said.key)]}))
    needs = (replace(crew, statements=()), replace(pruning, statements=crew.statements))
    gardener = edition.lookup.roles["gardener"]
    levels = tuple(replace(one, requirements=needs) if one is level else one for one in gardener.levels)
    roles = tuple(replace(role, levels=levels) if role is gardener else role for role in edition.roles)
    room.publish("2", replace(edition, roles=roles))
    [one] = stale(room)
    assert [(part["role"], part["why"]) for part in one["parts"]] == [("statement", "other_skill")]
    assert [each.external_id for each in migrated(room).left] == ["a"]
