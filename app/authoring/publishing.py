"""Publishing: a draft becomes an edition that never changes again."""

import datetime as dt

from sqlalchemy import Connection, Engine

from app.framework.digest import digest
from app.framework.edition import Edition
from app.store import editions, identities
from app.store.problem import ContentConflict
from app.store.saving import load
from app.store.scope import writing


def today() -> dt.date:
    """The day it is in UTC, the day by which editions come into force."""
    return dt.datetime.now(dt.UTC).date()


def publish_draft(engine: Engine, framework: str, version: str) -> str:
    """Publish the draft with a label in one transaction; its digest. ContentConflict when it is no draft."""
    with writing(engine) as connection:
        editions.find_framework(connection, framework, lock=True)
        record = editions.find_edition(connection, framework, version, lock=True)
        if record is None:
            raise ContentConflict(f"There is no edition {version} of {framework} to publish")
        if record.envelope.status != "draft":
            raise ContentConflict(f"Edition {version} of {framework} is {record.envelope.status} already")
        edition = load(connection, record.id)
        sealed = digest(edition)
        publish(connection, record, edition, sealed)
        return sealed


def publish(connection: Connection, record: editions.EditionRecord, edition: Edition, sealed: str) -> None:
    """Publish a draft whose content is ``edition``, with its digest.

    Part of the caller's transaction, which holds the locks of the framework and of the draft.
    """
    effective_from = record.envelope.effective_from or today()
    latest = editions.find_latest(connection, record.framework_id)
    editions.publish_row(connection, record, sealed, effective_from)
    later = editions.find_following(connection, record.framework_id, effective_from)
    identities.record(connection, record.framework_id, record.id, edition, later)
    if later is not None:
        following = load(connection, later)
        identities.record_former_slugs(connection, record.framework_id, edition, following, replacing=False)
    elif latest is not None:
        identities.record_former_slugs(connection, record.framework_id, load(connection, latest.id), edition)
