"""What became of ids: each rule by an example."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from app.framework.about import Framework
from app.framework.content import Content
from app.framework.history import Retirement
from app.framework.identity import identify_text, requirement_key
from app.framework.migrate import Fate, migrate, shared_words
from app.framework.skill import Skill
from app.framework.trace import Statement
from tests.authoring.gardens import REWORDED, second, with_skill
from tests.worlds import garden

KEY = "gardening"
FIRST = garden().edition


def an_id(key: str, kind: str = "skill") -> str:
    return identify_text(KEY, kind, key)


def fate(key: str, *editions: Content, kind: str = "skill") -> Fate:
    own = an_id(key, kind)
    return migrate(editions, [own])[own]


def told(found: Fate) -> tuple[Any, ...]:
    """Outcome, why, the keys of what there is now, and what happened."""
    return found.outcome, found.why, [each.key for each in found.now], [(step.at, step.what) for step in found.steps]


def of_skills(*keys: str, gone: Mapping[str, tuple[str, ...]] | None = None) -> Content:
    """An edition with skills, and what it says it retired with what replaces that."""
    skills = tuple(Skill(key=key, slug=key, name=key) for key in keys)
    retirements = tuple(
        Retirement(kind="skill", key=key, name=key, reason=f"{key} went.", replaced_by=by)
        for key, by in (gone or {}).items()
    )
    return Content(framework=Framework(key=KEY, slug=KEY, name="Gardens"), skills=skills, retirements=retirements)


A = of_skills("a")


def test_what_stays_is_the_same_through_any_number_of_editions() -> None:
    assert told(fate("cutting", FIRST)) == ("same", None, ["cutting"], [])
    assert told(fate("cutting", FIRST, FIRST, FIRST)) == ("same", None, ["cutting"], [])


def test_a_new_slug_or_name_is_a_rename_with_both_told() -> None:
    found = fate("leading-a-crew", FIRST, second())
    assert told(found) == ("renamed", None, ["leading-a-crew"], [(1, "renamed")])
    [step] = found.steps
    assert step.old
    assert step.new
    assert (step.old.value.slug, step.new.value.slug) == ("leading-a-crew", "crew-leadership")  # type: ignore[union-attr]  # skills


def test_a_rename_that_was_undone_is_the_same_with_both_steps() -> None:
    assert told(fate("leading-a-crew", FIRST, second(), FIRST))[0::3] == ("same", [(1, "renamed"), (2, "renamed")])


def test_other_changes_of_a_thing_are_no_matter_of_its_id() -> None:
    assert fate("cutting", FIRST, with_skill(FIRST, "cutting", description="Told anew.", note=None)).outcome == "same"


def test_what_is_gone_without_a_word_is_retired_for_no_reason() -> None:
    found = fate("a", A, of_skills())
    assert told(found) == ("retired", None, [], [(1, "retired")])
    assert found.steps[0].reason is None
    assert found.was


def test_what_is_replaced_is_followed_through_several_editions() -> None:
    way = (A, of_skills("b", gone={"a": ("b",)}), of_skills("b"), of_skills("c", gone={"b": ("c",), "a": ("b",)}))
    found = fate("a", *way)
    assert told(found) == ("replaced", None, ["c"], [(1, "replaced"), (3, "replaced")])
    assert [step.reason for step in found.steps] == ["a went.", "b went."]
    assert found.steps[0].by == (("skill", "b"),)


def test_a_chain_of_replacements_in_one_edition_is_followed_to_its_end() -> None:
    found = fate("a", A, of_skills("c", gone={"a": ("b",), "b": ("c",)}))
    assert told(found) == ("replaced", None, ["c"], [(1, "replaced"), (1, "replaced")])
    assert [step.key for step in found.steps] == ["a", "b"]


def test_what_several_things_replace_needs_review() -> None:
    found = fate("a", A, of_skills("b", "c", gone={"a": ("b", "c")}))
    assert told(found) == ("needs_review", "several", ["b", "c"], [(1, "replaced")])


def test_several_that_become_one_again_replace_it() -> None:
    way = (A, of_skills("b", "c", gone={"a": ("b", "c")}), of_skills("d", gone={"b": ("d",), "c": ("d",)}))
    assert told(fate("a", *way))[:3] == ("replaced", None, ["d"])


def test_where_a_part_of_the_replacement_is_gone_it_needs_review() -> None:
    way = (A, of_skills("b", "c", gone={"a": ("b", "c")}), of_skills("b", gone={"c": ()}))
    assert told(fate("a", *way))[:3] == ("needs_review", "several", ["b"])


def test_a_replacement_that_is_gone_without_another_is_retired() -> None:
    way = (A, of_skills("b", gone={"a": ("b",)}), of_skills(gone={"b": ()}))
    assert told(fate("a", *way)) == ("retired", None, [], [(1, "replaced"), (2, "retired")])


def test_things_that_replace_each_other_in_a_circle_are_retired() -> None:
    assert fate("a", A, of_skills(gone={"a": ("b",), "b": ("a",)})).outcome == "retired"


def test_a_replacement_may_be_named_later() -> None:
    way = (A, of_skills("b", gone={"a": ()}), of_skills("b", gone={"a": ("b",)}))
    assert told(fate("a", *way)) == ("replaced", None, ["b"], [(1, "retired"), (2, "replaced")])


def test_what_comes_back_is_itself_again_whatever_replaced_it() -> None:
    for by in ((), ("b",)):
        way = (A, of_skills("b", gone={"a": by}), of_skills("a", "b"))
        assert told(fate("a", *way))[::2] == ("same", ["a"])
        assert fate("a", *way).steps[-1].what == "returned"


def test_what_the_first_edition_has_retired_already_is_followed_from_there() -> None:
    found = fate("topiary", FIRST, FIRST)
    assert told(found) == ("replaced", None, ["cutting"], [(0, "replaced")])
    assert found.was is None
    assert found.steps[0].reason == "Nobody asked for it."


def test_a_statement_in_other_words_is_renamed_where_they_are_close_else_needs_review() -> None:
    def reworded(text: str) -> Content:
        pruning = FIRST.lookup.skills["cutting"]
        statements = (replace(said, text=text) if said.key == REWORDED else said for said in pruning.statements)
        return with_skill(FIRST, "cutting", statements=tuple(statements))

    for text, outcome, why in (
        ("prune  fruit trees without help", "same", None),
        ("Prune fruit trees without any help", "renamed", None),
        ("teach others how hedges are shaped", "needs_review", "reworded"),
    ):
        found = fate(REWORDED, FIRST, reworded(text), kind="statement")
        assert (found.outcome, found.why) == (outcome, why)


def test_a_statement_of_another_level_or_skill_needs_review() -> None:
    said = Statement(key="0" * 16, text="dig", level="mastery/novice")
    before = replace(of_skills("a", "b"), skills=(Skill(key="a", slug="a", name="A", statements=(said,)),))
    for level, skill in (("mastery/skilled", "a"), ("mastery/novice", "b")):
        moved = Skill(key=skill, slug=skill, name="A", statements=(replace(said, level=level),))
        found = fate("0" * 16, before, replace(before, skills=(moved,)), kind="statement")
        assert told(found) == ("needs_review", "moved", ["0" * 16], [(1, "moved")])


def test_a_requirement_stays_the_same_while_the_role_level_needs_the_skill() -> None:
    key = requirement_key("gardener/junior-gardener", "cutting")
    assert fate(key, FIRST, second(), kind="requirement").outcome == "same"
    gone = requirement_key("advisor/advisor", "plant-knowledge")
    assert told(fate(gone, FIRST, second(), kind="requirement")) == ("retired", None, [], [(1, "retired")])


@pytest.mark.parametrize("given", ["", "x", "\0", an_id("a")[:-1], f" {an_id('a')}", f"{{{an_id('a')}}}", "💩" * 36])
def test_what_is_no_id_is_named(given: str) -> None:
    assert told(migrate([A, A], [given])[given]) == ("needs_review", "malformed", [], [])


def test_an_id_of_nothing_is_named_and_capital_letters_are_no_matter() -> None:
    unknown, capital = an_id("nothing"), an_id("a").upper()
    found = migrate([A, A], [unknown, capital])
    assert [(each, one.outcome, one.why) for each, one in found.items()] == [
        (unknown, "needs_review", "unknown"),
        (capital, "same", None),
    ]


def test_shared_words_are_counted_on_both_sides_without_regard_to_case() -> None:
    assert shared_words("Dig the soil", "dig THE soil") == 1
    assert shared_words("dig the soil", "water the lawn") == pytest.approx(1 / 3)
    assert shared_words("dig", "water") == 0
    assert shared_words("", "") == 0
