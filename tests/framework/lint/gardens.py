"""The gardening framework as it is bent for these tests."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from app.framework.edition import Edition
from app.framework.lint import Finding, lint
from tests.worlds import garden

GARDEN = garden().edition


def with_skill(slug: str, **fields: Any) -> Edition:
    """The garden with other fields of a skill."""
    return replace(GARDEN, skills=_bent(GARDEN.skills, slug, lambda skill: replace(skill, **fields)))


def with_role(slug: str, **fields: Any) -> Edition:
    """The garden with other fields of a role."""
    return replace(GARDEN, roles=_bent(GARDEN.roles, slug, lambda role: replace(role, **fields)))


def _bent(things: tuple[Any, ...], slug: str, bend: Callable[[Any], Any]) -> tuple[Any, ...]:
    return tuple(bend(thing) if thing.slug == slug else thing for thing in things)


def found(edition: Edition, rule: str) -> list[Finding]:
    """What a rule finds, in order."""
    return [each for each in lint(edition) if each.rule == rule]


def places(edition: Edition, rule: str) -> list[str]:
    """Where a rule finds something."""
    return [each.place for each in found(edition, rule)]
