"""What is noticed while files are read: faults that stop the reading, remarks that do not."""

from collections.abc import Hashable
from dataclasses import dataclass, field

from app.exchange.fault import Fault, Remark, UnreadableFile
from app.exchange.table import place

_MOST = 50  # faults that are told one by one


def counted(number: int, noun: str) -> str:
    """A number with its noun: ``1 record``, ``1,825 records``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a file with plain cells by column name; its number counts from the header, row 1."""

    file: str
    number: int
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


@dataclass(slots=True)
class Notes:
    """A reading's faults, remarks and facts so far."""

    remarks: list[Remark] = field(default_factory=list)
    _faults: list[tuple[int, Fault]] = field(default_factory=list)
    _facts: dict[Hashable, tuple[str, Row]] = field(default_factory=dict)

    def fault(self, row: Row, column: str | None, message: str) -> None:
        """Something is wrong in a cell, or in a row as a whole."""
        self._faults.append((row.number, Fault(row.file, place(row.number, row.line, column), message)))

    def remark(self, kind: str, file: str, message: str, rows: list[int]) -> None:
        """Say something about a file once, if there are rows to say it of."""
        if rows:
            self.remarks.append(Remark(kind, file, message, tuple(sorted(set(rows)))))

    def tell(self, subject: Hashable, value: str, row: Row, column: str, what: str) -> None:
        """Hold a fact as first told; a later row that tells it differently is a fault with both rows."""
        first, at = self._facts.setdefault((row.file, column, subject), (value, row))
        if first != value:
            told = f"is {value!r} here but {first!r}" if len(first) + len(value) < 120 else "is not the one"
            self.fault(row, column, f"{what} {told} in row {at.number} (line {at.line})")

    def stop(self) -> None:
        """Raise UnreadableFile if there were faults, in the files' order."""
        if not self._faults:
            return
        files = list(dict.fromkeys(fault.file for _, fault in self._faults))
        ordered = sorted(self._faults, key=lambda found: (files.index(found[1].file), found[0]))
        faults = [fault for _, fault in ordered]
        if (more := len(faults) - _MOST) > 0:
            faults[_MOST:] = [Fault(faults[0].file, "", f"and {more:,} more faults like these")]
        raise UnreadableFile(*faults)
