"""What one entry put into a draft meets: others' slugs and keys, what was retired, and who refers to what goes."""

import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Engine

from app.authoring import editing
from app.authoring.drafting import DraftWanted, create_draft
from app.authoring.publishing import withdraw_edition
from app.authoring.targets import Entry, Target
from app.exchange.fault import UnreadableFile
from app.framework.edition import Edition
from app.framework.history import Retirement
from app.framework.mastery import MasteryLevel
from app.framework.role import Requirement, Role, RoleLevel
from app.framework.trace import Statement
from app.kit.conflicts import RetiredSlug, StillReferenced
from app.store.audit import Actor
from tests.authoring.dumps import dump
from tests.authoring.gardens import SLUG, SOIL, publish, release, with_skill
from tests.authoring.puts import NEW, Draft, body, draft_of, entries
from tests.selects import selects
from tests.worlds import garden

GARDEN = garden().edition
PRUNING = Entry("skill", "pruning")
PRUNING_NOW = Entry("skill", "cutting-back")
CREW = Entry("skill", "leading-a-crew")
GARDENER = Entry("role", "gardener")


@pytest.fixture
def draft(engine: Engine) -> Draft:
    return draft_of(engine, GARDEN)


def told(draft: Draft, entry: Entry) -> dict[str, Any]:
    """An entry as its body says it."""
    content = draft.content
    found: dict[str, Any] = json.loads(body(content, entry, dict(entries(content))[entry]))
    return found


def put(draft: Draft, entry: Entry, said: object, *, new: bool = False) -> None:
    draft.put(entry, json.dumps(said).encode(), *([NEW] if new else []))


def check_refused(draft: Draft, problem: type[Exception], do: Callable[[], object]) -> Exception:
    before = dump(draft.engine)
    with pytest.raises(problem) as raised:
        do()
    assert dump(draft.engine) == before
    return raised.value


def faults(draft: Draft, entry: Entry, said: object, *, new: bool = False) -> list[tuple[str, str]]:
    """Where a body is wrong, and what; nothing has been written."""
    error = check_refused(draft, UnreadableFile, lambda: put(draft, entry, said, new=new))
    assert isinstance(error, UnreadableFile)
    return [(each.place, each.message) for each in error.faults]


def test_a_role_without_levels_gets_its_first_one(draft: Draft) -> None:
    put(draft, Entry("role", "porter"), {"slug": "porter", "name": "Porter"}, new=True)
    put(draft, Entry("role_level", "porter/junior"), {"slug": "junior", "name": "Junior", "rank": 1}, new=True)
    assert [level.key for level in draft.content.lookup.roles["porter"].levels] == ["porter/junior"]


def test_a_level_that_takes_over_the_slug_of_one_that_goes_does_not_take_over_who_refers_to_it(draft: Draft) -> None:
    """Not even silently: a progression leads to the head gardener, which another rung would be called then."""
    role = told(draft, GARDENER)
    junior = next(level for level in role["levels"] if level["slug"] == "junior-gardener")
    role["levels"] = [junior | {"slug": "head-gardener", "key": "junior-gardener"}]
    error = check_refused(draft, StillReferenced, lambda: put(draft, GARDENER, role))
    assert isinstance(error, StillReferenced)
    assert "progression gardener/junior-gardener/gardener/chief-gardener/promotion names it as target" in [
        fault.detail for fault in error.errors
    ]


def test_levels_swap_their_slugs_and_keep_who_refers_to_them(draft: Draft) -> None:
    role, before = told(draft, GARDENER), draft.content
    for level in role["levels"]:
        key, level["slug"] = level.get("key", level["slug"]), f"{level['slug']}-once"
        level["key"] = key
    role["levels"][0]["slug"], role["levels"][1]["slug"] = "head-gardener", "junior-gardener"
    put(draft, GARDENER, role)
    after = draft.content
    assert (after.progressions, after.activities) == (before.progressions, before.activities)
    slugs = {level.key: level.slug for level in after.lookup.roles["gardener"].levels}
    assert slugs == {"gardener/junior-gardener": "head-gardener", "gardener/chief-gardener": "junior-gardener"}


def test_a_slug_is_free_again_when_its_thing_has_another_one(draft: Draft) -> None:
    one, other = told(draft, PRUNING), told(draft, CREW)
    assert faults(draft, PRUNING, one | {"slug": "leading-a-crew", "key": "cutting"}) == [
        ("/slug", "slug 'leading-a-crew' is that of another skill too")
    ]
    put(draft, PRUNING, one | {"slug": "spare", "key": "cutting"})
    put(draft, CREW, other | {"slug": "pruning", "key": "leading-a-crew"})
    put(draft, Entry("skill", "spare"), one | {"slug": "leading-a-crew", "key": "cutting"})
    assert {skill.key: skill.slug for skill in draft.content.skills} == {
        "leading-a-crew": "pruning", "plant-knowledge": "plant-knowledge", "cutting": "leading-a-crew",
    }  # fmt: skip


def test_a_new_thing_under_the_first_slug_of_another_gets_a_numbered_key(draft: Draft) -> None:
    put(draft, Entry("skill", "cutting"), {"slug": "cutting", "name": "Cutting hedges"}, new=True)
    assert draft.content.lookup.skills["cutting-2"].slug == "cutting"
    put(draft, Entry("role_level", "gardener/chief-gardener"),
        {"slug": "chief-gardener", "name": "Chief", "rank": 3}, new=True)  # fmt: skip
    assert draft.content.lookup.role_levels["gardener/chief-gardener-2"].slug == "chief-gardener"


def test_keys_as_long_as_can_be_are_numbered_apart(draft: Draft) -> None:
    slug = "x" * 120
    for number in range(3):
        put(draft, Entry("skill", slug), {"slug": slug, "name": "Long"}, new=True)
        key = told(draft, Entry("skill", slug)).get("key", slug)
        put(draft, Entry("skill", slug), {"slug": f"away-{number}", "key": key, "name": "Away"})
    keys = {skill.key for skill in draft.content.skills if skill.slug.startswith("away")}
    assert keys == {slug, f"{'x' * 118}-2", f"{'x' * 118}-3"}


def test_a_key_of_another_skills_statement_is_told_at_its_place(draft: Draft) -> None:
    said = {"statements": [{"text": "plan the day", "key": "0123456789abcdef"}]}
    [(place, message)] = faults(draft, CREW, told(draft, CREW) | said)
    assert place == "/statements/0/key"
    assert "is used 2 times" in message


def test_a_wording_that_went_to_another_skill_may_be_said_anew(engine: Engine) -> None:
    """The statement keeps its key where it goes, so the same words in its old place need another one."""
    words = GARDEN.lookup.skills["cutting"].statements[0]
    moved = with_skill(GARDEN, "cutting", statements=GARDEN.lookup.skills["cutting"].statements[1:])
    moved = with_skill(moved, "leading-a-crew", statements=(words,))
    draft = draft_of(engine, moved)
    skill = told(draft, PRUNING)
    put(draft, PRUNING, skill | {"statements": [words.text, *skill.get("statements", [])]})
    assert draft.content.lookup.skills["cutting"].statements[0].key == f"{words.key}-2"


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (PRUNING, {"groups": ["plants\0"], "scale": "\0"}),
        (Entry("activity", "prune-an-orchard"), {"role_levels": ["gardener\0/junior-gardener", "\0/\0", "/"]}),
        (GARDENER, {"families": ["\0"], "parents": ["\ud7ff\0"]}),
        (PRUNING, {"slug": "prun\0ing", "key": "cutting"}),
    ],
)
def test_what_no_database_can_be_asked_for_names_nothing(draft: Draft, entry: Entry, said: dict[str, Any]) -> None:
    assert {place.split("/")[1] for place, _ in faults(draft, entry, told(draft, entry) | said)} >= said.keys() - {
        "key"
    }


def test_a_retired_level_does_not_come_back_inside_its_role(engine: Engine) -> None:
    gardener = replace(GARDEN.lookup.roles["gardener"], levels=GARDEN.lookup.roles["gardener"].levels[:1])
    later = replace(
        GARDEN,
        roles=(GARDEN.lookup.roles["advisor"], gardener),
        progressions=(),
        activities=(),
    )
    publish(engine, garden())
    publish(engine, release("2", later, day="2024-05-01"))
    create_draft(engine, SLUG, DraftWanted(version="3", based_on="2"), Actor(name="Test"))
    draft = Draft(engine, Target(SLUG, "3"))
    level = {"slug": "chief-gardener", "name": "Chief", "rank": 2}
    role = told(draft, GARDENER)
    role["levels"].append(level)
    check_refused(draft, RetiredSlug, lambda: put(draft, GARDENER, role))
    check_refused(
        draft, RetiredSlug, lambda: put(draft, Entry("role_level", "gardener/chief-gardener"), level, new=True)
    )
    put(draft, Entry("role_level", "gardener/lead-gardener"), level | {"slug": "lead-gardener"}, new=True)


def test_the_id_of_a_statement_that_is_gone_is_not_given_to_other_words(engine: Engine) -> None:
    publish(engine, release("1", replace(GARDEN, skills=(*GARDEN.skills, SOIL))))
    bare = replace(SOIL, statements=())
    publish(engine, release("2", replace(GARDEN, skills=(*GARDEN.skills, bare)), day="2024-05-01"))
    create_draft(engine, SLUG, DraftWanted(version="3", based_on="2"), Actor(name="Test"))
    draft, soil, key = Draft(engine, Target(SLUG, "3")), Entry("skill", "soil"), SOIL.statements[0].key
    for entry in (soil, PRUNING):
        said = told(draft, entry) | {"statements": [{"key": key, "text": "dig deep"}]}
        check_refused(draft, RetiredSlug, partial(put, draft, entry, said))
    put(draft, soil, told(draft, soil) | {"statements": ["dig deep"]})


def test_what_only_a_withdrawn_edition_retired_can_be_put_back(engine: Engine) -> None:
    publish(engine, release("1", replace(GARDEN, skills=(*GARDEN.skills, SOIL))))
    publish(engine, release("2", GARDEN, day="2024-05-01"))
    soil = {"slug": SOIL.slug, "name": SOIL.name}
    for version, base in (("3", "1"), ("4", "2")):
        create_draft(engine, SLUG, DraftWanted(version=version, based_on=base), Actor(name="Test"))
    draft, other = (Draft(engine, Target(SLUG, version)) for version in ("3", "4"))
    draft.delete(Entry("skill", SOIL.slug))
    for each in (draft, other):
        check_refused(each, RetiredSlug, partial(put, each, Entry("skill", SOIL.slug), soil, new=True))
    withdraw_edition(engine, SLUG, "2", "A skill was lost.")
    for each in (draft, other):
        put(each, Entry("skill", SOIL.slug), soil, new=True)
        assert each.content.lookup.skills[SOIL.key].name == SOIL.name


def test_nothing_takes_an_address_that_a_retired_thing_had(engine: Engine) -> None:
    """Its last one, or one before: whoever stored it would meet another thing there."""
    soiled = replace(GARDEN, skills=(*GARDEN.skills, SOIL))
    for number, slug in enumerate((SOIL.slug, "ground"), start=1):
        publish(engine, release(str(number), with_skill(soiled, SOIL.key, slug=slug), day=f"2024-05-0{number}"))
    publish(engine, release("3", GARDEN, day="2024-05-03"))
    create_draft(engine, SLUG, DraftWanted(version="4", based_on="3"), Actor(name="Test"))
    draft = Draft(engine, Target(SLUG, "4"))
    for slug in (SOIL.slug, "ground"):
        new = partial(put, draft, Entry("skill", slug), {"slug": slug, "name": "Something new"}, new=True)
        check_refused(draft, RetiredSlug, new)
        check_refused(draft, RetiredSlug, partial(put, draft, PRUNING, told(draft, PRUNING) | {"slug": slug}))
    put(draft, PRUNING, told(draft, PRUNING) | {"slug": "cutting-back"})
    put(draft, PRUNING_NOW, told(draft, PRUNING_NOW) | {"slug": "pruning"})


def test_what_the_draft_retires_cannot_be_put(draft: Draft) -> None:
    topiary = {"slug": "topiary", "name": "Topiary"}
    check_refused(draft, RetiredSlug, lambda: put(draft, Entry("skill", "topiary"), topiary, new=True))


def test_a_statement_that_the_draft_retires_is_told_at_its_place(engine: Engine) -> None:
    words = GARDEN.lookup.skills["cutting"].statements[0]
    less = with_skill(GARDEN, "cutting", statements=())
    gone = Retirement(kind="statement", key=words.key, name="Sharp tools")
    draft = draft_of(engine, replace(less, retirements=(*less.retirements, gone)))
    found = faults(draft, PRUNING, told(draft, PRUNING) | {"statements": [words.text]})
    assert len(found) == 1
    assert "still has that statement" in found[0][1]


def test_a_statement_that_stands_in_for_a_retired_one_stays_while_it_is_named(engine: Engine) -> None:
    words = GARDEN.lookup.skills["cutting"].statements[0]
    gone = Retirement(kind="statement", key="0" * 16, name="Tools", replaced_by=(words.key,))
    draft = draft_of(engine, replace(GARDEN, retirements=(*GARDEN.retirements, gone)))
    skill = told(draft, PRUNING)
    del skill["statements"]
    assert "names" in faults(draft, PRUNING, skill)[0][1]
    put(draft, Entry("retirements"), [])
    put(draft, PRUNING, skill)


def test_requirements_follow_a_skill_to_another_scale_by_the_slugs_of_their_levels(engine: Engine) -> None:
    recall = GARDEN.lookup.scales["recall"]
    crew = {"slug": "leading-a-crew", "name": "Leading a crew", "scale": "recall"}
    draft = draft_of(engine, GARDEN)
    skill = {name: value for name, value in told(draft, PRUNING).items() if name != "levels"}
    error = check_refused(draft, StillReferenced, lambda: put(draft, PRUNING, skill | {"scale": "recall"}))
    assert isinstance(error, StillReferenced)
    assert any("names the mastery level 'novice'" in fault.detail for fault in error.errors)
    put(draft, CREW, crew)
    novice = MasteryLevel(key="recall/novice", slug="novice", name="Novice", rank=3)
    able = MasteryLevel(key="recall/skilled", slug="skilled", name="Able", rank=4)
    wider = replace(recall, levels=(*recall.levels, novice, able))
    scales = tuple(wider if scale.key == "recall" else scale for scale in GARDEN.scales)
    draft = draft_of(engine, replace(GARDEN, scales=scales))
    put(draft, PRUNING, skill | {"scale": "recall"})
    needed = draft.content.lookup.needed_by["cutting"]
    assert {need.level for _, need in needed} == {"recall/novice", "recall/skilled"}


def test_a_waiver_may_have_as_long_a_place_as_can_be(draft: Draft) -> None:
    waiver = {"rule": "broken-link", "place": "é" * 2000, "reason": "Later."}
    put(draft, Entry("waivers"), [waiver])
    put(draft, Entry("waivers"), [waiver | {"reason": "Never."}])
    assert draft.content.waivers[0].reason == "Never."


def test_the_slug_and_key_of_a_framework_never_change(draft: Draft) -> None:
    about = told(draft, Entry("framework"))
    assert [place for place, _ in faults(draft, Entry("framework"), about | {"slug": "x", "key": "y"})] == [
        "/slug", "/key",
    ]  # fmt: skip
    put(draft, Entry("framework"), about | {"name": "Another", "key": about["slug"]})
    assert draft.content.framework.name == "Another"


def grown(edition: Edition, times: int) -> Edition:
    """The edition with more skills, and more roles that need the skill "pruning"."""
    skills = [replace(SOIL, key=f"soil-{n}", slug=f"soil-{n}", statements=()) for n in range(times)]
    need = Requirement(skill="cutting", level="mastery/novice")
    roles = [
        Role(key=key, slug=key, name=key, levels=(
            RoleLevel(key=f"{key}/junior", slug="junior", name="Junior", rank=1, requirements=(need,)),
        ))
        for key in (f"role-{n}" for n in range(times))
    ]  # fmt: skip
    return replace(edition, skills=(*edition.skills, *skills), roles=(*edition.roles, *roles))


def test_a_put_asks_the_database_as_often_however_large_the_edition_is(engine: Engine) -> None:
    asked = []
    for times in (1, 600):
        draft = draft_of(engine, grown(GARDEN, times))
        skill = told(draft, PRUNING)
        with selects(engine) as seen:
            put(draft, PRUNING, skill | {"name": "Pruning anew", "slug": "cuts", "key": "cutting"})
        asked.append(len(seen))
    assert asked[0] == asked[1] < 60


def test_a_reworded_statement_keeps_its_key(draft: Draft) -> None:
    skill = told(draft, PRUNING)
    skill["levels"]["novice"] = ["say why a plant is pruned before it is cut back"]
    put(draft, PRUNING, skill)
    assert said_at(draft.content) == said_at(GARDEN)


def said_at(edition: Edition) -> list[str]:
    statements: tuple[Statement, ...] = edition.lookup.skills["cutting"].statements
    return [statement.key for statement in statements]


@pytest.mark.parametrize("kind", ["sqlite"])
def test_much_wording_is_compared_without_the_lock(draft: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the way of changes that can touch anything, which locks the draft only to write what it found."""
    put_whole, ways = editing._put_whole, []

    def noted(*asked: Any) -> editing.Put:
        ways.append("whole")
        return put_whole(*asked)

    monkeypatch.setattr(editing, "_put_whole", noted)
    texts = [" ".join(f"{letter}{number}" for number in range(300)) for letter in "abc"]
    put(draft, PRUNING, told(draft, PRUNING) | {"statements": texts})
    keys = {statement.text[:2]: statement.key for statement in draft.content.lookup.skills["cutting"].statements}
    assert ways == []
    put(draft, PRUNING, told(draft, PRUNING) | {"statements": [f"{text} and more" for text in texts]})
    assert ways == ["whole"]
    after = draft.content.lookup.skills["cutting"].statements
    assert {statement.text[:2]: statement.key for statement in after} == keys
