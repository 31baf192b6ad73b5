"""Keys, and so ids, last from edition to edition although the files that bring them carry none."""

import time
import timeit
from dataclasses import replace

from hypothesis import given

from app.exchange.govuk import File
from app.framework.about import Framework
from app.framework.activity import Activity
from app.framework.carry import Carried, carry
from app.framework.digest import digest
from app.framework.edition import Edition
from app.framework.history import Retirement
from app.framework.identity import part_key
from app.framework.mastery import MasteryLevel, Scale
from app.framework.rekey import rekeyed
from app.framework.role import Progression, Requirement, Responsibility, Role, RoleLevel
from app.framework.skill import Relation, Skill
from app.framework.trace import Code, Statement
from tests.exchange.garden import ROLES, garden
from tests.strategies import editions

ABOUT = Framework(key="gardens", slug="gardens", name="Gardens")
DIG = Code(scheme="esco", value="dig")


def as_parsed(edition: Edition) -> Edition:
    """The edition as a file without keys would bring it: keys are slugs, parts are numbered, nothing is retired."""
    slugs = {(kind, thing.key): thing.slug for kind, thing in edition.things()}
    scales = {scale.key: scale.slug for scale in edition.scales}
    keys = {
        "framework": {edition.framework.key: edition.framework.slug},
        "scale": scales,
        "source": {source.key: source.slug for source in edition.sources},
        "statement": {one.key: f"s{number}" for number, one in enumerate(edition.statements())},
        "responsibility": {
            duty.key: f"r{number}"
            for number, duty in enumerate(duty for level in edition.role_levels() for duty in level.responsibilities)
        },
    }
    for (kind, key), slug in slugs.items():
        owner = key.partition("/")[0]
        owners = {"mastery_level": f"{scales.get(owner)}/", "role_level": f"{slugs.get(('role', owner))}/"}
        keys.setdefault(kind, {})[key] = owners.get(kind, "") + slug
    return rekeyed(replace(edition, retirements=()), keys)


def skill(slug: str, *texts: str, key: str | None = None, codes: tuple[Code, ...] = ()) -> Skill:
    key = key or slug
    statements = tuple(Statement(key=part_key(f"skill/{key}", None, text), text=text) for text in texts)
    return Skill(key=key, slug=slug, name=slug, statements=statements, codes=codes)


def skills(*made: Skill, retired: tuple[Retirement, ...] = ()) -> Edition:
    return Edition(framework=ABOUT, skills=made, retirements=retired)


def keys(carried: Carried) -> dict[str, str]:
    """Keys of skills by slug."""
    return {one.slug: one.key for one in carried.edition.skills}


def hows(carried: Carried, kind: str = "skill") -> dict[str, str]:
    return {match.key: match.how for match in carried.matches if match.kind == kind}


@given(editions())
def test_an_edition_without_its_keys_gets_them_back(edition: Edition) -> None:
    assert carry(as_parsed(edition), edition).edition == replace(edition, retirements=())


@given(editions())
def test_carrying_an_edition_onto_itself_changes_nothing(edition: Edition) -> None:
    assert carry(edition, edition).edition == edition


@given(editions(), editions())
def test_carrying_twice_is_carrying_once(parsed: Edition, before: Edition) -> None:
    once = carry(parsed, before)
    assert carry(once.edition, before) == once


@given(editions(), editions())
def test_the_keys_that_come_in_do_not_matter(parsed: Edition, before: Edition) -> None:
    parsed = replace(parsed, retirements=())
    assert carry(as_parsed(parsed), before) == carry(parsed, before)


@given(editions(), editions())
def test_nothing_but_keys_changes(parsed: Edition, before: Edition) -> None:
    carried = carry(parsed, before).edition
    assert carry(carried, parsed).edition == parsed


@given(editions(), editions())
def test_what_is_matched_has_a_key_from_before_and_what_is_new_has_not(parsed: Edition, before: Edition) -> None:
    living: set[tuple[str, str]] = {(kind, thing.key) for kind, thing in before.things()}
    living |= {("scale", scale.key) for scale in before.scales} | {("source", source.key) for source in before.sources}
    living |= {("statement", one.key) for one in before.statements()}
    living |= {("responsibility", duty.key) for level in before.role_levels() for duty in level.responsibilities}
    retired = {(gone.kind, gone.key) for gone in before.retirements}
    for match in carry(parsed, before).matches:
        known = (match.kind, match.key) in living | retired
        assert known == (match.how != "new")


def test_reading_the_same_file_again_changes_nothing() -> None:
    assert carry(garden().edition, garden().edition).edition == garden().edition


def test_after_the_owner_renamed_a_skill_the_file_that_renames_it_too_changes_nothing_else() -> None:
    before = skills(skill("digging", "dig a hole", key="spadework"), skill("watering"))
    carried = carry(skills(skill("digging", "dig a hole"), skill("watering")), before)
    assert carried.edition == before
    assert digest(carried.edition) == digest(before)


def test_a_renamed_thing_keeps_its_key_where_it_keeps_its_code() -> None:
    carried = carry(skills(skill("trenching", codes=(DIG,))), skills(skill("digging", codes=(DIG,))))
    assert keys(carried) == {"trenching": "digging"}
    assert hows(carried) == {"digging": "code"}


def test_a_renamed_thing_without_code_is_a_new_thing() -> None:
    carried = carry(skills(skill("trenching")), skills(skill("digging")))
    assert keys(carried) == {"trenching": "trenching"}
    assert hows(carried) == {"trenching": "new"}


def test_a_code_that_several_things_share_names_none_of_them() -> None:
    before = skills(skill("digging", codes=(DIG,)), skill("raking", codes=(DIG,)))
    assert keys(carry(skills(skill("trenching", codes=(DIG,))), before)) == {"trenching": "trenching"}


def test_the_slug_counts_more_than_the_code() -> None:
    before = skills(skill("digging", codes=(DIG,)), skill("trenching"))
    carried = carry(skills(skill("digging"), skill("trenching", codes=(DIG,))), before)
    assert keys(carried) == {"digging": "digging", "trenching": "trenching"}


def test_a_thing_under_its_first_slug_is_that_thing() -> None:
    carried = carry(skills(skill("spadework")), skills(skill("digging", key="spadework")))
    assert hows(carried) == {"spadework": "former-slug"}


def test_a_new_thing_does_not_get_a_key_that_was_ever_used() -> None:
    before = skills(
        skill("digging", key="spadework"),
        skill("raking", key="spadework-2"),
        retired=(Retirement(kind="skill", key="spadework-3", name="Spades"),),
    )
    carried = carry(skills(skill("digging"), skill("spadework")), before)
    assert keys(carried) == {"digging": "spadework", "spadework": "spadework-4"}


def test_of_two_new_things_the_one_whose_slug_is_free_keeps_it() -> None:
    before = skills(skill("digging", key="spadework"))
    carried = carry(skills(skill("digging"), skill("spadework"), skill("spadework-2")), before)
    assert keys(carried) == {"digging": "spadework", "spadework": "spadework-3", "spadework-2": "spadework-2"}


def test_a_thing_that_returns_under_a_retired_key_is_that_thing_again() -> None:
    before = skills(skill("raking"), retired=(Retirement(kind="skill", key="digging", name="Digging"),))
    carried = carry(skills(skill("digging"), skill("raking")), before)
    assert hows(carried) == {"digging": "returned", "raking": "slug"}


def test_when_a_skill_goes_the_others_keep_their_keys() -> None:
    before = skills(skill("digging", key="a"), skill("raking", key="b"), skill("watering", key="c"))
    carried = carry(skills(skill("digging"), skill("watering")), before)
    assert keys(carried) == {"digging": "a", "watering": "c"}


def test_a_reworded_statement_keeps_its_key() -> None:
    before = skills(skill("digging", "dig a small hole", "fill a hole"))
    carried = carry(skills(skill("digging", "fill a hole", "dig a very small hole", "sharpen spades")), before)
    old = {one.text: one.key for one in before.statements()}
    new = {one.text: one.key for one in carried.edition.statements()}
    assert new["fill a hole"] == old["fill a hole"]
    assert new["dig a very small hole"] == old["dig a small hole"]
    assert new["sharpen spades"] == part_key("skill/digging", None, "sharpen spades")
    assert sorted(hows(carried, "statement").values()) == ["closeness", "new", "wording"]


def test_the_closest_wordings_are_paired_first() -> None:
    before = skills(skill("digging", "dig a hole with a spade", "dig a hole"))
    carried = carry(skills(skill("digging", "dig a hole now", "dig a hole with a new spade")), before)
    old = {one.text: one.key for one in before.statements()}
    assert {one.text: one.key for one in carried.edition.statements()} == {
        "dig a hole now": old["dig a hole"],
        "dig a hole with a new spade": old["dig a hole with a spade"],
    }


def test_a_statement_takes_its_hash_from_the_carried_key_and_is_numbered_where_that_is_taken() -> None:
    first = Statement(key=part_key("skill/spadework", None, "dig"), text="plough the whole field")
    before = skills(replace(skill("digging", key="spadework"), statements=(first,)))
    carried = carry(skills(skill("digging", "plough the whole field", "dig")), before)
    assert [one.key for one in carried.edition.statements()] == [first.key, f"{first.key}-2"]


def test_a_statement_that_moves_to_another_level_is_a_new_one() -> None:
    steps = tuple(MasteryLevel(key=f"m/{name}", slug=name, name=name, rank=rank) for rank, name in ((1, "a"), (2, "b")))
    scale = Scale(key="m", slug="m", name="M", default=True, levels=steps)

    def told(level: str) -> Edition:
        part = Statement(key=part_key("skill/dig", level, "dig"), text="dig", level=level)
        return Edition(
            framework=ABOUT, scales=(scale,), skills=(Skill(key="dig", slug="dig", name="Dig", statements=(part,)),)
        )

    assert carry(told("m/b"), told("m/a")).edition == told("m/b")


def test_wordings_beyond_the_bound_are_matched_word_for_word_only() -> None:
    many = [f"{number:04} " + "x" * 400 for number in range(70)]
    before = skills(skill("digging", *many))
    carried = carry(skills(skill("digging", many[0], *(f"{text}." for text in many[1:]))), before)
    assert sorted(set(hows(carried, "statement").values())) == ["new", "wording"]


def test_role_levels_go_by_their_carried_role_and_every_reference_follows() -> None:
    def ladder(role: str, rung: str, digging: str) -> Edition:
        duty = Responsibility(key=part_key(f"role_level/{role}/{rung}", None, "dig"), text="dig")
        needed = (Requirement(skill=digging),)
        level = RoleLevel(
            key=f"{role}/{rung}", slug="head", name="Head", rank=1, responsibilities=(duty,), requirements=needed
        )
        other = replace(level, key=f"{role}/z-{rung}", slug="z", rank=2, responsibilities=())
        return Edition(
            framework=ABOUT,
            skills=(skill("digging", key=digging), skill("raking")),
            roles=(Role(key=role, slug="gardener", name="Gardener", levels=(level, other)),),
            activities=(
                Activity(
                    key="a",
                    slug="a",
                    name="A",
                    text="a",
                    kind="task",
                    skills=(digging,),
                    role_levels=(f"{role}/{rung}",),
                ),
            ),
            progressions=(Progression(origin=f"{role}/{rung}", target=f"{role}/z-{rung}", kind="promotion"),),
            relations=(Relation(origin=digging, target="raking", kind="related"),),
        )

    before = ladder("planter", "boss", "spadework")
    assert carry(as_parsed(before), before).edition == before


def test_replacements_follow_the_keys_of_what_they_name() -> None:
    gone = Retirement(kind="skill", key="hoeing", name="Hoeing", replaced_by=("digging",))
    carried = carry(skills(skill("digging"), retired=(gone,)), skills(skill("digging", key="spadework")))
    assert carried.edition.retirements == (replace(gone, replaced_by=("spadework",)),)


def test_a_key_that_the_edition_itself_retires_stays_retired() -> None:
    gone = Retirement(kind="skill", key="spadework", name="Spadework")
    carried = carry(skills(skill("digging"), retired=(gone,)), skills(skill("digging", key="spadework")))
    assert keys(carried) == {"digging": "digging"}


def test_the_frameworks_key_is_carried() -> None:
    renamed = replace(skills(), framework=replace(ABOUT, slug="parks", key="parks"))
    assert carry(renamed, skills()).edition.framework == replace(ABOUT, slug="parks")


def test_a_reworded_file_keeps_every_key_that_it_can() -> None:
    before = garden().edition
    text = ROLES.data.replace(b"keep tools  sharp", b"keep all tools sharp").replace(
        b"and water", b"and water and weed"
    )
    carried = carry(garden(File(ROLES.name, text)).edition, before)
    assert [one.key for one in carried.edition.statements()] == [one.key for one in before.statements()]
    assert {match.how for match in carried.matches} == {"slug", "wording", "closeness"}


def test_seventeen_thousand_things_take_less_than_a_second() -> None:
    parsed = skills(*(skill(f"skill-{number}") for number in range(17_000)))
    before = skills(
        *(skill(f"skill-{number}" if number % 2 else f"s-{number}", key=f"k-{number}") for number in range(17_000))
    )
    assert min(timeit.repeat(lambda: carry(parsed, before), timer=time.process_time, repeat=3, number=1)) < 1


def test_a_numbered_key_that_an_older_edition_used_is_not_given_to_something_new() -> None:
    before = skills(skill("scheduling", key="planning"))
    parsed = skills(skill("scheduling"), skill("planning"))
    assert set(carry(parsed, before).edition.lookup.skills) == {"planning", "planning-2"}
    carried = carry(parsed, before, {"skill": {"planning", "planning-2"}}).edition.lookup.skills
    assert {key: thing.slug for key, thing in carried.items()} == {"planning": "scheduling", "planning-3": "planning"}
