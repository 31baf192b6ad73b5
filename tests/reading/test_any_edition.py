"""Whatever an edition holds can be shown: the bytes that msgspec writes are what the OpenAPI document promises."""

from collections.abc import Callable, Iterator
from typing import Any

import msgspec
from hypothesis import given
from pydantic import TypeAdapter

from app.framework.release import Release
from app.kit.paging import Window
from app.reading import activities, frameworks, lookups, mastery, matrix, pathway, profile, roles, skills
from app.reading.shapes import activities as activity_shapes
from app.reading.shapes import catalogue as catalogue_shapes
from app.reading.shapes import ladders as ladder_shapes
from app.reading.shapes import lookups as lookup_shapes
from app.reading.shapes import mastery as mastery_shapes
from app.reading.shapes import roles as role_shapes
from app.reading.shapes import skills as skill_shapes
from app.reading.shapes.common import Page
from app.reading.shapes.lookups import LookupItem
from app.reading.view import View
from tests.strategies import releases

List = Callable[[View, Window], Page[Any]]

LISTS: list[tuple[List, Callable[[View, str], Any], type]] = [
    (mastery.list_stages, mastery.get_stage, mastery_shapes.Stage),
    (skills.list_skill_groups, skills.get_skill_group, skill_shapes.SkillGroup),
    (skills.list_skills, skills.get_skill, skill_shapes.Skill),
    (roles.list_role_families, roles.get_role_family, role_shapes.RoleFamily),
    (roles.list_roles, roles.get_role, role_shapes.Role),
    (activities.list_activities, activities.get_activity, activity_shapes.Activity),
]


def whole_lists(view: View, window: Window) -> Iterator[tuple[type, Page[Any]]]:
    yield role_shapes.ListedRoleLevel, roles.list_role_levels(view, window, needs=True)
    yield role_shapes.RoleFamilySummary, roles.list_role_families(view, window)
    yield skill_shapes.SkillGroupSummary, skills.list_skill_groups(view, window)
    yield catalogue_shapes.SourceEntry, frameworks.list_sources(view, window)


def everything(view: View) -> Iterator[tuple[type, Any]]:
    window = Window(path="/list", limit=200)
    yield catalogue_shapes.Edition, frameworks.edition(view)
    for list_things, get_thing, shape in LISTS:
        for listed in list_things(view, window).items:
            yield shape, get_thing(view, listed.slug)
    for listed_shape, listed_page in whole_lists(view, window):
        yield from ((listed_shape, entry) for entry in listed_page.items)
    yield ladder_shapes.Pathway, pathway.pathway(view)
    yield ladder_shapes.Matrix, matrix.matrix(view, matrix.sides(view, None, None))
    asked = [LookupItem(id=view.part_id(kind, thing.key)) for kind, thing in view.edition.things()]
    yield lookup_shapes.LookupAnswers, lookups.look_up(view, [*asked, LookupItem(code="isco:nothing")])
    for rung in roles.list_role_levels(view, window).items:
        yield role_shapes.RoleLevelProfile, profile.get_role_level(view, rung.role.slug, rung.slug)
    for scale in view.edition.scales:
        for level in mastery.list_mastery_levels(view, window, scale.slug).items:
            yield mastery_shapes.MasteryLevel, mastery.get_mastery_level(view, level.slug, scale.slug)


@given(releases())
def test_every_thing_of_any_edition_is_written_in_its_declared_shape(release: Release) -> None:
    view = View(release=release, framework=release.edition.framework.slug)
    for shape, value in everything(view):
        written = msgspec.json.encode(value)
        adapter: TypeAdapter[Any] = TypeAdapter(shape)
        read = adapter.validate_json(written, strict=False)
        assert msgspec.json.encode(read) == written


@given(releases())
def test_the_same_release_shows_the_same_bytes(release: Release) -> None:
    first, second = (View(release=release, framework="f") for _ in range(2))
    assert [msgspec.json.encode(value) for _, value in everything(first)] == [
        msgspec.json.encode(value) for _, value in everything(second)
    ]
