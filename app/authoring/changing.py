"""Writing a change of a draft: its rows, its counts and its audit entry, in one transaction."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from sqlalchemy import Connection, Engine

from app.authoring.targets import Target, find_draft, load_draft
from app.framework.content import Content
from app.framework.counts import count
from app.framework.diff import diff
from app.framework.release import Release
from app.kit.conflicts import WriteConflict
from app.kit.preconditions import Precondition
from app.store import audit, editions
from app.store.audit import Action, Actor
from app.store.editions import EditionRecord
from app.store.edits import write_edit
from app.store.scope import reading, writing

_ATTEMPTS = 5
#: Writes of everything. Where nothing was there before, the audit says so in one line instead of listing all of it.
_WHOLE = frozenset({"import", "replace-content"})


@dataclass(frozen=True, slots=True)
class Asked:
    """A write that somebody asks for: of which draft, if it is in which state, and by whom."""

    target: Target
    condition: Precondition
    actor: Actor


@dataclass(frozen=True, slots=True)
class Edit:
    """A draft's content before and after a change, all of it or the same part of both; and its envelope after it.

    ``note`` is what the audit says of it beside its changes.
    """

    old: Content
    new: Content
    action: Action
    envelope: Mapping[str, Any] = field(default_factory=dict)
    note: str | None = None

    def write(self, connection: Connection, record: EditionRecord, actor: Actor) -> None:
        """Write it into a draft that is locked; RowsRefused where the database's constraints refuse it."""
        changes = diff(self.old, self.new)
        if not changes and all(getattr(record.envelope, name) == value for name, value in self.envelope.items()):
            return
        write_edit(connection, record.id, self.old, self.new)
        was, now = count(self.old), count(self.new)
        is_new = self.action in _WHOLE and not any(was.values())
        note = "everything is new" if is_new else self.note or told_envelope(record, self.envelope)
        counts = {noun: record.counts.get(noun, 0) + now[noun] - was[noun] for noun in now}
        editions.change_draft(connection, record.id, counts=editions.counts_text(counts), **self.envelope)
        version = record.envelope.version
        listed = () if is_new else changes
        audit.record(connection, actor, self.action, record.framework_id, version=version, changes=listed, note=note)


def told_envelope(record: EditionRecord, values: Mapping[str, Any]) -> str | None:
    """What the audit says of a change of the envelope: a JSON object of old and new values; None where all stay."""
    was = {name: getattr(record.envelope, name) for name in values}
    differ = {name: {"old": was[name], "new": value} for name, value in values.items() if was[name] != value}
    return json.dumps(differ, ensure_ascii=False, default=str) if differ else None


class Writable(Protocol):
    """A change that is worked out, such as an ``Edit``, and has to be written into a draft that is locked."""

    def write(self, connection: Connection, record: EditionRecord, actor: Actor) -> None:
        """Write it, as a part of the transaction."""


def edit_whole(engine: Engine, asked: Asked, edit: Callable[[Connection, EditionRecord, Release], Writable]) -> None:
    """Change a draft by a function of its whole content.

    It is loaded, changed and checked without a lock; under the lock it is only looked whether the draft is still the
    same, else all of it is done anew.
    """
    for _ in range(_ATTEMPTS):
        with reading(engine) as connection:
            record = find_draft(connection, asked.target, lock=False)
            made = edit(connection, record, load_draft(connection, record))
        with writing(engine) as connection:
            locked = find_draft(connection, asked.target, lock=True)
            if (locked.id, locked.envelope.revision) == (record.id, record.envelope.revision):
                made.write(connection, locked, asked.actor)
                return
    raise WriteConflict("The draft is being edited by others all the time; nothing was written.")
