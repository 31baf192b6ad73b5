"""Role levels × skills: who needs what how well, as JSON and as a sheet."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.framework.role import RoleLevel
from app.framework.skill import Skill
from app.kit.problems import InvalidParameter
from app.kit.sheets import LINE_END, line, safe
from app.reading.filters import RoleLevelFilter, matching_role_levels
from app.reading.shapes import ladders as shapes
from app.reading.view import View

#: Cells of a sheet, empty ones too: the largest that spreadsheet programs open with patience.
MOST_CELLS = 2_000_000
#: What a sheet says where a skill is expected and no mastery stated.
EXPECTED = "expected"


@dataclass(frozen=True, slots=True)
class Sides:
    """The rows and columns of a matrix."""

    rows: Sequence[RoleLevel]
    columns: Sequence[Skill]


def sides(view: View, family: str | None, role: str | None) -> Sides:
    """Rungs of a family and a role, by role and rank, and the skills, by name: where filtered, those they need."""
    rows = matching_role_levels(view, RoleLevelFilter(family=family, role=role))
    columns: Sequence[Skill] = view.edition.skills
    if family is not None or role is not None:
        needed = {need.skill for level in rows for need in level.requirements}
        columns = [skill for skill in columns if skill.key in needed]
    return Sides(rows, columns)


def matrix(view: View, of: Sides) -> shapes.Matrix:
    """The matrix with its filled cells only."""
    place = {skill.key: number for number, skill in enumerate(of.columns)}
    slugs = {key: level.slug for key, level in view.look.mastery_levels.items()}
    cells = [
        (number, place[need.skill], slugs[need.level] if need.level else None)
        for number, row in enumerate(of.rows)
        for need in sorted(row.requirements, key=lambda need: place[need.skill])
    ]
    used = {need.level for row in of.rows for need in row.requirements}
    return shapes.Matrix(
        rows=[_row(view, level) for level in of.rows],
        columns=[view.refer("skill", skill) for skill in of.columns],
        cells=cells,
        levels=[view.mastery_level(level) for key, level in view.look.mastery_levels.items() if key in used],
    )


def _row(view: View, level: RoleLevel) -> shapes.MatrixRow:
    role = view.refer("role", view.look.role_of(level))
    return shapes.MatrixRow(**view.named("role_level", level), role=role, rank=level.rank)


def sheet(view: View, of: Sides) -> Iterator[bytes]:
    """The matrix as CSV (RFC 4180, UTF-8), a row at a time; InvalidParameter where it has too many cells.

    The header names the skills. A row starts with its path (``role/level``), role and name; a cell holds the slug of
    the mastery level. Nothing in it starts like a formula: an apostrophe is put before such a name.
    """
    if (cells := len(of.rows) * len(of.columns)) > MOST_CELLS:
        detail = f"asks for a sheet of {cells:,} cells; at most {MOST_CELLS:,} are made: filter by family or role"
        raise InvalidParameter.of("format", detail)
    return _lines(view, of)


def _lines(view: View, of: Sides) -> Iterator[bytes]:
    look = view.look
    place = {skill.key: number for number, skill in enumerate(of.columns)}
    slugs = {key: level.slug for key, level in look.mastery_levels.items()}
    yield line(["path", "role", "role_level", *_headers(of.columns)]) + LINE_END
    for row in of.rows:
        cells = [""] * len(of.columns)
        for need in row.requirements:
            cells[place[need.skill]] = slugs[need.level] if need.level else EXPECTED
        role = look.role_of(row)
        head = line([f"{role.slug}/{row.slug}", safe(role.name), safe(row.name)])
        # Slugs need no quotes: joining them is ten times as fast as the writer.
        yield b",".join((head, ",".join(cells).encode())) + LINE_END if cells else head + LINE_END


def _headers(columns: Sequence[Skill]) -> Iterator[str]:
    """The names of the skills; of those that share a name each with its slug."""
    bearing = Counter(skill.name for skill in columns)
    for skill in columns:
        yield safe(skill.name if bearing[skill.name] == 1 else f"{skill.name} ({skill.slug})")
