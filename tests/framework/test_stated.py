"""What an owner says of renames: what holds, and one clear message for each entry that does not."""

import pytest

from app.framework.carry import carry
from app.framework.edition import Edition
from app.framework.mastery import MasteryLevel, Scale
from app.framework.stated import Past, Rename, settle
from tests.framework.test_renames import ABOUT, edition, known, role, rung, skill

BEFORE = edition(
    skill("pruning"), skill("digging"), skill("soil"),
    roles=(role("gardener", rung("gardener/junior"), rung("gardener/senior")), role("chief", rung("chief/chief"))),
)  # fmt: skip
NOW = edition(
    skill("cutting"), skill("digging"), skill("earth"),
    roles=(role("groundskeeper", rung("groundskeeper/junior"), rung("groundskeeper/head")),
           role("chief", rung("chief/boss"))),
)  # fmt: skip


def said(*renames: tuple[str, str, str], past: Past | None = None, now: Edition = NOW) -> list[tuple[int, str]]:
    """What is wrong with which entry."""
    _, misfits = settle([Rename(*each) for each in renames], now, past or known(BEFORE))
    return [(misfit.at, misfit.message) for misfit in misfits]


def keys(*renames: tuple[str, str, str], now: Edition = NOW) -> dict[str, str]:
    """The keys that skills, roles and their levels carry, by slug."""
    stated, misfits = settle([Rename(*each) for each in renames], now, known(BEFORE))
    assert misfits == ()
    found = carry(now, BEFORE, stated=stated).edition
    kinds = ("skill", "role", "role_level")
    return {found.lookup.path(kind, thing): thing.key for kind, thing in found.things() if kind in kinds}


def test_what_is_renamed_keeps_its_key_and_levels_follow_their_role() -> None:
    found = keys(
        ("skill", "pruning", "cutting"),
        ("role_level", "gardener/senior", "groundskeeper/head"),
        ("role", "gardener", "groundskeeper"),
    )
    assert found == {
        "cutting": "pruning", "digging": "digging", "earth": "earth", "groundskeeper": "gardener",
        "groundskeeper/junior": "gardener/junior", "groundskeeper/head": "gardener/senior",
        "chief": "chief", "chief/boss": "chief/boss",
    }  # fmt: skip


def test_two_things_may_swap_their_slugs() -> None:
    now = edition(skill("pruning"), skill("digging"), skill("soil"))
    found = keys(("skill", "pruning", "digging"), ("skill", "digging", "pruning"), now=now)
    assert found == {"digging": "pruning", "pruning": "digging", "soil": "soil"}


def test_scales_go_on_with_their_levels() -> None:
    def measured(slug: str) -> Edition:
        low = MasteryLevel(key=f"{slug}/low", slug="low", name="Low", rank=1)
        return Edition(framework=ABOUT, scales=(Scale(key=slug, slug=slug, name=slug, default=True, levels=(low,)),))

    stated, misfits = settle([Rename("scale", "old", "new")], measured("new"), known(measured("old")))
    assert misfits == ()
    assert set(carry(measured("new"), measured("old"), stated=stated).edition.lookup.mastery_levels) == {"old/low"}


@pytest.mark.parametrize(
    ("rename", "message"),
    [
        (("statement", "a", "b"), "'statement' is no kind that can be renamed; these are activity, "),
        (("skill", "weeding", "cutting"), "the edition before has no skill 'weeding'"),
        (("skill", "cutting", "pruning"), "the edition before has no skill 'cutting'; perhaps old and new are swapped"),
        (("skill", "pruning", "weeding"), "the files have no skill 'weeding'"),
        (("role_level", "gardener", "groundskeeper"), "the edition before has no role level 'gardener'"),
        (("skill", "digging", "digging"), "'digging' is the same slug on both sides"),
        (
            ("role_level", "chief/chief", "groundskeeper/head"),
            "'chief/chief' cannot go on as 'groundskeeper/head': a role level stays in its role",
        ),
        (
            ("skill", "digging", "earth"),
            "the files have a skill 'digging' still, so it has not become 'earth'; leave this entry out, or say in ano",
        ),
        (
            ("skill", "pruning", "digging"),
            "the edition before has a skill 'digging' already, so two would become one; retire 'pruning' with 'dig",
        ),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, tuple) else "",
)
def test_an_entry_that_cannot_hold_says_why(rename: tuple[str, str, str], message: str) -> None:
    [(at, told)] = said(rename)
    assert at == 0
    assert told.startswith(message)


def test_an_entry_that_stands_twice_is_told_once() -> None:
    one = ("skill", "pruning", "cutting")
    assert said(one, one) == [(1, "says again what an entry above says")]


def test_two_entries_to_one_thing_are_refused() -> None:
    [(at, told)] = said(("skill", "pruning", "cutting"), ("skill", "soil", "cutting"))
    assert at == 1
    assert told.startswith("'pruning' goes on as 'cutting' already, so two would become one; keep the entry")


def test_one_thing_cannot_go_on_as_two() -> None:
    [(at, told)] = said(("skill", "pruning", "cutting"), ("skill", "pruning", "earth"))
    assert at == 1
    assert told.startswith("the skill 'pruning' goes on as 'cutting' already: a thing goes on as one thing")


def test_every_faulty_entry_is_told_at_once() -> None:
    assert [at for at, _ in said(("skill", "x", "y"), ("skill", "pruning", "cutting"), ("role", "x", "y"))] == [0, 2]


def test_what_had_the_slug_may_be_retired_at_the_same_time() -> None:
    rename = Rename("skill", "pruning", "digging")
    _, misfits = settle([rename], NOW, known(BEFORE), {("skill", "digging")})
    assert misfits == ()


def test_what_only_a_draft_has_gives_way() -> None:
    """An import without the list has made a new skill in the draft; the list, coming later, takes that back."""
    draft = edition(*BEFORE.skills, skill("cutting"))
    past = Past(content=draft, given=known(BEFORE).given)
    now = edition(skill("cutting"), skill("digging"), skill("soil"))
    assert said(("skill", "pruning", "cutting"), past=past, now=now) == []
    [(_, told)] = said(("skill", "pruning", "cutting"), past=known(draft), now=now)
    assert "two would become one" in told


def test_a_slug_that_a_thing_had_before_names_it_still() -> None:
    """So the same list may come with the same files again."""
    done = edition(skill("cutting"), skill("digging"))
    past = Past(content=done, formerly={("skill", "pruning"): "cutting"}, given=known(done).given)
    assert said(("skill", "pruning", "cutting"), past=past, now=done) == []


def test_what_is_retired_does_not_come_back_under_another_slug() -> None:
    past = Past(content=BEFORE, formerly={("skill", "weeding"): "weeding"})
    [(_, told)] = said(("skill", "weeding", "cutting"), past=past)
    assert told == "the skill 'weeding' is retired; it comes back under its own slug only"
