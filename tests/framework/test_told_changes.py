"""What is told of small changes to the garden: each is one change, and nothing else is told."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from app.framework.about import Framework
from app.framework.apply import apply
from app.framework.change import Change, Place, Placed
from app.framework.content import Content
from app.framework.diff import diff
from app.framework.edition import Edition
from app.framework.mastery import MasteryLevel, Scale
from app.framework.role import Requirement, Responsibility, RoleLevel
from app.framework.skill import Skill
from app.framework.trace import Statement
from tests.worlds import garden

GARDEN = garden().edition
CUTTING = GARDEN.lookup.skills["cutting"]
HEAD = GARDEN.lookup.role_levels["gardener/chief-gardener"]
GRADES = Scale(
    key="grade",
    slug="grade",
    name="Grade",
    default=True,
    levels=tuple(MasteryLevel(key=f"grade/{slug}", slug=slug, name=slug, rank=at) for at, slug in enumerate("abc", 1)),
)


def with_skill(skill: Skill) -> Edition:
    return replace(GARDEN, skills=tuple(skill if one.key == skill.key else one for one in GARDEN.skills))


def with_levels(**levels: dict[str, Any]) -> Edition:
    """The garden with fields of the gardener's rungs changed."""
    role = GARDEN.lookup.roles["gardener"]
    rungs = tuple(replace(rung, **levels.get(rung.key.partition("/")[2].partition("-")[0], {})) for rung in role.levels)
    changed = replace(role, levels=rungs)
    return replace(GARDEN, roles=tuple(changed if one.key == role.key else one for one in GARDEN.roles))


def told(b: Content, a: Content = GARDEN) -> list[Change]:
    """What differs, once it is sure that applying it gives the one or the other."""
    changes = diff(a, b)
    if isinstance(a, Edition):
        assert apply(changes, a) == b
        assert apply(diff(b, a), b) == a
    return list(changes)


def said(*lines: tuple[str, str | None]) -> tuple[Statement, ...]:
    return tuple(Statement(key=key, text=key, level=level and f"grade/{level}") for key, level in lines)


def small(*skills: Skill) -> Edition:
    return Edition(framework=Framework(key="small", slug="small", name="Small"), scales=(GRADES,), skills=skills)


def saying(*lines: tuple[str, str | None]) -> Edition:
    return small(Skill(key="dig", slug="dig", name="Dig", statements=said(*lines)))


def test_the_rename_of_a_skill_is_one_change() -> None:
    assert told(with_skill(replace(CUTTING, name="Plant pruning"))) == [
        Change("skill", "cutting", "renamed", "name", "Pruning", "Plant pruning")
    ]


def test_a_rename_with_its_slug_is_two_fields_of_one_thing() -> None:
    assert told(with_skill(replace(CUTTING, name="Trimming", slug="trimming"))) == [
        Change("skill", "cutting", "renamed", "slug", "pruning", "trimming"),
        Change("skill", "cutting", "renamed", "name", "Pruning", "Trimming"),
    ]


def test_raising_one_mastery_level_is_one_change() -> None:
    leading, cutting = HEAD.requirements[1], HEAD.requirements[0]
    assert cutting.skill == "cutting"
    raised = with_levels(chief={"requirements": (leading, replace(cutting, level="mastery/expert"))})
    key = "gardener/chief-gardener/cutting"
    assert told(raised) == [Change("requirement", key, "changed", "level", "mastery/skilled", "mastery/expert")]


def test_a_removed_skill_takes_its_statements_and_what_requires_it_along() -> None:
    gone = "leading-a-crew"
    b = replace(
        with_levels(chief={"requirements": tuple(one for one in HEAD.requirements if one.skill != gone)}),
        skills=tuple(skill for skill in GARDEN.skills if skill.key != gone),
        relations=(),
        waivers=(),
    )
    needed = next(one for one in HEAD.requirements if one.skill == gone)
    [statement] = needed.statements
    owner = f"{HEAD.key}/{gone}"
    assert told(b) == [
        Change("skill", gone, "removed", old=GARDEN.lookup.skills[gone]),
        Change("requirement", owner, "removed", old=replace(needed, statements=())),
        Change("statement", statement.key, "removed", old=Placed(statement, Place(f"requirement/{owner}"))),
        Change("relation", f"{gone}/cutting/supports", "removed", old=GARDEN.relations[0]),
        Change("waiver", "skill-without-statements /skills/0", "removed", old=GARDEN.waivers[0]),
    ]


def test_an_added_skill_brings_its_statements_each_after_the_one_before() -> None:
    edge, lawn = said(("the-edge", None), ("the-lawn", None))
    mowing = Skill(key="mowing", slug="mowing", name="Mowing", statements=(edge, lawn))
    assert told(replace(GARDEN, skills=(*GARDEN.skills, mowing))) == [
        Change("skill", "mowing", "added", new=replace(mowing, statements=())),
        Change("statement", "the-edge", "added", new=Placed(edge, Place("skill/mowing"))),
        Change("statement", "the-lawn", "added", new=Placed(lawn, Place("skill/mowing", "the-edge"))),
    ]


def test_a_ladder_in_another_order_is_a_change_of_ranks() -> None:
    assert told(with_levels(junior={"rank": 2}, chief={"rank": 1})) == [
        Change("role_level", "gardener/chief-gardener", "changed", "rank", 2, 1),
        Change("role_level", "gardener/junior-gardener", "changed", "rank", 1, 2),
    ]


def test_each_field_is_a_change_of_its_own() -> None:
    junior = GARDEN.lookup.role_levels["gardener/junior-gardener"]
    assert told(with_levels(junior={"stage": None, "grades": ("G2", "G1"), "summary": "Learns."})) == [
        Change("role_level", junior.key, "changed", "stage", "craft", None),
        Change("role_level", junior.key, "changed", "grades", ("G1", "G2"), ("G2", "G1")),
        Change("role_level", junior.key, "changed", "summary", junior.summary, "Learns."),
    ]


def test_facts_of_the_framework_and_dates_of_sources_are_told() -> None:
    source = replace(GARDEN.lookup.sources["survey"], date=dt.date(2024, 1, 1))
    framework = replace(GARDEN.framework, name="Gardens", licence=None)
    b = replace(GARDEN, framework=framework, sources=(GARDEN.lookup.sources["handbook"], source))
    assert told(b) == [
        Change("framework", "gardening", "renamed", "name", "Gardening", "Gardens"),
        Change("framework", "gardening", "changed", "licence", GARDEN.framework.licence, None),
        Change("source", "survey", "changed", "date", None, dt.date(2024, 1, 1)),
    ]


def test_a_reordering_of_responsibilities_is_one_change_of_their_owner() -> None:
    keys = tuple(duty.key for duty in HEAD.responsibilities)
    assert told(with_levels(chief={"responsibilities": HEAD.responsibilities[::-1]})) == [
        Change("role_level", HEAD.key, "changed", "responsibilities", keys, keys[::-1])
    ]


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        # reordered
        ([("p", None), ("q", None)], [("q", None), ("p", None)], ["skill statements p q > q p"]),
        # put in, at the start, in the middle and at the end: no word of an order
        ([("p", None)], [("n", None), ("p", None), ("q", None)], ["statement n after None", "statement q after p"]),
        # put in and reordered
        (
            [("p", None), ("q", None)],
            [("q", None), ("n", None), ("p", None)],
            ["skill statements p q > q n p", "statement n after q"],
        ),
        # another level, and so another place
        ([("p", "a"), ("q", "b")], [("p", "b"), ("q", "b")], ["statement p level"]),
        ([("p", "a"), ("q", "b")], [("q", "b"), ("p", "b")], ["skill statements p q > q p", "statement p level"]),
        # what comes in stands after what moves to an earlier place
        (
            [("q", "a"), ("p", "a")],
            [("p", "a"), ("n", "b"), ("q", "b")],
            ["statement n after p", "statement q level"],
        ),
    ],
)
def test_an_order_is_told_only_where_placing_does_not_give_it(
    before: list[tuple[str, str | None]], after: list[tuple[str, str | None]], changes: list[str]
) -> None:
    shown = []
    for one in told(saying(*after), saying(*before)):
        if one.field == "statements":
            shown.append(f"{one.kind} statements {' '.join(one.old)} > {' '.join(one.new)}")
        else:
            shown.append(f"{one.kind} {one.key} {one.field or f'after {one.new.place.after}'}")
    assert shown == changes


def test_a_statement_that_moves_keeps_its_key_and_is_one_change() -> None:
    rake, dig = Skill(key="rake", slug="rake", name="Rake"), Skill(key="dig", slug="dig", name="Dig")
    one, other = said(("p", None), ("q", None))
    a = small(replace(dig, statements=(one,)), replace(rake, statements=(other,)))
    b = small(dig, replace(rake, statements=(other, one)))
    assert told(b, a) == [Change("statement", "p", "changed", "place", Place("skill/dig"), Place("skill/rake", "q"))]


def test_a_statement_outlives_the_skill_that_it_leaves_for_a_new_one() -> None:
    [line] = said(("p", None))
    a = small(Skill(key="dig", slug="dig", name="Dig", statements=(line,)))
    b = small(Skill(key="rake", slug="rake", name="Rake", statements=(replace(line, text="Other."),)))
    assert [(one.kind, one.key, one.verb, one.field) for one in told(b, a)] == [
        ("skill", "dig", "removed", None),
        ("skill", "rake", "added", None),
        ("statement", "p", "changed", "text"),
        ("statement", "p", "changed", "place"),
    ]


def test_a_whole_role_is_told_part_by_part() -> None:
    role = GARDEN.lookup.roles["gardener"]
    empty = Content(framework=GARDEN.framework)
    changes = told(Content(framework=GARDEN.framework, roles=(role,)), empty)
    assert {one.verb for one in changes} == {"added"}
    assert [one.kind for one in changes] == [
        "role", *["role_level"] * 2, *["requirement"] * 3, "statement", *["responsibility"] * 3,
    ]  # fmt: skip
    for one in changes:
        value = one.new.part if isinstance(one.new, Placed) else one.new
        assert not any(getattr(value, name, ()) for name in ("levels", "requirements", "statements"))


def test_partial_contents_are_compared_without_a_check() -> None:
    rung = RoleLevel(
        key="ghost/one",
        slug="one",
        name="One",
        rank=1,
        requirements=(Requirement(skill="nowhere"),),
        responsibilities=(Responsibility(key="r", text="haunts"),),
    )
    role = replace(GARDEN.lookup.roles["gardener"], key="ghost", levels=(rung,))
    a, b = (Content(framework=GARDEN.framework, roles=(one,)) for one in (role, replace(role, levels=())))
    assert [(one.kind, one.key) for one in diff(a, b)] == [
        ("role_level", "ghost/one"), ("requirement", "ghost/one/nowhere"), ("responsibility", "r"),
    ]  # fmt: skip
