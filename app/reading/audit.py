"""The audit as it is shown."""

from collections.abc import Callable, Sequence
from typing import Any

from app.kit.paging import Window
from app.kit.problems import InvalidParameter
from app.reading.imports import changes
from app.reading.shapes import writing as shapes
from app.reading.shapes.common import Page
from app.store.audit import Entry

_LARGEST = 2**31 - 1


def place(window: Window) -> int | None:
    """The number that a cursor of this list holds; None on its first page."""
    if window.after is None:
        return None
    # Anybody can make a cursor, and the databases take no larger numbers there.
    if not window.after.isdecimal() or int(window.after) > _LARGEST:
        raise InvalidParameter.of("cursor", "was not made for this list and these parameters")
    return int(window.after)


def page(
    window: Window, total: int, entries: Sequence[Any], show: Callable[[Any], Any], number: Callable[[int], object]
) -> Page[Any]:
    """Entries of which one more than the page shows was read; ``number`` is the place of one by its position."""
    shown = entries[: window.limit]
    more = window.link(str(number(len(shown) - 1))) if len(entries) > window.limit else None
    return Page(items=[show(entry) for entry in shown], total=total, next=more)


def list_entries(window: Window, total: int, entries: Sequence[Entry]) -> Page[shapes.AuditEntry]:
    """Writes, newest first; one more than the page shows."""
    return page(window, total, entries, lambda entry: _entry(entry, window.path), lambda at: int(entries[at].id))


def list_changes(window: Window, total: int, told: Sequence[Any]) -> Page[shapes.Change]:
    """The changes of one write, in order; one more than the page shows."""
    start = place(window) or 0
    return page(window, total, told, lambda each: changes([each])[0], lambda at: start + at + 1)


def _entry(entry: Entry, path: str) -> shapes.AuditEntry:
    return shapes.AuditEntry(
        id=entry.id,
        at=entry.at,
        action=entry.action,
        version=entry.version,
        actor=entry.actor,
        key_id=entry.key_id,
        request_id=entry.request_id,
        note=entry.note,
        changes=changes(entry.changes),
        changes_total=entry.total,
        href=f"{path}/{entry.id}/changes",
    )
