"""The ids that published editions have given out, and the addresses that things had before.

Both are written when an edition is published, and only for what is new, gone, back or moved.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, tuple_, update

from app.framework.content import Content
from app.framework.edition import Edition
from app.framework.identity import identify_text
from app.store.saving import insert_rows
from app.store.tables import table

_IDENTITY, _FORMER, _FRAMEWORK = table("identity"), table("former_slug"), table("framework")
_AT_ONCE = 300
#: Addresses that are asked for by name; where there are more, all of the framework are read.
_MOST_NAMED = 10 * _AT_ONCE

Lasting = tuple[str, str]
"""Kind and key of a thing or statement."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is written down of an id: the edition that retired it, and the last address."""

    retired_in: int | None
    slug: str | None


@dataclass(frozen=True, slots=True)
class Passage:
    """What publishing an edition does to identities: kind and key of what is new, retired, and back again."""

    new: tuple[Lasting, ...]
    retired: tuple[Lasting, ...]
    returned: tuple[Lasting, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where an edition stands among the published ones: those in force before it, and the one in force after it."""

    edition_id: int
    before: frozenset[int]
    following: int | None


def addresses(content: Content) -> dict[Lasting, str | None]:
    """Everything of an edition whose id is written down, with its address: slugs, a level's with its owner's."""
    found: dict[Lasting, str | None] = {(kind, thing.key): thing.slug for kind, thing in content.things()}
    for scale in content.scales:
        found |= {("mastery_level", level.key): f"{scale.slug}/{level.slug}" for level in scale.levels}
    for role in content.roles:
        found |= {("role_level", level.key): f"{role.slug}/{level.slug}" for level in role.levels}
    return found | {("statement", statement.key): None for statement in content.statements()}


def known(connection: Connection, framework_id: int) -> dict[Lasting, Known]:
    """All ids that published editions of a framework have given out."""
    columns = (_IDENTITY.c.kind, _IDENTITY.c.key, _IDENTITY.c.retired_in, _IDENTITY.c.slug)
    query = select(*columns).where(_IDENTITY.c.framework_id == framework_id)
    return {(kind, key): Known(retired_in, slug) for kind, key, retired_in, slug in connection.execute(query)}


def given_keys(connection: Connection, framework_id: int) -> dict[str, set[str]]:
    """The keys that published editions of a framework have given out, by kind."""
    found: dict[str, set[str]] = defaultdict(set)
    for kind, key in known(connection, framework_id):
        found[kind].add(key)
    return found


def given_addresses(connection: Connection, framework_id: int) -> dict[tuple[str, str], str]:
    """The keys of all that published editions have given an address, by kind and address; who left it comes last."""
    left = select(_FORMER.c.kind, _FORMER.c.slug, _IDENTITY.c.key).join(_IDENTITY, _IDENTITY.c.id == _FORMER.c.id)
    found = {
        (kind, slug): key for kind, slug, key in connection.execute(left.where(_FORMER.c.framework_id == framework_id))
    }
    things = known(connection, framework_id)
    for living in (False, True):
        had = (one for one in things.items() if (one[1].retired_in is None) is living)
        found |= {(kind, was.slug): key for (kind, key), was in had if was.slug}
    return found


def passage(connection: Connection, framework_id: int, content: Content, place: Place) -> Passage:
    """What publishing this content at a place would do; writes nothing."""
    return _passage(known(connection, framework_id), addresses(content), place)


def _passage(old: dict[Lasting, Known], now: dict[Lasting, str | None], place: Place) -> Passage:
    latest = place.following is None
    gone = [thing for thing, was in old.items() if was.retired_in is not None]
    living = [thing for thing, was in old.items() if was.retired_in is None]
    return Passage(
        new=tuple(thing for thing in now if thing not in old),
        retired=tuple(thing for thing in living if thing not in now) if latest else (),
        returned=tuple(thing for thing in gone if thing in now and (latest or old[thing].retired_in in place.before)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What publishing an edition writes down: made before the lock is taken, written under it.

    ``new`` are kind, key, id and address; ``returned`` and ``retired`` are ids, ``moved`` ids with addresses;
    ``left`` maps former addresses to ids, and ``taken`` are former addresses that a thing has again.
    """

    place: Place
    new: tuple[tuple[str, str, str, str | None], ...]
    returned: list[str]
    retired: list[str]
    moved: list[tuple[str, str | None]]
    left: dict[Lasting, str]
    taken: list[Lasting]


def prepare(connection: Connection, framework_id: int, edition: Edition, place: Place) -> Prepared:
    """What a newly published edition makes new, retired, back or moved; reads only.

    An edition that comes into force before one that is published already retires nothing and moves nothing; what it
    has beyond the edition that retired it is retired where the next edition begins.
    """
    old, now = known(connection, framework_id), addresses(edition)
    passed, latest = _passage(old, now, place), place.following is None

    def identify(thing: Lasting) -> str:
        return identify_text(edition.framework.key, *thing)

    answered = former_addresses(connection, framework_id)
    left = _left(old, now) if latest else _never_known(old, now)
    renamed = [thing for thing in now if thing in old and old[thing].slug != now[thing]] if latest else []
    living = {(kind, slug) for (kind, _), slug in now.items() if slug}
    return Prepared(
        place=place,
        new=tuple((*thing, identify(thing), now[thing]) for thing in passed.new),
        returned=[identify(thing) for thing in passed.returned],
        retired=[identify(thing) for thing in passed.retired],
        moved=[(identify(thing), now[thing]) for thing in renamed],
        left={address: identify(thing) for address, thing in left.items() if latest or address not in answered},
        taken=sorted(answered & (living | left.keys())) if latest else [],
    )


def record(connection: Connection, framework_id: int, prepared: Prepared) -> None:
    """Write down what has been prepared; nothing of the framework may have been published in between."""
    place = prepared.place
    rows = [
        (thing_id, framework_id, kind, key, slug, place.edition_id, place.following)
        for kind, key, thing_id, slug in prepared.new
    ]
    if rows:
        insert_rows(connection, _IDENTITY, rows)
    _set_retired(connection, prepared.returned, place.following)
    _set_retired(connection, prepared.retired, place.edition_id)
    _set_slugs(connection, prepared.moved)
    _forget(connection, framework_id, prepared.taken)
    _remember(connection, framework_id, prepared.left)


def _set_retired(connection: Connection, ids: list[str], retired_in: int | None) -> None:
    for some in _parts(ids):
        connection.execute(update(_IDENTITY).where(_IDENTITY.c.id.in_(some)).values(retired_in=retired_in))


def _set_slugs(connection: Connection, moved: list[tuple[str, str | None]]) -> None:
    if moved:
        one = update(_IDENTITY).where(_IDENTITY.c.id == bindparam("thing")).values(slug=bindparam("address"))
        connection.execute(one, [{"thing": thing, "address": address} for thing, address in moved])


def _left(old: dict[Lasting, Known], now: dict[Lasting, str | None]) -> dict[Lasting, Lasting]:
    """Addresses (kind and slug) that things of the latest edition had and nothing in it has, with the thing."""
    living = {(kind, slug) for (kind, _), slug in now.items()}
    had = {(thing[0], old[thing].slug or ""): thing for thing in now if thing in old and old[thing].slug}
    return {address: thing for address, thing in had.items() if address not in living}


def _never_known(old: dict[Lasting, Known], now: dict[Lasting, str | None]) -> dict[Lasting, Lasting]:
    """Addresses that only an edition published out of order has for things that later editions still have."""
    living = {(thing[0], was.slug) for thing, was in old.items() if was.retired_in is None}
    had = {(thing[0], slug): thing for thing, slug in now.items() if slug and thing in old and old[thing].slug != slug}
    return {address: thing for address, thing in had.items() if address not in living}


def _remember(connection: Connection, framework_id: int, left: dict[Lasting, str]) -> None:
    rows = [
        {"framework_id": framework_id, "kind": kind, "slug": slug, "id": owner} for (kind, slug), owner in left.items()
    ]
    if rows:
        connection.execute(insert(_FORMER), rows)


def former_addresses(connection: Connection, framework_id: int) -> set[tuple[str, str]]:
    """Kind and slug of every address that a thing has left."""
    query = select(_FORMER.c.kind, _FORMER.c.slug).where(_FORMER.c.framework_id == framework_id)
    return {(kind, slug) for kind, slug in connection.execute(query)}


def find_former(connection: Connection, framework: str, kind: str, slug: str) -> str | None:
    """The id of the thing that last had an address (see ``addresses``) in a framework (slug) and has it no longer."""
    query = select(_FORMER.c.id).join(_FRAMEWORK, _FRAMEWORK.c.id == _FORMER.c.framework_id)
    wanted = query.where(_FRAMEWORK.c.slug == framework, _FORMER.c.kind == kind, _FORMER.c.slug == slug)
    return connection.execute(wanted).scalar()


def find_addresses(connection: Connection, framework: str, kind: str, slugs: Iterable[str]) -> dict[str, str]:
    """The ids of what has or last had each of some addresses (see ``addresses``) in a framework (slug), by address.

    One who left an address and lives on goes before one who was retired with it. Two SELECTs a few hundred addresses;
    of very many, two that read all there are.
    """
    asked, found = sorted({*slugs}), dict[str, str]()
    for some in _parts(asked) if len(asked) <= _MOST_NAMED else [None]:
        for held in (_IDENTITY, _FORMER):
            query = select(held.c.slug, held.c.id).join(_FRAMEWORK, _FRAMEWORK.c.id == held.c.framework_id)
            wanted = query.where(_FRAMEWORK.c.slug == framework, held.c.kind == kind)
            wanted = wanted.where(held.c.slug.in_(some)) if some is not None else wanted
            found |= {row.slug: row.id for row in connection.execute(wanted)}
    return {slug: found[slug] for slug in asked if slug in found}


def _forget(connection: Connection, framework_id: int, places: list[tuple[str, str]]) -> None:
    for some in _parts(places):
        here = tuple_(_FORMER.c.kind, _FORMER.c.slug).in_(some)
        connection.execute(delete(_FORMER).where(_FORMER.c.framework_id == framework_id, here))


def _parts(entries: list[Any]) -> Iterator[list[Any]]:
    # Databases bound the number of parameters a statement may have.
    for start in range(0, len(entries), _AT_ONCE):
        yield entries[start : start + _AT_ONCE]
