"""Lists as pages: only what a page shows is made."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from app.kit.paging import Cut, Window, cut
from app.reading.shapes.common import Page

Entry = TypeVar("Entry")
Shown = TypeVar("Shown")


def page(entries: Sequence[Entry], window: Window, show: Callable[[Entry], Shown]) -> Page[Shown]:
    """The part of a list in an edition that a window lets through."""
    return shown(cut(entries, window), show)


def shown(part: Cut[Entry], show: Callable[[Entry], Shown]) -> Page[Shown]:
    """A part of a list, each entry made into its wire value."""
    return Page(items=[show(entry) for entry in part.entries], total=part.total, next=part.next)
