"""Skills, the plain way."""

from collections.abc import Collection

from fastapi import APIRouter
from sqlmodel import col, or_, select

from app.store.tables import roles, skills
from tests.bench.plain import models
from tests.bench.plain.desk import AtDesk, Desk, Limit, by_name, grouped

router = APIRouter(prefix="/v1/frameworks/{framework}/editions/{edition}")


@router.get("/skills", response_model=models.Page[models.SkillSummary])
def list_skills(at: AtDesk, limit: Limit = 50) -> models.Page[models.SkillSummary]:
    rows, total, following = at.page(skills.SkillRow, "/skills", limit)
    return models.Page(items=_summaries(at, rows), total=total, next=following)


def _summaries(at: Desk, rows: list[skills.SkillRow]) -> list[models.SkillSummary]:
    """What every shape of a skill says."""
    keys = [row.key for row in rows]
    named = at.all(skills.SkillAlternativeNameRow, col(skills.SkillAlternativeNameRow.skill).in_(keys))
    names = grouped((row.skill, row.name) for row in named)
    groups, codes, scales = _groups(at, keys), at.codes_of("skill", keys), at.scales()
    default = next((scale.key for scale in scales.values() if scale.is_default), None)
    shown = {key: at.scale(scale) for key, scale in scales.items()}
    return [
        models.SkillSummary(
            **dict(at.reference("skill", "skills", row)),
            kind=row.kind,
            description=row.description,
            alternative_names=sorted(names.get(row.key, ())),
            groups=groups.get(row.key, []),
            scale=shown.get(row.scale or default or ""),
            codes=codes.get(row.key, []),
        )
        for row in rows
    ]


def _groups(at: Desk, keys: Collection[str]) -> dict[str, list[models.Reference]]:
    """The groups of skills, by name."""
    joined = (
        select(skills.SkillInGroupRow.skill, skills.SkillGroupRow)
        .join(
            skills.SkillGroupRow,
            (col(skills.SkillGroupRow.edition_id) == col(skills.SkillInGroupRow.edition_id))
            & (col(skills.SkillGroupRow.key) == col(skills.SkillInGroupRow.skill_group)),
        )
        .where(skills.SkillInGroupRow.edition_id == at.edition.id, col(skills.SkillInGroupRow.skill).in_(keys))
        .order_by(*by_name(skills.SkillGroupRow))
    )
    return grouped(
        (skill, at.reference("skill_group", "skill-groups", row)) for skill, row in at.session.exec(joined).all()
    )


@router.get("/skills/{skill}", response_model=models.Skill)
def get_skill(at: AtDesk, skill: str) -> models.Skill:
    row = at.all(skills.SkillRow, skills.SkillRow.slug == skill)[0]
    table = skills.StatementRow
    said = at.all(table, table.skill == row.key, col(table.role_level).is_(None), order=[col(table.position)])
    by_level: dict[str | None, list[models.Statement]] = {}
    for each in said:
        by_level.setdefault(each.level, []).append(models.Statement(id=at.id("statement", each.key), text=each.text))
    levels = at.named_levels()
    return models.Skill(
        **dict(_summaries(at, [row])[0]),
        note=row.note,
        source=at.note(row.source, row.source_section),
        statements=by_level.get(None, []),
        levels=[
            models.SkillLevel(level=level, statements=by_level[key]) for key, level in levels.items() if key in by_level
        ],
        needed_by=_needs(at, row.key, levels),
        relations=_relations(at, row.key),
    )


def _needs(at: Desk, key: str, levels: dict[str, models.Ranked]) -> list[models.Need]:
    """The role levels that need a skill, by role and rank."""
    need, rung, role = roles.RequirementRow, roles.RoleLevelRow, roles.RoleRow
    joined = (
        select(need, rung, role)
        .join(rung, (col(rung.edition_id) == col(need.edition_id)) & (col(rung.key) == col(need.role_level)))
        .join(role, (col(role.edition_id) == col(rung.edition_id)) & (col(role.key) == col(rung.role)))
        .where(need.edition_id == at.edition.id, need.skill == key)
        .order_by(*by_name(role), col(rung.rank), *by_name(rung))
    )
    found = []
    for asked, level, owner in at.session.exec(joined).all():
        shown = at.reference("role", "roles", owner)
        found.append(
            models.Need(
                role=shown,
                role_level=at.level(shown, level),
                level=levels[asked.level] if asked.level else None,
                from_level=levels[asked.from_level] if asked.from_level else None,
                importance=asked.importance,
            )
        )
    return found


def _relations(at: Desk, key: str) -> list[models.Relation]:
    """How a skill relates to others."""
    table = skills.SkillRelationRow
    rows = at.all(table, or_(table.origin == key, table.target == key))
    named = at.named_skills({end for row in rows for end in (row.origin, row.target)}) if rows else {}
    found = [
        models.Relation(kind=row.kind, direction="outgoing", skill=named[row.target])
        for row in rows
        if row.origin == key
    ]
    found += [
        models.Relation(kind=row.kind, direction="incoming", skill=named[row.origin])
        for row in rows
        if row.target == key
    ]
    return sorted(found, key=lambda each: (each.kind, each.skill.name.lower(), each.skill.slug, each.direction))
