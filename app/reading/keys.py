"""Keys as those see them who manage them."""

from collections.abc import Sequence

from app.access.issuing import scopes_of, state
from app.kit.paging import Window, cut_growing
from app.reading.pages import numbered_page, shown
from app.reading.shapes import keys as shapes
from app.reading.shapes.common import Page
from app.store.key_history import KeyEntry
from app.store.keys import KeyRecord


def list_keys(records: Sequence[KeyRecord], root: str, window: Window) -> Page[shapes.Key]:
    """Keys in the order given."""
    return shown(cut_growing(records, window, lambda record: record.id), lambda record: key(record, root))


def key(record: KeyRecord, root: str) -> shapes.Key:
    """One key."""
    return shapes.Key(
        id=record.id,
        name=record.name,
        href=f"{root}/v1/keys/{record.id}",
        state=state(record),
        scopes=list(scopes_of(record)),
        framework=record.framework,
        provider=record.provider,
        created_at=record.created_at,
        expires_at=record.expires_at,
        revoked_at=record.revoked_at,
        last_used_at=record.last_used_at,
        rotated_from=record.rotated_from,
    )


def list_history(window: Window, total: int, entries: Sequence[KeyEntry]) -> Page[shapes.KeyEntry]:
    """What was done to a key, newest first; one more than the page shows."""
    return numbered_page(window, total, entries, _entry, lambda at: entries[at].id)


def _entry(entry: KeyEntry) -> shapes.KeyEntry:
    return shapes.KeyEntry(
        id=entry.id,
        at=entry.at,
        action=entry.action,
        actor=entry.actor,
        key_id=entry.key_id,
        request_id=entry.request_id,
        changes=[shapes.KeyFieldChange(field=each.field, old=each.old, new=each.new) for each in entry.changes],
    )
