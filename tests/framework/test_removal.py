"""What is removed leaves no trace, and nothing else goes with it."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.framework.change import Change
from app.framework.diff import diff
from app.framework.edition import BrokenEdition, Edition
from app.framework.history import Retirement
from app.framework.removal import Gone, going, references, without
from tests.strategies import editions
from tests.worlds import garden

GARDEN = garden().edition
#: What makes no sense without what it names, so that it goes too: the parts, with their fields that say so.
POINTLESS = {"requirement", "statement", "responsibility", "relation", "progression"}


@given(edition=editions(), number=st.integers(0, 255))
def test_nothing_names_what_is_gone_and_nothing_else_goes(edition: Edition, number: int) -> None:
    named: list[tuple[str, str]] = [(kind, thing.key) for kind, thing in edition.things()]
    named += [("scale", scale.key) for scale in edition.scales] + [("source", one.key) for one in edition.sources]
    if not named:
        return
    gone = going(edition, *named[number % len(named)])
    left = left_of(edition, gone)
    if left is None:
        return
    assert references(left, gone) == []
    for change in diff(edition, left):
        if change.verb == "removed":
            assert change.key in gone.get(change.kind, ()) or change.kind in POINTLESS
        else:
            assert change.verb == "changed"
            assert is_less(change)


def left_of(edition: Edition, gone: Gone) -> Edition | None:
    """The edition without what goes; None where it was the default scale, or the last level of a scale."""
    try:
        return without(edition, gone)
    except BrokenEdition as broken:
        rules = {(finding.kind, finding.field) for finding in broken.findings}
    assert rules <= {("scale", "default"), ("scale", "levels")}
    return None


def is_less(change: Change) -> bool:
    """Whether a field has lost something, or a level has moved down a rank."""
    if isinstance(change.old, tuple):
        return set(change.new) < set(change.old)
    return change.new is None or (change.kind == "mastery_level" and change.new < change.old)


@given(edition=editions())
def test_what_nothing_names_goes_alone(edition: Edition) -> None:
    for kind, thing in edition.things():
        gone = going(edition, kind, thing.key)
        if kind != "mastery_level" and not references(edition, gone):
            kept = diff(edition, without(edition, gone))
            assert {(one.kind, one.key) for one in kept if one.kind == kind} == {(kind, thing.key)}
            assert {one.verb for one in kept} == {"removed"}


@pytest.mark.parametrize(
    ("kind", "key", "named_by"),
    [
        ("skill", "cutting", ["gardener/junior-gardener/cutting names it as skill",
                              "gardener/chief-gardener/cutting names it as skill",
                              "activity prune-an-orchard names it as skills",
                              "relation leading-a-crew/cutting/supports names it as target",
                              "retirement skill/topiary names it as replaced_by"]),
        ("mastery_level", "mastery/novice", ["stage craft names it as from_level", "names it as level"]),
        ("role", "gardener", ["role advisor names it as parents"]),
        ("source", "survey", ["requirement gardener/chief-gardener/cutting names it as source", "names it as source"]),
        ("skill_group", "plants", ["skill group trees names it as parents", "skill cutting names it as groups"]),
        ("stage", "craft", ["role level gardener/junior-gardener names it as stage"]),
        ("role_family", "indoors", ["role advisor names it as families"]),
        ("scale", "recall", ["skill plant-knowledge names it as scale"]),
    ],
)  # fmt: skip
def test_every_reference_is_told(kind: str, key: str, named_by: list[str]) -> None:
    told = "\n".join(map(str, references(GARDEN, going(GARDEN, kind, key))))
    for reference in named_by:
        assert reference in told


def test_what_stood_in_for_a_statement_that_goes_is_told_and_forgotten() -> None:
    said = GARDEN.lookup.skills["cutting"].statements[0]
    told = Retirement(kind="statement", key="0000000000000001", name="Said once", replaced_by=(said.key,))
    edition = replace(GARDEN, retirements=(*GARDEN.retirements, told))
    for kind, key in (("skill", "cutting"), ("mastery_level", said.level)):
        if key is None:
            continue
        left = without(edition, going(edition, kind, key))
        assert all(said.key not in gone.replaced_by for gone in left.retirements)
    assert "replaced_by" in {one.field for one in references(edition, going(edition, "skill", "cutting"))}


def test_levels_above_one_that_goes_move_down() -> None:
    left = without(GARDEN, going(GARDEN, "mastery_level", "mastery/skilled"))
    ranks = [(level.key, level.rank) for level in left.lookup.scales["mastery"].levels]
    assert ranks == [("mastery/novice", 1), ("mastery/expert", 2)]
    assert left.lookup.stages["craft"].level is None
    assert {statement.level for statement in left.lookup.skills["cutting"].statements} == {None, "mastery/novice"}


def test_the_default_scale_cannot_go_before_another_is_it() -> None:
    with pytest.raises(BrokenEdition, match="default"):
        without(GARDEN, going(GARDEN, "scale", "mastery"))


def test_every_list_of_an_edition_is_looked_through() -> None:
    empty = Edition(framework=GARDEN.framework)
    lists = {each.name for each in fields(Edition) if each.init} - {"framework", "waivers"}
    everything: Gone = {
        kind: {thing.key for held, thing in GARDEN.things() if held == kind} for kind, _ in GARDEN.things()
    }
    everything = {**everything, "scale": set(GARDEN.lookup.scales), "source": set(GARDEN.lookup.sources)}
    left = without(GARDEN, everything)
    assert {name for name in lists if getattr(left, name) != getattr(empty, name)} == {"retirements"}
    assert left.retirements[0].replaced_by == ()
