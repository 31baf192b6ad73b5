"""Every rule that makes content an edition, broken once; the native reader shows the same with places in a file."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

import pytest
from hypothesis import given

from app.framework.about import Framework
from app.framework.checks import Finding, findings
from app.framework.content import Content
from app.framework.edition import BrokenEdition, Edition
from app.framework.history import Retirement, Waiver
from app.framework.mastery import MasteryLevel, Scale, Stage
from app.framework.role import Importance, Progression, Requirement, Responsibility, Role, RoleFamily, RoleLevel, Span
from app.framework.skill import Relation, Skill, SkillGroup
from app.framework.trace import Code, SourceRef, Statement
from tests.strategies import editions
from tests.worlds import garden

FRAMEWORK = Framework(key="f", slug="f", name="F")


def of(noun: Callable[..., Any], key: str, **more: Any) -> Any:
    """A thing whose slug is its key, unless it has another."""
    return noun(**{"key": key, "slug": key, "name": key.capitalize(), **more})


def rung(key: str, **more: Any) -> RoleLevel:
    """A role level by key."""
    slug = key.partition("/")[2]
    return RoleLevel(**{"key": key, "slug": slug, "name": slug, "rank": 1, **more})


def grade(key: str, rank: int, **more: Any) -> MasteryLevel:
    """A mastery level by key."""
    slug = key.partition("/")[2]
    return MasteryLevel(**{"key": key, "slug": slug, "name": slug, "rank": rank, **more})


MASTERY = of(Scale, "m", default=True, levels=(grade("m/low", 1), grade("m/high", 2)))
RECALL = of(Scale, "r", levels=(grade("r/aware", 1),))
BASE: dict[str, Any] = {"scales": (MASTERY, RECALL), "skills": (of(Skill, "a"), of(Skill, "b", scale="r"))}


def needs(*requirements: Requirement) -> dict[str, Any]:
    return {**BASE, "roles": (of(Role, "x", levels=(rung("x/1", requirements=requirements),)),)}


def said(*statements: Statement, **more: Any) -> dict[str, Any]:
    return {**BASE, "skills": (of(Skill, "a", statements=statements, **more),)}


def answers(**fields: Any) -> dict[str, Any]:
    duty = Responsibility(**{"key": "d", "text": "runs it", **fields})
    return {"roles": (of(Role, "x", levels=(rung("x/1", responsibilities=(duty,)),)),)}


TWO_CODES = (Code(scheme="s", value="1"), Code(scheme="s", value="1", uri="urn:x"))
WHERE = SourceRef(source="book")
GONE = Retirement(kind="skill", key="z", name="Z")
RUNGS = (of(Role, "x", levels=(rung("x/1"), rung("x/2"))),)

BROKEN: list[tuple[dict[str, Any], tuple[str, str, str], str]] = [
    # keys and slugs
    ({"skills": (of(Skill, "a"), of(Skill, "a", slug="c"))}, ("skill", "a", "key"), "is used 2 times"),
    ({"skills": (of(Skill, "a"), of(Skill, "c", slug="a"))}, ("skill", "c", "slug"), "is that of another skill too"),
    ({"skills": (of(Skill, "A", slug="a"),)}, ("skill", "A", "key"), "must be lower-case ASCII"),
    ({"roles": (of(Role, "x", levels=(rung("y/1"),)),)}, ("role_level", "y/1", "key"),
     "must start with 'x' and a slash"),
    ({"scales": (replace(MASTERY, levels=(grade("r/low", 1),)),)}, ("mastery_level", "r/low", "key"),
     "must start with 'm'"),
    ({"roles": (of(Role, "x", levels=(rung("x/1/2", slug="a"),)),)}, ("role_level", "x/1/2", "key"),
     "two slugs with a slash"),
    (said(Statement(key="k", text="a"), Statement(key="k", text="b")), ("statement", "k", "key"), "is used 2 times"),
    ({**BASE, "relations": (Relation(origin="a", target="b", kind="related"),) * 2},
     ("relation", "a/b/related", "key"), "is used 2 times"),
    ({"roles": RUNGS, "progressions": (Progression(origin="x/1", target="x/2", kind="move"),) * 2},
     ("progression", "x/1/x/2/move", "key"), "is used 2 times"),
    ({"retirements": (GONE, GONE)}, ("retirement", "skill/z", "key"), "is used 2 times"),
    ({"retirements": (replace(GONE, key="Z z"),)}, ("retirement", "skill/Z z", "key"), "must be lower-case ASCII"),
    ({"skills": (of(Skill, "a", alternative_names=("B", "B")),)}, ("skill", "a", "alternative_names"),
     "holds 'B' 2 times"),
    ({"skills": (of(Skill, "a", codes=TWO_CODES),)}, ("skill", "a", "codes"), "holds 's:1' 2 times"),
    (said(Statement(key="k", text="a", codes=TWO_CODES)), ("statement", "k", "codes"), "hold the same one twice"),
    (needs(Requirement(skill="a", codes=TWO_CODES)), ("requirement", "x/1/a", "codes"), "hold the same one twice"),
    ({**BASE, "retirements": (replace(GONE, replaced_by=("a", "a")),)}, ("retirement", "skill/z", "replaced_by"),
     "twice"),
    # references
    ({"skills": (of(Skill, "a", groups=("g",)),)}, ("skill", "a", "groups"),
     "names 'g', which the edition does not have"),
    ({"skills": (of(Skill, "a", scale="s"),)}, ("skill", "a", "scale"), "names 's'"),
    ({"skills": (of(Skill, "a", source=WHERE),)}, ("skill", "a", "source"), "names 'book'"),
    ({"skill_groups": (of(SkillGroup, "g", parents=("h",)),)}, ("skill_group", "g", "parents"), "names 'h'"),
    ({"role_families": (of(RoleFamily, "g", parents=("h",)),)}, ("role_family", "g", "parents"), "names 'h'"),
    ({"roles": (of(Role, "x", parents=("y",)),)}, ("role", "x", "parents"), "names 'y'"),
    ({"roles": (of(Role, "x", families=("y",)),)}, ("role", "x", "families"), "names 'y'"),
    ({"roles": (of(Role, "x", levels=(rung("x/1", stage="s"),)),)}, ("role_level", "x/1", "stage"), "names 's'"),
    ({"stages": (of(Stage, "s", rank=1, from_level="m/low"),)}, ("stage", "s", "from_level"), "names 'm/low'"),
    ({**BASE, "stages": (of(Stage, "s", rank=1, level="r/aware"),)}, ("stage", "s", "level"), "names 'r/aware'"),
    (said(Statement(key="k", text="a", level="r/aware")), ("statement", "k", "level"), "names 'r/aware'"),
    (said(Statement(key="k", text="a", source=WHERE)), ("statement", "k", "source"), "names 'book'"),
    (answers(source=WHERE), ("responsibility", "d", "source"), "names 'book'"),
    (needs(Requirement(skill="c")), ("requirement", "x/1/c", "skill"), "names 'c'"),
    (needs(Requirement(skill="a", source=WHERE)), ("requirement", "x/1/a", "source"), "names 'book'"),
    (needs(Requirement(skill="a", level="r/aware")), ("requirement", "x/1/a", "level"),
     "is no level of the skill's scale"),
    (needs(Requirement(skill="b", level="m/low")), ("requirement", "x/1/b", "level"),
     "is no level of the skill's scale"),
    ({"roles": RUNGS, "progressions": (Progression(origin="x/1", target="x/3", kind="move"),)},
     ("progression", "x/1/x/3/move", "ends"), "names 'x/3'"),
    ({"roles": RUNGS, "progressions": (Progression(origin="x/1", target="x/2", kind="move", source=WHERE),)},
     ("progression", "x/1/x/2/move", "source"), "names 'book'"),
    ({**BASE, "relations": (Relation(origin="a", target="c", kind="related"),)}, ("relation", "a/c/related", "ends"),
     "'c'"),
    # requirements
    (needs(Requirement(skill="a"), Requirement(skill="a")), ("requirement", "x/1/a", "skill"), "is required twice"),
    (needs(Requirement(skill="a", from_level="m/low")), ("requirement", "x/1/a", "from_level"),
     "without a level to lead to"),
    (needs(Requirement(skill="a", from_level="m/high", level="m/low")), ("requirement", "x/1/a", "from_level"),
     "is above"),
    (needs(Requirement(skill="a", statements=(Statement(key="k", text="a", level="m/low"),))),
     ("statement", "k", "level"), "is not allowed: the requirement has the level"),
    # history
    ({**BASE, "retirements": (replace(GONE, key="a"),)}, ("retirement", "skill/a", "key"),
     "the edition still has that skill"),
    ({"retirements": (replace(GONE, replaced_by=("y",)),)}, ("retirement", "skill/z", "replaced_by"), "no other skill"),
    ({"retirements": (replace(GONE, replaced_by=("z",)),)}, ("retirement", "skill/z", "replaced_by"), "no other skill"),
    # orders
    ({"scales": (replace(MASTERY, default=False),)}, ("scale", "m", "default"), "must be true on exactly one scale"),
    ({"scales": (replace(MASTERY, levels=()),)}, ("scale", "m", "levels"), "are missing"),
    ({"scales": (replace(MASTERY, levels=(grade("m/low", 2),)),)}, ("mastery_level", "m/low", "rank"),
     "is 2; ranks run"),
    ({"stages": (of(Stage, "s", rank=1), of(Stage, "t", rank=1))}, ("stage", "t", "rank"),
     "1 is the rank of 's' already"),
    ({"roles": (of(Role, "x", levels=(rung("x/1", implicit=True),)),)}, ("role_level", "x/1", "implicit"),
     "is only for"),
    ({"skill_groups": (of(SkillGroup, "g", parents=("h",)), of(SkillGroup, "h", parents=("g",)))},
     ("skill_group", "g", "parents"), "make a circle: g → h → g"),
    ({"roles": (of(Role, "x", parents=("x",)),)}, ("role", "x", "parents"), "make a circle: x → x"),
    ({**BASE, "stages": (of(Stage, "s", rank=1, from_level="m/high", level="m/low"),)}, ("stage", "s", "from_level"),
     "is above the level 'm/low'"),
    ({**BASE, "relations": (Relation(origin="a", target="a", kind="related"),)}, ("relation", "a/a/related", "to"),
     "is where it comes from"),
    ({**BASE, "progressions": (Progression(origin="x/1", target="x/1", kind="move"),)},
     ("progression", "x/1/x/1/move", "to"), "is where it comes from"),
    # values
    ({"skills": (of(Skill, "a", kind="art"),)}, ("skill", "a", "kind"),
     "must be one of competence, knowledge, skill, tool"),
    (needs(Requirement(skill="a", importance=cast("Importance", "nice"))),
     ("requirement", "x/1/a", "importance"), "must be one of"),
    (answers(accountability="none"), ("responsibility", "d", "accountability"), "must be one of authority, influence"),
    (answers(span=Span(unit="teams")), ("responsibility", "d", "span"), "needs min, max or both"),
    (answers(span=Span(min=3, max=2, unit="teams")), ("responsibility", "d", "span"), "runs from 3 down to 2"),
    (answers(span=Span(min=-1, unit="teams")), ("responsibility", "d", "span"), "must lie between 0 and"),
    ({"stages": (of(Stage, "s", rank=0),)}, ("stage", "s", "rank"), "must be a whole number from 1 to 10,000, not 0"),
    ({"retirements": (replace(GONE, kind="scale"),)}, ("retirement", "scale/z", "kind"), "must be one of"),
    # texts
    ({"framework": replace(FRAMEWORK, name="")}, ("framework", "f", "name"), "is empty"),
    ({"framework": replace(FRAMEWORK, language="English!")}, ("framework", "f", "language"), "BCP 47"),
    ({"skills": (of(Skill, "a", name="x" * 301),)}, ("skill", "a", "name"), "has 301 characters"),
    ({"skills": (of(Skill, "a", slug="a--b"),)}, ("skill", "a", "slug"), "must be lower-case ASCII"),
    ({"skills": (of(Skill, "a", note="a\ud800"),)}, ("skill", "a", "note"), "holds the character U+D800 at position 1"),
    ({"skills": (of(Skill, "a", codes=(Code(scheme="s s", value="1"),)),)}, ("skill", "a", "codes scheme"),
     "must be letters"),
    (said(Statement(key="k", text="two\nlines")), ("statement", "k", "text"), "U+000A"),
    (answers(span=Span(min=1, unit="")), ("responsibility", "d", "span unit"), "is empty"),
    (needs(Requirement(skill="a", note=" x")), ("requirement", "x/1/a", "note"), "starts or ends with a blank"),
    ({"waivers": (Waiver(rule="r", place="/skills/0", reason=""),)}, ("waiver", "r/skills/0", "reason"), "is empty"),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "place", "message"), BROKEN)
def test_a_broken_rule_is_found_at_its_place(fields: dict[str, Any], place: tuple[str, str, str], message: str) -> None:
    found = list(findings(Content(**{"framework": FRAMEWORK, **fields})))
    assert place in [(one.kind, one.key, one.field) for one in found]
    assert any(message in one.message for one in found if (one.kind, one.key, one.field) == place)


@given(editions())
def test_an_edition_has_no_findings(edition: Edition) -> None:
    assert list(findings(edition)) == []


def test_a_framework_without_roles_scales_or_skills_is_an_edition() -> None:
    assert Edition(framework=FRAMEWORK).skills == ()


def test_tracks_may_run_side_by_side() -> None:
    [role] = Edition(framework=FRAMEWORK, roles=(of(Role, "x", levels=(rung("x/2"), rung("x/1"))),)).roles
    assert [(level.rank, level.slug) for level in role.levels] == [(1, "1"), (1, "2")]


def test_a_slug_may_be_the_key_of_another_thing() -> None:
    edition = Edition(framework=FRAMEWORK, skills=(of(Skill, "b", slug="a"), of(Skill, "a", slug="b")))
    assert edition.lookup.by_path["skill", "a"] is edition.lookup.skills["b"]


def test_a_retired_thing_may_be_replaced_by_another_retired_thing() -> None:
    second = Retirement(kind="skill", key="y", name="Y", replaced_by=("z",))
    assert Edition(framework=FRAMEWORK, retirements=(GONE, second)).retirements == (second, GONE)


def test_content_that_breaks_rules_is_no_edition_and_says_all_that_is_wrong() -> None:
    edition = garden().edition
    with pytest.raises(BrokenEdition) as caught:
        replace(edition, sources=(), stages=())
    assert {finding.field for finding in caught.value.findings} == {"source", "stage"}
    assert "role level 'gardener/junior-gardener': stage names 'craft'" in str(caught.value)


def test_a_finding_reads_as_a_sentence() -> None:
    assert str(Finding("role_level", "x/1", "rank", "is 0")) == "role level 'x/1': rank is 0"
