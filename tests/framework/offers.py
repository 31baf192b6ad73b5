"""Courses on one skill, in few words."""

from collections.abc import Mapping, Sequence

from hypothesis import strategies as st

from app.framework.offered import Listing, Offer, Provider

SCHOOL = Provider("school", "School")
#: What a course says of itself: the ranks from which and to which it leads (0: it names no level), and its minutes.
Said = tuple[int, int, int | None]
HEIGHTS = st.integers(1, 4)


def said(height: int = 4) -> st.SearchStrategy[Said]:
    """What a course may say, on a scale so high, or one level higher: of that the scale knows nothing."""
    return st.tuples(st.integers(0, height + 1), st.integers(0, height + 1), st.none() | st.integers(1, 5))


def offer(number: int, low: int = 0, high: int = 0, minutes: int | None = None, *, skill: str = "skill") -> Offer:
    """A course with a number that says so."""
    listing = Listing(
        number=number,
        id=f"id-{number}",
        provider=SCHOOL,
        external_id=str(number),
        title=f"Course {number}",
        url=f"https://school.example/{number}",
        minutes=minutes,
    )
    return Offer(
        listing=listing,
        framework="gardening",
        skill=skill,
        from_level=f"level-{low}" if low else None,
        to_level=f"level-{high}" if high else None,
        statements=(),
    )


def offers(courses: Sequence[Said]) -> list[Offer]:
    """Courses numbered from 1."""
    return [offer(number, *each) for number, each in enumerate(courses, 1)]


def ranks(height: int) -> Mapping[str, int]:
    """A scale with so many levels."""
    return {f"level-{rank}": rank for rank in range(1, height + 1)}
