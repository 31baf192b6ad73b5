"""Following the feed: what came after a position."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import Engine

from app.kit.problems import InvalidParameter
from app.store import feed
from app.store.asking import asking
from app.store.feed import Entry

__all__ = ["Entry", "Feed", "Stretch"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Entries that follow each other, in order, and how many the feed has of their frameworks in all."""

    entries: Sequence[Entry]
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
            if after > last:
                raise InvalidParameter.of("after", _never_given(last if all(map(readable, told.values())) else None))
            return Stretch(feed.list_entries(connection, after, limit, among), total)


def _never_given(last: int | None) -> str:
    # The last position tells how much all frameworks publish: not for those who may not know of all.
    told = f": the last is {last}" if last is not None else ""
    return (
        f"is a position that this server has not given out{told}. It comes from another server, or the"
        " database here was put back from an older copy; begin again with after=0"
    )
