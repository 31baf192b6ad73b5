"""Documents that carry their keys: which ids they lose for want of one, told to their author, never mended unasked."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import Connection

from app.authoring.carrying import Base, standing
from app.exchange.fault import Remark
from app.framework.content import Content
from app.framework.edition import Edition
from app.framework.missing_keys import MissingKey, missing_keys
from app.store import identities


def find_missing_keys(connection: Connection, edition: Edition, base: Base | None) -> tuple[MissingKey, ...]:
    """What a document has that looks like what a published edition has under a key that the document leaves out.

    ``base`` is the edition whose place it takes, or that it follows. Where nothing in it is new, as in most, that is
    seen without reading another edition.
    """
    if base is None:
        return ()
    framework_id = base[0].framework_id
    given = identities.known(connection, framework_id).keys()
    if not given or not (_lasting(edition) - given or _duties(edition) - _duties(base[1])):
        return ()
    before, published = standing(connection, framework_id, base)
    return missing_keys(edition, published, before)


def remarks_on_missing(missing: Sequence[MissingKey], file: str) -> tuple[Remark, ...]:
    """What the author of a document should know of keys that it leaves out."""
    if not missing:
        return ()
    parts = Counter(one.kind for one in missing)
    told = [_counted(parts.pop(kind, 0), kind, "reworded or moved") for kind in ("statement", "responsibility")]
    told.append(_counted(parts.total(), "thing", "renamed"))
    rest = (
        "but has no key: it becomes a new one, and the id of the old one goes. Write the key beside it to keep the id."
        if len(missing) == 1
        else "but have no keys: they become new ones, and the ids of the old ones go. Write the keys beside them to"
        " keep the ids."
    )
    return (Remark("missing-key", file, f"{' and '.join(filter(None, told))}, {rest}"),)


def _counted(number: int, noun_: str, how: str) -> str:
    if number == 0:
        return ""
    several = "responsibilities" if noun_ == "responsibility" else f"{noun_}s"
    return f"1 {noun_} looks {how}" if number == 1 else f"{number:,} {several} look {how}"


def _lasting(content: Content) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = {(kind, thing.key) for kind, thing in content.things()}
    return found | {("statement", statement.key) for statement in content.statements()}


def _duties(content: Content) -> set[str]:
    return {duty.key for level in content.role_levels() for duty in level.responsibilities}
