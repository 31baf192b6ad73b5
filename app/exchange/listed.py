"""Lists that go with files without keys: a table (CSV) or a list of objects (JSON), with the place of every entry."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from app.exchange import table
from app.exchange.fault import Fault, UnreadableFile
from app.exchange.govuk.plain import plain
from app.exchange.native.places import Tree, pointer, shortened
from app.exchange.native.shaping import shaped_as
from app.exchange.native.strict_json import read_json

Entry = TypeVar("Entry")
_MOST_FAULTS, _MOST_MESSAGE = 50, 600


@dataclass(frozen=True, slots=True)
class Listed(Generic[Entry]):
    """The entries of a file in its order, and where each stands."""

    file: str
    entries: tuple[Entry, ...]
    places: tuple[str, ...]

    def refusal(self, misfits: Iterable[tuple[int, str]]) -> UnreadableFile:
        """What is wrong with entries, by their number from 0, as one error in the file's order."""
        ordered = sorted(misfits)
        faults = [
            Fault(self.file, self.places[at], shortened(message, _MOST_MESSAGE))
            for at, message in ordered[:_MOST_FAULTS]
        ]
        if (more := len(ordered) - _MOST_FAULTS) > 0:
            faults.append(Fault(self.file, "", f"and {more:,} more faults like these"))
        return UnreadableFile(*faults)


@dataclass(frozen=True, slots=True)
class Layout(Generic[Entry]):
    """What a list holds, which columns a table of it has, and how an entry is made of their cells or of an object.

    ``shape`` is that of the whole list as JSON.
    """

    noun: str
    needed: tuple[str, ...]
    optional: tuple[str, ...]
    shape: Any
    made_of_cells: Callable[[Mapping[str, str]], Entry]
    made_of_shape: Callable[[Any], Entry]

    def wrong(self, found: tuple[str, ...]) -> str | None:
        """What is wrong with a table's columns."""
        known = f"a list of {self.noun} has the columns {', '.join(self.needed)}, and may have {_and(self.optional)}"
        if lacking := [name for name in self.needed if name not in found]:
            return f"lacks {_and(lacking)}: {known}"
        if unknown := [name for name in found if name not in {*self.needed, *self.optional}]:
            return f"has {shortened(_and([repr(name) for name in unknown]), _MOST_MESSAGE // 2)}: {known}"
        return None


def read(file: str, data: bytes, layout: Layout[Entry]) -> Listed[Entry]:
    """A file's entries; UnreadableFile where it is no list of the layout."""
    # No table starts like this: its first cell is the name of a column.
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in {b"[", b"{"}:
        return _objects(file, data, layout)
    found = table.read(file, data, wrong=layout.wrong, may_be_empty=True)  # as it is where nothing is proposed
    entries = []
    for record in found.records:
        cells = (plain(cell).text for cell in record.cells)
        entries.append(layout.made_of_cells(dict(zip(found.columns, cells, strict=True))))
    return Listed(file, tuple(entries), tuple(table.place(record.number, record.line) for record in found.records))


def _objects(file: str, data: bytes, layout: Layout[Entry]) -> Listed[Entry]:
    if len(data) > table.MOST_BYTES:
        raise UnreadableFile(Fault(file, "", f"has more than the {table.MOST_BYTES:,} bytes that are allowed"))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableFile(Fault(file, f"line {line}", "is not UTF-8; save the file as UTF-8")) from None
    shapes = shaped_as(Tree(file, "json", text, read_json(text, file)), layout.shape)
    return Listed(file, tuple(map(layout.made_of_shape, shapes)), tuple(pointer((at,)) for at in range(len(shapes))))


def _and(names: Iterable[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
