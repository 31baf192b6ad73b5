"""The rows of one edition, as the noun groups read them: one SELECT a table, asked once."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, select

from app.framework.trace import Code, SourceRef, Traced, by_scheme
from app.store.tables import table

#: A row of content without its edition: the name of its table, and values in the order of that table's columns.
Row = tuple[str, tuple[Any, ...]]

#: Rows fetched at a time: enough for speed, few enough that rows and values never stand in memory twice.
_AT_ONCE = 2000


class Rows:
    """The content rows of one edition in the database."""

    def __init__(self, connection: Connection, edition_id: int) -> None:
        self._connection = connection
        self._edition_id = edition_id

    def of(self, name: str) -> Iterator[Any]:
        """The rows of a table, values in column order without the edition."""
        found = table(name)
        columns = [column for column in found.columns if column.name != "edition_id"]
        query = select(*columns).where(found.c.edition_id == self._edition_id)
        for part in self._connection.execute(query).partitions(_AT_ONCE):
            yield from part

    def lists(self, name: str) -> dict[str, list[Any]]:
        """The second column of a two-column table, listed by the first."""
        found = defaultdict(list)
        for owner, value in self.of(name):
            found[owner].append(value)
        return found

    def codes(self, kind: str) -> dict[Any, tuple[Code, ...]]:
        """The codes of a kind by the key of their owner (a tuple where that has several columns)."""
        found = defaultdict(list)
        for *owner, scheme, value, uri in self.of(f"{kind}_code"):
            found[owner[0] if len(owner) == 1 else tuple(owner)].append(Code(scheme=scheme, value=value, uri=uri))
        return {owner: tuple(sorted(codes, key=by_scheme)) for owner, codes in found.items()}


def source_of(source: str | None, section: str | None) -> SourceRef | None:
    """The reference that two columns hold."""
    return SourceRef(source=source, section=section) if source else None


def source_columns(thing: Traced) -> tuple[str | None, str | None]:
    """The two columns that hold the reference of a thing to its source."""
    return (thing.source.source, thing.source.section) if thing.source else (None, None)


def code_rows(kind: str, thing: Traced, *owner: str) -> Iterator[Row]:
    """A row for each code of a thing."""
    for code in thing.codes:
        yield f"{kind}_code", (*owner, code.scheme, code.value, code.uri)


def list_rows(name: str, owner: str, values: Sequence[str]) -> Iterator[Row]:
    """A row for each entry of a list that has no order of its own."""
    for value in values:
        yield name, (owner, value)
