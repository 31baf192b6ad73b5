"""Things by id, path and code."""

import pytest
from hypothesis import given

from app.framework.release import Release
from app.kit.problems import InvalidBody
from app.reading.lookups import look_up
from app.reading.shapes.lookups import FoundThing, LookupAnswer, LookupItem
from app.reading.view import View
from tests.strategies import releases
from tests.worlds import garden

GARDEN = View(release=garden(), framework="gardening")


def one(item: LookupItem) -> LookupAnswer:
    [found] = look_up(GARDEN, [item]).items
    assert found.asked == item
    assert (found.thing is None) != (found.problem is None)
    return found


def why(item: LookupItem) -> tuple[str, list[str]]:
    problem = one(item).problem
    assert problem
    assert problem.detail
    return problem.reason, [candidate.slug for candidate in problem.candidates]


@given(releases())
def test_everything_is_found_by_id_and_by_path_in_the_order_asked(release: Release) -> None:
    view = View(release=release, framework="f")
    things = [
        FoundThing(kind=kind, **view.named(kind, thing)) for kind, thing in reversed(list(release.edition.things()))
    ]
    paths = [view.look.path(kind, thing) for kind, thing in reversed(list(release.edition.things()))]
    by_id = look_up(view, [LookupItem(id=thing.id.upper()) for thing in things])
    by_path = look_up(view, [LookupItem(kind=thing.kind, path=path) for thing, path in zip(things, paths, strict=True)])
    assert [answer.thing for answer in by_id.items] == [answer.thing for answer in by_path.items] == things


@given(releases())
def test_a_code_leads_to_the_one_thing_that_carries_it_or_names_all(release: Release) -> None:
    view = View(release=release, framework="f")
    bearing: dict[str, list[str]] = {}
    for kind, thing in release.edition.things():
        for code in thing.codes:
            bearing.setdefault(f"{code.scheme}:{code.value}", []).append(view.part_id(kind, thing.key))
    answers = look_up(view, [LookupItem(code=code) for code in bearing]).items
    for ids, answer in zip(bearing.values(), answers, strict=True):
        found = [answer.thing] if answer.thing else answer.problem.candidates if answer.problem else []
        assert [thing.id for thing in found] == ids


def test_a_mastery_level_needs_its_scale_only_where_that_is_not_the_default() -> None:
    for path in ("skilled", "mastery/skilled"):
        thing = one(LookupItem(kind="mastery_level", path=path)).thing
        assert thing
        assert thing.href.endswith("/mastery-levels/skilled")
    assert one(LookupItem(kind="mastery_level", path="recall/fluent")).thing
    assert why(LookupItem(kind="mastery_level", path="fluent")) == ("not_found", [])


def test_what_is_not_there_is_told() -> None:
    assert why(LookupItem(id="no-id")) == ("not_found", [])
    assert why(LookupItem(kind="role", path="pruning")) == ("not_found", [])
    assert why(LookupItem(code="isco:0000")) == ("not_found", [])
    assert why(LookupItem(code="isco:6113", kind="skill")) == ("not_found", [])


def test_a_retired_thing_says_what_replaces_it() -> None:
    assert why(LookupItem(id=GARDEN.part_id("skill", "topiary"))) == ("retired", ["pruning"])


@pytest.mark.parametrize(
    "item",
    [
        LookupItem(),
        LookupItem(kind="skill"),
        LookupItem(path="pruning"),
        LookupItem(id="x", code="a:b"),
        LookupItem(id="x", kind="skill"),
        LookupItem(kind="skill", path="pruning", code="a:b"),
    ],
)
def test_an_item_that_does_not_say_what_to_look_for_is_refused_with_its_place(item: LookupItem) -> None:
    with pytest.raises(InvalidBody) as refused:
        look_up(GARDEN, [LookupItem(id="x"), item])
    assert refused.value.errors[0].pointer == "/items/1"
