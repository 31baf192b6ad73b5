"""What one role level asks for beside another."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.framework.compare import VERDICTS, Difference, compare
from app.framework.edition import Edition
from app.framework.role import Requirement, RoleLevel
from app.framework.trace import Statement
from tests.strategies import editions
from tests.worlds import garden

GARDEN = garden().edition
JUNIOR, HEAD = (GARDEN.lookup.role_levels[f"gardener/{rung}-gardener"] for rung in ("junior", "chief"))
MIRRORED = {"new": "dropped", "dropped": "new", "raised": "lowered", "lowered": "raised", "same": "same"}


def with_two(edition: Edition) -> st.SearchStrategy[tuple[Edition, RoleLevel, RoleLevel]]:
    levels = list(edition.role_levels())
    return st.tuples(st.just(edition), st.sampled_from(levels), st.sampled_from(levels))


compared = editions().filter(lambda edition: any(edition.role_levels())).flatmap(with_two)


def asking(*needs: Requirement) -> RoleLevel:
    return replace(JUNIOR, requirements=needs)


def cutting(level: str | None, *own: str) -> Requirement:
    said = tuple(Statement(key=f"{level}-{text}", text=text) for text in own)
    return Requirement(skill="cutting", level=level and f"mastery/{level}", statements=said)


def between(old: RoleLevel, new: RoleLevel) -> Difference:
    [found] = compare(GARDEN, old, new)
    return found


def texts(said: tuple[Statement, ...]) -> list[str]:
    return [each.text for each in said]


@given(compared)
def test_a_level_beside_itself_is_all_the_same(drawn: tuple[Edition, RoleLevel, RoleLevel]) -> None:
    edition, level, _ = drawn
    found = compare(edition, level, level)
    assert {each.skill.key for each in found} == {need.skill for need in level.requirements}
    assert all((each.verdict, each.gained, each.lost) == ("same", (), ()) for each in found)


@given(compared)
def test_the_other_way_round_is_the_mirror_image(drawn: tuple[Edition, RoleLevel, RoleLevel]) -> None:
    edition, one, other = drawn
    there, back = compare(edition, one, other), compare(edition, other, one)
    assert len(there) == len(back)
    for ahead, behind in zip(there, back, strict=True):
        assert behind.verdict == MIRRORED[ahead.verdict]
        assert (ahead.skill, ahead.old, ahead.new) == (behind.skill, behind.new, behind.old)
        assert texts(ahead.gained) == texts(behind.lost)


@given(compared)
def test_every_need_of_either_side_is_there_once_under_the_verdict_that_ranks_give(
    drawn: tuple[Edition, RoleLevel, RoleLevel],
) -> None:
    edition, one, other = drawn
    found = compare(edition, one, other)
    names = [(each.skill.name.casefold(), each.skill.slug) for each in found]
    assert names == sorted(names)
    assert [each.old for each in found if each.old] == list(in_order(edition, one))
    assert [each.new for each in found if each.new] == list(in_order(edition, other))
    for each in found:
        assert each.verdict in VERDICTS
        assert (each.verdict == "new") == (each.old is None)
        assert (each.verdict == "dropped") == (each.new is None)
        if each.verdict in ("new", "raised"):
            assert all(said not in each.skill.statements for said in each.lost)
        if each.verdict == "same":
            assert all(said not in each.skill.statements for said in (*each.gained, *each.lost))


def in_order(edition: Edition, level: RoleLevel) -> Iterator[Requirement]:
    needs = {need.skill: need for need in level.requirements}
    return (needs[skill.key] for skill in edition.skills if skill.key in needs)


def test_a_raise_takes_the_statements_above_the_old_level_up_to_the_new_one() -> None:
    cut, leading = reversed(compare(GARDEN, JUNIOR, HEAD))
    assert (cut.verdict, leading.verdict) == ("raised", "new")
    assert texts(cut.gained) == ["prune fruit trees without help", "tell a flower bud from a leaf bud"]
    assert texts(leading.gained) == ["plan the week for a crew"]
    assert cut.lost == leading.lost == ()


def test_what_is_new_takes_the_statements_at_no_level_and_all_up_to_its_own() -> None:
    found = between(asking(), asking(cutting("novice")))
    assert (found.verdict, found.old) == ("new", None)
    assert texts(found.gained) == ["keep your tools sharp and clean", "say why a plant is pruned before it is cut"]
    assert between(asking(cutting("novice")), asking()).lost == found.gained


@pytest.mark.parametrize(
    ("old", "new", "verdict", "gained"),
    [
        (None, None, "same", []),
        (None, "novice", "raised", ["say why a plant is pruned before it is cut"]),
        ("novice", None, "lowered", []),
        ("expert", "expert", "same", []),
        ("skilled", "expert", "raised", []),
    ],
)
def test_a_need_without_stated_mastery_counts_as_below_the_lowest(
    old: str | None, new: str | None, verdict: str, gained: list[str]
) -> None:
    found = between(asking(cutting(old)), asking(cutting(new)))
    assert (found.verdict, texts(found.gained)) == (verdict, gained)


def test_what_two_requirements_say_in_the_same_words_is_no_difference() -> None:
    found = between(asking(cutting("novice", "mow", "rake")), asking(cutting("novice", "rake", "sow")))
    assert (found.verdict, texts(found.gained), texts(found.lost)) == ("same", ["sow"], ["mow"])


def test_importance_is_shown_and_does_not_count() -> None:
    found = between(asking(cutting("novice")), asking(replace(cutting("novice"), importance="optional")))
    assert found.verdict == "same"
    assert found.new is not None
    assert found.new.importance == "optional"
