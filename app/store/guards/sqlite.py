"""The guard on SQLite: row triggers.

``OR REPLACE`` removes the rows in its way without firing their delete triggers, so the insert and update triggers of
the lasting tables look for such rows beforehand. A row is in the way by its hidden number (``rowid``) too, where its
table has one that is no column.
"""

from collections.abc import Iterable, Iterator

from app.store.guards.message import (
    BORN,
    COUNTED,
    FINAL,
    FROZEN,
    HEADS,
    HISTORY,
    KEPT,
    LASTING,
    OF_KEY,
    PAST,
    PUBLISHED,
    WHOLE,
)
from app.store.tables import content_tables

INSTALLED = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'guard\\_%' ESCAPE '\\'"

_SAME_NUMBER = "id = NEW.id OR framework_id = NEW.framework_id AND (version = NEW.version OR sequence = NEW.sequence)"
_UNIQUE = {
    "framework": "id = NEW.id OR key = NEW.key OR slug = NEW.slug",
    "identity": (
        "rowid = NEW.rowid OR id = NEW.id OR framework_id = NEW.framework_id AND kind = NEW.kind AND key = NEW.key"
    ),
}
_IN_USE = {
    "framework": "EXISTS (SELECT 1 FROM edition WHERE framework_id = OLD.id AND status <> 'draft')",
    "identity": "1",
}


def drop(installed: Iterable[str]) -> Iterator[str]:
    """Statements that remove the triggers."""
    return (f"DROP TRIGGER {name}" for name in installed)


def create() -> Iterator[str]:
    """Statements that create the triggers."""
    for table in content_tables():
        yield from _on_content(table.name)
    yield from _on_edition()
    for name, columns in LASTING.items():
        yield from _on_lasting(name, columns)
    for name, keys in HISTORY.items():
        yield from _on_history(name, keys)
    for name, rises in HEADS.items():
        yield from _on_head(name, rises)
    yield from _on_key()


def _on_content(table: str) -> Iterator[str]:
    for event, row in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD")):
        yield f"CREATE TRIGGER guard_{table}_{event.lower()} AFTER {event} ON {table} BEGIN {_touch(row)} END"
    yield (
        f"CREATE TRIGGER guard_{table}_move AFTER UPDATE OF edition_id ON {table}"
        f" WHEN OLD.edition_id <> NEW.edition_id BEGIN {_touch('OLD')} END"
    )


def _touch(row: str) -> str:
    # The status is looked at here too, because a TEMP trigger on edition could make its update and its guard skip.
    published = f"SELECT 1 FROM edition WHERE id = {row}.edition_id AND status <> 'draft'"
    return (
        f"SELECT RAISE(ABORT, '{PUBLISHED}') WHERE EXISTS ({published});"
        f" UPDATE edition SET revision = revision + 1 WHERE id = {row}.edition_id;"
    )


def _on_edition() -> Iterator[str]:
    same = " AND ".join(f"NEW.{column} IS OLD.{column}" for column in FROZEN)
    withdrawal = f"OLD.status = 'published' AND NEW.status = 'withdrawn' AND {same}"
    published = f"EXISTS (SELECT 1 FROM edition WHERE status <> 'draft' AND id IS NOT {{old}} AND ({_SAME_NUMBER}))"
    yield _refusal("edition_insert", "INSERT", "edition", published.format(old="NULL"), PUBLISHED)
    yield _refusal("edition_born", "INSERT", "edition", "NEW.status <> 'draft'", BORN)
    yield _refusal("edition_delete", "DELETE", "edition", "OLD.status <> 'draft'", PUBLISHED)
    yield _refusal("edition_update", "UPDATE", "edition", f"OLD.status <> 'draft' AND NOT ({withdrawal})", PUBLISHED)
    empty = "NOT EXISTS (SELECT 1 FROM about WHERE edition_id = NEW.id)"
    sealing = f"OLD.status = 'draft' AND NEW.status <> 'draft' AND {empty}"
    yield _refusal("edition_whole", "UPDATE", "edition", sealing, WHOLE)
    numbers = "UPDATE OF id, framework_id, version, sequence"
    yield _refusal("edition_replace", numbers, "edition", published.format(old="OLD.id"), PUBLISHED)


def _on_lasting(table: str, columns: tuple[str, ...]) -> Iterator[str]:
    same = " AND ".join(f"NEW.{column} IS OLD.{column}" for column in ("rowid", *columns))
    taken = f"EXISTS (SELECT 1 FROM {table} WHERE id IS NOT {{old}} AND ({_UNIQUE[table]}))"
    yield _refusal(f"{table}_insert", "INSERT", table, taken.format(old="NULL"), KEPT)
    yield _refusal(f"{table}_update", "UPDATE", table, f"NOT ({same}) OR {taken.format(old='OLD.id')}", KEPT)
    yield _refusal(f"{table}_delete", "DELETE", table, _IN_USE[table], KEPT)


def _on_history(table: str, keys: tuple[tuple[str, ...], ...]) -> Iterator[str]:
    there = " OR ".join(" AND ".join(f"{column} = NEW.{column}" for column in key) for key in keys)
    yield _refusal(f"{table}_insert", "INSERT", table, f"EXISTS (SELECT 1 FROM {table} WHERE {there})", PAST)
    yield _refusal(f"{table}_update", "UPDATE", table, "1", PAST)
    yield _refusal(f"{table}_delete", "DELETE", table, "1", PAST)


def _on_head(table: str, rises: str) -> Iterator[str]:
    # In a column of numbers SQLite keeps a text that is none, and every text is above every number.
    raised = f"NEW.id IS OLD.id AND typeof(NEW.last) = 'integer' AND NEW.last {rises}"
    yield _refusal(f"{table}_insert", "INSERT", table, f"EXISTS (SELECT 1 FROM {table})", COUNTED)
    yield _refusal(f"{table}_update", "UPDATE", table, f"({raised}) IS NOT 1", COUNTED)
    yield _refusal(f"{table}_delete", "DELETE", table, "1", COUNTED)


def _on_key() -> Iterator[str]:
    same = " AND ".join(f"NEW.{column} IS OLD.{column}" for column in ("rowid", *OF_KEY))
    taken = "EXISTS (SELECT 1 FROM access_key WHERE rowid = NEW.rowid OR id = NEW.id)"
    revived = "OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS NOT OLD.revoked_at"
    yield _refusal("access_key_insert", "INSERT", "access_key", taken, FINAL)
    yield _refusal("access_key_update", "UPDATE", "access_key", f"NOT ({same}) OR {revived}", FINAL)
    yield _refusal("access_key_delete", "DELETE", "access_key", "1", FINAL)


def _refusal(name: str, event: str, table: str, when: str, why: str) -> str:
    body = f"BEGIN SELECT RAISE(ABORT, '{why}'); END"
    return f"CREATE TRIGGER guard_{name} BEFORE {event} ON {table} WHEN {when} {body}"
