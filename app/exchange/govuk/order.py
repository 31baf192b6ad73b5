"""The order file: how the levels of each role follow each other, and their Civil Service grades."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from app.exchange.govuk.notes import Notes, Row, counted
from app.exchange.govuk.sheets import Sheet
from app.kit.text import Name, fault, rule_of

_NAME = rule_of(Name)


@dataclass(frozen=True, slots=True)
class Rung:
    """Where a level stands in its role (ranks run from 1; equal numbers share one), and its grades."""

    rank: int
    grades: tuple[str, ...] = ()


@dataclass(slots=True)
class Order:
    """The rungs that the order file knows, by role and level name without regard to case."""

    file: str
    rows: dict[tuple[str, str], Row] = field(default_factory=dict)
    used: set[tuple[str, str]] = field(default_factory=set)

    def rungs(self, role: str, levels: Iterable[str]) -> dict[str, Rung]:
        """A rung for each level of a role. Levels that the file does not know come last, by name."""
        known, unknown = {}, []
        for level in levels:
            at = (role.casefold(), level.casefold())
            if row := self.rows.get(at):
                self.used.add(at)
                known[level] = row
            else:
                unknown.append(level)
        numbers = sorted({int(row["level_number"]) for row in known.values()})
        found = {name: Rung(numbers.index(int(row["level_number"])) + 1, _grades(row)) for name, row in known.items()}
        last = len(numbers)
        return found | {name: Rung(last + at) for at, name in enumerate(sorted(unknown, key=str.casefold), start=1)}

    def knows(self, role: str, level: str) -> bool:
        """Whether the file has a rung for a level."""
        return (role.casefold(), level.casefold()) in self.rows

    def report(self, notes: Notes) -> None:
        """Say which rows matched no level of the roles file."""
        unused = [row.number for at, row in self.rows.items() if at not in self.used]
        message = f"Left out: {counted(len(unused), 'record')} for role levels that the roles file does not have."
        notes.remark("unused-order-row", self.file, message, unused)


def ordered(sheet: Sheet, notes: Notes) -> Order:
    """The order that a file tells; contradicting rows go into the notes as faults."""
    order = Order(sheet.file)
    for row in sheet.rows:
        subject = (row["role"].casefold(), row["role_level"].casefold())
        what = f"{row['role_level']!r} of {row['role']!r}:"
        for column in ("level_number", "civil_service_grades"):
            notes.tell(subject, row[column], row, column, f"{what} {column}")
        for grade in _grades(row):
            if message := fault(grade, _NAME):
                notes.fault(row, "civil_service_grades", f"a grade {message}")
        order.rows.setdefault(subject, row)
    return order


def _grades(row: Row) -> tuple[str, ...]:
    parts = (part.strip() for part in row["civil_service_grades"].split("/"))
    return tuple(dict.fromkeys(part for part in parts if part))
