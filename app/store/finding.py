"""Finding one thing of a draft by its address, and which keys are free for a new one."""

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import ColumnElement, Connection, and_, exists, select, tuple_

from app.framework.claims import Claim
from app.store.tables import table

#: A thing or statement: its kind and key.
Named = tuple[str, str]
_AT_ONCE = 400
#: Characters that the number behind a key takes at the most.
_NUMBER = len("-100000")
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


def find_scale(connection: Connection, edition_id: int, skill: str) -> str | None:
    """The slug of the scale that a skill (key) names; None where that is the default one."""
    skills, scales = table("skill"), table("scale")
    same = and_(scales.c.edition_id == skills.c.edition_id, scales.c.key == skills.c.scale)
    query = select(scales.c.slug).join(skills, same).where(skills.c.edition_id == edition_id, skills.c.key == skill)
    return connection.execute(query).scalar()


def similar_keys(connection: Connection, edition_id: int, framework_id: int, kind: str, wanted: str) -> set[str]:
    """The keys of a kind that are the wanted one or start like it: the draft's, those it retires, all given out."""
    here, given, gone = table(kind), table("identity"), table("retirement")
    found: set[str] = set()
    for keys, which in (
        (here, (here.c.edition_id == edition_id,)),
        (given, (given.c.framework_id == framework_id, given.c.kind == kind)),
        (gone, (gone.c.edition_id == edition_id, gone.c.kind == kind)),
    ):
        # Without its end, for that is what has to give way to a number where a key is as long as can be.
        like = keys.c.key.startswith(wanted[:-_NUMBER], autoescape=True)
        found |= set(connection.execute(select(keys.c.key).where(like, *which)).scalars())
    return found


def is_there(connection: Connection, edition_id: int, kind: str, key: str) -> bool:
    """Whether a draft has a thing of a kind under a key."""
    found = table(kind)
    query = select(found.c.key).where(found.c.edition_id == edition_id, found.c.key == key)
    return connection.execute(query).first() is not None


def retired(connection: Connection, edition_id: int, framework_id: int, things: Iterable[Named]) -> list[Named]:
    """Those of some things that a published edition had and later ones have no more, or that the draft retires.

    What only an edition that was withdrawn did without is not retired.
    """
    given, gone = table("identity"), table("retirement")
    found: set[Named] = set()
    for some in _parted(things):
        known = select(given.c.kind, given.c.key).where(_any_of(given.c.kind, given.c.key, some))
        known = known.where(*_is_gone(framework_id))
        told = select(gone.c.kind, gone.c.key).where(_any_of(gone.c.kind, gone.c.key, some))
        for query in (known, told.where(gone.c.edition_id == edition_id)):
            found |= {(kind, key) for kind, key in connection.execute(query)}
    return sorted(found)


def retired_addresses(connection: Connection, framework_id: int, addresses: Iterable[Named]) -> list[Named]:
    """Those of some addresses (kind and slug, ``role/level`` for a level) that a thing had, last or before, which later
    editions have no more."""
    given, former = table("identity"), table("former_slug")
    gone = _is_gone(framework_id)
    found: set[Named] = set()
    for some in _parted(addresses):
        last = select(given.c.kind, given.c.slug).where(*gone, _any_of(given.c.kind, given.c.slug, some))
        before = select(former.c.kind, former.c.slug).join(given, given.c.id == former.c.id)
        before = before.where(*gone, former.c.framework_id == framework_id, _any_of(former.c.kind, former.c.slug, some))
        for query in (last, before):
            found |= {(kind, slug) for kind, slug in connection.execute(query)}
    return sorted(found)


def vain_claims(connection: Connection, edition_id: int, framework_id: int, claimed: Sequence[Claim]) -> list[Claim]:
    """Those of some claims that must fail: of keys or addresses of what is retired. No SELECT without a claim."""
    keys = {(claim.kind, claim.name) for claim in claimed if not claim.is_address}
    places = {(claim.kind, claim.name) for claim in claimed if claim.is_address}
    lost = set(retired(connection, edition_id, framework_id, keys))
    left = set(retired_addresses(connection, framework_id, places))
    return [claim for claim in claimed if (claim.kind, claim.name) in (left if claim.is_address else lost)]


def _is_gone(framework_id: int) -> tuple[ColumnElement[bool], ...]:
    """That an identity of a framework is retired, by an edition that stands."""
    given, editions = table("identity"), table("edition")
    stands = exists().where(editions.c.id == given.c.retired_in, editions.c.status == "published")
    return given.c.framework_id == framework_id, stands


def is_told_of(connection: Connection, edition_id: int, things: Iterable[Named]) -> bool:
    """Whether a draft's retirements name any of some things or statements: as gone, or as what came instead."""
    gone, instead = table("retirement"), table("retirement_replacement")
    for some in _parted(things):
        for found, key in ((gone, gone.c.key), (instead, instead.c.replaced_by)):
            query = select(found.c.key).where(found.c.edition_id == edition_id, _any_of(found.c.kind, key, some))
            if connection.execute(query.limit(1)).first():
                return True
    return False


def _any_of(kind: ColumnElement[str], key: ColumnElement[str], things: Sequence[Named]) -> ColumnElement[bool]:
    return tuple_(kind, key).in_(things)


def _parted(things: Iterable[Named]) -> Iterator[list[Named]]:
    listed = sorted(set(things))
    for start in range(0, len(listed), _AT_ONCE):
        yield listed[start : start + _AT_ONCE]
