"""Lists in pages: an opaque cursor says after which entry to go on, and is bound to the list it came from."""

import base64
import hashlib
import hmac
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar
from urllib.parse import urlencode

from app.kit.problems import InvalidParameter

DEFAULT_LIMIT = 50
MOST_LIMIT = 200
#: Characters of a cursor; a longer one was not made here.
MOST_CURSOR = 400

Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The part of a list that a request asks for.

    ``path`` is the list's own address (path-absolute), ``filters`` the parameters that choose its entries, ``content``
    tells apart what may one day stand at that address: a cursor is good for the three together. ``default`` is the
    limit of an address that names none. ``after`` is the place of the last entry already seen.
    """

    path: str
    filters: tuple[tuple[str, str], ...] = ()
    content: str = ""
    limit: int = DEFAULT_LIMIT
    default: int = DEFAULT_LIMIT
    after: str | None = None

    def link(self, after: str) -> str:
        """The address of the page that follows the entry at a place."""
        size = [] if self.limit == self.default else [("limit", str(self.limit))]
        return f"{self.path}?{urlencode([*self.filters, *size, ('cursor', self._cursor(after))])}"

    def at(self, cursor: str | None) -> "Window":
        """The window that a cursor leads to; InvalidParameter where it was altered or comes from another list."""
        if cursor is None:
            return self
        try:
            place = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode().partition(" ")[2]
        except ValueError:
            place = ""
        if not place or not hmac.compare_digest(self._cursor(place), cursor):
            raise InvalidParameter.of("cursor", "was not made for this list and these parameters")
        return replace(self, after=place)

    def _cursor(self, place: str) -> str:
        bound = repr((self.path, sorted(self.filters), self.content, place)).encode("utf-8", "backslashreplace")
        seal = hashlib.sha256(bound).hexdigest()[:16]
        return base64.urlsafe_b64encode(f"{seal} {place}".encode()).decode().rstrip("=")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut(Generic[Entry]):
    """The entries of one page, how many the whole list has, and the address of the next page."""

    entries: Sequence[Entry]
    total: int
    next: str | None


def cut(entries: Sequence[Entry], window: Window) -> Cut[Entry]:
    """A page of a list that never changes: its places are positions."""
    after = window.after or "0"
    if not after.isdecimal():
        raise InvalidParameter.of("cursor", "was not made for this list and these parameters")
    return _cut(entries, window, int(after), str)


def cut_growing(entries: Sequence[Entry], window: Window, place: Callable[[Entry], str]) -> Cut[Entry]:
    """A page of a list that grows anywhere but loses nothing: its places are lasting names of entries.

    So entries that come while a reader walks neither push others onto a second page nor off all pages.
    """
    places = [place(entry) for entry in entries]
    if window.after is None:
        start = 0
    elif window.after in places:
        start = places.index(window.after) + 1
    else:
        raise InvalidParameter.of("cursor", "leads to an entry that is gone; start again from the first page")
    return _cut(entries, window, start, lambda end: places[end - 1])


def cut_sorted(entries: Sequence[Entry], window: Window, place: Callable[[Entry], str]) -> Cut[Entry]:
    """A page of a list that grows and loses entries anywhere: its places are texts that sort as the entries do.

    So a cursor goes on behind where its entry stands, or stood: an entry that stays is on one page, whatever comes or
    goes around it.
    """
    start = bisect_right(entries, window.after, key=place) if window.after is not None else 0
    return _cut(entries, window, start, lambda end: place(entries[end - 1]))


def _cut(entries: Sequence[Entry], window: Window, start: int, place: Callable[[int], str]) -> Cut[Entry]:
    end = start + window.limit
    following = window.link(place(end)) if end < len(entries) else None
    return Cut(entries=entries[start:end], total=len(entries), next=following)
