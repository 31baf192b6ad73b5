"""The gaps of a team are the gaps of its people, added up."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from app.framework.edition import Edition
from app.framework.gap import Profile, gap
from app.framework.role import RoleLevel
from app.framework.team import team_gaps
from tests.people import profiles, rungs, with_rungs

teams = with_rungs.flatmap(
    lambda edition: st.tuples(
        st.just(edition), st.lists(profiles(edition), max_size=4), st.lists(rungs(edition), max_size=3)
    )
)


@given(teams)
def test_a_team_is_its_people_added_up(drawn: tuple[Edition, list[Profile], list[RoleLevel]]) -> None:
    edition, people, levels = drawn
    found = team_gaps(edition, people, levels)
    assert [each.role_level for each in found] == levels
    for each in found:
        alone = [gap(edition, person, each.role_level) for person in people]
        assert each.distances == tuple(one.distance for one in alone)
        assert {tally.need for tally in each.tallies} == set(each.role_level.requirements)
        for at, tally in enumerate(each.tallies):
            entries = [one.entries[at] for one in alone]
            assert {entry.need for entry in entries} <= {tally.need}
            assert tally.people == Counter(entry.verdict for entry in entries)
            assert tally.steps == sum(entry.steps for entry in entries)
