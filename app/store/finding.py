"""Finding one thing of a draft by its address, and which keys are free for a new one."""

from sqlalchemy import Connection, Table, and_, or_, select

from app.store.tables import table

_OWNERS = {"role_level": "role", "mastery_level": "scale"}


def find_key(connection: Connection, edition_id: int, kind: str, path: str) -> str | None:
    """The key of the thing at a path (``role/level`` for a level of a role); None where there is none."""
    found = table(kind)
    query = select(found.c.key).where(found.c.edition_id == edition_id)
    if owner := _OWNERS.get(kind):
        above, _, slug = path.rpartition("/")
        holder = table(owner)
        same = and_(holder.c.edition_id == found.c.edition_id, holder.c.key == found.c[owner])
        query = query.join(holder, same).where(holder.c.slug == above, found.c.slug == slug)
    else:
        query = query.where(found.c.slug == path)
    return connection.execute(query).scalar()


def find_default_scale(connection: Connection, edition_id: int) -> str | None:
    """The slug of a draft's default scale."""
    found = table("scale")
    return connection.execute(select(found.c.slug).where(found.c.edition_id == edition_id, found.c.is_default)).scalar()


def similar_keys(connection: Connection, edition_id: int, framework_id: int, kind: str, wanted: str) -> set[str]:
    """The keys of a kind that are the wanted one or that with a number behind it: the draft's, and all given out."""
    here, given = table(kind), table("identity")
    found = set(connection.execute(_like(here, wanted).where(here.c.edition_id == edition_id)).scalars())
    mine = (given.c.framework_id == framework_id, given.c.kind == kind)
    return found | set(connection.execute(_like(given, wanted).where(*mine)).scalars())


def is_there(connection: Connection, edition_id: int, kind: str, key: str) -> bool:
    """Whether a draft has a thing of a kind under a key."""
    found = table(kind)
    query = select(found.c.key).where(found.c.edition_id == edition_id, found.c.key == key)
    return connection.execute(query).first() is not None


def is_retired(connection: Connection, edition_id: int, framework_id: int, kind: str, key: str) -> bool:
    """Whether a published edition had a thing under this key that later ones have no more, or the draft retires it."""
    given, gone = table("identity"), table("retirement")
    known = select(given.c.id).where(given.c.framework_id == framework_id, given.c.kind == kind, given.c.key == key)
    told = select(gone.c.key).where(gone.c.edition_id == edition_id, gone.c.kind == kind, gone.c.key == key)
    retired = connection.execute(known.where(given.c.retired_in.is_not(None))).first()
    return retired is not None or connection.execute(told).first() is not None


def _like(found: Table, wanted: str):  # type: ignore[no-untyped-def]  # a Select of texts
    return select(found.c.key).where(or_(found.c.key == wanted, found.c.key.startswith(f"{wanted}-", autoescape=True)))
