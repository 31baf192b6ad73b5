"""What holds for lint of any edition: it is a function of the content, and its places lead somewhere."""

import zlib
from collections import Counter
from dataclasses import fields, is_dataclass, replace
from typing import Any

from hypothesis import given

from app.exchange import native
from app.exchange.native.places import follow
from app.exchange.native.writing import document
from app.framework.edition import Edition
from app.framework.lint import RULES, lint, lint_errors
from app.framework.release import Envelope, Release
from app.framework.role import RoleLevel
from tests.strategies import editions

_NAMES = ("TBC", "Pruning the trees", "Pruning the tree", "Trees, TBC", "Weeding")
_LINES = ("TBC", "prune [trees](/here), and", "prune (trees", "plan TBC", "plan well")
_NAMED = ("name", "title")
_SAID = ("description", "note", "summary", "text", "attribution")


def spoilt(value: Any) -> Any:
    """The value with bad texts in the place of its own: the same for the same."""
    if isinstance(value, tuple):
        return tuple(spoilt(each) for each in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    held = {field.name: getattr(value, field.name) for field in fields(value) if field.init}
    return replace(value, **{name: _spoilt(name, each) for name, each in held.items()})


def _spoilt(name: str, value: Any) -> Any:
    if isinstance(value, str) and name in _NAMED + _SAID:
        options = _NAMES if name in _NAMED else _LINES
        return options[zlib.crc32(value.encode(errors="replace")) % len(options)]
    return tuple(f"also {each[:280]} TBC" for each in value) if name == "alternative_names" else spoilt(value)


def released(edition: Edition) -> Release:
    return Release(envelope=Envelope(version="1"), edition=edition)


@given(editions())
def test_every_place_is_one_in_the_native_document_and_no_rule_is_twice_at_one(edition: Edition) -> None:
    for each in (edition, spoilt(edition)):
        plain, found = document(released(each)), lint(each)
        for finding in found:
            steps = tuple(int(step) if step.isdecimal() else step for step in finding.place.split("/")[1:])
            assert follow(plain, steps) is not None, finding
        assert len({(finding.rule, finding.place) for finding in found}) == len(found)


@given(editions())
def test_bad_texts_are_found_at_the_place_where_they_stand(edition: Edition) -> None:
    bad = spoilt(edition)
    plain = document(released(bad))
    for finding in lint(bad):
        if finding.rule in {"placeholder-text", "leftover-mark"}:
            steps = tuple(int(step) if step.isdecimal() else step for step in finding.place.split("/")[1:])
            there = follow(plain, steps)
            text = there["text"] if isinstance(there, dict) else there
            assert "TBC" in text
            assert (text == "TBC") == (finding.rule == "placeholder-text")


@given(editions())
def test_lint_depends_on_the_content_alone_and_keeps_the_order_of_the_rules(edition: Edition) -> None:
    bad = spoilt(edition)
    again = native.parse(native.render(released(bad), "json"), "again.json").edition
    assert lint(again) == lint(bad)
    rules = list(RULES)
    numbers = [rules.index(finding.rule) for finding in lint(bad)]
    assert numbers == sorted(numbers)
    assert lint_errors(bad) == tuple(each for each in lint(bad) if each.severity == "error")


@given(editions())
def test_an_edition_that_is_clean_stays_so_whatever_the_order_of_what_it_lists(edition: Edition) -> None:
    """And one that is not shows as many findings of each rule."""
    for each in (edition, spoilt(edition)):
        found, turned = Counter(one.rule for one in lint(each)), Counter(one.rule for one in lint(reordered(each)))
        assert (turned - found, found - turned) == (Counter(), Counter())


def reordered(edition: Edition) -> Edition:
    """Every list of an edition from its end, and so the statements of skills and all that role levels list."""
    roles = tuple(replace(role, levels=tuple(map(_turned, role.levels))) for role in edition.roles)
    skills = tuple(replace(skill, statements=skill.statements[::-1]) for skill in edition.skills)
    turned = replace(edition, roles=roles[::-1], skills=skills[::-1])
    lists = ("role_families", "skill_groups", "activities", "progressions", "relations", "sources")
    return replace(turned, **{name: getattr(edition, name)[::-1] for name in lists})


def _turned(level: RoleLevel) -> RoleLevel:
    lists = ("responsibilities", "requirements", "grades")
    return replace(level, **{name: getattr(level, name)[::-1] for name in lists})
