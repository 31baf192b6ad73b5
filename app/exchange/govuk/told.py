"""What the roles file and the skills file tell of each skill: its description and a text for each level."""

from collections import defaultdict
from dataclasses import dataclass, field

from app.exchange.govuk.layouts import LEVELS, NOT_IN_USE
from app.exchange.govuk.notes import Notes, Row, counted
from app.exchange.govuk.sheets import Sheet

DESCRIPTION = "Skill Description"
_UNDEFINED = "this skill level is currently not defined"
_SHOWN = 10  # differences that a remark names one by one


@dataclass(frozen=True, slots=True)
class Text:
    """A text and the cell it stands in."""

    text: str
    row: Row
    column: str


@dataclass(slots=True)
class Told:
    """One skill: the row that first names it, and its texts under ``Skill Description`` or the word of a level."""

    row: Row
    texts: dict[str, Text] = field(default_factory=dict)


@dataclass(slots=True)
class _Absent:
    """Rows of one file in which a text is absent, by the kind of remark, and the skills concerned."""

    rows: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    skills: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def note(self, kind: str, row: Row) -> None:
        self.rows[kind].append(row.number)
        self.skills[kind].add(row["Skill Name"])

    def report(self, file: str, notes: Notes, **messages: str) -> None:
        for kind, message in messages.items():
            told = (counted(len(self.rows[kind]), "record"), counted(len(self.skills[kind]), "skill"))
            notes.remark(kind.replace("_", "-"), file, message.format(*told), self.rows[kind])


def is_absent(text: str) -> bool:
    """Whether a cell says in one of the publisher's ways that there is no text."""
    return text in ("", "MISSING", NOT_IN_USE) or text.rstrip(".").casefold() == _UNDEFINED


def is_undefined(text: str) -> bool:
    """Whether a cell says that a skill level is not defined yet."""
    return text.rstrip(".").casefold() == _UNDEFINED


def by_roles(sheet: Sheet, notes: Notes) -> dict[str, Told]:
    """What the roles file tells, by skill name in the file's order."""
    found: dict[str, Told] = {}
    absent = _Absent()
    for row in sheet.rows:
        name, level = row["Skill Name"], row["Skill Level"]
        told = found.setdefault(name, Told(row))
        _describe(told, row, notes, absent)
        text = row["Skill Level Description"]
        if level == NOT_IN_USE:
            absent.note("not_in_use", row)
            if not is_absent(text):
                notes.fault(row, "Skill Level Description", f"holds a text, though Skill Level says {NOT_IN_USE}")
        elif is_undefined(text):
            absent.note("undefined_level", row)
        elif not is_absent(text):
            notes.tell((name, level), text, row, "Skill Level Description", f"the text of {name!r} at {level}")
            told.texts.setdefault(level, Text(text, row, "Skill Level Description"))
    absent.report(
        sheet.file,
        notes,
        missing_description="The description of the skill says MISSING in {} of {}.",
        blank_description="The description of the skill is blank in {} of {}.",
        not_in_use="The skill level says NOT IN USE in {} of {}: the skill is expected, its mastery is not stated.",
        undefined_level="The text of the level is not defined yet in {} of {}.",
    )
    return found


def _describe(told: Told, row: Row, notes: Notes, absent: _Absent) -> None:
    text = row[DESCRIPTION]
    if text == "MISSING":
        absent.note("missing_description", row)
    elif is_absent(text):
        absent.note("blank_description", row)
    else:
        notes.tell(row["Skill Name"], text, row, DESCRIPTION, f"the description of {row['Skill Name']!r}")
        told.texts.setdefault(DESCRIPTION, Text(text, row, DESCRIPTION))


def by_skills(sheet: Sheet, notes: Notes) -> dict[str, Told]:
    """What the skills file tells, by skill name in the file's order."""
    found: dict[str, Told] = {}
    absent = _Absent()
    undefined = 0
    for row in sheet.rows:
        name = row["Skill Name"]
        told = found.setdefault(name, Told(row))
        if told.row is not row:
            notes.fault(row, "Skill Name", f"names {name!r}, which row {told.row.number} describes differently")
        _describe(told, row, notes, absent)
        for level in LEVELS:
            if is_undefined(row[level]):
                absent.note("undefined_level", row)
            elif not is_absent(row[level]):
                told.texts.setdefault(level, Text(row[level], row, level))
        undefined += sum(map(is_undefined, (row[level] for level in LEVELS)))
        if not any(row[level] for level in LEVELS):
            absent.note("no_level_texts", row)
    absent.report(
        sheet.file,
        notes,
        missing_description="The description says MISSING in {}.",
        blank_description="The description is blank in {}.",
        undefined_level=f"Not defined yet: {counted(undefined, 'level')} of {{1}}.",
        no_level_texts="The text of every level is blank in {}.",
    )
    return found


def merged(roles: dict[str, Told], skills: dict[str, Told], file: str, notes: Notes) -> dict[str, Told]:
    """Both files' tellings, the roles file's first and its texts before those of the skills file (``file``)."""
    differing = []
    for name, told in skills.items():
        for column, text in told.texts.items():
            kept = roles[name].texts.setdefault(column, text) if name in roles else text
            if kept.text != text.text:
                differing.append((text.row.number, f"{name!r}, {column} (row {kept.row.number} there)"))
    shown = "; ".join(what for _, what in differing[:_SHOWN]) + ("; …" if len(differing) > _SHOWN else "")
    message = f"Not as in the roles file, whose wording was taken: {counted(len(differing), 'text')}: {shown}."
    notes.remark("text-differs", file, message, [number for number, _ in differing])
    unused = {name: told for name, told in skills.items() if name not in roles}
    message = f"Kept without requirements: {counted(len(unused), 'skill')} that no role names."
    notes.remark("skill-without-role", file, message, [told.row.number for told in unused.values()])
    unknown = [told.row.number for name, told in roles.items() if skills and name not in skills]
    message = f"Not in the skills file: {counted(len(unknown), 'skill')}, whose texts come from here alone."
    notes.remark("not-in-skills-file", next(iter(roles.values())).row.file if roles else "", message, unknown)
    return roles | unused
