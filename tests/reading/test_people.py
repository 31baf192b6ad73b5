"""What people bring, read against an edition: by slug or id, each fault with its place."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.framework.gap import Profile
from app.framework.history import Retirement
from app.framework.release import Release
from app.framework.role import RoleLevel
from app.framework.skill import Skill
from app.kit.problems import InvalidBody
from app.reading.people import Names
from app.reading.shapes import people as shapes
from app.reading.view import View
from tests.people import profiles
from tests.strategies import releases
from tests.worlds import garden

GARDEN = View(release=garden(), framework="gardening")
SCALELESS = replace(garden().edition, scales=(), stages=(), skills=(), roles=(), activities=(), progressions=(),
                    relations=(), retirements=(), waivers=())  # fmt: skip


def read(asked: shapes.Profile, view: View = GARDEN) -> Profile:
    names = Names(view)
    found = names.profile(asked, "/profile")
    names.check()
    return found


def holding(*held: tuple[str, str | None]) -> shapes.Profile:
    return shapes.Profile(mastery=[shapes.SkillHeld(skill=skill, level=level) for skill, level in held])


def faults(asked: shapes.Profile, view: View = GARDEN) -> list[tuple[str | None, str]]:
    with pytest.raises(InvalidBody) as refused:
        read(asked, view)
    return [(fault.pointer, fault.detail) for fault in refused.value.errors]


@given(releases().flatmap(lambda release: st.tuples(st.just(release), profiles(release.edition))))
def test_a_profile_named_by_slugs_and_one_named_by_ids_are_read_alike(drawn: tuple[Release, Profile]) -> None:
    release, profile = drawn
    view = View(release=release, framework="f")
    look = view.look
    by_slug = shapes.Profile(
        mastery=[
            shapes.SkillHeld(skill=look.skills[key].slug, level=look.mastery_levels[level].slug if level else None)
            for key, level in profile.mastery.items()
        ],
        statements=[view.part_id("statement", key) for key in profile.statements],
        activities=[look.activities[key].slug for key in profile.activities],
    )
    by_id = shapes.Profile(
        mastery=[
            shapes.SkillHeld(
                skill=view.part_id("skill", key).upper(),
                level=view.part_id("mastery_level", level).upper() if level else None,
            )
            for key, level in profile.mastery.items()
        ],
        statements=[view.part_id("statement", key).upper() for key in profile.statements],
        activities=[view.part_id("activity", key) for key in profile.activities],
    )
    assert read(by_slug, view) == read(by_id, view) == profile


def test_a_profile_that_holds_nothing_is_one() -> None:
    assert read(holding()) == Profile(mastery={})


def test_every_fault_is_told_with_its_place() -> None:
    asked = replace(
        holding(("juggling", None), ("pruning", "fluent"), ("pruning", "novice"), ("gardener", None)),
        statements=["0123456789abcdef"],
        activities=["pruning"],
    )
    assert faults(asked) == [
        ("/profile/mastery/0/skill", "names no skill of this edition: 'juggling'"),
        (
            "/profile/mastery/1/level",
            "names no mastery level of the skill's scale, which has: novice, skilled, master: not 'fluent'",
        ),
        ("/profile/mastery/2/skill", "names the skill of /profile/mastery/1 again: 'pruning'"),
        ("/profile/mastery/3/skill", "names no skill of this edition: 'gardener'"),
        ("/profile/statements/0", "is no id of a statement of this edition: '0123456789abcdef'"),
        ("/profile/activities/0", "names no activity of this edition: 'pruning'"),
    ]


def test_a_skill_named_by_slug_and_by_id_is_there_twice() -> None:
    own = GARDEN.part_id("skill", "cutting")
    [fault] = faults(holding(("pruning", None), (own, None)))
    assert fault == ("/profile/mastery/1/skill", f"names the skill of /profile/mastery/0 again: '{own}'")


@pytest.mark.parametrize("named", ["topiary", GARDEN.part_id("skill", "topiary")])
def test_a_retired_skill_says_what_replaced_it(named: str) -> None:
    [fault] = faults(holding((named, None)))
    assert fault[1] == "names no skill of this edition: 'Topiary' was retired; pruning replaces it"


def test_what_was_renamed_is_known_by_its_first_slug_too() -> None:
    found = read(replace(holding(("cutting", "expert")), activities=["prune-an-orchard"]))
    assert found == read(replace(holding(("pruning", "master")), activities=["prune-an-orchard"]))
    [fault] = faults(holding(("pruning", None), ("cutting", None)))
    assert fault == ("/profile/mastery/1/skill", "names the skill of /profile/mastery/0 again: 'cutting'")


def test_what_bears_a_slug_now_goes_before_what_bore_it_first() -> None:
    new = Skill(key="cutting-2", slug="cutting", name="Cutting")
    edition = replace(garden().edition, skills=(*garden().edition.skills, new))
    view = View(release=replace(garden(), edition=edition), framework="gardening")
    assert read(holding(("cutting", None)), view).mastery == {"cutting-2": None}


@pytest.mark.parametrize("named", ["gardener/chief-gardener", "grower/chief-gardener", "grower/head-gardener"])
def test_a_role_level_is_known_by_its_first_slug_and_that_of_its_role(named: str) -> None:
    roles = tuple(replace(role, slug="grower") if role.slug == "gardener" else role for role in garden().edition.roles)
    view = View(release=replace(garden(), edition=replace(garden().edition, roles=roles)), framework="gardening")
    names = Names(view)
    for asked in (named, "gardener/head-gardener"):
        level = names.checked(names.thing(RoleLevel, asked, "/role_level"))
        assert level.key == "gardener/chief-gardener"


@pytest.mark.parametrize("named", ["clipping", GARDEN.part_id("skill", "clipping")])
def test_what_replaces_a_skill_is_told_through_what_was_retired_in_turn(named: str) -> None:
    gone = Retirement(kind="skill", key="clipping", name="Clipping", replaced_by=("topiary", "plant-knowledge"))
    edition = replace(garden().edition, retirements=(*garden().edition.retirements, gone))
    view = View(release=replace(garden(), edition=edition), framework="gardening")
    [fault] = faults(holding((named, None)), view)
    told = "'Clipping' was retired; plant-knowledge, pruning replace it"
    assert fault[1] == f"names no skill of this edition: {told}"


def test_a_retired_role_level_names_the_role_level_that_replaces_it() -> None:
    gone = Retirement(
        kind="role_level", key="gardener/foreman", name="Foreman", replaced_by=("gardener/chief-gardener",)
    )
    edition = replace(garden().edition, retirements=(*garden().edition.retirements, gone))
    names = Names(View(release=replace(garden(), edition=edition), framework="gardening"))
    with pytest.raises(InvalidBody) as refused:
        names.checked(names.thing(RoleLevel, "gardener/foreman", "/role_level"))
    assert refused.value.errors[0].detail == (
        "names no role level of this edition: 'Foreman' was retired; gardener/head-gardener replaces it"
    )


def test_a_level_where_the_edition_has_no_scale_is_refused() -> None:
    skill = replace(garden().edition.lookup.skills["leading-a-crew"], scale=None)
    view = View(release=Release(envelope=garden().envelope, edition=replace(SCALELESS, skills=(skill,))), framework="f")
    assert read(holding(("leading-a-crew", None)), view).mastery == {"leading-a-crew": None}
    [fault] = faults(holding(("leading-a-crew", "novice")), view)
    assert fault == ("/profile/mastery/0/level", "names a mastery level, but this edition has no scale: leave it out")


def test_of_many_faults_the_first_fifty_are_told_and_all_are_counted() -> None:
    with pytest.raises(InvalidBody) as refused:
        read(holding(*((f"nothing-{number}", None) for number in range(5_000))))
    assert len(refused.value.errors) == 50
    assert str(refused.value) == "5,000 places in the body are wrong. The first 50 are told."


def test_a_long_name_is_told_by_its_beginning() -> None:
    [fault] = faults(holding(("x" * 120, None)))
    assert fault[1] == f"names no skill of this edition: '{'x' * 60}…'"


def test_a_role_level_named_without_its_role_is_told_how_to_name_it() -> None:
    names = Names(GARDEN)
    with pytest.raises(InvalidBody) as refused:
        names.checked(names.thing(RoleLevel, "head-gardener", "/role_level"))
    [fault] = refused.value.errors
    assert fault.detail == "names no role level of this edition: 'head-gardener'; write role/level"


def test_an_unknown_id_of_a_role_level_is_not_told_to_be_a_path() -> None:
    names, unknown = Names(GARDEN), GARDEN.part_id("role_level", "nothing").upper()
    with pytest.raises(InvalidBody) as refused:
        names.checked(names.thing(RoleLevel, unknown, "/role_level"))
    assert refused.value.errors[0].detail == f"names no role level of this edition: {unknown!r}"
