"""The response models of the plain way."""

from typing import Generic, TypeVar

from pydantic import BaseModel

Entry = TypeVar("Entry")


class Reference(BaseModel):
    id: str
    slug: str
    name: str
    href: str


class Ranked(Reference):
    rank: int


class Code(BaseModel):
    scheme: str
    value: str
    uri: str | None


class SourceNote(BaseModel):
    slug: str
    title: str
    url: str | None
    section: str | None


class Statement(BaseModel):
    id: str
    text: str


class Page(BaseModel, Generic[Entry]):
    items: list[Entry]
    total: int
    next: str | None


class RoleSummary(Reference):
    kind: str | None
    description: str | None
    alternative_names: list[str]
    families: list[Reference]
    codes: list[Code]


class Requirement(BaseModel):
    id: str
    skill: Reference
    level: Ranked | None
    from_level: Ranked | None
    importance: str
    statements: list[Statement]


class RoleLevel(Reference):
    rank: int
    stage: Reference | None
    grades: list[str]
    summary: str | None
    implicit: bool
    role: Reference


class ListedRoleLevel(RoleLevel):
    requirements: list[Requirement] | None


class Span(BaseModel):
    min: int | None
    max: int | None
    unit: str


class Responsibility(BaseModel):
    id: str
    text: str
    accountability: str | None
    span: Span | None


class Activity(Reference):
    text: str
    kind: str
    form: str | None
    skills: list[Reference]


class Profile(RoleLevel):
    responsibilities: list[Responsibility]
    requirements: list[Requirement]
    activities: list[Activity]
    previous: list[Reference]
    next: list[Reference]
    codes: list[Code]
    source: SourceNote | None


class SkillSummary(Reference):
    kind: str
    description: str | None
    alternative_names: list[str]
    groups: list[Reference]
    scale: Reference | None
    codes: list[Code]


class SkillLevel(BaseModel):
    level: Ranked
    statements: list[Statement]


class Need(BaseModel):
    role: Reference
    role_level: Reference
    level: Ranked | None
    from_level: Ranked | None
    importance: str


class Relation(BaseModel):
    kind: str
    direction: str
    skill: Reference


class Skill(SkillSummary):
    note: str | None
    source: SourceNote | None
    statements: list[Statement]
    levels: list[SkillLevel]
    needed_by: list[Need]
    relations: list[Relation]


class MatrixRow(Reference):
    role: Reference
    rank: int


class Matrix(BaseModel):
    rows: list[MatrixRow]
    columns: list[Reference]
    cells: list[tuple[int, int, str | None]]
    levels: list[Ranked]
