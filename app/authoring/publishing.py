"""Publishing and withdrawing: a draft becomes an edition that never changes again; an edition is no longer in force."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine

from app.framework.change import Verb, summary
from app.framework.content import Content
from app.framework.counts import count
from app.framework.diff import diff
from app.framework.digest import digest
from app.framework.edition import BrokenEdition, Edition
from app.framework.lint import Finding, lint_errors
from app.kit.mendable import Mendable
from app.store import audit, editions, feed, identities
from app.store.audit import COMMAND_LINE, Actor
from app.store.editions import EditionRecord
from app.store.problem import ContentConflict
from app.store.saving import load
from app.store.scope import reading, writing

#: How often a publish starts anew because the draft was edited, or another edition published, while it got ready.
_ATTEMPTS = 5
#: How many lint errors a message tells one by one.
_MOST_TOLD = 20


class AlreadyPublished(ContentConflict):
    """The edition is no draft any more."""


class NotInForce(ContentConflict):
    """The edition cannot be withdrawn: it is a draft, withdrawn already, or not there."""


class LintRefused(Mendable):
    """Lint finds errors in what is to be published; ``findings`` are all of them."""

    def __init__(self, label: str, findings: Sequence[Finding]) -> None:
        shown = [f"{each.place}: {each.message}" for each in findings[:_MOST_TOLD]]
        more = [f"and {len(findings) - _MOST_TOLD:,} more"] if len(findings) > _MOST_TOLD else []
        errors = "an error" if len(findings) == 1 else f"{len(findings):,} errors"
        opening = f"{label} is not published, because lint finds {errors} in it:"
        super().__init__("\n  ".join((opening, *shown, *more)))
        self.findings = tuple(findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """A draft made ready to be published, outside of any lock.

    It holds for this ``revision`` of the draft and while ``sequence`` is the framework's last; ``summary`` says how it
    differs from the edition before it.
    """

    record: EditionRecord
    counts: Mapping[str, int]
    digest: str
    effective_from: dt.date
    sequence: int
    summary: dict[str, dict[Verb, int]]
    identities: identities.Prepared


def today() -> dt.date:
    """The day it is in UTC, the day by which editions come into force."""
    return dt.datetime.now(dt.UTC).date()


def publish_draft(engine: Engine, framework: str, version: str, actor: Actor = COMMAND_LINE) -> str:
    """Publish the draft with a label; its digest. AlreadyPublished or ContentConflict when it cannot be published,
    LintRefused while lint finds errors in it.

    The draft is loaded, checked and compared before any lock is taken; under the lock it is only looked whether all of
    that still holds.
    """
    for _ in range(_ATTEMPTS):
        sealed = _prepare(engine, framework, version)
        with writing(engine) as connection:
            # The framework's row first, as imports do: under it numbers and identities are given.
            editions.find_framework(connection, framework, lock=True)
            record = _draft(connection, framework, version)
            same = record.envelope.revision == sealed.record.envelope.revision
            if same and editions.last_sequence(connection, record.framework_id) == sealed.sequence:
                write(connection, sealed, actor)
                return sealed.digest
    raise ContentConflict(f"The draft {version} is being edited while it is published; nothing was written, try again")


def _prepare(engine: Engine, framework: str, version: str) -> Sealed:
    with reading(engine) as connection:
        record = _draft(connection, framework, version, lock=False)
        edition = _read_draft(connection, record)
        refuse_lint_errors(edition, version)
        return seal(connection, record, edition, digest(edition))


def refuse_lint_errors(edition: Edition, version: str) -> None:
    """LintRefused where lint finds errors in what is to be published under a label."""
    if found := lint_errors(edition):
        raise LintRefused(f"{edition.framework.slug} {version}", found)


def _draft(connection: Connection, framework: str, version: str, *, lock: bool = True) -> EditionRecord:
    record = editions.find_edition(connection, framework, version, lock=lock)
    if record is None:
        raise ContentConflict(f"There is no edition {version} of {framework}; make one with capframe import")
    if record.envelope.status != "draft":
        raise AlreadyPublished(f"Edition {version} of {framework} is {record.envelope.status} already")
    return record


def _read_draft(connection: Connection, record: EditionRecord) -> Edition:
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


def seal(connection: Connection, record: EditionRecord, edition: Edition, sealed: str) -> Sealed:
    """Work out all that publishing a draft with this content and digest writes; reads only."""
    effective_from = record.envelope.effective_from or today()
    before, following = editions.neighbours(connection, record.framework_id, record.id, effective_from)
    place = identities.Place(record.id, before, following)
    latest = editions.find_latest(connection, record.framework_id)
    base = load(connection, latest.id) if latest else Content(framework=edition.framework)
    return Sealed(
        record=record,
        counts=count(edition),
        digest=sealed,
        effective_from=effective_from,
        sequence=editions.last_sequence(connection, record.framework_id),
        summary=summary(diff(base, edition)),
        identities=identities.prepare(connection, record.framework_id, edition, place),
    )


def write(connection: Connection, sealed: Sealed, actor: Actor) -> None:
    """Publish a draft that is locked and as it was when it was sealed; part of the caller's transaction."""
    record = sealed.record
    at = dt.datetime.now(dt.UTC).replace(microsecond=0)
    editions.change_draft(connection, record.id, counts=editions.counts_text(sealed.counts))
    editions.publish_row(
        connection,
        record,
        sequence=sealed.sequence + 1,
        digest=sealed.digest,
        effective_from=sealed.effective_from,
        published_at=at,
    )
    identities.record(connection, record.framework_id, sealed.identities)
    version = record.envelope.version
    audit.record(connection, actor, "publish", record.framework_id, version=version, note=sealed.digest)
    _tell(connection, record, "published", at, sealed.summary)


def withdraw_edition(engine: Engine, framework: str, version: str, reason: str, actor: Actor = COMMAND_LINE) -> None:
    """Take a published edition out of force, with a reason for its readers; it stays readable. NotInForce when it is
    a draft, or withdrawn already."""
    with writing(engine) as connection:
        editions.find_framework(connection, framework, lock=True)
        record = editions.find_edition(connection, framework, version, lock=True)
        if record is None or record.envelope.status != "published":
            status = record.envelope.status if record else "not there"
            raise NotInForce(f"Edition {version} of {framework} is {status}; only a published one is withdrawn")
        at = dt.datetime.now(dt.UTC).replace(microsecond=0)
        editions.withdraw_row(connection, record.id, reason, at)
        audit.record(connection, actor, "withdraw", record.framework_id, version=version, note=reason)
        _tell(connection, record, "withdrawn", at, {})


def _tell(connection: Connection, record: EditionRecord, action: Any, at: dt.datetime, said: Mapping[str, Any]) -> None:
    feed.append(connection, framework_id=record.framework_id, edition_id=record.id, action=action, at=at, summary=said)
