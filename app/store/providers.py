"""The rows of providers of courses."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, select

from app.store.tables import table

_PROVIDER = table("provider")


@dataclass(frozen=True, slots=True)
class ProviderRecord:
    """A provider: its row number, slug and name."""

    id: int
    slug: str
    name: str


def create_provider(
    connection: Connection, slug: str, name: str, at: dt.datetime, key_id: str | None
) -> ProviderRecord:
    """A new provider, entered with a key."""
    values = {"slug": slug, "name": name, "created_at": at, "created_by": key_id}
    made = connection.execute(insert(_PROVIDER).values(values).returning(_PROVIDER.c.id)).scalar_one()
    return ProviderRecord(made, slug, name)


def find_provider(connection: Connection, slug: str, *, lock: bool = False) -> ProviderRecord | None:
    """The provider with a slug; ``lock`` keeps others from writing its courses until the transaction ends."""
    query = _providers().where(_PROVIDER.c.slug == slug)
    row = connection.execute(query.with_for_update(key_share=True) if lock else query).first()
    return _record(row) if row else None


def list_providers(connection: Connection) -> list[ProviderRecord]:
    """All providers, in the order in which they were entered."""
    return [_record(row) for row in connection.execute(_providers().order_by(_PROVIDER.c.id))]


def _providers() -> Select[Any]:
    return select(_PROVIDER.c.id, _PROVIDER.c.slug, _PROVIDER.c.name)


def _record(row: Row[Any]) -> ProviderRecord:
    return ProviderRecord(row.id, row.slug, row.name)
