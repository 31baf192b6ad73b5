"""What is told of changes from what stands around them is what a look at the whole tells."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from app.framework.apply import Misfit, apply, apply_unchecked
from app.framework.change import Change
from app.framework.diff import diff
from app.framework.edition import BrokenEdition, Edition
from app.framework.fitting import left_dangling, tried
from app.framework.rechecking import holds_around, is_local
from tests.edits import pairs
from tests.worlds import garden

GARDEN = garden().edition
LEVEL = GARDEN.lookup.role_levels["advisor/advisor"]
REQUIREMENT = f"{LEVEL.key}/plant-knowledge"
ADVICE = replace(GARDEN.lookup.roles["advisor"], levels=())


def changed(kind: Any, key: str, field: str, old: Any, new: Any) -> Change:
    return Change(kind, key, "renamed" if field in ("slug", "name") else "changed", field, old, new)


@settings(max_examples=300)
@given(pair=pairs(), data=st.data())
def test_a_part_of_what_leads_to_another_edition_fits_where_it_can_be_applied(
    pair: tuple[Edition, Edition], data: st.DataObject
) -> None:
    """A part of it mostly breaks a rule: it removes what is named, or names what does not come."""
    some = tuple(one for one in diff(*pair) if data.draw(st.booleans()))
    new, conflicts = tried(some, pair[0])
    try:
        whole = apply(some, pair[0])
    except (Misfit, BrokenEdition):
        event("does not fit")
        assert conflicts
        assert new is pair[0]
    else:
        event("fits, seen from around" if is_local(some, pair[0]) else "fits")
        assert (new, conflicts) == (replace_class(whole, new), ())


def replace_class(edition: Edition, like: Any) -> Any:
    """The edition as a value of the class that another has: the quick look makes none that is checked."""
    if type(like) is Edition:
        return edition
    return apply_unchecked((), edition)


@pytest.mark.parametrize(
    "changes",
    [
        [changed("skill", "cutting", "name", "Pruning", "")],
        [changed("skill", "cutting", "slug", "pruning", "plant-knowledge")],
        [changed("skill", "cutting", "groups", None, ("none",))],
        [changed("skill_group", "plants", "parents", None, ("plants",))],
        [changed("requirement", REQUIREMENT, "level", "recall/aware", "mastery/novice")],
        [changed("role", "advisor", "families", ADVICE.families, ("nowhere",))],
        [changed("role_level", "advisor/advisor", "stage", LEVEL.stage, "none")],
        [Change("role", "new", "added", new=replace(ADVICE, key="new", slug="gardener", name="New"))],
        [changed("framework", "gardening", "name", "Gardening", "x" * 301)],
    ],
)
def test_what_breaks_a_rule_around_it_is_seen(changes: list[Change]) -> None:
    fitting = [replace(one, old=_there(one)) for one in changes]
    assert is_local(fitting, GARDEN)
    assert not holds_around(GARDEN, apply_unchecked(fitting, GARDEN))


def _there(change: Change) -> Any:
    if change.verb == "added":
        return None
    if change.kind == "framework":
        return getattr(GARDEN.framework, change.field or "")
    if change.kind == "requirement":
        found = next(one for one in LEVEL.requirements if one.skill == "plant-knowledge")
        return getattr(found, change.field or "")
    return getattr(GARDEN.lookup.thing(change.kind, change.key), change.field or "")


@pytest.mark.parametrize(
    "change",
    [
        changed("skill", "plant-knowledge", "scale", "recall", None),
        changed("scale", "mastery", "default", True, False),
        changed("mastery_level", "mastery/novice", "rank", 1, 2),
        Change("skill", "topiary", "added"),
        Change("skill", "cutting", "removed"),
        Change("retirement", "skill/topiary", "removed"),
    ],
)
def test_what_reaches_further_is_left_to_the_whole(change: Change) -> None:
    assert not is_local([change], GARDEN)


def test_what_names_what_goes_is_found_wherever_it_stands() -> None:
    skill = GARDEN.lookup.skills["plant-knowledge"]
    gone = Change("skill", skill.key, "removed", old=replace(skill, statements=()))
    assert is_local([gone], GARDEN)
    assert [one.key for one in left_dangling([gone], GARDEN)] == [REQUIREMENT]
