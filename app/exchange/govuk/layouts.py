"""The publisher's three kinds of file: which columns they have."""

from dataclasses import dataclass
from functools import partial

from app.exchange import table
from app.exchange.govuk.notes import Notes

LEVELS = ("Awareness", "Working", "Practitioner", "Expert")
NOT_IN_USE = "NOT IN USE"


@dataclass(frozen=True, slots=True)
class Layout:
    """A kind of file: what it is called, its columns, which of them may not be blank and become slugs."""

    noun: str
    needed: tuple[str, ...]
    ignored: tuple[str, ...]
    optional: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    delimiter: str = ","


ROLES = Layout(
    "roles file",
    needed=(
        "Role Family", "Role", "Role Description", "Role Level", "Role Level Description",
        "Skill Name", "Skill Description", "Skill Level", "Skill Level Description",
    ),
    optional=("Role Type",),
    ignored=(),
    names=("Role Family", "Role", "Role Level", "Skill Name", "Skill Level"),
)  # fmt: skip
# "Roles that require Skill" is comma-separated free text that lags behind the roles file.
SKILLS = Layout(
    "skills file",
    needed=("Skill Name", "Skill Description", *LEVELS),
    ignored=("Roles that require Skill",),
    names=("Skill Name",),
)
ORDER = Layout(
    "order file",
    needed=("role", "level_number", "role_level", "civil_service_grades"),
    ignored=("slug",),
    names=("role", "level_number", "role_level"),
    delimiter="\t",
)
_LAYOUTS = (ROLES, SKILLS, ORDER)


def opened(file: str, data: bytes, layout: Layout, notes: Notes) -> table.Table:
    """The table of a file that has the columns of its kind. Raises UnreadableFile."""
    found = table.read(file, data, delimiter=layout.delimiter, wrong=partial(_wrong_columns, layout))
    known = {*layout.needed, *layout.optional, *layout.ignored}
    if unknown := [column for column in found.columns if column and column not in known]:
        notes.remark("unknown-column", file, f"Columns that are not known were ignored: {_listed(unknown)}.", [1])
    return found


def _wrong_columns(layout: Layout, found: tuple[str, ...]) -> str | None:
    missing = [column for column in layout.needed if column not in found]
    if not missing:
        return None
    for other in _LAYOUTS:
        if set(other.needed) <= set(found):
            return f"is the {other.noun}, where the {layout.noun} was expected; perhaps two files were swapped"
    columns = "column" if len(missing) == 1 else "columns"
    message = f"is not the {layout.noun}: it lacks the {columns} {_listed(missing)}; found {_listed(found)}"
    if len(found) == 1 and (mark := next((mark for mark in ",;\t" if mark in found[0]), None)):
        message += f"; cells are separated by {mark!r}, where {layout.delimiter!r} was expected"
    return message


def _listed(columns: list[str] | tuple[str, ...]) -> str:
    shown = [repr(column if len(column) <= 60 else f"{column[:60]}…") for column in columns[:20]]
    return ", ".join(shown) + (f" and {len(columns) - 20} more" if len(columns) > 20 else "")
