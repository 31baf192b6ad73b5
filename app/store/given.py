"""Which thing or statement a published id was given to, and which editions have it."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, and_, select

from app.store.tables import table

_IDENTITY, _FRAMEWORK, _EDITION = table("identity"), table("framework"), table("edition")
# Databases bound the number of parameters a statement may have.
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Given:
    """An id and what it was given to: a kind and key in a framework (row number and slug)."""

    id: str
    framework_id: int
    framework: str
    kind: str
    key: str


def find_given(connection: Connection, ids: Collection[str]) -> dict[str, Given]:
    """What ids (as text, in lower case) were given to, by id; those that no published edition gave are left out."""
    asked = sorted(ids)
    columns = (_IDENTITY.c.id, _IDENTITY.c.framework_id, _FRAMEWORK.c.slug, _IDENTITY.c.kind, _IDENTITY.c.key)
    query = select(*columns).join(_FRAMEWORK, _FRAMEWORK.c.id == _IDENTITY.c.framework_id)
    found: dict[str, Given] = {}
    for start in range(0, len(asked), _AT_ONCE):
        some = query.where(_IDENTITY.c.id.in_(asked[start : start + _AT_ONCE]))
        found |= {row[0]: Given(*row) for row in connection.execute(some)}
    return found


def names_in(connection: Connection, thing: Given) -> dict[int, str]:
    """What a thing is called, or how a statement reads, in each edition that has it, by the edition's row number."""
    rows = table(thing.kind)
    name = rows.c.text if thing.kind == "statement" else rows.c.name
    query = select(rows.c.edition_id, name).join(_EDITION, _EDITION.c.id == rows.c.edition_id)
    mine = query.where(_EDITION.c.framework_id == thing.framework_id, rows.c.key == thing.key)
    return {row[0]: row[1] for row in connection.execute(mine)}


def retirements_of(connection: Connection, thing: Given) -> dict[int, tuple[str | None, tuple[str, ...]]]:
    """Why a thing went and the keys of what replaces it, in each edition that says so, by the edition's row number."""
    gone, heir = table("retirement"), table("retirement_replacement")
    same = and_(*(heir.c[name] == gone.c[name] for name in ("edition_id", "kind", "key")))
    query = select(gone.c.edition_id, gone.c.reason, heir.c.replaced_by).outerjoin(heir, same)
    mine = query.join(_EDITION, _EDITION.c.id == gone.c.edition_id).where(
        _EDITION.c.framework_id == thing.framework_id, gone.c.kind == thing.kind, gone.c.key == thing.key
    )
    found: dict[int, tuple[str | None, tuple[str, ...]]] = {}
    for edition_id, reason, key in connection.execute(mine.order_by(heir.c.replaced_by)):
        heirs = found.get(edition_id, (reason, ()))[1]
        found[edition_id] = (reason, (*heirs, key) if key else heirs)
    return found
