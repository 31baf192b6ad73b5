"""A change of a draft as rows: ``rows(new)`` minus ``rows(old)``, one function for all kinds.

The database's own constraints have the last word: what nothing may refer to any more, what is there twice.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Table, UniqueConstraint, bindparam, delete, update
from sqlalchemy.exc import IntegrityError

from app.framework.content import Content
from app.framework.nouns import NOUNS, WHOLES, NounKind, keyed, wholes
from app.store.around import key_columns, rows_by_key
from app.store.guards import MARK
from app.store.problem import RowsRefused
from app.store.rows import rows_of
from app.store.saving import insert_rows
from app.store.tables import content_tables

#: Above every rank there may be, within what both databases hold.
_NOBODYS = 2_000_000_000
#: What an edition is a list of, each with a key of its own.
_LISTED = tuple(kind for kind in WHOLES if kind not in {"framework", "waiver"})
_Rows = Mapping[tuple[Any, ...], tuple[Any, ...]]


def write_edit(connection: Connection, edition_id: int, old: Content, new: Content) -> int:
    """Make the rows of ``old``, all or some of a draft's, those of ``new``; the number of rows written.

    The guard raises the draft's revision with it, or refuses where the edition is published. RowsRefused where a
    constraint does.
    """
    with _refused_plainly(connection):
        return _write(connection, edition_id, old, new)


@contextmanager
def _refused_plainly(connection: Connection) -> Iterator[None]:
    # COPY goes past SQLAlchemy, so the driver's own error comes too.
    refusals: tuple[type[Exception], ...] = (IntegrityError, connection.dialect.loaded_dbapi.IntegrityError)
    try:
        yield
    except refusals as error:
        if MARK in str(error):
            raise
        raise RowsRefused("The draft would no longer hold together; nothing was written") from error


def _write(connection: Connection, edition_id: int, old: Content, new: Content) -> int:
    was, now = (rows_by_key(rows_of(content)) for content in _differing(old, new))
    tables = [(found, was.get(found.name, {}), now.get(found.name, {})) for found in content_tables()]
    written = 0
    for found, before, after in tables:
        _park(connection, edition_id, found, before, after)
    for found, before, after in tables:
        fresh = [(edition_id, *row) for key, row in after.items() if key not in before]
        if fresh:
            insert_rows(connection, found, fresh)
        changed = [row for key, row in after.items() if key in before and before[key] != row]
        _update(connection, edition_id, found, changed)
        written += len(fresh) + len(changed)
    for found, before, after in reversed(tables):
        written += _delete(connection, edition_id, found, [key for key in before if key not in after])
    return written


def _differing(old: Content, new: Content) -> Iterator[Content]:
    """Both without the things that are the same in both: of a large edition, nearly all."""
    same: dict[NounKind, set[str]] = {}
    for kind in _LISTED:
        before, after = keyed(kind, "", wholes(old, kind)), keyed(kind, "", wholes(new, kind))
        same[kind] = {key for key, value in before.items() if after.get(key) == value}
    for content in (old, new):
        held = {
            NOUNS[kind].plural: tuple(
                value for key, value in keyed(kind, "", wholes(content, kind)).items() if key not in same[kind]
            )
            for kind in _LISTED
        }
        # The row of a waiver is known by its place among all of them.
        yield Content(framework=content.framework, waivers=content.waivers, **held)


def _park(connection: Connection, edition_id: int, found: Table, before: _Rows, after: _Rows) -> None:
    """Where rows take over unique values of others, move those away first: to values that nobody has."""
    names = _column_names(found)
    parked: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    for columns in _unique(found):
        last, held = names.index(columns[-1]), itemgetter(*(names.index(column) for column in columns))
        left = {key: row for key, row in before.items() if key not in after or held(after[key]) != held(row)}
        taken = {held(row) for key, row in after.items() if key not in before or held(before[key]) != held(row)}
        for number, (key, row) in enumerate(left.items()):
            if held(row) in taken:
                now = parked.get(key, row)
                parked[key] = (*now[:last], _free(row[last], number), *now[last + 1 :])
    _update(connection, edition_id, found, parked.values())


def _free(value: Any, number: int) -> Any:
    """A value that no row has and several may have one after another; being the default is simply given up."""
    if isinstance(value, bool):
        return False
    return f" {number}" if isinstance(value, str) else _NOBODYS + number


def _unique(found: Table) -> Iterator[list[str]]:
    """The columns whose values together no two rows of an edition may share."""
    for constraint in found.constraints:
        if isinstance(constraint, UniqueConstraint):
            yield [str(column.name) for column in constraint.columns if column.name != "edition_id"]
    if found.name == "scale":
        yield ["is_default"]  # a unique index over the one scale that is


def _update(connection: Connection, edition_id: int, found: Table, rows: Iterable[tuple[Any, ...]]) -> None:
    names, keys = _column_names(found), key_columns(found)
    values = [name for name in names if name not in keys]
    parameters = [{f"to_{name}": value for name, value in zip(names, row, strict=True)} for row in rows]
    if parameters:
        same = [found.c[key] == bindparam(f"to_{key}") for key in keys]
        one = update(found).where(found.c.edition_id == edition_id, *same)
        connection.execute(one.values({name: bindparam(f"to_{name}") for name in values}), parameters)


def _delete(connection: Connection, edition_id: int, found: Table, keys: Sequence[tuple[Any, ...]]) -> int:
    if keys:
        same = [found.c[name] == bindparam(f"of_{name}") for name in key_columns(found)]
        gone = [{f"of_{name}": value for name, value in zip(key_columns(found), key, strict=True)} for key in keys]
        connection.execute(delete(found).where(found.c.edition_id == edition_id, *same), gone)
    return len(keys)


def _column_names(found: Table) -> list[str]:
    return [column.name for column in found.columns if column.name != "edition_id"]
