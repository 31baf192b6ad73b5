"""What changes add up to, and which of them are worth telling."""

from dataclasses import replace

import pytest
from hypothesis import given

from app.framework.change import VERBS, Change, Place, Placed, summary, worth_telling
from app.framework.counts import count
from app.framework.diff import diff
from app.framework.edition import Edition
from app.framework.trace import Code, SourceRef, Statement
from tests.edits import pairs
from tests.worlds import garden

GARDEN = garden().edition


@given(pairs())
def test_the_summary_accounts_for_every_noun(pair: tuple[Edition, Edition]) -> None:
    a, b = pair
    before, after = count(a), count(b)
    told = summary(diff(a, b))
    assert list(told) == list(before)
    for noun, verbs in told.items():
        assert list(verbs) == list(VERBS)
        assert before[noun] + verbs["added"] - verbs["removed"] == after[noun]
        assert verbs["renamed"] + verbs["removed"] <= before[noun]
        assert verbs["changed"] + verbs["removed"] <= before[noun]


def test_a_thing_counts_once_under_each_verb() -> None:
    skill = replace(GARDEN.lookup.skills["cutting"], name="Cuts", slug="cuts", note=None, kind="tool")
    b = replace(GARDEN, skills=tuple(skill if one.key == "cutting" else one for one in GARDEN.skills), waivers=())
    told = summary(diff(GARDEN, b))
    assert told["skills"] == {"added": 0, "removed": 0, "renamed": 1, "changed": 1}
    assert sum(sum(verbs.values()) for verbs in told.values()) == 2


@pytest.mark.parametrize(
    ("field", "old", "new"),
    [
        ("description", "One.\n\nTwo  words.", "One. Two\twords.\n"),
        ("description", "a\u00a0b", "a\u2003b"),
        ("alternative_names", ("a  z", "a b"), ("a b", "a z")),
        ("codes", (Code(scheme="esco", value="a  b"),), (Code(scheme="esco", value="a b"),)),
        ("source", SourceRef(source="s", section="1  2"), SourceRef(source="s", section="1 2")),
    ],
)
def test_white_space_alone_is_not_worth_telling(field: str, old: object, new: object) -> None:
    assert worth_telling([Change("skill", "x", "changed", field, old, new)]) == ()


@pytest.mark.parametrize(
    ("field", "old", "new"),
    [
        ("description", "a b", "ab"),
        ("description", None, "a"),
        ("description", "A", "a"),
        ("alternative_names", ("a", "b"), ("a",)),
        ("codes", (Code(scheme="esco", value="a"),), (Code(scheme="esco", value="b"),)),
        ("statements", ("p", "q"), ("q", "p")),
        ("grades", ("G1", "G2"), ("G2", "G1")),
        ("rank", 1, 2),
        ("place", Place("skill/a"), Place("skill/b")),
        (None, None, Placed(Statement(key="p", text="p"), Place("skill/a"))),
    ],
)
def test_anything_else_is_worth_telling(field: str | None, old: object, new: object) -> None:
    change = Change("skill", "x", "changed" if field else "added", field, old, new)
    assert worth_telling([change]) == (change,)


@given(pairs())
def test_changes_are_values(pair: tuple[Edition, Edition]) -> None:
    changes = diff(*pair)
    assert diff(*pair) == changes
    assert len(set(changes)) == len(changes)
