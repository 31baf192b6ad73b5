"""Following the feed: what came after a position."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Engine

from app.kit.problems import Fault, InvalidParameter
from app.store import course_feed, feed
from app.store.asking import asking
from app.store.course_feed import CourseEntry
from app.store.feed import Entry
from app.store.listing_courses import last_position
from app.store.marks import MARK_PATTERN

__all__ = [
    "MARK_PATTERN", "CourseEntry", "CourseFeed", "CourseStretch", "Entry", "Feed", "Seen", "Stretch",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Seen:
    """Where a reader stopped: a position, 0 for the beginning, and the mark of the entry there, if it kept that."""

    position: int = 0
    mark: str | None = None


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

    def follow(self, after: Seen, limit: int, framework: str | None, readable: Callable[[str], bool]) -> Stretch:
        """The first entries after a position, of one framework (slug) or all: of those only that are ``readable``.

        Three SELECTs that see one moment, and one more for a mark. InvalidParameter where the position was not given
        out, or for another entry than the mark's, or where the framework has no entry.
        """
        with asking(self._engine) as connection:
            told = feed.frameworks_told_of(connection)
            chosen = [number for number, slug in told.items() if readable(slug) and framework in (None, slug)]
            if framework is not None and not chosen:
                raise InvalidParameter.of("framework", "names no framework with a published edition")
            among = None if len(chosen) == len(told) else chosen
            last, total = feed.last_and_total(connection, among)
            _check(connection, after, last, feed.find_mark)
            return Stretch(feed.list_entries(connection, after.position, limit, among), total)


class CourseFeed:
    """The feed of courses of a database. Safe to use from many threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def follow(self, after: Seen, limit: int) -> CourseStretch:
        """The first entries after a position. Two SELECTs that see one moment, and one more for a mark.

        InvalidParameter where the position was not given out, or for another entry than the mark's.
        """
        with asking(self._engine) as connection:
            last = last_position(connection)  # positions have no gaps: it is their number too
            _check(connection, after, last, course_feed.find_mark)
            return CourseStretch(course_feed.list_entries(connection, after.position, limit), last)


def _check(connection: Connection, after: Seen, last: int, find_mark: Callable[[Connection, int], str | None]) -> None:
    if after.mark is not None and not after.position:
        raise InvalidParameter.of("seen", "goes with after, a position above 0: take both from next")
    if after.position > last:
        detail = (
            f"is a position that this server has not given out: the last is {last}. It comes from another server, or"
            " the database here was put back from an older copy; begin again with after=0"
        )
        raise InvalidParameter.of("after", detail)
    if after.mark is not None and find_mark(connection, after.position) != after.mark:
        raise _another_entry(after)


def _another_entry(after: Seen) -> InvalidParameter:
    where = "It comes from another server, or the database here was put back from an older copy"
    entry = f"another entry than the one seen there stands at position {after.position}"
    faults = [
        Fault(parameter="seen", detail=f"is not the mark of the entry at position {after.position} here"),
        Fault(parameter="after", detail=f"is the position of another entry here than the one seen; {where.lower()}"),
    ]
    return InvalidParameter(
        f"The parameters 'after' and 'seen' do not fit: {entry}. {where}; compare what you have with the entries from"
        " after=0 on, or begin again.",
        errors=faults,
    )
