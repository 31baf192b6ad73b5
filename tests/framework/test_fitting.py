"""Whether changes fit another content, and what is told where they do not: what was seen, and what stands there now."""

from dataclasses import replace
from typing import Any

from hypothesis import given

from app.framework.apply import Misfit, apply
from app.framework.change import Change, Place, Placed
from app.framework.content import Content
from app.framework.diff import diff
from app.framework.edition import BrokenEdition, Edition
from app.framework.fitting import Blocker, Conflict, conflicts
from app.framework.history import Retirement
from app.framework.skill import Skill
from app.framework.trace import Statement
from tests.authoring.gardens import second, with_skill, without_skill
from tests.edits import pairs
from tests.worlds import garden

GARDEN = garden().edition
CUTTING = GARDEN.lookup.skills["cutting"]
SHARP, WHY, *_ = CUTTING.statements
RENAMED = with_skill(GARDEN, "cutting", name="Cutting back")
SAW = Statement(key="aaaa", text="sharpen a saw")


def told(changes: tuple[Change, ...], content: Content) -> list[tuple[str, str, Any, str]]:
    """What stands in the way: of which kind and key, what stands there now, in which words."""
    return [_told(one) for one in conflicts(changes, content)]


def _told(one: Conflict) -> tuple[str, str, Any, str]:
    return (one.change.kind if one.change else "", one.change.key if one.change else "", one.now, one.message)


def test_what_still_stands_as_it_was_fits() -> None:
    changes = diff(GARDEN, RENAMED)
    assert conflicts(changes, GARDEN) == ()
    elsewhere = with_skill(GARDEN, "leading-a-crew", name="Leading")
    assert conflicts(changes, elsewhere) == ()


def test_a_field_that_is_another_by_now_is_told_with_what_it_is() -> None:
    since = with_skill(GARDEN, "cutting", name="Clipping")
    assert told(diff(GARDEN, RENAMED), since) == [
        ("skill", "cutting", "Clipping", "name of skill 'cutting': something else stands there now")
    ]


def test_a_field_that_was_emptied_and_a_thing_that_went_are_told_apart() -> None:
    changes = diff(GARDEN, with_skill(GARDEN, "cutting", note="Any tree."))
    assert told(changes, with_skill(GARDEN, "cutting", note=None)) == [
        ("skill", "cutting", None, "note of skill 'cutting': something else stands there now")
    ]
    to_note = diff(GARDEN, with_skill(GARDEN, "plant-knowledge", note="Any plant."))
    assert told(to_note, without_skill(GARDEN, "plant-knowledge")) == [
        ("skill", "plant-knowledge", None, "skill 'plant-knowledge' is not there")
    ]


def test_what_was_to_come_and_is_there_is_told() -> None:
    soil = Skill(key="soil", slug="soil", name="Soil")
    earth = replace(soil, name="Earth")
    changes = diff(GARDEN, replace(GARDEN, skills=(*GARDEN.skills, soil)))
    assert told(changes, replace(GARDEN, skills=(*GARDEN.skills, earth))) == [
        ("skill", "soil", earth, "skill 'soil' is there already")
    ]


def test_what_was_to_go_and_changed_is_told_without_its_parts() -> None:
    knowledge = GARDEN.lookup.skills["plant-knowledge"]
    changes = diff(GARDEN, without_skill(GARDEN, "plant-knowledge"))
    since = with_skill(GARDEN, "plant-knowledge", name="Knowing plants")
    kind, key, now, message = told(changes, since)[0]
    assert (kind, key, message) == (
        "skill", "plant-knowledge", "skill 'plant-knowledge': something else stands there now",
    )  # fmt: skip
    assert now == replace(knowledge, name="Knowing plants", statements=())


def test_a_statement_is_told_with_its_place() -> None:
    changes = diff(GARDEN, with_skill(GARDEN, "cutting", statements=CUTTING.statements[1:]))
    since = with_skill(GARDEN, "cutting", statements=(replace(SHARP, text="keep tools sharp"), *CUTTING.statements[1:]))
    [(kind, key, now, _)] = told(changes, since)
    assert (kind, key) == ("statement", SHARP.key)
    assert now == Placed(replace(SHARP, text="keep tools sharp"), Place("skill/cutting"))


def test_a_part_that_is_only_in_another_order_still_goes() -> None:
    changes = diff(GARDEN, with_skill(GARDEN, "cutting", statements=tuple(x for x in CUTTING.statements if x != WHY)))
    since = with_skill(GARDEN, "cutting", statements=(WHY, *(x for x in CUTTING.statements if x != WHY)))
    assert conflicts(changes, since) == ()


def test_an_order_that_is_another_is_told() -> None:
    level = GARDEN.lookup.role_levels["gardener/chief-gardener"]
    turned, other = (_duties(GARDEN, level.responsibilities[at:] + level.responsibilities[:at]) for at in (1, 2))
    [(kind, key, now, message)] = told(diff(GARDEN, turned), other)
    assert (kind, key) == ("role_level", "gardener/chief-gardener")
    assert now == tuple(duty.key for duty in other.lookup.role_levels[key].responsibilities)
    assert message.startswith("responsibilities of role level 'gardener/chief-gardener'")


def _duties(edition: Edition, duties: tuple[Any, ...]) -> Edition:
    roles = tuple(
        replace(
            role,
            levels=tuple(
                replace(level, responsibilities=duties) if level.responsibilities else level for level in role.levels
            ),
        )
        for role in edition.roles
    )
    return replace(edition, roles=roles)


def test_what_came_to_need_a_thing_stands_in_the_way_of_its_going() -> None:
    loose = without_skill(GARDEN, "plant-knowledge")
    with_it = replace(loose, skills=GARDEN.skills)
    changes = diff(with_it, loose)
    needed = told(changes, GARDEN)
    assert [(kind, key, message) for kind, key, _, message in needed] == [
        ("skill", "plant-knowledge", "requirement advisor/advisor/plant-knowledge names it as skill")
    ]
    [way] = conflicts(changes, GARDEN)
    assert way.blocker == Blocker("requirement", "advisor/advisor/plant-knowledge", "skill")
    assert way.now == replace(GARDEN.lookup.role_levels["advisor/advisor"].requirements[0], statements=())
    mourned = replace(
        with_it,
        retirements=(Retirement(kind="skill", key="topiary", name="Topiary", replaced_by=("plant-knowledge",)),),
    )
    assert [one[3] for one in told(changes, mourned)] == ["retirement skill/topiary names it as replaced_by"]


def test_a_source_that_is_cited_since_does_not_go() -> None:
    bare = with_skill(GARDEN, "cutting", source=None, statements=())
    bare = replace(
        bare, scales=tuple(replace(s, levels=tuple(replace(x, source=None) for x in s.levels)) for s in bare.scales)
    )
    changes = diff(bare, replace(bare, sources=tuple(x for x in bare.sources if x.key != "handbook")))
    cited = with_skill(bare, "cutting", source=CUTTING.source)
    assert [(one[0], one[1], one[3]) for one in told(changes, cited)] == [
        ("source", "handbook", "skill cutting names it as source")
    ]


def test_a_part_that_came_since_is_told_when_its_owner_is_to_go() -> None:
    changes = diff(GARDEN, without_skill(GARDEN, "plant-knowledge"))
    there = GARDEN.lookup.skills["plant-knowledge"].statements
    since = with_skill(GARDEN, "plant-knowledge", statements=(*there, SAW))
    [(kind, key, now, message)] = told(changes, since)
    assert (kind, key) == ("skill", "plant-knowledge")
    assert now == Placed(SAW, Place("skill/plant-knowledge"))
    assert conflicts(changes, since)[0].blocker == Blocker("statement", SAW.key, "place")
    assert "would be left without its skill 'plant-knowledge', which is removed" in message


def test_a_slug_that_was_taken_since_is_told() -> None:
    changes = diff(GARDEN, with_skill(GARDEN, "cutting", slug="clipping"))
    taken = with_skill(GARDEN, "leading-a-crew", slug="clipping")
    assert [(one[1], one[3]) for one in told(changes, taken)] == [
        ("cutting", "skill 'cutting': slug 'clipping' is that of another skill too")
    ]


def test_every_change_that_does_not_fit_is_told() -> None:
    changes = diff(GARDEN, second())
    assert {(one.change.kind, one.change.key) for one in conflicts(changes, second()) if one.change} == {
        (one.kind, one.key) for one in changes
    }


@given(pair=pairs(), other=pairs())
def test_what_fits_is_what_can_be_applied(pair: tuple[Edition, Edition], other: tuple[Edition, Edition]) -> None:
    changes = diff(*pair)
    assert conflicts(changes, pair[0]) == ()
    for content in (pair[1], *other):
        try:
            apply(changes, content)
        except (Misfit, BrokenEdition):
            assert conflicts(changes, content)
        else:
            assert conflicts(changes, content) == ()
