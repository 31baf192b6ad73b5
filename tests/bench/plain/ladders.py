"""Roles, their levels and the matrix, the plain way."""

from collections.abc import Collection
from typing import Literal

from fastapi import APIRouter
from sqlalchemy import func
from sqlmodel import col, select

from app.store.tables import activities, mastery, roles, skills
from tests.bench.plain import models
from tests.bench.plain.desk import AtDesk, Desk, Limit, Names, by_name, grouped

router = APIRouter(prefix="/v1/frameworks/{framework}/editions/{edition}")


@router.get("/roles", response_model=models.Page[models.RoleSummary])
def list_roles(at: AtDesk, limit: Limit = 50) -> models.Page[models.RoleSummary]:
    rows, total, following = at.page(roles.RoleRow, "/roles", limit)
    keys = [row.key for row in rows]
    named = at.all(roles.RoleAlternativeNameRow, col(roles.RoleAlternativeNameRow.role).in_(keys))
    names = grouped((row.role, row.name) for row in named)
    families, codes = _families(at, keys), at.codes_of("role", keys)
    items = [
        models.RoleSummary(
            **dict(at.reference("role", "roles", row)),
            kind=row.kind,
            description=row.description,
            alternative_names=sorted(names.get(row.key, ())),
            families=families.get(row.key, []),
            codes=codes.get(row.key, []),
        )
        for row in rows
    ]
    return models.Page(items=items, total=total, next=following)


def _families(at: Desk, keys: Collection[str]) -> dict[str, list[models.Reference]]:
    """The families of roles, by name."""
    joined = (
        select(roles.RoleInFamilyRow.role, roles.RoleFamilyRow)
        .join(
            roles.RoleFamilyRow,
            (col(roles.RoleFamilyRow.edition_id) == col(roles.RoleInFamilyRow.edition_id))
            & (col(roles.RoleFamilyRow.key) == col(roles.RoleInFamilyRow.role_family)),
        )
        .where(roles.RoleInFamilyRow.edition_id == at.edition.id, col(roles.RoleInFamilyRow.role).in_(keys))
        .order_by(*by_name(roles.RoleFamilyRow))
    )
    return grouped(
        (role, at.reference("role_family", "role-families", row)) for role, row in at.session.exec(joined).all()
    )


@router.get("/role-levels", response_model=models.Page[models.ListedRoleLevel])
def list_role_levels(
    at: AtDesk, limit: Limit = 50, include: Literal["requirements"] | None = None
) -> models.Page[models.ListedRoleLevel]:
    total = at.session.exec(
        select(func.count()).select_from(roles.RoleLevelRow).where(roles.RoleLevelRow.edition_id == at.edition.id)
    ).one()
    rows = _by_rung(at, limit)
    heads = _heads(at, rows)
    needs = _requirements(at, [row.key for row in rows]) if include else {}
    return models.Page(
        items=[
            models.ListedRoleLevel(**dict(head), requirements=needs.get(row.key, []) if include else None)
            for row, head in zip(rows, heads, strict=True)
        ],
        total=total,
        next=at.following("/role-levels", limit, total, **({"include": include} if include else {})),
    )


def _by_rung(at: Desk, limit: int | None = None) -> list[roles.RoleLevelRow]:
    """Role levels by role and rank."""
    rung, role = roles.RoleLevelRow, roles.RoleRow
    listed = (
        select(rung)
        .join(role, (col(role.edition_id) == col(rung.edition_id)) & (col(role.key) == col(rung.role)))
        .where(rung.edition_id == at.edition.id)
        .order_by(*by_name(role), col(rung.rank), *by_name(rung))
        .limit(limit)
    )
    return list(at.session.exec(listed).all())


def _heads(at: Desk, rows: list[roles.RoleLevelRow]) -> list[models.RoleLevel]:
    """What every shape of a role level says."""
    of = at.named_roles({row.role for row in rows})
    stages = {row.key: at.reference("stage", "stages", row) for row in at.all(mastery.StageRow)}
    grade = roles.RoleLevelGradeRow
    graded = at.all(grade, col(grade.role_level).in_([row.key for row in rows]), order=[col(grade.position)])
    grades = grouped((row.role_level, row.grade) for row in graded)
    return [
        models.RoleLevel(
            **dict(at.level(of[row.role], row)),
            rank=row.rank,
            stage=stages[row.stage] if row.stage else None,
            grades=grades.get(row.key, []),
            summary=row.summary,
            implicit=row.implicit,
            role=of[row.role],
        )
        for row in rows
    ]


def _requirements(at: Desk, keys: Collection[str]) -> dict[str, list[models.Requirement]]:
    """What role levels need, by name of the skill."""
    needs = at.all(roles.RequirementRow, col(roles.RequirementRow.role_level).in_(keys))
    named = at.named_skills({need.skill for need in needs})
    place = {key: number for number, key in enumerate(named)}
    levels = at.named_levels()
    said = _said(at, named)
    return grouped(
        (
            need.role_level,
            models.Requirement(
                id=at.id("requirement", f"{need.role_level}/{need.skill}"),
                skill=named[need.skill],
                level=levels[need.level] if need.level else None,
                from_level=levels[need.from_level] if need.from_level else None,
                importance=need.importance,
                statements=[
                    *said.get((need.skill, need.level, None), ()),
                    *said.get((need.skill, None, need.role_level), ()),
                ],
            ),
        )
        for need in sorted(needs, key=lambda need: place[need.skill])
    )


def _said(at: Desk, named: Names) -> dict[tuple[str, str | None, str | None], list[models.Statement]]:
    """Statements by skill, level, and the role level of a requirement."""
    table = skills.StatementRow
    found: dict[tuple[str, str | None, str | None], list[models.Statement]] = {}
    for row in at.all(table, col(table.skill).in_(named), order=[col(table.position)]):
        said = models.Statement(id=at.id("statement", row.key), text=row.text)
        found.setdefault((row.skill, row.level, row.role_level), []).append(said)
    return found


@router.get("/roles/{role}/levels/{role_level}", response_model=models.Profile)
def get_role_level(at: AtDesk, role: str, role_level: str) -> models.Profile:
    owner = at.all(roles.RoleRow, roles.RoleRow.slug == role)[0]
    ladder = at.all(roles.RoleLevelRow, roles.RoleLevelRow.role == owner.key)
    row = next(each for each in ladder if each.slug == role_level)
    duty = roles.ResponsibilityRow
    duties = at.all(duty, duty.role_level == row.key, order=[col(duty.position)])
    return models.Profile(
        **dict(_heads(at, [row])[0]),
        responsibilities=[_responsibility(at, each) for each in duties],
        requirements=_requirements(at, [row.key]).get(row.key, []),
        activities=_activities(at, row.key),
        previous=_beside(at, ladder, row, up=False),
        next=_beside(at, ladder, row, up=True),
        codes=at.codes_of("role_level", [row.key]).get(row.key, []),
        source=at.note(row.source, row.source_section),
    )


def _responsibility(at: Desk, row: roles.ResponsibilityRow) -> models.Responsibility:
    return models.Responsibility(
        id=at.id("responsibility", row.key),
        text=row.text,
        accountability=row.accountability,
        span=models.Span(min=row.span_min, max=row.span_max, unit=row.span_unit) if row.span_unit else None,
    )


def _activities(at: Desk, key: str) -> list[models.Activity]:
    """What people on a rung do to grow."""
    link, built = activities.ActivityRoleLevelRow, activities.ActivitySkillRow
    keys = [each.activity for each in at.all(link, link.role_level == key)]
    if not keys:
        return []
    rows = at.all(
        activities.ActivityRow, col(activities.ActivityRow.key).in_(keys), order=by_name(activities.ActivityRow)
    )
    builds = at.all(built, col(built.activity).in_(keys))
    named = at.named_skills({each.skill for each in builds})
    of = grouped((each.activity, each.skill) for each in builds)
    return [
        models.Activity(
            **dict(at.reference("activity", "activities", row)),
            text=row.text,
            kind=row.kind,
            form=row.form,
            skills=[reference for skill, reference in named.items() if skill in of.get(row.key, ())],
        )
        for row in rows
    ]


def _beside(at: Desk, ladder: list[roles.RoleLevelRow], row: roles.RoleLevelRow, *, up: bool) -> list[models.Reference]:
    """The rungs that lead here or from here: by promotion where one is stated, else by rank."""
    way = roles.ProgressionRow
    mine = way.origin == row.key if up else way.target == row.key
    keys = [each.target if up else each.origin for each in at.all(way, mine, way.kind == "promotion")]
    if keys:
        rungs = at.all(roles.RoleLevelRow, col(roles.RoleLevelRow.key).in_(keys))
    else:
        ranks = {each.rank for each in ladder if (each.rank > row.rank if up else each.rank < row.rank)}
        beside = (min(ranks) if up else max(ranks)) if ranks else None
        rungs = [each for each in ladder if each.rank == beside]
    of = at.named_roles({each.role for each in rungs}) if rungs else {}
    ordered = sorted(rungs, key=lambda each: (of[each.role].name.lower(), each.rank, each.name.lower(), each.slug))
    return [at.level(of[each.role], each) for each in ordered]


@router.get("/matrix", response_model=models.Matrix)
def get_matrix(at: AtDesk) -> models.Matrix:
    rows, columns, levels = _by_rung(at), at.named_skills(), at.named_levels()
    of = at.named_roles({row.role for row in rows})
    place = {key: number for number, key in enumerate(columns)}
    needs = grouped((need.role_level, need) for need in at.all(roles.RequirementRow))
    cells = [
        (number, place[need.skill], levels[need.level].slug if need.level else None)
        for number, row in enumerate(rows)
        for need in sorted(needs.get(row.key, ()), key=lambda need: place[need.skill])
    ]
    used = {need.level for listed in needs.values() for need in listed}
    return models.Matrix(
        rows=[models.MatrixRow(**dict(at.level(of[row.role], row)), role=of[row.role], rank=row.rank) for row in rows],
        columns=list(columns.values()),
        cells=cells,
        levels=[level for key, level in levels.items() if key in used],
    )
