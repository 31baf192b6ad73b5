"""Strict reading of CSV and TSV: bytes in, a table of texts out, or a fault that names row, column and line.

Not built on the csv module: that lets an unclosed quote swallow the rest of the file before it complains, cannot say
in which column, and bounds the size of a cell by a setting of the whole process. Quoting follows RFC 4180; records may
end in LF, CRLF or CR; a UTF-8 byte order mark is taken off.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.exchange.fault import Fault, UnreadableFile

MOST_BYTES = 32 * 2**20
MOST_ROWS = 250_000
MOST_CELL = 100_000  # five times the longest text of the model: longer is never content
_MOST_FAULTS = 20  # wrong rows that are told one by one

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Record:
    """One row: its number (the header is row 1, blank rows count), the physical line it starts on, its cells."""

    number: int
    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A header and at least one record; every record has a cell for each column. Blank rows are left out."""

    file: str
    columns: tuple[str, ...]
    records: tuple[Record, ...]


#: Says what is wrong with the columns of a file, before its rows are read; None when nothing is.
Header = Callable[[tuple[str, ...]], str | None]


class _Broken(Exception):
    """The text stops being a table in this cell of the record that is being read."""

    def __init__(self, number: int, cell: int, line: int, message: str) -> None:
        super().__init__(message)
        self.number, self.cell, self.line, self.message = number, cell, line, message


def place(number: int, line: int, column: str | None = None) -> str:
    """How a place in a table is named: ``row 12, column 'Skill Level' (line 340)``."""
    return f"row {number}{f', column {column!r}' if column else ''} (line {line})"


def read(
    file: str, data: bytes, *, delimiter: str = ",", wrong: Header = lambda _: None, may_be_empty: bool = False
) -> Table:
    """A file's table. ``file`` is its name, for faults; ``wrong`` says what is wrong with the columns, if anything.

    Raises UnreadableFile: one fault where the file is no table, else one for each of the first rows that do not fit.
    """
    columns: tuple[str, ...] = ()
    records, misfits = [], []
    last = 0
    try:
        for record in _records(_decoded(file, data), delimiter):
            last = record.number
            if last > MOST_ROWS:
                raise UnreadableFile(Fault(file, "", f"has more than {MOST_ROWS:,} rows"))
            if not columns:
                columns = _header(file, record, wrong)
            elif len(record.cells) != len(columns) and record.cells != ("",):
                misfits.append(record)
            elif any(record.cells):
                records.append(record)
            if len(misfits) >= _MOST_FAULTS:
                break
    except _Broken as broken:
        column = columns[broken.cell] if broken.cell < len(columns) else None
        raise UnreadableFile(Fault(file, place(broken.number, broken.line, column), broken.message)) from None
    if misfits:
        raise UnreadableFile(*(_misfit(file, record, len(columns), record.number == last) for record in misfits))
    if not records and not may_be_empty:
        raise UnreadableFile(Fault(file, "", "has a header but no records"))
    return Table(file, columns, tuple(records))


def _decoded(file: str, data: bytes) -> str:
    """The text, with LF between lines."""
    if not data.strip():
        raise UnreadableFile(Fault(file, "", "is empty"))
    if len(data) > MOST_BYTES:
        message = f"has more than the {MOST_BYTES:,} bytes that are allowed"
        raise UnreadableFile(Fault(file, "", message))
    if data.startswith(b"PK\x03\x04"):
        raise UnreadableFile(Fault(file, "", "is a spreadsheet or ZIP archive, not a text file: save it as CSV UTF-8"))
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in data[:2]:
        raise UnreadableFile(Fault(file, "", "is UTF-16, not UTF-8: save it as CSV UTF-8"))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # utf-8-sig counts from behind the mark it took off
        start = error.start + (3 if data.startswith(b"\xef\xbb\xbf") else 0)
        line = data.count(b"\n", 0, start) + 1
        message = f"is not UTF-8 (byte 0x{data[start]:02X}), perhaps Windows-1252 or Latin-1: save it as CSV UTF-8"
        raise UnreadableFile(Fault(file, f"line {line}", message)) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _records(text: str, delimiter: str) -> Iterator[Record]:
    """Every record of the text, the header too. Raises _Broken."""
    cell = re.compile(rf'(?:"([^"]*+(?:""[^"]*+)*+)"|([^"{delimiter}\n]*+))({delimiter}|\n|\Z)')
    control = _CONTROL.search(text)
    first_control = control.start() if control else len(text)
    at, line, number = 0, 1, 0
    while at < len(text):
        number, started, end = number + 1, line, delimiter
        cells: list[str] = []
        while end == delimiter:
            found = cell.match(text, at)
            if found is None:
                raise _Broken(number, len(cells), line, _unquoted(text, at, line))
            quoted, bare, end = found.groups()
            value = bare if quoted is None else quoted.replace('""', '"')
            if len(value) > MOST_CELL:
                message = f"has {len(value):,} characters; at most {MOST_CELL:,} are allowed in a cell"
                raise _Broken(number, len(cells), line, message)
            if found.end() > first_control:
                message = f"holds the control character U+{ord(text[first_control]):04X}; the file is damaged"
                raise _Broken(number, len(cells), line, message)
            cells.append(value)
            at = found.end()
            line += value.count("\n") if quoted else 0
        line += 1
        yield Record(number, started, tuple(cells))


def _unquoted(text: str, at: int, line: int) -> str:
    """What is wrong with the quotes of the cell that starts at an offset."""
    if text[at] != '"':
        return "has a quote inside a cell that is not quoted; quote the whole cell and double the quote"
    closed = re.compile(r'"[^"]*+(?:""[^"]*+)*+"').match(text, at)
    if closed is None:
        return "opens a quote that is never closed; perhaps the file is cut short"
    ended = line + text.count("\n", at, closed.end())
    stray = text[closed.end()]
    return f"opens a quote that is not closed properly: after the next quote, on line {ended}, comes {stray!r}"


def _header(file: str, record: Record, wrong: Header) -> tuple[str, ...]:
    """Column names with plain spaces; blank ones are allowed, repeated ones are not."""
    columns = tuple(_BLANKS.sub(" ", cell).strip() for cell in record.cells)
    repeated = [
        f"names the column {name!r} {times} times" for name, times in Counter(columns).items() if times > 1 and name
    ]
    if message := next(iter(repeated), None) or wrong(columns):
        raise UnreadableFile(Fault(file, place(record.number, record.line), message))
    return columns


def _misfit(file: str, record: Record, columns: int, last: bool) -> Fault:
    cells = len(record.cells)
    hint = "; perhaps the file is cut short" if last and cells < columns else ""
    message = f"has {cells} cell{'' if cells == 1 else 's'}, but the header names {columns} columns{hint}"
    return Fault(file, place(record.number, record.line), message)
