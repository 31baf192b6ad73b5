"""People for property tests: what somebody might bring, in the terms of an edition."""

from hypothesis import strategies as st

from app.framework.edition import Edition
from app.framework.gap import Profile
from app.framework.role import RoleLevel
from tests.strategies import editions

with_rungs = editions().filter(lambda edition: any(edition.role_levels()))


def levels_of(edition: Edition, skill: str) -> list[str | None]:
    """The keys of the mastery levels on which a skill may be held, lowest first, after None: none is stated."""
    scale = edition.lookup.scale_of(edition.lookup.skills[skill])
    return [None, *(level.key for level in scale.levels)] if scale else [None]


def profiles(edition: Edition) -> st.SearchStrategy[Profile]:
    """Any skills on any of their levels; some statements met, some activities done."""
    held = st.fixed_dictionaries(
        {}, optional={key: st.sampled_from(levels_of(edition, key)) for key in edition.lookup.skills}
    )
    statements = [said.key for said in edition.statements()]
    return st.builds(
        Profile,
        mastery=held,
        statements=_some(statements),
        activities=_some([activity.key for activity in edition.activities]),
    )


def rungs(edition: Edition) -> st.SearchStrategy[RoleLevel]:
    return st.sampled_from(list(edition.role_levels()))


def _some(keys: list[str]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(keys), max_size=4) if keys else st.just(frozenset())
