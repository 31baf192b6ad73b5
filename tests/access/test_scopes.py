import pytest

from app.access.caller import ANYBODY, Caller
from app.access.scopes import LADDER, SCOPES, Rung, highest, includes


def test_each_rung_includes_itself_and_those_below_and_no_other() -> None:
    for number, held in enumerate(LADDER):
        assert [wanted for wanted in LADDER if includes(held, wanted)] == list(LADDER[number:])
    assert not includes(None, "read")
    assert highest({"read", "edit"}) == "edit"
    assert highest(set()) is None


@pytest.mark.parametrize("rung", LADDER)
def test_a_key_for_one_framework_reaches_no_other_and_not_all(rung: Rung) -> None:
    caller = Caller(key_id="one", rung=rung, framework="gardening")
    assert caller.may(rung, "gardening")
    assert not caller.may(rung, "baking")
    assert not caller.may(rung)
    assert caller.may_somewhere(rung)
    assert Caller(key_id="one", rung=rung).may(rung, "baking")


def test_learn_stands_apart_and_is_for_one_provider() -> None:
    learner = Caller(key_id="one", provider="school")
    assert learner.may("learn", provider="school")
    assert not learner.may("learn", provider="other")
    assert not any(learner.may_somewhere(rung) for rung in LADDER)
    assert not Caller(key_id="one", rung="admin").may("learn", provider="school")


def test_anybody_may_nothing_that_needs_a_key() -> None:
    assert not any(ANYBODY.may(scope) or ANYBODY.may_somewhere(scope) for scope in SCOPES)
