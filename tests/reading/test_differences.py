"""What changed between two editions, as readers see it."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import msgspec
from hypothesis import given, settings

from app.framework.change import Change, summary, worth_telling
from app.framework.diff import diff
from app.framework.edition import Edition
from app.framework.release import Envelope, Release
from app.framework.role import Requirement
from app.kit.paging import Window
from app.reading.differences import MOST_CHANGES, difference
from app.reading.view import View
from tests.edits import pairs
from tests.framework.test_told_changes import CUTTING, GARDEN, HEAD, with_levels, with_skill

AT = "/v1/frameworks/gardening/editions"


def view(edition: Edition, version: str) -> View:
    return View(release=Release(envelope=Envelope(version=version), edition=edition), framework="gardening")


def shown(before: Edition, after: Edition, limit: int = MOST_CHANGES) -> Any:
    window = Window(path="/diff", limit=limit)
    return json.loads(msgspec.json.encode(difference(view(before, "1"), view(after, "2"), window)))


def only(after: Edition, before: Edition = GARDEN) -> Any:
    [change] = shown(before, after)["changes"]
    return change


def references(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if {"id", "slug", "name", "href"} <= value.keys():
            yield value
        for each in value.values():
            yield from references(each)
    if isinstance(value, list):
        for each in value:
            yield from references(each)


def test_a_raised_mastery_names_role_level_and_skill_and_both_levels() -> None:
    cut, lead = HEAD.requirements
    found = only(with_levels(chief={"requirements": (replace(cut, level="mastery/expert", from_level=None), lead)}),
                 with_levels(chief={"requirements": (replace(cut, from_level=None), lead)}))  # fmt: skip
    assert (found["kind"], found["verb"], found["field"]) == ("requirement", "changed", "level")
    assert (found["old"]["slug"], found["old"]["rank"]) == ("skilled", 2)
    assert (found["new"]["slug"], found["new"]["rank"]) == ("master", 3)
    assert found["new"]["href"] == f"{AT}/2/mastery-levels/master"
    assert (found["role"]["slug"], found["role_level"]["slug"], found["skill"]["slug"]) == (
        "gardener", "head-gardener", "pruning",
    )  # fmt: skip
    assert found["href"] == f"{AT}/2/roles/gardener/levels/head-gardener#{found['id']}"
    assert found["thing"] is None


def test_a_rename_shows_both_names_and_leads_to_the_thing_as_it_is_now() -> None:
    found = shown(GARDEN, with_skill(replace(CUTTING, slug="cuts", name="Cuts")))
    slug, name = found["changes"]
    assert (slug["verb"], slug["old"], slug["new"]) == ("renamed", "pruning", "cuts")
    assert (name["verb"], name["old"], name["new"]) == ("renamed", "Pruning", "Cuts")
    assert slug["thing"]["href"] == f"{AT}/2/skills/cuts"
    assert found["counts"]["skills"] == {"added": 0, "removed": 0, "renamed": 1, "changed": 0}


def test_what_came_is_shown_whole_with_references_in_the_place_of_keys() -> None:
    need = Requirement(skill="plant-knowledge", level="recall/aware", importance="optional")
    found = only(with_levels(chief={"requirements": (*HEAD.requirements, need)}))
    assert found["old"] is None
    assert found["new"]["level"]["href"] == f"{AT}/2/mastery-levels/aware?scale=recall"
    assert {name: found["new"][name] for name in ("id", "importance", "note", "from_level", "codes")} == {
        "id": found["id"], "importance": "optional", "note": None, "from_level": None, "codes": [],
    }  # fmt: skip


def test_what_went_leads_into_the_edition_that_had_it() -> None:
    found = shown(GARDEN, replace(GARDEN, activities=(), relations=(), progressions=()))
    activity, *rest = found["changes"]
    assert (activity["verb"], activity["new"]) == ("removed", None)
    assert activity["thing"]["href"] == f"{AT}/1/activities/prune-an-orchard"
    head, _ = activity["old"]["role_levels"]
    assert head["href"] == f"{AT}/2/roles/gardener/levels/head-gardener"
    assert [(each["kind"], [end["slug"] for end in each["ends"]], each["old"]["kind"]) for each in rest] == [
        ("progression", ["head-gardener", "advisor"], "move"),
        ("progression", ["junior-gardener", "head-gardener"], "promotion"),
        ("relation", ["leading-a-crew", "pruning"], "supports"),
    ]


def test_a_statement_names_its_skill_and_one_that_moved_its_old_and_new_owner() -> None:
    first, *others = CUTTING.statements
    text = only(with_skill(replace(CUTTING, statements=(replace(first, text="keep tools sharp"), *others))))
    assert (text["field"], text["new"], text["skill"]["slug"]) == ("text", "keep tools sharp", "pruning")
    assert text["href"].startswith(f"{AT}/2/skills/pruning#")
    moved = with_skill(replace(CUTTING, statements=tuple(others)))
    leading = replace(GARDEN.lookup.skills["leading-a-crew"], statements=(first,))
    skills = tuple(leading if one.key == leading.key else one for one in moved.skills)
    place = only(replace(moved, skills=skills))
    assert (place["field"], place["skill"]["slug"]) == ("place", "leading-a-crew")
    assert (place["old"]["skill"]["slug"], place["new"]["skill"]["slug"]) == ("pruning", "leading-a-crew")


def test_another_order_is_shown_as_texts() -> None:
    found = only(with_levels(chief={"responsibilities": HEAD.responsibilities[::-1]}))
    assert [each["text"] for each in found["new"]] == [duty.text for duty in HEAD.responsibilities[::-1]]
    assert sorted(map(str, found["old"])) == sorted(map(str, found["new"]))


def test_words_of_the_framework_and_waivers_are_changes_that_no_noun_counts() -> None:
    about = replace(GARDEN.framework, publisher="The Park Guild")
    found = shown(GARDEN, replace(GARDEN, framework=about, waivers=()))
    assert [(each["kind"], each["field"]) for each in found["changes"]] == [
        ("framework", "publisher"),
        ("waiver", None),
    ]
    assert not any(sum(times.values()) for times in found["counts"].values())
    assert {"framework", "waivers"}.isdisjoint(found["counts"])


def test_pages_of_changes_make_the_whole_and_count_all_of_it() -> None:
    after = replace(GARDEN, activities=(), relations=(), progressions=())
    whole, first = shown(GARDEN, after), shown(GARDEN, after, 3)
    assert (whole["total"], whole["next"]) == (4, None)
    assert (first["total"], first["counts"], first["changes"]) == (4, whole["counts"], whole["changes"][:3])
    assert first["next"].startswith("/diff?limit=3&cursor=")


def side(change: Change) -> tuple[Any, ...]:
    return change.kind, change.key, change.verb, change.field


@settings(max_examples=200)
@given(pairs())
def test_every_change_is_shown_with_what_it_is_about(pair: tuple[Edition, Edition]) -> None:
    before, after = pair
    found = shown(before, after)
    told = worth_telling(diff(before, after))
    assert [(each["kind"], each["key"], each["verb"], each["field"]) for each in found["changes"]] == [*map(side, told)]
    assert found["counts"] == summary(told)
    for change in found["changes"]:
        if change["kind"] in ("requirement", "responsibility"):
            assert change["role"]
            assert change["role_level"]
        if change["kind"] in ("requirement", "statement"):
            assert change["skill"]
        if change["kind"] in ("progression", "relation"):
            assert len(change["ends"]) == 2
        if change["kind"] in ("skill", "role", "role_level", "mastery_level", "stage", "activity", "scale"):
            assert change["thing"]["id"] == change["id"]


@settings(max_examples=100)
@given(pairs())
def test_every_reference_leads_to_a_thing_that_is_there(pair: tuple[Edition, Edition]) -> None:
    before, after = pair
    there = {"1": set(before.lookup.by_id), "2": set(after.lookup.by_id)}
    known = {scale.slug for edition in pair for scale in edition.scales}
    for reference in references(shown(before, after)["changes"]):
        if reference["slug"] in known or "/editions/" not in reference["href"]:
            continue
        version = reference["href"].partition("/editions/")[2].partition("/")[0]
        assert reference["id"] in there[version]
        assert version == "2" or reference["id"] not in there["2"]
