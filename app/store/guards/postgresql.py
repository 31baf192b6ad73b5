"""The guard on PostgreSQL: statement triggers over content, row triggers over what lasts, none of them for TRUNCATE.

All are ``ENABLE ALWAYS``, so ``session_replication_role`` does not switch them off.
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
    TRUNCATE,
    WHOLE,
)
from app.store.tables import content_tables

INSTALLED = """
SELECT t.tgname || ' ON ' || c.relname,
    pg_get_triggerdef(t.oid) || t.tgenabled::text || p.prosrc || coalesce(p.proconfig::text, '')
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
WHERE NOT t.tgisinternal AND t.tgname LIKE 'guard\\_%' AND c.relnamespace = current_schema()::regnamespace
"""


# Percent signs stand twice because the driver looks for placeholders.
_NAIL = """
DO $nail$ DECLARE f regprocedure; BEGIN
FOR f IN SELECT p.oid::regprocedure FROM pg_proc p
WHERE p.proname LIKE 'capframe\\_guard\\_%%' AND p.pronamespace = current_schema()::regnamespace LOOP
EXECUTE format('ALTER FUNCTION %%s SET search_path = pg_catalog, %%I, pg_temp', f, current_schema());
END LOOP; END $nail$
"""


def drop(installed: Iterable[str]) -> Iterator[str]:
    """Statements that remove the triggers; the functions are replaced when they are created anew."""
    return (f"DROP TRIGGER {name}" for name in installed)


def create() -> Iterator[str]:
    """Statements that create functions and triggers, and nail the functions to the schema they were made in.

    Left to the caller's search path, a temporary table called ``edition`` would stand in for the real one.
    """
    yield from _functions()
    yield _NAIL
    for table in content_tables():
        yield from _on_content(table.name)
    for table_name in ("edition", *HEADS, "access_key", *LASTING):
        function = f"capframe_guard_{table_name}"
        yield from _trigger(
            table_name, "row", f"BEFORE INSERT OR UPDATE OR DELETE ON {table_name} FOR EACH ROW", function
        )
    for table_name in HISTORY:
        when = f"BEFORE UPDATE OR DELETE ON {table_name} FOR EACH ROW"
        yield from _trigger(table_name, "row", when, "capframe_guard_history")
    for table_name in ("edition", "former_slug", *HEADS, "access_key", *LASTING, *HISTORY):
        yield from _trigger(table_name, "truncate", f"BEFORE TRUNCATE ON {table_name}", "capframe_guard_truncate")


def _on_content(table: str) -> Iterator[str]:
    for event, seen in (
        ("INSERT", "REFERENCING NEW TABLE AS now_there"),
        ("UPDATE", "REFERENCING OLD TABLE AS was_there NEW TABLE AS now_there"),
        ("DELETE", "REFERENCING OLD TABLE AS was_there"),
    ):
        when = f"AFTER {event} ON {table} {seen} FOR EACH STATEMENT"
        yield from _trigger(table, event.lower(), when, f"capframe_guard_content_{event.lower()}")
    yield from _trigger(table, "truncate", f"BEFORE TRUNCATE ON {table}", "capframe_guard_truncate")


def _trigger(table: str, name: str, when: str, function: str) -> Iterator[str]:
    yield f"CREATE TRIGGER guard_{name} {when} EXECUTE FUNCTION {function}()"
    yield f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER guard_{name}"


def _functions() -> Iterator[str]:
    touched = {
        "insert": "SELECT edition_id FROM now_there",
        "update": "SELECT edition_id FROM was_there UNION SELECT edition_id FROM now_there",
        "delete": "SELECT edition_id FROM was_there",
    }
    for event, rows in touched.items():
        raised = f"UPDATE edition SET revision = revision + 1 WHERE id IN ({rows})"
        yield _function(f"content_{event}", f"{raised}; RETURN NULL;")
    yield _function("truncate", f"RAISE EXCEPTION '{TRUNCATE}' USING ERRCODE = 'integrity_constraint_violation';")
    yield _function("history", f"RAISE EXCEPTION '{PAST}' USING ERRCODE = 'integrity_constraint_violation';")
    same = " AND ".join(f"NEW.{column} IS NOT DISTINCT FROM OLD.{column}" for column in FROZEN)
    withdrawal = f"OLD.status = 'published' AND NEW.status = 'withdrawn' AND {same}"
    yield _function(
        "edition",
        _refuse("TG_OP = 'INSERT' AND NEW.status <> 'draft'", BORN)
        + _refuse("TG_OP = 'DELETE' AND OLD.status <> 'draft'", PUBLISHED)
        + _refuse(f"TG_OP = 'UPDATE' AND OLD.status <> 'draft' AND NOT ({withdrawal})", PUBLISHED)
        + _refuse("TG_OP = 'UPDATE' AND NEW.id <> OLD.id", PUBLISHED)
        + _refuse(f"TG_OP = 'UPDATE' AND OLD.status = 'draft' AND NEW.status <> 'draft' AND {_EMPTY}", WHOLE)
        + _GO_ON,
    )
    for head, rises in HEADS.items():
        yield _function(head, _on_head(head, rises))
    yield _function("access_key", _on_key())
    in_use = {"framework": "EXISTS (SELECT 1 FROM edition WHERE framework_id = OLD.id AND status <> 'draft')"}
    for table, columns in LASTING.items():
        same = " AND ".join(f"NEW.{column} IS NOT DISTINCT FROM OLD.{column}" for column in columns)
        removed = _refuse(f"TG_OP = 'DELETE' AND {in_use.get(table, 'true')}", KEPT)
        yield _function(table, _refuse(f"TG_OP = 'UPDATE' AND NOT ({same})", KEPT) + removed + _GO_ON)


def _on_key() -> str:
    kept = " AND ".join(f"NEW.{column} IS NOT DISTINCT FROM OLD.{column}" for column in OF_KEY)
    revived = "OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS DISTINCT FROM OLD.revoked_at"
    changed = _refuse(f"TG_OP = 'UPDATE' AND (NOT ({kept}) OR {revived})", FINAL)
    return changed + _refuse("TG_OP = 'DELETE' AND true", FINAL) + _GO_ON


def _on_head(table: str, rises: str) -> str:
    return (
        _refuse(f"TG_OP = 'INSERT' AND EXISTS (SELECT 1 FROM {table})", COUNTED)
        + _refuse(f"TG_OP = 'UPDATE' AND (NEW.id <> OLD.id OR NOT NEW.last {rises})", COUNTED)
        + _refuse("TG_OP = 'DELETE' AND true", COUNTED)
        + _GO_ON
    )


_EMPTY = "NOT EXISTS (SELECT 1 FROM about WHERE edition_id = NEW.id)"
_GO_ON = "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;"


def _refuse(when: str, why: str) -> str:
    # Nested IFs: PL/pgSQL looks at OLD in an INSERT, and fails, when it stands behind an AND.
    event, _, rest = when.partition(" AND ")
    raised = f"RAISE EXCEPTION '{why}' USING ERRCODE = 'integrity_constraint_violation';"
    return f"IF {event} THEN IF {rest} THEN {raised} END IF; END IF; "


def _function(name: str, body: str) -> str:
    return (
        f"CREATE OR REPLACE FUNCTION capframe_guard_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$"
    )
