"""The rows of a file: spaces made plain, every cell fit for its use, exact duplicates left out."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from app.exchange.govuk.layouts import LEVELS, NOT_IN_USE, Layout
from app.exchange.govuk.notes import Notes, Row, counted
from app.exchange.govuk.plain import Plain, plain
from app.exchange.table import Table
from app.framework.slugs import slugify
from app.kit.text import Name, Prose, fault, rule_of

_NAME, _PROSE = rule_of(Name), rule_of(Prose)
_ROWS_AT_ONCE = 250  # between two calls of ``advance``


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file's rows without exact duplicates."""

    file: str
    rows: tuple[Row, ...]


@dataclass(slots=True)
class _Spaces:
    """Makes cells plain, each distinct text once, and counts what it mended."""

    known: dict[str, Plain] = field(default_factory=dict)
    exotic: Counter[str] = field(default_factory=Counter)
    exotic_rows: list[int] = field(default_factory=list)
    stray: int = 0
    stray_rows: list[int] = field(default_factory=list)

    def mended(self, text: str, number: int) -> str:
        if (found := self.known.get(text)) is None:
            found = self.known[text] = plain(text)
        if found.exotic:
            self.exotic += found.exotic
            self.exotic_rows.append(number)
        if found.stray:
            self.stray += 1
            self.stray_rows.append(number)
        return found.text

    def report(self, file: str, notes: Notes) -> None:
        kinds = ", ".join(f"U+{ord(character):04X} ({times:,})" for character, times in sorted(self.exotic.items()))
        message = f"Unusual spaces and hidden characters were made plain: {kinds}."
        notes.remark("exotic-space", file, message, self.exotic_rows)
        message = f"Double spaces and blanks at the ends of lines were taken out of {counted(self.stray, 'cell')}."
        notes.remark("stray-space", file, message, self.stray_rows)


@dataclass(slots=True)
class _Checks:
    """Tells of each distinct text of a column once what is wrong with it, where it first stands."""

    layout: Layout
    notes: Notes
    seen: set[tuple[str, str]] = field(default_factory=set)

    def check(self, row: Row) -> None:
        for cell in row.cells.items():
            if cell not in self.seen:
                self.seen.add(cell)
                if message := _wrong(self.layout, *cell):
                    self.notes.fault(row, cell[0], message)


def read(table: Table, layout: Layout, notes: Notes, advance: Callable[[int], None]) -> Sheet:
    """A table's rows; what is wrong with their cells goes into the notes, each distinct text once.

    ``advance`` is called with how many rows were read since its last call.
    """
    known = (*layout.needed, *layout.optional)
    places = [(name, at) for at, name in enumerate(table.columns) if name in known]
    spaces, checks = _Spaces(), _Checks(layout, notes)
    rows: dict[tuple[str, ...], Row] = {}
    repeated = []
    for done, record in enumerate(table.records, start=1):
        cells = {name: spaces.mended(record.cells[at], record.number) for name, at in places}
        row = Row(table.file, record.number, record.line, cells)
        if rows.setdefault(tuple(cells.values()), row) is row:
            checks.check(row)
        else:
            repeated.append(record.number)
        if done % _ROWS_AT_ONCE == 0:
            advance(_ROWS_AT_ONCE)
    advance(len(table.records) % _ROWS_AT_ONCE)
    spaces.report(table.file, notes)
    message = f"Dropped: {counted(len(repeated), 'record')} that exactly repeated an earlier one."
    notes.remark("duplicate-row", table.file, message, repeated)
    return Sheet(table.file, tuple(rows.values()))


def _wrong(layout: Layout, column: str, text: str) -> str | None:
    """What is wrong with a cell's text, None when nothing is."""
    if not text:
        return "is blank" if column in layout.names else None
    if column == "Skill Level":
        return None if text in (*LEVELS, NOT_IN_USE) else f"is {text!r}; the levels are {', '.join(LEVELS)}"
    if column == "level_number":
        return None if text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= 10_000 else f"is no number: {text!r}"
    if column not in layout.names and column != "Role Type":
        return fault(text, _PROSE)
    if column in layout.names and not slugify(text):
        return f"holds no letter or digit that an address can be made of: {text[:60]!r}"
    return fault(text, _NAME)
