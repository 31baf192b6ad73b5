"""What an owner says of things that are gone, and what an edition remembers."""

from dataclasses import replace

import pytest

from app.framework.edition import Edition
from app.framework.history import Retirement
from app.framework.retiring import Gone, Leaving, remembering, retire, unexplained
from app.framework.stated import Past
from tests.framework.test_renames import edition, known, role, rung, skill

BEFORE = edition(
    replace(skill("cutting", "Cutting plants"), key="pruning"), skill("digging"), skill("soil"),
    roles=(role("gardener", rung("gardener/junior")), role("chief", rung("chief/chief"))),
)  # fmt: skip
NOW = edition(skill("digging"), skill("earth"), roles=(role("gardener", rung("gardener/senior")),))
WEEDING = Retirement(kind="skill", key="weeding", name="Weeding")


def entries(*leaving: Leaving, now: Edition = NOW, past: Past | None = None) -> tuple[Retirement, ...]:
    found, misfits = retire(leaving, now, past or known(BEFORE))
    assert misfits == ()
    return found


def test_what_is_gone_is_retired_by_its_key_with_its_last_name() -> None:
    leaving = Leaving("skill", "cutting", "Machines do it.", ("earth", "digging"))
    assert entries(leaving, Leaving("role_level", "gardener/junior", None, ("gardener/senior",))) == (
        Retirement(
            kind="skill",
            key="pruning",
            name="Cutting plants",
            reason="Machines do it.",
            replaced_by=("digging", "earth"),
        ),
        Retirement(kind="role_level", key="gardener/junior", name="junior", replaced_by=("gardener/senior",)),
    )


@pytest.mark.parametrize(
    ("leaving", "message"),
    [
        (Leaving("statement", "0123456789abcdef"), "'statement' is no kind that can be retired by slug; these are act"),
        (Leaving("skill", "weeding"), "the edition before has no skill 'weeding'"),
        (Leaving("skill", "earth"), "the edition before has no skill 'earth'"),
        (Leaving("skill", "digging"), "the skill 'digging' is in the files still, so it is not gone; leave this"),
        (Leaving("skill", "soil", None, ("mud",)), "'soil' is to be replaced by 'mud', but the files have no such sk"),
        (Leaving("skill", "soil", None, ("earth", "earth")), "names 'earth' twice among what replaces 'soil'"),
        (Leaving("skill", "soil", None, ("gardener",)), "'soil' is to be replaced by 'gardener', but the files have "),
    ],
    ids=lambda value: "-".join((value.slug, *value.replaced_by)) if isinstance(value, Leaving) else "",
)
def test_an_entry_that_cannot_hold_says_why(leaving: Leaving, message: str) -> None:
    found, [misfit] = retire([leaving], NOW, known(BEFORE))
    assert found == ()
    assert misfit.message.startswith(message)


def test_what_goes_on_under_another_slug_is_not_gone() -> None:
    now = edition(replace(skill("soils"), key="soil"))
    _, [misfit] = retire([Leaving("skill", "soil")], now, known(BEFORE))
    assert misfit.message.startswith("the skill 'soil' goes on in the files as 'soils', so it is not gone")


def test_an_entry_that_stands_twice_is_refused() -> None:
    _, [misfit] = retire([Leaving("skill", "soil"), Leaving("skill", "soil", "Why not.")], NOW, known(BEFORE))
    assert (misfit.at, misfit.message) == (1, "the skill 'soil' is retired by an entry above already")


def test_what_was_retired_before_may_be_given_a_reason_later() -> None:
    past = Past(content=replace(BEFORE, retirements=(WEEDING,)), formerly={("skill", "weeding"): "weeding"})
    found = entries(Leaving("skill", "weeding", "Nobody weeds."), past=past)
    assert found == (replace(WEEDING, reason="Nobody weeds."),)


def test_an_edition_remembers_what_the_one_before_remembered() -> None:
    soil = Retirement(kind="skill", key="soil", name="Soil", replaced_by=("weeding",))
    assert remembering(NOW, replace(BEFORE, retirements=(WEEDING,)), (soil,)).retirements == (soil, WEEDING)
    assert remembering(NOW, BEFORE) is NOW


def test_what_is_there_again_is_not_retired_and_what_is_gone_replaces_nothing() -> None:
    digging = Retirement(kind="skill", key="digging", name="Digging")
    weeding = replace(WEEDING, replaced_by=("pruning",))
    assert remembering(NOW, replace(NOW, skills=(), retirements=(digging, WEEDING))).retirements == (WEEDING,)
    assert remembering(NOW, replace(BEFORE, retirements=(weeding,))).retirements == (WEEDING,)


def test_things_that_went_without_a_word_are_told_but_not_levels_that_went_with_their_role() -> None:
    soil = Retirement(kind="skill", key="soil", name="Soil")
    assert list(unexplained(remembering(NOW, BEFORE, (soil,)), BEFORE)) == [
        Gone("skill", "cutting", "Cutting plants"),
        Gone("role", "chief", "chief"),
        Gone("role_level", "gardener/junior", "junior"),
    ]
