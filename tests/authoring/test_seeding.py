"""The seed documents hold what issue 2 asks for, and are planted once."""

import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache

import pytest
from sqlalchemy import Engine

from app.authoring.seeding import missing_seeds, plant, seeds
from app.exchange import native
from app.framework.digest import digest
from app.framework.edition import Edition
from app.framework.identity import identify
from app.framework.release import Release
from app.framework.role import RoleLevel
from app.framework.trace import SourceRef
from tests.authoring.dumps import dump, former_slugs, lives, stored

RUNGS = (
    "product-manager/associate-product-manager",
    "product-manager/product-manager",
    "product-manager/senior-product-manager",
    "product-manager/lead-product-manager",
    "product-manager/head-of-product-management",
)
LEADERSHIP = {
    "develop-and-manage-product-people",
    "define-portfolio-vision-and-strategy",
    "understand-your-organisation",
    "participate-in-executive-management-teams",
}
# levels-of-mastery-overview.adoc of the product and service management pathway of 2017, rung by rung; its letters are
# those of awareness, working, practitioner and expert.
LETTERS = {"A": "mastery/awareness", "W": "mastery/working", "P": "mastery/practitioner", "E": "mastery/expert"}
CRITICAL_2017 = {
    "product-lifecycle-perspective": "A W P E E",
    "problem-ownership": "W P E E E",
    "product-ownership": "A P E E E",
    "strategic-ownership": "W P P E E",
    "user-focus": "W P P P E",
    "agile-working": "A W E E E",
}
DESIRED_2017 = {
    "digital-perspective": "A W P E E",
    "financial-ownership": "A P P P P",
    "understanding-constraints": "A W P E E",
}
# What ETags, caches and stored copies in the world depend on. A new optional field of the model must not change them;
# if a seed document itself is corrected, its edition gets a new label instead.
DIGESTS = {
    "2016.11": "efaf05e8dc47421714fd53cb9a3bb6761d2e33e917e7ccd121776757e3a14fde",
    "2019.11": "594f8b2eae581c8274fb325c5d63a35bdc1ea1d6bde44db00a1a8f63bee1a61a",
}


@cache
def document(version: str) -> Release:
    [seed] = [seed for seed in seeds() if seed.version == version]
    return native.parse(seed.path.read_bytes(), seed.path.name)


def edition(version: str) -> Edition:
    return document(version).edition


def rungs(version: str) -> list[RoleLevel]:
    [role] = edition(version).roles
    return list(role.levels)


def asked(version: str, skill: str) -> list[tuple[str | None, str | None, str]]:
    """From level, level and importance that each rung asks for; nothing for a rung that does not need the skill."""
    return [
        (need.from_level, need.level, need.importance)
        for rung in rungs(version)
        for need in rung.requirements
        if need.skill == skill
    ]


def test_where_a_document_lies_says_what_it_is() -> None:
    assert [(seed.framework, seed.version) for seed in seeds()] == [
        ("product-management", "2016.11"),
        ("product-management", "2019.11"),
    ]
    for seed in seeds():
        assert document(seed.version).edition.framework.slug == seed.framework
        assert document(seed.version).envelope.version == seed.version


@pytest.mark.parametrize("version", DIGESTS)
def test_the_digest_of_a_seed_edition_never_changes(version: str) -> None:
    assert digest(edition(version)) == DIGESTS[version]


@pytest.mark.parametrize("version", DIGESTS)
def test_there_is_one_role_with_five_rungs_and_four_mastery_levels(version: str) -> None:
    assert [rung.key for rung in rungs(version)] == list(RUNGS)
    assert [rung.rank for rung in rungs(version)] == [1, 2, 3, 4, 5]
    [scale] = edition(version).scales
    assert [level.name for level in scale.levels] == ["Awareness", "Working", "Practitioner", "Expert"]


def test_in_2016_seven_skills_are_essential_on_every_rung_without_mastery() -> None:
    assert [skill.name for skill in edition("2016.11").skills] == [
        "Agile working",
        "Operational management",
        "Problem ownership",
        "Product lifecycle perspective",
        "Product ownership",
        "Strategic ownership",
        "User focus",
    ]
    for skill in edition("2016.11").skills:
        assert asked("2016.11", skill.key) == [(None, None, "essential")] * 5
    assert sum(len(rung.requirements) for rung in rungs("2016.11")) == 35


def test_two_stages_lead_to_practitioner_and_to_expert() -> None:
    assert [(stage.slug, stage.from_level, stage.level) for stage in edition("2019.11").stages] == [
        ("product-management", "mastery/awareness", "mastery/practitioner"),
        ("product-leadership", "mastery/practitioner", "mastery/expert"),
    ]
    assert [rung.stage for rung in rungs("2019.11")] == ["product-management"] * 2 + ["product-leadership"] * 3


def test_spans_are_stated_for_the_senior_and_the_lead() -> None:
    spans = {
        rung.slug: (duty.span.min, duty.span.max, duty.span.unit)
        for rung in rungs("2019.11")
        for duty in rung.responsibilities
        if duty.span
    }
    assert spans == {
        "senior-product-manager": (2, 5, "things"),
        "lead-product-manager": (3, 10, "delivery teams"),
    }
    assert all(rung.responsibilities for rung in rungs("2019.11"))


def test_the_head_has_authority_over_the_profession_and_influence_on_the_product() -> None:
    head = rungs("2019.11")[-1]
    assert Counter(duty.accountability for duty in head.responsibilities) == {"authority": 4, "influence": 3}
    assert head.name == "Head of product"


def test_in_2019_there_are_ten_core_skills_and_four_of_leadership() -> None:
    keys = {skill.key for skill in edition("2019.11").skills}
    assert keys == {*CRITICAL_2017, *DESIRED_2017, "operational-management", *LEADERSHIP}
    assert sum(len(rung.requirements) for rung in rungs("2019.11")) == 62
    assert [len(rung.requirements) for rung in rungs("2019.11")] == [10, 10, 14, 14, 14]


@pytest.mark.parametrize("skill", [*CRITICAL_2017, *DESIRED_2017])
def test_mastery_is_that_of_the_table_of_2017(skill: str) -> None:
    importance = "essential" if skill in CRITICAL_2017 else "optional"
    row = (CRITICAL_2017 | DESIRED_2017)[skill].split()
    assert asked("2019.11", skill) == [(None, LETTERS[letter], importance) for letter in row]


def test_operational_management_grows_from_one_level_to_the_next() -> None:
    grows = ["A W", "W P", "P E", "P E", "P E"]
    wanted = [(LETTERS[step[0]], LETTERS[step[2]], "essential") for step in grows]
    assert asked("2019.11", "operational-management") == wanted


def test_the_leaders_need_four_skills_of_which_no_mastery_is_stated() -> None:
    for rung in rungs("2019.11")[2:]:
        needs = {need.skill: (need.level, need.from_level, need.importance) for need in rung.requirements}
        assert {skill: needs[skill] for skill in LEADERSHIP} == dict.fromkeys(LEADERSHIP, (None, None, "essential"))


def test_each_list_of_activities_is_whole_and_the_pivot_stands_in_both() -> None:
    activities = edition("2019.11").activities
    first = {activity.key for activity in activities if set(RUNGS[:2]) <= set(activity.role_levels)}
    leaders = {activity.key for activity in activities if set(RUNGS[2:]) <= set(activity.role_levels)}
    assert (len(activities), len(first), len(leaders)) == (82, 54, 29)
    [pivot] = first & leaders
    found = {activity.key: activity for activity in activities}[pivot]
    assert set(found.skills) == {"product-lifecycle-perspective", "define-portfolio-vision-and-strategy"}
    assert set(found.role_levels) == set(RUNGS)
    assert {len(activity.role_levels) for activity in activities} == {2, 3, 5}
    assert len(first | leaders) == 82


def test_the_leaders_activities_belong_to_the_four_leadership_skills() -> None:
    for activity in edition("2019.11").activities:
        led = set(activity.skills) & LEADERSHIP
        assert bool(led) == (RUNGS[-1] in activity.role_levels), activity.key


def test_promotions_lead_from_rung_to_rung() -> None:
    ways = {(way.origin, way.target, way.kind) for way in edition("2019.11").progressions}
    assert ways == {(RUNGS[at], RUNGS[at + 1], "promotion") for at in range(4)}


def test_nine_skills_have_one_to_three_statements_at_every_level() -> None:
    for skill in edition("2019.11").skills:
        told = Counter(statement.level for statement in skill.statements)
        if skill.key in CRITICAL_2017 | DESIRED_2017:
            assert set(told) == set(LETTERS.values()), skill.key
            assert set(told.values()) <= {1, 2, 3}, skill.key
        else:
            assert not told, skill.key


def traced(edition: Edition) -> Iterator[tuple[str, SourceRef | None]]:
    yield from ((said.text, said.source) for said in edition.statements())
    yield from ((skill.key, skill.source) for skill in edition.skills)
    yield from ((activity.key, activity.source) for activity in edition.activities)
    yield from ((duty.text, duty.source) for rung in edition.role_levels() for duty in rung.responsibilities)


@pytest.mark.parametrize("version", DIGESTS)
def test_every_text_names_its_source_and_section(version: str) -> None:
    untraced = [what for what, source in traced(edition(version)) if source is None or not source.section]
    assert untraced == []
    assert all(skill.description for skill in edition(version).skills)


def test_renames_between_the_editions_keep_their_keys() -> None:
    skill = edition("2019.11").lookup.skills["product-lifecycle-perspective"]
    assert (skill.slug, skill.name) == ("lifecycle-perspective", "Lifecycle perspective")
    assert rungs("2019.11")[-1].slug == "head-of-product"
    before = {(kind, thing.key) for kind, thing in edition("2016.11").things()}
    assert before <= {(kind, thing.key) for kind, thing in edition("2019.11").things()}


def test_the_names_of_2017_are_kept_as_alternative_names() -> None:
    names = {skill.key: skill.alternative_names for skill in edition("2019.11").skills}
    assert "DDaT perspective" in names["digital-perspective"]
    assert "Working with agility" in names["agile-working"]
    assert "Strategy ownership" in names["strategic-ownership"]


def plant_all(engine: Engine) -> None:
    for seed in missing_seeds(engine):
        plant(engine, seed)


def test_planting_publishes_both_editions_and_retires_nothing(engine: Engine) -> None:
    plant_all(engine)
    for version, sealed in DIGESTS.items():
        there = stored(engine, "product-management", version)
        assert (there.envelope.status, there.envelope.digest) == ("published", sealed)
        assert there.edition == edition(version)
    assert {retired for _, retired in lives(engine, "skill").values()} == {None}
    assert former_slugs(engine) == {
        ("skill", "product-lifecycle-perspective"): an_id("skill", "product-lifecycle-perspective"),
        ("role_level", "product-manager/head-of-product-management"): an_id("role_level", RUNGS[-1]),
    }


def an_id(kind: str, key: str) -> str:
    return str(identify("product-management", kind, key))


def test_planting_twice_adds_nothing(engine: Engine) -> None:
    plant_all(engine)
    before = dump(engine)
    assert missing_seeds(engine) == []
    for seed in seeds():
        plant(engine, seed)
    assert dump(engine) == before


def test_two_servers_that_start_at_once_plant_the_seed_once(engine: Engine) -> None:
    gate = threading.Barrier(2)

    def start() -> None:
        missing = missing_seeds(engine)
        gate.wait()
        for seed in missing:
            plant(engine, seed)

    with ThreadPoolExecutor(2) as pool:
        for started in [pool.submit(start) for _ in range(2)]:
            started.result()
    assert missing_seeds(engine) == []
    assert len(dump(engine)["edition"]) == 2
