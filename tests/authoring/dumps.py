"""What a database holds, whole: to show that nothing changed, or what did."""

from sqlalchemy import Engine, select

from app.framework.release import Release
from app.store import editions
from app.store.guards.message import HEADS
from app.store.saving import load
from app.store.scope import reading
from app.store.tables import METADATA, table

Dump = dict[str, list[str]]
Life = tuple[str, str | None]
"""The labels of the editions in which an id was first seen and in which it was retired."""


def dump(engine: Engine) -> Dump:
    """Every row of every table, as text, in an order of its own."""
    with reading(engine) as connection:
        return {
            found.name: sorted(repr(tuple(row)) for row in connection.execute(found.select()))
            for found in METADATA.sorted_tables
        }


def empty(engine: Engine) -> bool:
    """Whether a database is as the migrations leave it: no row but those that count the feeds, at their start."""
    found = dump(engine)
    return all(found.pop(head) == ["(1, 0)"] for head in HEADS) and not any(found.values())


def stored(engine: Engine, framework: str, version: str) -> Release:
    """The release with a label as the database has it, draft or not."""
    with reading(engine) as connection:
        record = editions.find_edition(connection, framework, version)
        assert record, f"there is no {framework} {version}"
        return Release(envelope=record.envelope, edition=load(connection, record.id))


def lives(engine: Engine, kind: str) -> dict[str, Life]:
    """Every key of a kind that was given out, with its life."""
    identity, edition = table("identity"), table("edition")
    with reading(engine) as connection:
        labels = {row.id: row.version for row in connection.execute(select(edition.c.id, edition.c.version))}
        rows = connection.execute(identity.select().where(identity.c.kind == kind)).all()
    return {row.key: (labels[row.first_edition], labels.get(row.retired_in)) for row in rows}


def ids(engine: Engine) -> dict[tuple[str, str], str]:
    """Every id that was given out, by kind and key."""
    identity = table("identity")
    with reading(engine) as connection:
        return {(row.kind, row.key): str(row.id) for row in connection.execute(identity.select())}


def former_slugs(engine: Engine) -> dict[tuple[str, str], str]:
    """The ids of things by kind and an address they had before."""
    former = table("former_slug")
    with reading(engine) as connection:
        return {(row.kind, row.slug): str(row.id) for row in connection.execute(former.select())}
