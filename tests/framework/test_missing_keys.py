"""What a document should have written the key of: the garden sent back with words changed and no key beside them."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from app.exchange import native
from app.framework import missing_keys as module
from app.framework.edition import Edition
from app.framework.history import Retirement
from app.framework.missing_keys import MissingKey, missing_keys
from app.framework.release import Envelope, Release
from app.framework.role import Role, RoleLevel
from app.framework.skill import Skill
from tests.edits import pairs
from tests.strategies import editions
from tests.worlds import GARDEN_YAML, garden

GARDEN = garden().edition
WHY = "say why a plant is pruned before it is cut"


def sent(*changes: tuple[str, str], to: str = GARDEN_YAML) -> Edition:
    """The document of the garden, or another, with some of its words replaced."""
    for old, new in changes:
        assert old in to, old
        to = to.replace(old, new)
    return native.parse(to.encode(), "garden.yaml").edition


def written(edition: Edition) -> str:
    return native.render(Release(envelope=Envelope(version="2"), edition=edition), "yaml").decode()


def missing(document: Edition, published: Edition = GARDEN, draft: Edition | None = None) -> tuple[MissingKey, ...]:
    return missing_keys(document, published, draft or published)


def key_of(text: str) -> str:
    return next(statement.key for statement in GARDEN.statements() if statement.text == text)


def test_what_is_sent_back_as_it_was_misses_nothing() -> None:
    assert missing(sent()) == ()


def test_a_reworded_statement_misses_its_key() -> None:
    new = "say why every plant is pruned before it is cut"
    [one] = missing(sent((WHY, new)))
    assert one == MissingKey(kind="statement", key=key_of(WHY), place=("skill", "pruning"), old=WHY, new=new)


def test_with_the_key_beside_it_nothing_is_missing_and_the_statement_is_the_same() -> None:
    new = "say why every plant is pruned before it is cut"
    line = next(line for line in GARDEN_YAML.splitlines() if WHY in line)
    [one] = missing(sent((WHY, new)))
    mended = sent((line, f'    - {{text: "{new}", key: "{one.key}"}}'))
    assert missing(mended) == ()
    assert one.key in {statement.key for statement in mended.statements()}


def test_what_takes_too_long_to_compare_is_told_once_the_rest_is_mended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_WORK", 3_000)
    leaves, more = "name most plants of the region by their leaves", "name all plants of the region by their leaves"
    changes = ((leaves, more), (WHY, "say why every plant is pruned before it is cut"))
    [one] = missing(sent(*changes))
    assert (one.place, one.key) == (("skill", "plant-knowledge"), key_of(leaves))
    [other] = missing(sent(*changes, (more, f"{{text: {more}, key: {one.key}}}")))
    assert (other.place, other.key) == (("skill", "pruning"), key_of(WHY))


def test_a_responsibility_and_what_a_role_level_says_of_a_skill_miss_theirs() -> None:
    duty, asked = "runs the crews of the estate", "plan the week for a crew"
    found = missing(sent((duty, "runs all crews of the estate"), (asked, "plan the whole week for a crew")))
    assert [(one.kind, one.place, one.old) for one in found] == [
        ("responsibility", ("role_level", "gardener/head-gardener"), duty),
        ("statement", ("role_level", "gardener/head-gardener"), asked),
    ]


RENAMED = (("plant-knowledge", "knowing-plants"), ("Plant knowledge", "Knowing plants"))


def test_a_renamed_skill_misses_its_key_and_its_statements_do_not() -> None:
    [one] = missing(sent(*RENAMED))
    assert (one.kind, one.key, one.place) == ("skill", "plant-knowledge", ("skill", "knowing-plants"))
    assert (one.old, one.new) == ("Plant knowledge", "Knowing plants")
    assert "the same 1 of 1 role levels need it" in one.reasons
    assert missing(sent(*RENAMED, _with_key("plant-knowledge"))) == ()


def _with_key(key: str) -> tuple[str, str]:
    return "slug: knowing-plants\n", f"slug: knowing-plants\n  key: {key}\n"


def test_what_is_retired_on_purpose_or_has_another_key_on_purpose_misses_nothing() -> None:
    document = sent(*RENAMED)
    gone = Retirement(kind="skill", key="plant-knowledge", name="Plant knowledge", replaced_by=("knowing-plants",))
    assert missing(replace(document, retirements=(*document.retirements, gone))) == ()
    assert missing(sent(*RENAMED, _with_key("botany"))) == ()


def test_a_statement_that_moved_to_another_level_misses_its_key() -> None:
    moved = sent((f"    novice:\n    - {WHY}\n", f"    master:\n    - {WHY}\n"))
    [one] = missing(moved)
    assert (one.kind, one.key, one.old, one.new) == ("statement", key_of(WHY), WHY, WHY)


def test_the_words_of_the_draft_are_the_nearest() -> None:
    between = sent((WHY, "tell what pruning does to a plant"))
    statement = next(one for one in between.statements() if one.text.startswith("tell what"))
    draft = replace(between, skills=tuple(_rekeyed(skill, statement.key, key_of(WHY)) for skill in between.skills))
    [one] = missing(sent((WHY, "tell what pruning does to an old plant")), draft=draft)
    assert (one.key, one.old) == (key_of(WHY), statement.text)


def _rekeyed(skill: Skill, old: str, new: str) -> Skill:
    return replace(skill, statements=tuple(replace(s, key=new) if s.key == old else s for s in skill.statements))


def test_where_the_draft_lost_the_key_already_what_is_published_tells() -> None:
    document = sent((WHY, "say why every plant is pruned before it is cut"))
    [one] = missing(document, draft=document)
    assert (one.key, one.old) == (key_of(WHY), WHY)
    [again] = missing(sent((WHY, "say why every plant is pruned before you cut it")), draft=document)
    assert again.key == one.key


def test_what_no_published_edition_has_is_not_missed() -> None:
    draft = sent((WHY, "graft an apple tree onto another stock"))
    assert missing(sent((WHY, "graft an apple tree onto any other stock")), draft=draft) == ()


def role(slug: str, **key: Any) -> Edition:
    rung = RoleLevel(key=f"{key.get('key', slug)}/{slug}", slug=slug, name="Digger", rank=1, implicit=True)
    digger = Role(key=key.get("key", slug), slug=slug, name="Digger", levels=(rung,))
    return replace(GARDEN, roles=(*GARDEN.roles, digger))


@pytest.mark.parametrize("kept", [True, False])
def test_the_only_level_of_a_renamed_role_misses_its_key_too(kept: bool) -> None:
    document = role("diggers", key="digger") if kept else role("diggers")
    found = [(one.kind, one.key, one.place) for one in missing(document, role("digger"))]
    expected = [("role", "digger", ("role", "diggers")), ("role_level", "digger", ("role_level", "diggers/diggers"))]
    assert found == expected[1 if kept else 0 :]


@given(editions())
def test_no_edition_misses_a_key_of_its_own(edition: Edition) -> None:
    assert missing(edition, edition) == ()


@settings(max_examples=200)
@given(pairs())
def test_every_missing_key_is_of_the_edition_before_and_not_of_the_document(pair: tuple[Edition, Edition]) -> None:
    before, after = pair
    keys = {*((kind, thing.key.rpartition("/")[2]) for kind, thing in before.things()), *_part_keys(before)}
    there = {*((kind, thing.key) for kind, thing in after.things()), *_part_keys(after)}
    for one in missing(after, before):
        if one.kind != "scale":
            assert (one.kind, one.key) in keys
            assert one.kind in ("role_level", "mastery_level") or (one.kind, one.key) not in there


def _part_keys(content: Edition) -> set[tuple[str, str]]:
    duties = {("responsibility", duty.key) for level in content.role_levels() for duty in level.responsibilities}
    return duties | {("statement", statement.key) for statement in content.statements()}
