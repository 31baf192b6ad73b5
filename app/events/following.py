"""Following the feed: what came after a position."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import Engine

from app.kit.problems import InvalidParameter
from app.store import course_feed, feed
from app.store.asking import asking
from app.store.course_feed import CourseEntry
from app.store.feed import Entry
from app.store.listing_courses import last_position

__all__ = ["CourseEntry", "CourseFeed", "CourseStretch", "Entry", "Feed", "Stretch"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Entries that follow each other, in order, and how many the feed has of their frameworks in all."""

    entries: Sequence[Entry]
    total: int


@dataclass(frozen=True, slots=True)
class CourseStretch:
    """Entries about courses that follow each other, in order, and how many the feed has in all."""

    entries: Sequence[CourseEntry]
    total: int


class Feed:
    """The feed of a database. Safe to use from many threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def follow(self, after: int, limit: int, framework: str | None, readable: Callable[[str], bool]) -> Stretch:
        """The first entries after a position, of one framework (slug) or all: of those only that are ``readable``.

        Three SELECTs that see one moment. InvalidParameter where the position was not given out yet, or the framework
        has no entry.
        """
        with asking(self._engine) as connection:
            told = feed.frameworks_told_of(connection)
            chosen = [number for number, slug in told.items() if readable(slug) and framework in (None, slug)]
            if framework is not None and not chosen:
                raise InvalidParameter.of("framework", "names no framework with a published edition")
            among = None if len(chosen) == len(told) else chosen
            last, total = feed.last_and_total(connection, among)
            _check_given(after, last, known=all(map(readable, told.values())))
            return Stretch(feed.list_entries(connection, after, limit, among), total)


class CourseFeed:
    """The feed of courses of a database. Safe to use from many threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def follow(self, after: int, limit: int) -> CourseStretch:
        """The first entries after a position. Two SELECTs that see one moment; InvalidParameter where the position was
        not given out yet."""
        with asking(self._engine) as connection:
            last = last_position(connection)  # positions have no gaps: it is their number too
            _check_given(after, last)
            return CourseStretch(course_feed.list_entries(connection, after, limit), last)


def _check_given(after: int, last: int, *, known: bool = True) -> None:
    if after > last:
        # The last position tells how much all frameworks publish: not for those who may not know of all.
        told = f": the last is {last}" if known else ""
        detail = (
            f"is a position that this server has not given out{told}. It comes from another server, or"
            " the database here was put back from an older copy; begin again with after=0"
        )
        raise InvalidParameter.of("after", detail)
