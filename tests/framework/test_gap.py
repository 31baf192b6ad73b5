"""What separates a person from a role level."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.framework.edition import Edition
from app.framework.gap import (
    Entry,
    Profile,
    Verdict,
    gap,
    growing_activities,
    profile_of,
    statements_to_meet,
)
from app.framework.role import Requirement, RoleLevel
from app.framework.trace import Statement
from tests.people import levels_of, profiles, rungs, with_rungs
from tests.worlds import garden

GARDEN = garden().edition
JUNIOR, HEAD = (GARDEN.lookup.role_levels[f"gardener/{rung}-gardener"] for rung in ("junior", "chief"))
NOBODY = Profile(mastery={})

drawn = with_rungs.flatmap(lambda edition: st.tuples(st.just(edition), rungs(edition), profiles(edition)))
raised = with_rungs.flatmap(
    lambda edition: st.tuples(st.just(edition), rungs(edition), profiles(edition), st.data())
).filter(lambda given: bool(given[0].skills))


def asking(*needs: Requirement) -> RoleLevel:
    return replace(JUNIOR, requirements=needs)


def cutting(level: str | None, importance: str = "essential", *own: str) -> Requirement:
    said = tuple(Statement(key=text, text=text) for text in own)
    return Requirement(
        skill="cutting",
        level=level and f"mastery/{level}",
        importance="optional" if importance == "optional" else "essential",
        statements=said,
    )


def held(level: str | None) -> Profile:
    return Profile(mastery={"cutting": level and f"mastery/{level}"})


def only(profile: Profile, need: Requirement) -> Entry:
    [entry] = gap(GARDEN, profile, asking(need)).entries
    return entry


def to_meet(profile: Profile, need: Requirement) -> list[str]:
    return [said.text for said in statements_to_meet(GARDEN, profile, only(profile, need))]


@pytest.mark.parametrize(
    ("profile", "needed", "verdict", "steps"),
    [
        (NOBODY, None, "missing", 1),
        (NOBODY, "novice", "missing", 1),
        (NOBODY, "expert", "missing", 3),
        (held(None), None, "met", 0),
        (held(None), "novice", "to_raise", 1),
        (held(None), "expert", "to_raise", 3),
        (held("novice"), None, "met", 0),
        (held("novice"), "novice", "met", 0),
        (held("novice"), "expert", "to_raise", 2),
        (held("expert"), "novice", "beyond", 0),
        (held("expert"), None, "met", 0),
    ],
)
def test_steps_are_the_ranks_between(profile: Profile, needed: str | None, verdict: Verdict, steps: int) -> None:
    entry = only(profile, cutting(needed))
    assert (entry.verdict, entry.steps) == (verdict, steps)


def test_an_essential_step_counts_for_two_and_an_optional_one_for_one() -> None:
    assert gap(GARDEN, held("novice"), asking(cutting("expert"))).distance == 4
    assert gap(GARDEN, held("novice"), asking(cutting("expert", "optional"))).distance == 2
    assert gap(GARDEN, held("novice"), HEAD).distance == 2 * 1 + 1 * 1


NOVICE = ["say why a plant is pruned before it is cut"]
SKILLED = ["prune fruit trees without help", "tell a flower bud from a leaf bud"]
UNRANKED = ["keep your tools sharp and clean"]


@pytest.mark.parametrize(
    ("profile", "need", "texts"),
    [
        (held("novice"), cutting("skilled"), SKILLED),
        (held(None), cutting("skilled"), [*NOVICE, *SKILLED]),
        (NOBODY, cutting("skilled"), [*UNRANKED, *NOVICE, *SKILLED]),
        (NOBODY, cutting("novice"), [*UNRANKED, *NOVICE]),
        (NOBODY, cutting(None), UNRANKED),
        (held("skilled"), cutting("expert"), []),
        (held("skilled"), cutting("skilled"), []),
        (held("expert"), cutting("skilled"), []),
        (held("novice"), cutting("skilled", "essential", "mow"), [*SKILLED, "mow"]),
        (NOBODY, cutting(None, "essential", "mow"), [*UNRANKED, "mow"]),
        (held("skilled"), cutting("skilled", "essential", "mow"), []),
    ],
)
def test_the_statements_are_those_above_what_is_held_up_to_what_is_needed(
    profile: Profile, need: Requirement, texts: list[str]
) -> None:
    assert to_meet(profile, need) == texts


def test_statements_met_and_activities_done_are_left_out_and_change_nothing_else() -> None:
    [alone] = [said.key for said in GARDEN.lookup.skills["cutting"].statements if said.text == SKILLED[0]]
    some = replace(held("novice"), statements=frozenset({alone}), activities=frozenset({"prune-an-orchard"}))
    assert to_meet(some, cutting("skilled")) == SKILLED[1:]
    assert gap(GARDEN, some, HEAD) == gap(GARDEN, held("novice"), HEAD)
    for profile, expected in ((held("novice"), ["prune-an-orchard"]), (some, []), (held("skilled"), [])):
        entry = next(entry for entry in gap(GARDEN, profile, HEAD).entries if entry.skill.key == "cutting")
        assert [activity.key for activity in growing_activities(GARDEN, profile, HEAD, entry)] == expected


def test_activities_of_the_role_level_come_first() -> None:
    own = GARDEN.activities[0]
    other = replace(own, key="climb", slug="climb", name="A climb", role_levels=(), codes=(), source=None)
    edition = replace(GARDEN, activities=(own, other))
    for level, expected in ((HEAD, ["prune-an-orchard", "climb"]), (asking(cutting("skilled")), None)):
        entry = next(e for e in gap(edition, NOBODY, level).entries if e.skill.key == "cutting")
        found = [each.key for each in growing_activities(edition, NOBODY, level, entry)]
        assert found == (expected or ["prune-an-orchard", "climb"])
    advisor = edition.lookup.role_levels["advisor/advisor"]
    asks = replace(advisor, requirements=(cutting("skilled"),))
    [entry] = gap(edition, NOBODY, asks).entries
    assert [each.key for each in growing_activities(edition, NOBODY, asks, entry)] == ["climb", "prune-an-orchard"]


@given(drawn)
def test_a_profile_equal_to_the_role_level_has_no_gap(given_: tuple[Edition, RoleLevel, Profile]) -> None:
    edition, level, _ = given_
    found = gap(edition, profile_of(level), level)
    assert found.distance == 0
    for entry in found.entries:
        assert (entry.verdict, entry.steps) == ("met", 0)
        assert statements_to_meet(edition, profile_of(level), entry) == ()
        assert growing_activities(edition, profile_of(level), level, entry) == ()


@given(raised)
def test_raising_a_mastery_never_widens_a_gap(
    given_: tuple[Edition, RoleLevel, Profile, st.DataObject],
) -> None:
    edition, level, profile, data = given_
    skill = data.draw(st.sampled_from(edition.skills)).key
    levels = levels_of(edition, skill)
    least = levels.index(profile.mastery[skill]) if skill in profile.mastery else 0
    more = replace(profile, mastery={**profile.mastery, skill: data.draw(st.sampled_from(levels[least:]))})
    before, after = gap(edition, profile, level), gap(edition, more, level)
    assert after.distance <= before.distance
    for was, now in zip(before.entries, after.entries, strict=True):
        assert now.steps <= was.steps
        assert set(statements_to_meet(edition, more, now)) <= set(statements_to_meet(edition, profile, was))
        if was.skill.key != skill:
            assert now == was


@given(drawn)
def test_every_number_is_what_the_page_in_the_docs_makes_it_by_hand(
    given_: tuple[Edition, RoleLevel, Profile],
) -> None:
    edition, level, profile = given_
    found = gap(edition, profile, level)
    names = [(entry.skill.name.casefold(), entry.skill.slug) for entry in found.entries]
    assert names == sorted(names)
    assert {entry.need for entry in found.entries} == set(level.requirements)
    total = 0
    for entry in found.entries:
        steps = plainly(edition, entry, profile)
        assert (entry.steps, entry.held) == (steps, profile.mastery.get(entry.skill.key))
        assert (entry.verdict in ("to_raise", "missing")) == (steps > 0)
        assert (entry.verdict == "missing") == (entry.skill.key not in profile.mastery)
        total += steps * {"essential": 2, "optional": 1}[entry.need.importance]
    assert found.distance == total


def plainly(edition: Edition, entry: Entry, profile: Profile) -> int:
    """The steps as docs/gaps.md says them, counted on the ladder of levels."""
    ladder = levels_of(edition, entry.skill.key)
    if entry.need.level is None:
        return 0 if entry.skill.key in profile.mastery else 1
    return max(0, ladder.index(entry.need.level) - ladder.index(profile.mastery.get(entry.skill.key)))


@given(drawn)
def test_the_statements_to_meet_are_told_by_level(given_: tuple[Edition, RoleLevel, Profile]) -> None:
    edition, level, profile = given_
    for entry in gap(edition, profile, level).entries:
        found = statements_to_meet(edition, profile, entry)
        assert len(found) == len(set(found))
        assert set(found) == set(open_statements(edition, entry, profile))
        ranks = [levels_of(edition, entry.skill.key).index(said.level) for said in found if said.level]
        assert ranks == sorted(ranks)


def open_statements(edition: Edition, entry: Entry, profile: Profile) -> Iterator[Statement]:
    ladder = levels_of(edition, entry.skill.key)
    if entry.steps:
        start = ladder.index(profile.mastery[entry.skill.key]) if entry.skill.key in profile.mastery else -1
        wanted = ladder[start + 1 : ladder.index(entry.need.level) + 1]
        for said in (*entry.skill.statements, *entry.need.statements):
            if said.key not in profile.statements and (said in entry.need.statements or said.level in wanted):
                yield said


@given(drawn)
def test_where_people_usually_start_plays_no_part(given: tuple[Edition, RoleLevel, Profile]) -> None:
    edition, level, profile = given
    needs = tuple(replace(need, from_level=None) for need in level.requirements)
    found, plain = (gap(edition, profile, one) for one in (level, replace(level, requirements=needs)))
    told = [
        [(entry.verdict, entry.held, entry.steps, statements_to_meet(edition, profile, entry)) for entry in one.entries]
        for one in (found, plain)
    ]
    assert told[0] == told[1]
    assert found.distance == plain.distance
