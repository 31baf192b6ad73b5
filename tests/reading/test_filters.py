"""Filters against a computation of their meaning over the native document, which knows neither keys nor indexes."""

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange import native
from app.framework.release import Release
from app.kit.paging import Window
from app.kit.problems import InvalidParameter
from app.reading.activities import list_activities
from app.reading.filters import ActivityFilter, RoleFilter, RoleLevelFilter, SkillFilter
from app.reading.roles import list_role_levels, list_roles
from app.reading.skills import list_skills
from app.reading.view import View
from tests.strategies import releases
from tests.worlds import garden

Document = dict[str, Any]
WINDOW = Window(path="/list", limit=200)
GARDEN = View(release=garden(), framework="gardening")


def one_of(data: st.DataObject, values: Iterable[Any]) -> Any:
    """A value or, as often, none; never a value where there is none."""
    return data.draw(st.sampled_from([None, *dict.fromkeys(values)]))


def slugs(things: Iterable[Document]) -> list[str]:
    return [thing["slug"] for thing in things]


def within(headings: list[Document], slug: str) -> set[str]:
    """A heading and those below it, found by going up from each."""
    parents = {heading["slug"]: heading.get("parents", []) for heading in headings}

    def under(each: str) -> bool:
        return each == slug or any(under(parent) for parent in parents[each])

    return {each for each in parents if under(each)}


def codes(things: Iterable[Document]) -> list[str]:
    return [f"{code['scheme']}:{code['value']}" for thing in things for code in thing.get("codes", [])]


def names(thing: Document) -> list[str]:
    return [thing["name"], *thing.get("alternative_names", [])]


def named_so(thing: Document, q: str | None) -> bool:
    return q is None or any(q.casefold() in name.casefold() for name in names(thing))


def a_part(data: st.DataObject, things: list[Document]) -> str | None:
    name = one_of(data, [name for thing in things for name in names(thing)])
    start = data.draw(st.integers(0, 5)) if name else 0
    return (name[start : start + 4].swapcase() or name) if name else None


def rank(document: Document, skill: str, level: str) -> int:
    scale = next(each for each in document["skills"] if each["slug"] == skill).get("scale")
    own = next(each for each in document["scales"] if each["slug"] == scale or (not scale and each.get("default")))
    return int(next(each["rank"] for each in own["levels"] if each["slug"] == level))


def levels_of(document: Document, skill: str | None) -> list[str]:
    if skill is None:
        return []
    scale = next(each for each in document["skills"] if each["slug"] == skill).get("scale")
    own = [s for s in document.get("scales", []) if s["slug"] == scale or (not scale and s.get("default"))]
    return [level["slug"] for each in own for level in each["levels"]]


def needs(document: Document, rung: Document, skill: str | None, level: str | None, importance: str | None) -> bool:
    return any(
        (skill is None or need["skill"] == skill)
        and (importance is None or need.get("importance", "essential") == importance)
        and (
            level is None
            or (
                "level" in need and rank(document, need["skill"], need["level"]) >= rank(document, need["skill"], level)
            )
        )
        for need in rung.get("requirements", [])
    )


@given(releases(), st.data())
def test_roles_are_those_that_fit_every_filter(release: Release, data: st.DataObject) -> None:
    document = native.document(release)
    roles, families, skills = (document.get(name, []) for name in ("roles", "role_families", "skills"))
    skill = one_of(data, slugs(skills))
    asked = RoleFilter(
        family=one_of(data, slugs(families)),
        kind=one_of(data, (role["kind"] for role in roles if "kind" in role)),
        skill=skill,
        level=one_of(data, levels_of(document, skill)),
        importance=one_of(data, ("essential", "optional")),
        code=one_of(data, [*codes(roles), "isco:nothing"]),
        q=a_part(data, roles),
    )
    asked_of_needs = (asked.skill, asked.level, asked.importance)
    expected = [
        role["slug"]
        for role in roles
        if (asked.family is None or within(families, asked.family) & {*role.get("families", [])})
        and (asked.kind is None or role.get("kind") == asked.kind)
        and (
            asked_of_needs == (None, None, None)
            or any(needs(document, rung, *asked_of_needs) for rung in role.get("levels", []))
        )
        and (asked.code is None or asked.code in codes([role]))
        and named_so(role, asked.q)
    ]
    found = list_roles(View(release=release, framework="f"), WINDOW, asked)
    assert [role.slug for role in found.items] == expected
    assert found.total == len(expected)


@given(releases(), st.data())
def test_role_levels_are_those_that_fit_every_filter(release: Release, data: st.DataObject) -> None:
    document = native.document(release)
    roles, families = document.get("roles", []), document.get("role_families", [])
    rungs = [(role, rung) for role in roles for rung in role.get("levels", [])]
    skill = one_of(data, slugs(document.get("skills", [])))
    asked = RoleLevelFilter(
        role=one_of(data, slugs(roles)),
        family=one_of(data, slugs(families)),
        stage=one_of(data, slugs(document.get("stages", []))),
        grade=one_of(data, (grade for _, rung in rungs for grade in rung.get("grades", []))),
        skill=skill,
        level=one_of(data, levels_of(document, skill)),
    )
    expected = [
        (role["slug"], rung["slug"])
        for role, rung in rungs
        if asked.role in (None, role["slug"])
        and (asked.family is None or within(families, asked.family) & {*role.get("families", [])})
        and (asked.stage is None or rung.get("stage") == asked.stage)
        and (asked.grade is None or asked.grade in rung.get("grades", []))
        and (asked.skill is None or needs(document, rung, asked.skill, asked.level, None))
    ]
    found = list_role_levels(View(release=release, framework="f"), WINDOW, asked)
    assert [(rung.role.slug, rung.slug) for rung in found.items] == expected


@given(releases(), st.data())
def test_skills_are_those_that_fit_every_filter(release: Release, data: st.DataObject) -> None:
    document = native.document(release)
    skills, groups, roles = (document.get(name, []) for name in ("skills", "skill_groups", "roles"))
    asked = SkillFilter(
        group=one_of(data, slugs(groups)),
        kind=one_of(data, ("skill", "knowledge", "competence", "tool")),
        role=one_of(data, slugs(roles)),
        code=one_of(data, codes(skills)),
        q=a_part(data, skills),
    )
    needed = {
        need["skill"]
        for role in roles
        for rung in role.get("levels", [])
        for need in rung.get("requirements", [])
        if role["slug"] == asked.role
    }
    expected = [
        skill["slug"]
        for skill in skills
        if (asked.group is None or within(groups, asked.group) & {*skill.get("groups", [])})
        and (asked.kind is None or skill.get("kind", "skill") == asked.kind)
        and (asked.role is None or skill["slug"] in needed)
        and (asked.code is None or asked.code in codes([skill]))
        and named_so(skill, asked.q)
    ]
    found = list_skills(View(release=release, framework="f"), WINDOW, asked)
    assert [skill.slug for skill in found.items] == expected


@given(releases(), st.data())
def test_activities_are_those_that_fit_every_filter(release: Release, data: st.DataObject) -> None:
    document = native.document(release)
    activities = document.get("activities", [])
    pairs = [f"{role['slug']}/{rung['slug']}" for role in document.get("roles", []) for rung in role.get("levels", [])]
    asked = ActivityFilter(
        skill=one_of(data, slugs(document.get("skills", []))),
        role_level=one_of(data, pairs),
        kind=one_of(data, ("experience", "leadership", "task")),
        form=one_of(data, ("you-have", "you-can")),
    )
    expected = [
        activity["slug"]
        for activity in activities
        if (asked.skill is None or asked.skill in activity.get("skills", []))
        and (asked.role_level is None or asked.role_level in activity.get("role_levels", []))
        and asked.kind in (None, activity["kind"])
        and asked.form in (None, activity.get("form"))
    ]
    found = list_activities(View(release=release, framework="f"), WINDOW, asked)
    assert [activity.slug for activity in found.items] == expected


@pytest.mark.parametrize(
    ("asked", "parameter"),
    [
        (RoleFilter(family="outdors"), "family"),
        (RoleFilter(kind="Office role"), "kind"),
        (RoleFilter(skill="prunning"), "skill"),
        (RoleFilter(skill="gardener"), "skill"),
        (RoleFilter(skill="pruning", level="fluent"), "level"),
        (RoleFilter(level="skilled"), "level"),
        (RoleFilter(code="6113"), "code"),
        (RoleFilter(code="isco:"), "code"),
    ],
)
def test_a_filter_that_names_nothing_is_refused_by_its_name(asked: RoleFilter, parameter: str) -> None:
    with pytest.raises(InvalidParameter) as refused:
        list_roles(GARDEN, WINDOW, asked)
    assert refused.value.errors[0].parameter == parameter


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (RoleFilter(kind="FIELD ROLE"), ["gardener"]),
        (RoleFilter(skill="pruning", level="skilled", importance="essential"), ["gardener"]),
        (RoleFilter(skill="pruning", importance="optional"), []),
        (RoleFilter(importance="optional"), ["gardener"]),
        (RoleFilter(skill="leading-a-crew", level="novice"), []),
        (RoleFilter(skill=GARDEN.part_id("skill", "cutting")), ["gardener"]),
        (RoleFilter(code="isco:6113"), ["gardener"]),
        (RoleFilter(code="isco:0000"), []),
        (RoleFilter(q="GROUNDS"), ["gardener"]),
        (RoleFilter(q="e"), ["gardener"]),
    ],
)
def test_roles_of_the_garden(asked: RoleFilter, found: list[str]) -> None:
    assert [role.slug for role in list_roles(GARDEN, WINDOW, asked).items] == found


def test_included_requirements_are_those_of_the_profile() -> None:
    plain, full = (list_role_levels(GARDEN, WINDOW, needs=needs).items for needs in (False, True))
    assert [rung.requirements for rung in plain] == [None] * 3
    assert [[need.skill.slug for need in rung.requirements or ()] for rung in full] == [
        ["plant-knowledge"],
        ["pruning"],
        ["leading-a-crew", "pruning"],
    ]
