"""Changes that do not fit the content are refused, with the thing and the field that does not."""

from dataclasses import replace

import pytest

from app.framework.apply import Misfit, apply, apply_unchecked
from app.framework.change import Change, Place, Placed
from app.framework.diff import diff
from app.framework.edition import BrokenEdition, Edition
from app.framework.skill import Skill
from app.framework.trace import Statement
from tests.worlds import garden

GARDEN = garden().edition
CUTTING = GARDEN.lookup.skills["cutting"]
SHARP, WHY, *_ = CUTTING.statements
KEYS = tuple(one.key for one in CUTTING.statements)
SOIL = Skill(key="soil", slug="soil", name="Soil")
ACID = Statement(key="acid", text="test the acidity")
WORK = "gardener/chief-gardener"
DUTIES = tuple(duty.key for duty in GARDEN.lookup.role_levels[WORK].responsibilities)


@pytest.mark.parametrize(
    ("change", "kind", "key", "field", "message"),
    [
        (Change("skill", "soil", "renamed", "name", "Soil", "Earth"), "skill", "soil", None, "is not there"),
        (Change("skill", "soil", "removed", old=SOIL), "skill", "soil", None, "is not there"),
        (
            Change("skill", "cutting", "renamed", "name", "Cutting", "Cuts"), "skill", "cutting", "name",
            "is not what the change takes it to be",
        ),
        (
            Change("skill", "cutting", "removed", old=replace(CUTTING, name="Cuts", statements=())), "skill", "cutting",
            None, "is not what the change takes it to be",
        ),
        (
            Change("skill", "cutting", "added", new=replace(CUTTING, statements=())), "skill", "cutting", None,
            "is there already",
        ),
        (Change("skill", "mud", "added", new=SOIL), "skill", "mud", "key", "this one has 'soil'"),
        (Change("skill", "cutting", "changed", "key", "cutting", "cut"), "skill", "cutting", "key", "cannot change"),
        (
            Change("skill", "cutting", "removed", old=replace(CUTTING, statements=())), "statement", SHARP.key, None,
            "would be left without its skill 'cutting', which is removed",
        ),
        (
            Change("requirement", "baker/baker/cutting", "changed", "level", None, "mastery/novice"), "role", "baker",
            None, "is not there",
        ),
        (
            Change("requirement", f"{WORK}/cutting", "changed", "level", "mastery/novice", "mastery/expert"),
            "requirement", f"{WORK}/cutting", "level", "is not what the change takes it to be",
        ),
        (Change("statement", "acid", "changed", "text", "x", "y"), "statement", "acid", None, "is not there"),
        (
            Change("statement", "acid", "added", new=Placed(ACID, Place("skill/soil"))), "skill", "soil", None,
            "is not there",
        ),
        (
            Change("statement", "acid", "added", new=Placed(ACID, Place("skill/cutting", "nothing"))), "statement",
            "acid", "place", "is after 'nothing', which does not stand there",
        ),
        (
            Change("statement", "acid", "added", new=Placed(ACID, Place("role/gardener"))), "statement", "acid",
            "place", "cannot be 'role/gardener'",
        ),
        (
            Change("statement", "mud", "added", new=Placed(ACID, Place("skill/cutting"))), "statement", "mud", "key",
            "this one has 'acid'",
        ),
        (
            Change("statement", WHY.key, "added", new=Placed(WHY, Place("skill/leading-a-crew"))), "statement",
            WHY.key, None, "is there already",
        ),
        (
            Change("statement", WHY.key, "changed", "place", Place("skill/soil"), Place("skill/leading-a-crew")),
            "statement", WHY.key, "place", "is in 'skill/cutting', not in 'skill/soil'",
        ),
        (
            Change("statement", WHY.key, "removed", old=Placed(WHY, Place("skill/soil"))), "statement", WHY.key,
            "place", "is in 'skill/cutting', not in 'skill/soil'",
        ),
        (
            Change("skill", "cutting", "changed", "statements", KEYS[::-1], KEYS), "skill", "cutting", "statements",
            "is not what the change takes it to be",
        ),
        (
            Change("role_level", WORK, "changed", "responsibilities", DUTIES, DUTIES[1:]), "role_level", WORK,
            "responsibilities", "are others than those that the change puts in order",
        ),
        (
            Change("framework", "gardening", "removed", old=GARDEN.framework), "framework", "gardening", None,
            "must be one, not 0",
        ),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused(change: Change, kind: str, key: str, field: str | None, message: str) -> None:
    with pytest.raises(Misfit) as raised:
        apply([change], GARDEN)
    misfit = raised.value
    assert (misfit.kind, misfit.key, misfit.field) == (kind, key, field)
    assert message in misfit.message
    assert key in str(misfit)


def test_a_removal_does_not_take_along_what_came_meanwhile() -> None:
    """A skill was to be removed; since then it got a statement that the changes know nothing of."""
    without = replace(GARDEN, skills=(*GARDEN.skills, SOIL))
    since = replace(GARDEN, skills=(*GARDEN.skills, replace(SOIL, statements=(ACID,))))
    removal = diff(without, GARDEN)
    assert apply(removal, without) == GARDEN
    with pytest.raises(Misfit, match="statement 'acid' would be left without its skill 'soil', which is removed"):
        apply(removal, since)


def test_changes_fit_an_edition_that_differs_elsewhere() -> None:
    renaming = diff(GARDEN, _renamed(GARDEN, "cutting", "Cuts"))
    elsewhere = _renamed(GARDEN, "leading-a-crew", "Leading")
    assert apply(renaming, elsewhere) == _renamed(elsewhere, "cutting", "Cuts")


def test_a_part_may_be_taken_away_though_the_one_before_it_is_another_now() -> None:
    without_why = replace(CUTTING, statements=tuple(one for one in CUTTING.statements if one != WHY))
    removal = diff(GARDEN, _with(GARDEN, without_why))
    since = _with(GARDEN, replace(CUTTING, statements=CUTTING.statements[1:]))
    assert removal[0].old.place == Place("skill/cutting", SHARP.key)
    assert apply(removal, since).lookup.skills["cutting"].statements == CUTTING.statements[2:]


def test_of_two_that_come_after_the_same_one_the_later_comes_first() -> None:
    more = replace(ACID, key="more")
    changes = [Change("statement", one.key, "added", new=Placed(one, Place("skill/cutting"))) for one in (ACID, more)]
    assert [one.key for one in apply(changes, GARDEN).lookup.skills["cutting"].statements][:3] == [
        "more", "acid", SHARP.key,
    ]  # fmt: skip


def test_what_breaks_a_rule_is_refused_unless_nobody_asks() -> None:
    breaking = [Change("skill", "cutting", "changed", "scale", None, "nowhere")]
    with pytest.raises(BrokenEdition, match="names 'nowhere'"):
        apply(breaking, GARDEN)
    found = apply_unchecked(breaking, GARDEN)
    assert not isinstance(found, Edition)
    assert found.lookup.skills["cutting"].scale == "nowhere"


def test_what_no_change_touches_is_the_same_object() -> None:
    other = apply([Change("skill", "cutting", "renamed", "name", "Pruning", "Cuts")], GARDEN)
    assert other.roles[0] is GARDEN.roles[0]
    assert other.lookup.skills["leading-a-crew"] is GARDEN.lookup.skills["leading-a-crew"]


def _with(edition: Edition, skill: Skill) -> Edition:
    return replace(edition, skills=tuple(skill if one.key == skill.key else one for one in edition.skills))


def _renamed(edition: Edition, key: str, name: str) -> Edition:
    return _with(edition, replace(edition.lookup.skills[key], name=name))
