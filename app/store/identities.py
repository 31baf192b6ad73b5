"""The ids that published editions have given out, and the addresses that things had before.

Both are written when an edition is published, and only for what is new, gone, back or renamed.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, delete, insert, select, update

from app.framework.content import Content
from app.framework.edition import Edition
from app.framework.identity import identify
from app.store.tables import table

_IDENTITY, _FORMER, _FRAMEWORK = table("identity"), table("former_slug"), table("framework")
_AT_ONCE = 500

Lasting = tuple[str, str]
"""Kind and key of a thing or statement."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What publishing an edition did to identities: kind and key of what is new, retired, and back again."""

    new: tuple[Lasting, ...]
    retired: tuple[Lasting, ...]
    returned: tuple[Lasting, ...]


def lasting(content: Content) -> Iterator[Lasting]:
    """Everything of an edition whose id is written down."""
    yield from ((kind, thing.key) for kind, thing in content.things())
    yield from (("statement", statement.key) for statement in content.statements())


def passage(connection: Connection, framework_id: int, content: Content, later: int | None) -> Passage:
    """What publishing this content would do; writes nothing.

    ``later`` is the edition that follows this one in force, if this one is published out of order: then it retires
    nothing and brings nothing back.
    """
    query = select(_IDENTITY.c.kind, _IDENTITY.c.key, _IDENTITY.c.retired_in).where(
        _IDENTITY.c.framework_id == framework_id
    )
    known = {(kind, key): retired_in for kind, key, retired_in in connection.execute(query)}
    there = dict.fromkeys(lasting(content))
    new = tuple(thing for thing in there if thing not in known)
    if later is not None:
        return Passage(new=new, retired=(), returned=())
    return Passage(
        new=new,
        retired=tuple(thing for thing, retired_in in known.items() if retired_in is None and thing not in there),
        returned=tuple(thing for thing in there if known.get(thing) is not None),
    )


def record(connection: Connection, framework_id: int, edition_id: int, edition: Edition, later: int | None) -> None:
    """Write down what is new, retired or back in a newly published edition.

    ``later`` is as in ``passage``: what this edition alone has is retired there at once.
    """
    moved = passage(connection, framework_id, edition, later)
    rows = [
        {
            "id": identify(edition.framework.key, kind, key),
            "framework_id": framework_id,
            "kind": kind,
            "key": key,
            "first_edition": edition_id,
            "retired_in": later,
        }
        for kind, key in moved.new
    ]
    if rows:
        connection.execute(insert(_IDENTITY), rows)
    _set_retired(connection, edition, moved.retired, edition_id)
    _set_retired(connection, edition, moved.returned, None)


def find_former(connection: Connection, framework: str, kind: str, slug: str) -> uuid.UUID | None:
    """The id of the thing that last had an address (see ``_addresses``) in a framework (slug) and has it no longer."""
    query = select(_FORMER.c.id).join(_FRAMEWORK, _FRAMEWORK.c.id == _FORMER.c.framework_id)
    wanted = query.where(_FRAMEWORK.c.slug == framework, _FORMER.c.kind == kind, _FORMER.c.slug == slug)
    return connection.execute(wanted).scalar()


def _set_retired(connection: Connection, edition: Edition, things: tuple[Lasting, ...], retired_in: int | None) -> None:
    ids = [identify(edition.framework.key, kind, key) for kind, key in things]
    for start in range(0, len(ids), _AT_ONCE):
        some = _IDENTITY.c.id.in_(ids[start : start + _AT_ONCE])
        connection.execute(update(_IDENTITY).where(some).values(retired_in=retired_in))


def record_former_slugs(
    connection: Connection, framework_id: int, before: Edition, edition: Edition, *, replacing: bool = True
) -> None:
    """Remember the addresses that things had in the edition before and no longer have.

    An address that is remembered for another thing already changes hands only when ``replacing``.
    """
    now = _addresses(edition)
    for (kind, key), address in _addresses(before).items():
        if now.get((kind, key), address) != address:
            place = {"framework_id": framework_id, "kind": kind, "slug": address}
            _remember(connection, place, identify(edition.framework.key, kind, key), replacing=replacing)


def _remember(connection: Connection, place: dict[str, Any], thing: uuid.UUID, *, replacing: bool) -> None:
    there = and_(*(_FORMER.c[name] == value for name, value in place.items()))
    if replacing:
        connection.execute(delete(_FORMER).where(there))
    elif connection.execute(select(_FORMER.c.id).where(there)).first():
        return
    connection.execute(insert(_FORMER).values(id=thing, **place))


def _addresses(edition: Edition) -> dict[Lasting, str]:
    """The slugs in the address of every thing; levels with their owner's."""
    found: dict[Lasting, str] = {(kind, thing.key): thing.slug for kind, thing in edition.things()}
    for scale in edition.scales:
        found |= {("mastery_level", level.key): f"{scale.slug}/{level.slug}" for level in scale.levels}
    for role in edition.roles:
        found |= {("role_level", level.key): f"{role.slug}/{level.slug}" for level in role.levels}
    return found
