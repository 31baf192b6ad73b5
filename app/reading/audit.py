"""The audit as it is shown."""

from collections.abc import Sequence
from typing import Any

from app.kit.paging import Window
from app.reading.imports import changes
from app.reading.pages import numbered_page, numbered_place
from app.reading.shapes import writing as shapes
from app.reading.shapes.common import Page
from app.store.audit import Entry


def list_entries(window: Window, total: int, entries: Sequence[Entry]) -> Page[shapes.AuditEntry]:
    """Writes, newest first; one more than the page shows."""
    return numbered_page(
        window, total, entries, lambda entry: _entry(entry, window.path), lambda at: int(entries[at].id)
    )


def list_changes(window: Window, total: int, told: Sequence[Any]) -> Page[shapes.Change]:
    """The changes of one write, in order; one more than the page shows."""
    start = numbered_place(window) or 0
    return numbered_page(window, total, told, lambda each: changes([each])[0], lambda at: start + at + 1)


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
