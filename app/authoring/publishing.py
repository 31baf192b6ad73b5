"""Publishing: a draft becomes an edition that never changes again."""

import datetime as dt

from sqlalchemy import Connection, Engine

from app.framework.counts import count
from app.framework.digest import digest
from app.framework.edition import BrokenEdition, Edition
from app.store import editions, identities
from app.store.problem import ContentConflict
from app.store.saving import load
from app.store.scope import writing


def today() -> dt.date:
    """The day it is in UTC, the day by which editions come into force."""
    return dt.datetime.now(dt.UTC).date()


def publish_draft(engine: Engine, framework: str, version: str) -> str:
    """Publish the draft with a label in one transaction; its digest. ContentConflict when it cannot be published."""
    with writing(engine) as connection:
        # Its row first, as imports do: under that lock numbers and identities are given, one publish at a time.
        editions.find_framework(connection, framework, lock=True)
        record = editions.get_edition(connection, framework, version)
        if record.envelope.status != "draft":
            raise ContentConflict(f"Edition {version} of {framework} is {record.envelope.status} already")
        edition = _read_draft(connection, record)
        editions.change_draft(connection, record.id, counts=editions.counts_text(count(edition)))
        sealed = digest(edition)
        publish(connection, record, edition, sealed)
        return sealed


def _read_draft(connection: Connection, record: editions.EditionRecord) -> Edition:
    """The content of a draft, which a hand may have written: it must hold together and be of its framework."""
    try:
        edition = load(connection, record.id)
    except BrokenEdition as broken:
        raise ContentConflict(
            f"The draft {record.envelope.version} breaks rules, so it stays a draft: {broken}"
        ) from None
    framework = editions.find_framework(connection, record.framework)
    if framework is None or (edition.framework.slug, edition.framework.key) != (record.framework, framework[1]):
        raise ContentConflict(f"The draft {record.envelope.version} names another framework than {record.framework}")
    return edition


def publish(connection: Connection, record: editions.EditionRecord, edition: Edition, sealed: str) -> None:
    """Publish a locked draft whose content is ``edition``, with its digest; part of the caller's transaction."""
    effective_from = record.envelope.effective_from or today()
    editions.publish_row(connection, record, sealed, effective_from)
    before, following = editions.neighbours(connection, record.framework_id, record.id, effective_from)
    place = identities.Place(record.id, before, following)
    identities.record(connection, record.framework_id, edition, place)
