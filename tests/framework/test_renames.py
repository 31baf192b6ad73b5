"""Likely renames: what is proposed, with which reasons, and what is not."""

from dataclasses import replace

from hypothesis import given

from app.framework.about import Framework
from app.framework.carry import carry
from app.framework.content import Content
from app.framework.edition import Edition
from app.framework.renames import LIKELY, Proposal, propose
from app.framework.role import Requirement, Responsibility, Role, RoleLevel
from app.framework.skill import Skill, SkillGroup
from app.framework.stated import Past, Rename, settle
from app.framework.trace import Statement
from tests.exchange.garden import ROLES, SKILLS, changed, garden
from tests.framework.test_carry import as_parsed
from tests.strategies import editions

ABOUT = Framework(key="gardens", slug="gardens", name="Gardens")


def skill(slug: str, name: str | None = None, *texts: str, **more: object) -> Skill:
    statements = tuple(Statement(key=f"{slug}-{at}", text=text) for at, text in enumerate(texts))
    return Skill(key=slug, slug=slug, name=name or slug, statements=statements, **more)  # type: ignore[arg-type]


def rung(place: str, *needs: str, duties: tuple[str, ...] = (), implicit: bool = False) -> RoleLevel:
    slug = place.partition("/")[2]
    return RoleLevel(
        key=place,
        slug=slug,
        name=slug,
        rank=1,
        implicit=implicit,
        requirements=tuple(Requirement(skill=need) for need in needs),
        responsibilities=tuple(Responsibility(key=f"{slug}-{at}", text=text) for at, text in enumerate(duties)),
    )


def role(slug: str, *levels: RoleLevel) -> Role:
    return Role(key=slug, slug=slug, name=slug, levels=levels)


def edition(*skills: Skill, roles: tuple[Role, ...] = (), groups: tuple[SkillGroup, ...] = ()) -> Edition:
    return Edition(framework=ABOUT, skills=skills, roles=roles, skill_groups=groups)


def likely(parsed: Edition, before: Edition) -> tuple[Proposal, ...]:
    return propose(carry(parsed, before).edition, before)


def pairs(proposals: tuple[Proposal, ...]) -> list[tuple[str, str, str]]:
    return [(one.kind, one.old, one.new) for one in proposals]


def known(content: Content) -> Past:
    """The content as a published edition."""
    given: dict[str, set[str]] = {}
    for kind, thing in content.things():
        given.setdefault(kind, set()).add(thing.key)
    return Past(content=content, given=given)


def renamed_pruning() -> Edition:
    roles = replace(ROLES, data=ROLES.data.replace(b",Pruning,", b",Cutting back,"))
    return garden(roles, changed(SKILLS, ("\nPruning,", "\nCutting back,"))).edition


def test_a_skill_that_is_renamed_in_all_files_is_proposed_with_what_speaks_for_it() -> None:
    [one] = likely(renamed_pruning(), garden().edition)
    assert (one.kind, one.old, one.new) == ("skill", "pruning", "cutting-back")
    assert one.score > LIKELY
    assert one.reasons[0] == "9 of 9 texts read the same or nearly so"
    assert one.reasons[1].startswith("the same ")
    assert one.reasons[1].endswith(" role levels need it")


def test_the_proposal_as_a_rename_leaves_nothing_to_propose() -> None:
    before, parsed = garden().edition, renamed_pruning()
    stated, misfits = settle([Rename("skill", "pruning", "cutting-back")], parsed, known(before))
    assert misfits == ()
    carried = carry(parsed, before, stated=stated).edition
    assert carried.lookup.skills["pruning"].slug == "cutting-back"
    assert propose(carried, before) == ()


@given(editions())
def test_the_same_content_proposes_nothing(before: Edition) -> None:
    assert likely(as_parsed(before), before) == ()


@given(editions())
def test_proposals_are_about_the_new_and_the_gone_each_once_and_can_be_passed_back_together(was: Edition) -> None:
    parsed = as_parsed(renamed_throughout(was))
    carried = carry(parsed, was).edition
    proposals = propose(carried, was)
    assert proposals == propose(carried, was)
    for side in ("old", "new"):
        named = [(one.kind, getattr(one, side)) for one in proposals]
        assert len(named) == len(set(named))
    assert all(LIKELY <= one.score <= 100 for one in proposals)
    stated, misfits = settle([Rename(*pair) for pair in pairs(proposals)], parsed, known(was))
    assert misfits == ()
    kept: set[tuple[str, str]] = {
        (kind, thing.key) for kind, thing in carry(parsed, was, stated=stated).edition.things()
    }
    assert all((one.kind, was.lookup.by_path[one.kind, one.old].key) in kept for one in proposals)  # type: ignore[index]


def renamed_throughout(was: Edition) -> Edition:
    """Every skill, role and level of a role under another slug, in ways that may or may not be seen through."""
    return replace(
        was,
        skills=tuple(replace(one, slug=f"{one.slug[:100]}-anew", codes=()) for one in was.skills),
        roles=tuple(
            replace(one, slug=slug, codes=(), levels=tuple(_renamed(level, slug) for level in one.levels))
            for one in was.roles
            for slug in [f"new-{one.slug[:100]}"]
        ),
    )


def _renamed(level: RoleLevel, role: str) -> RoleLevel:
    slug = role if level.implicit else level.slug if level.rank % 2 else f"{level.slug[:100]}-anew"
    return replace(level, slug=slug, codes=())


def test_things_that_share_nothing_but_some_letters_are_not_proposed() -> None:
    before = edition(skill("data-analysis", "Data analysis"), skill("welding"))
    assert likely(edition(skill("data-architecture", "Data architecture"), skill("knitting")), before) == ()


def test_a_name_alone_is_enough_where_it_is_nearly_the_same() -> None:
    [one] = likely(edition(skill("data-modeling", "Data modeling")), edition(skill("data-modelling", "Data modelling")))
    assert (one.old, one.new) == ("data-modelling", "data-modeling")
    assert one.score < 70
    assert one.reasons == ("the names are 96 % alike",)


def test_an_alternative_name_speaks_for_a_rename() -> None:
    new = skill("botany", "Botany", "name every plant", alternative_names=("Plant knowledge",))
    [one] = likely(edition(new), edition(skill("plant-knowledge", "Plant knowledge", "name every plant")))
    assert one.reasons == (
        "one name is an alternative name of the other",
        "1 of 1 texts read the same or nearly so",
    )


def test_of_two_that_look_like_the_old_one_the_likelier_is_proposed() -> None:
    before = edition(skill("digging", "Digging", "dig a hole", "fill a hole"))
    both = edition(
        skill("digging-2", "Digging (deep)", "dig a hole", "fill a hole"), skill("dig", "Digging it", "rest")
    )
    assert pairs(likely(both, before)) == [("skill", "digging", "digging-2")]


def test_a_renamed_role_is_proposed_with_its_renamed_levels_but_not_with_those_that_follow() -> None:
    def ladder(slug: str, senior: str) -> Edition:
        junior = rung(f"{slug}/junior", "soil", duties=("dig", "plant"))
        upper = rung(f"{slug}/{senior}", "soil", "trees", duties=("lead the crew", "plan"))
        return edition(skill("soil"), skill("trees"), roles=(role(slug, junior, upper),))

    before, now = ladder("gardener", "senior-gardener"), ladder("groundskeeper", "senior-keeper")
    proposals = likely(now, before)
    assert set(pairs(proposals)) == {
        ("role", "gardener", "groundskeeper"),
        ("role_level", "gardener/senior-gardener", "groundskeeper/senior-keeper"),
    }
    stated, misfits = settle([Rename(*each) for each in pairs(proposals)], now, known(before))
    assert misfits == ()
    carried = carry(now, before, stated=stated).edition
    assert set(carried.lookup.role_levels) == {"gardener/junior", "gardener/senior-gardener"}


def test_the_only_level_of_a_role_without_levels_goes_along_with_it() -> None:
    before = edition(skill("soil"), roles=(role("chief", rung("chief/chief", "soil", implicit=True)),))
    now = edition(skill("soil"), roles=(role("head", rung("head/head", "soil", implicit=True)),))
    stated, _ = settle([Rename("role", "chief", "head")], now, known(before))
    assert [level.key for level in carry(now, before, stated=stated).edition.role_levels()] == ["chief/chief"]


def test_groups_are_known_by_what_stands_under_them() -> None:
    def grouped(group: str) -> Edition:
        members = (skill(name, groups=(group,)) for name in ("soil", "trees", "hedges"))
        return edition(*members, groups=(SkillGroup(key=group, slug=group, name=group.title()),))

    [one] = likely(grouped("tree-care"), grouped("trees-care"))
    assert (one.kind, one.old, one.new) == ("skill_group", "trees-care", "tree-care")
    assert "the same 3 of 3 skills stand under it" in one.reasons


def test_where_everything_is_new_and_alike_the_same_text_still_tells() -> None:
    number = 500
    before = edition(*(skill(f"old-{at}", f"Craft {at} of old", f"do the work of kind {at}") for at in range(number)))
    after = edition(*(skill(f"new-{at}", f"Craft {at} anew", f"do the work of kind {at}") for at in range(number)))
    proposals = likely(after, before)
    assert len(proposals) == number
    assert all(one.old.removeprefix("old-") == one.new.removeprefix("new-") for one in proposals)
