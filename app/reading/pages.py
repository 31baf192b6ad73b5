"""Lists as pages: only what a page shows is made."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from app.kit.paging import Cut, Window, cut
from app.kit.problems import InvalidParameter
from app.reading.shapes.common import Page

Entry = TypeVar("Entry")
Shown = TypeVar("Shown")

_LARGEST = 2**31 - 1


def page(entries: Sequence[Entry], window: Window, show: Callable[[Entry], Shown]) -> Page[Shown]:
    """The part of a list in an edition that a window lets through."""
    return shown(cut(entries, window), show)


def shown(part: Cut[Entry], show: Callable[[Entry], Shown]) -> Page[Shown]:
    """A part of a list, each entry made into its wire value."""
    return Page(items=[show(entry) for entry in part.entries], total=part.total, next=part.next)


def numbered_place(window: Window) -> int | None:
    """The number that a cursor holds, of a list whose places are numbers of rows; None on its first page."""
    if window.after is None:
        return None
    # Anybody can make a cursor, and the databases take no larger numbers there.
    if not window.after.isdecimal() or int(window.after) > _LARGEST:
        raise InvalidParameter.of("cursor", "was not made for this list and these parameters")
    return int(window.after)


def numbered_page(
    window: Window,
    total: int,
    entries: Sequence[Entry],
    show: Callable[[Entry], Shown],
    number: Callable[[int], object],
) -> Page[Shown]:
    """Entries of which one more than the page shows was read; ``number`` is the place of one by its position."""
    told = entries[: window.limit]
    more = window.link(str(number(len(told) - 1))) if len(entries) > window.limit else None
    return Page(items=[show(entry) for entry in told], total=total, next=more)
