"""What every route of the plain way needs: a session, the edition in the address, and references to things."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Query, Request
from sqlalchemy import func
from sqlmodel import Session, SQLModel, col, select

from app.kit.paging import Window
from app.reading.view import id_text
from app.store.tables import catalogue, mastery, roles, skills
from app.store.tables.about import SourceRow
from app.store.tables.codes import CODE_ROWS
from app.store.tables.columns import ThingRow
from tests.bench.plain import models

Row = TypeVar("Row", bound=SQLModel)
Names = dict[str, models.Reference]


@dataclass(frozen=True, slots=True)
class Desk:
    """One request's session and edition; ``path`` is the edition's address, ``key`` that of its framework."""

    session: Session
    edition: catalogue.EditionRow
    key: str
    path: str

    def all(self, table: type[Row], *where: Any, order: Iterable[Any] = ()) -> list[Row]:
        """The rows of this edition that fit."""
        edition_id = table.__table__.c.edition_id  # type: ignore[attr-defined]  # SQLModel adds it to every table
        found = select(table).where(edition_id == self.edition.id, *where).order_by(*order)
        return list(self.session.exec(found).all())

    def page(self, table: type[Row], below: str, limit: int) -> tuple[list[Row], int, str | None]:
        """The first page of a list by name, how many there are, and the address of the next page."""
        columns = table.__table__.c  # type: ignore[attr-defined]  # SQLModel adds it to every table
        mine = columns.edition_id == self.edition.id
        total = self.session.exec(select(func.count()).select_from(table).where(mine)).one()
        listed = select(table).where(mine).order_by(func.lower(columns.name), columns.slug).limit(limit)
        return list(self.session.exec(listed).all()), total, self.following(below, limit, total)

    def following(self, below: str, limit: int, total: int, **filters: str) -> str | None:
        """The address of the next page."""
        window = Window(
            path=self.path + below, filters=tuple(filters.items()), content=self.edition.digest or "", limit=limit
        )
        return window.link(str(limit)) if limit < total else None

    def id(self, kind: str, key: str) -> str:
        """An id; the cache makes it as cheap as a column would be."""
        return id_text(self.key, kind, key)

    def reference(self, kind: str, place: str, row: ThingRow) -> models.Reference:
        """A reference to a thing whose address has one slug."""
        return models.Reference(
            id=self.id(kind, row.key), slug=row.slug, name=row.name, href=f"{self.path}/{place}/{row.slug}"
        )

    def named_skills(self, keys: Collection[str] | None = None) -> Names:
        """References to skills (all unless keys are named), by key and in the order of their names."""
        where = [] if keys is None else [col(skills.SkillRow.key).in_(keys)]
        return {
            row.key: self.reference("skill", "skills", row)
            for row in self.all(skills.SkillRow, *where, order=by_name(skills.SkillRow))
        }

    def named_roles(self, keys: Collection[str]) -> Names:
        """References to roles."""
        rows = self.all(roles.RoleRow, col(roles.RoleRow.key).in_(keys))
        return {row.key: self.reference("role", "roles", row) for row in rows}

    def level(self, role: models.Reference, row: roles.RoleLevelRow) -> models.Reference:
        """A reference to a rung."""
        return models.Reference(
            id=self.id("role_level", row.key), slug=row.slug, name=row.name, href=f"{role.href}/levels/{row.slug}"
        )

    def named_levels(self) -> dict[str, models.Ranked]:
        """References to all mastery levels, in the order of scales and ranks."""
        scales = self.scales()
        found = {}
        for row in self.all(mastery.MasteryLevelRow, order=[col(mastery.MasteryLevelRow.rank)]):
            href = f"{self.path}/mastery-levels/{row.slug}{_of_scale(scales[row.scale])}"
            found[row.key] = models.Ranked(
                id=self.id("mastery_level", row.key), slug=row.slug, name=row.name, href=href, rank=row.rank
            )
        place = {key: at for at, key in enumerate(scales)}
        return dict(sorted(found.items(), key=lambda each: place[each[0].partition("/")[0]]))

    def scales(self) -> dict[str, mastery.ScaleRow]:
        """All scales, by name."""
        return {row.key: row for row in self.all(mastery.ScaleRow, order=by_name(mastery.ScaleRow))}

    def scale(self, row: mastery.ScaleRow) -> models.Reference:
        """A reference to a scale."""
        href = f"{self.path}/mastery-levels{_of_scale(row)}"
        return models.Reference(id=self.id("scale", row.key), slug=row.slug, name=row.name, href=href)

    def codes_of(self, kind: str, keys: Collection[str]) -> dict[str, list[models.Code]]:
        """Codes by owner."""
        table: Any = CODE_ROWS[kind]
        owner = getattr(table, kind)
        rows = self.all(table, owner.in_(keys), order=[table.scheme, table.value])
        return grouped(
            (getattr(row, kind), models.Code(scheme=row.scheme, value=row.value, uri=row.uri)) for row in rows
        )

    def note(self, key: str | None, section: str | None) -> models.SourceNote | None:
        """Where something is stated."""
        for row in self.all(SourceRow, SourceRow.key == key) if key else ():
            return models.SourceNote(slug=row.slug, title=row.title, url=row.url, section=section)
        return None


Value = TypeVar("Value")


def grouped(pairs: Iterable[tuple[str, Value]]) -> dict[str, list[Value]]:
    """Values by key, in their order."""
    found: dict[str, list[Value]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found


def by_name(table: Any) -> list[Any]:
    """The order of things."""
    return [func.lower(table.name), table.slug]


def _of_scale(row: mastery.ScaleRow) -> str:
    return "" if row.is_default else f"?scale={row.slug}"


def _session(request: Request) -> Iterator[Session]:
    with Session(request.app.state.engine) as session:
        yield session


def _desk(framework: str, edition: str, session: Annotated[Session, Depends(_session)]) -> Desk:
    asked = select(catalogue.EditionRow, catalogue.FrameworkRow.key).join(catalogue.FrameworkRow)
    found, key = session.exec(
        asked.where(catalogue.FrameworkRow.slug == framework, catalogue.EditionRow.version == edition)
    ).one()
    return Desk(session, found, key, f"/v1/frameworks/{framework}/editions/{edition}")


AtDesk = Annotated[Desk, Depends(_desk)]
Limit = Annotated[int, Query(ge=1, le=200)]
