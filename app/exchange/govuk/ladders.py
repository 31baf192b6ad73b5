"""From the rows of the roles file to role families and roles with their ladders."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.exchange.govuk import bullets
from app.exchange.govuk.layouts import NOT_IN_USE
from app.exchange.govuk.notes import Notes, Row, counted
from app.exchange.govuk.order import Order, Rung
from app.exchange.govuk.sheets import Sheet
from app.exchange.govuk.skills import LEVEL_KEYS
from app.exchange.govuk.told import is_absent
from app.framework.identity import free_key, part_key
from app.framework.role import Requirement, Responsibility, Role, RoleFamily, RoleLevel
from app.framework.skill import Skill
from app.framework.slugs import slugify
from app.kit.text import Line, fault, rule_of

_LINE = rule_of(Line)


@dataclass(slots=True)
class _Draft:
    """A role as its rows tell it: the first row, and for each level the rows of its skills."""

    row: Row
    levels: dict[str, dict[str, Row]] = field(default_factory=dict)


def _drafts(sheet: Sheet, notes: Notes) -> dict[str, _Draft]:
    """Roles by name in the file's order. Rows that contradict each other go into the notes as faults."""
    found: dict[str, _Draft] = {}
    for row in sheet.rows:
        role, level, skill = row["Role"], row["Role Level"], row["Skill Name"]
        for column in ("Role Family", "Role Description", "Role Type"):
            notes.tell(role, row.cells.get(column, ""), row, column, f"{column} of {role!r}")
        rung = f"{level!r} of {role!r}"
        notes.tell((role, level), row["Role Level Description"], row, "Role Level Description", f"the text of {rung}")
        notes.tell((role, level, skill), row["Skill Level"], row, "Skill Level", f"the level of {skill!r} for {rung}")
        draft = found.setdefault(role, _Draft(row))
        draft.levels.setdefault(level, {}).setdefault(skill, row)
    for role, draft in found.items():
        if NOT_IN_USE in draft.levels and len(draft.levels) > 1:
            row = next(iter(draft.levels[NOT_IN_USE].values()))
            notes.fault(row, "Role Level", f"says {NOT_IN_USE}, but other rows give {role!r} levels")
    return found


@dataclass(slots=True)
class _Builder:
    notes: Notes
    skills: Mapping[str, Skill]
    order: Order | None
    families: dict[str, RoleFamily] = field(default_factory=dict)
    roles: list[Role] = field(default_factory=list)
    unknown: list[int] = field(default_factory=list)
    _taken: set[str] = field(default_factory=set)
    _duties: set[str] = field(default_factory=set)

    def family(self, name: str) -> RoleFamily:
        if name not in self.families:
            key = free_key(slugify(name), {family.key for family in self.families.values()})
            self.families[name] = RoleFamily(key=key, slug=key, name=name)
        return self.families[name]

    def add(self, name: str, draft: _Draft) -> None:
        key = free_key(slugify(name), self._taken)
        self._taken.add(key)
        row = draft.row
        description = row["Role Description"]
        self.roles.append(
            Role(
                key=key,
                slug=key,
                name=name,
                kind=row.cells.get("Role Type") or None,
                description=None if is_absent(description) else description,
                families=(self.family(row["Role Family"]).key,),
                levels=self.levels(key, name, draft.levels),
            )
        )

    def levels(self, role: str, role_name: str, levels: dict[str, dict[str, Row]]) -> tuple[RoleLevel, ...]:
        rungs = self.rungs(role_name, levels)
        found: dict[str, RoleLevel] = {}
        for level, rows in levels.items():
            implicit = level == NOT_IN_USE
            slug = role if implicit else free_key(slugify(level), found)
            row = next(iter(rows.values()))
            summary, duties = self.duties(f"{role}/{slug}", row)
            found[slug] = RoleLevel(
                key=f"{role}/{slug}",
                slug=slug,
                name=role_name if implicit else level,
                rank=rungs[level].rank,
                grades=rungs[level].grades,
                implicit=implicit,
                summary=summary,
                responsibilities=duties,
                requirements=tuple(self.requirement(skill, row) for skill, row in rows.items()),
            )
        return tuple(found.values())

    def rungs(self, role: str, levels: dict[str, dict[str, Row]]) -> dict[str, Rung]:
        if self.order is None:
            return {level: Rung(rank) for rank, level in enumerate(levels, start=1)}
        if NOT_IN_USE in levels:
            return {NOT_IN_USE: self.order.rungs(role, [role])[role]}
        for level, rows in levels.items():
            if not self.order.knows(role, level):
                self.unknown += [row.number for row in rows.values()]
        return self.order.rungs(role, levels)

    def duties(self, level: str, row: Row) -> tuple[str | None, tuple[Responsibility, ...]]:
        text = row["Role Level Description"]
        if is_absent(text):
            return None, ()
        summary, lines = bullets.duties(text)
        found = []
        for line in lines:
            if message := fault(line, _LINE):
                self.notes.fault(row, "Role Level Description", f"a bullet {message}")
            key = free_key(part_key(f"role_level/{level}", None, line), self._duties)
            self._duties.add(key)
            found.append(Responsibility(key=key, text=line))
        return summary, tuple(found)

    def requirement(self, skill: str, row: Row) -> Requirement:
        return Requirement(skill=self.skills[skill].key, level=LEVEL_KEYS.get(row["Skill Level"]))


def read_ladders(
    sheet: Sheet, skills: Mapping[str, Skill], order: Order | None, notes: Notes
) -> tuple[tuple[RoleFamily, ...], tuple[Role, ...]]:
    """Role families and roles of the roles file; ``skills`` by name. Contradictions stop the reading."""
    drafts = _drafts(sheet, notes)
    notes.stop()
    builder = _Builder(notes, skills, order)
    for name, draft in drafts.items():
        builder.add(name, draft)
    if order is None:
        message = "No order file was given: the levels of each role are ranked as they first appear in the file."
        notes.remark("no-order-file", sheet.file, message, [1])
    else:
        order.report(notes)
        rows = counted(len(builder.unknown), "record")
        message = f"Put behind the others, by name: role levels that the order file does not know, in {rows}."
        notes.remark("unknown-rung", sheet.file, message, builder.unknown)
    return tuple(builder.families.values()), tuple(builder.roles)
