"""Publishing and withdrawing: a draft becomes an edition that never changes again; an edition is no longer in force.

All that takes time is done before a lock is taken; see docs/decisions/0020-publishing.md.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Engine

from app.catalogue import Catalogue
from app.framework.change import VERBS, Verb, summary
from app.framework.counts import count
from app.framework.diff import diff
from app.framework.digest import digest
from app.framework.edition import BrokenEdition, Edition
from app.framework.lint import Finding, lint_errors
from app.framework.release import Release
from app.kit.collector import resting_collector
from app.kit.mendable import Mendable
from app.store import audit, editions, feed, identities
from app.store.audit import COMMAND_LINE, Actor
from app.store.editions import EditionRecord
from app.store.problem import ContentConflict, EmptyEdition
from app.store.saving import load
from app.store.scope import reading, writing

#: How often a publish starts anew because the draft was edited, or another edition published, while it got ready.
_ATTEMPTS = 5
#: How many lint errors a message tells one by one.
_MOST_TOLD = 20
Check = Callable[[Release], object]


class NoSuchEdition(ContentConflict):
    """There is no edition under the label."""


class BrokenContent(ContentConflict):
    """The draft cannot be an edition as it is; ``findings`` says why, where it is a matter of rules of the model."""

    def __init__(self, message: str, findings: Sequence[object] = ()) -> None:
        super().__init__(message)
        self.findings = findings


class AlreadyPublished(ContentConflict):
    """The edition is no draft any more."""


class NotInForce(ContentConflict):
    """The edition cannot be withdrawn: it is a draft, or withdrawn already."""


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

    It holds for this ``revision`` of the draft, while ``sequence`` is the framework's last and ``base`` (a row number)
    the edition that it follows; ``summary`` says how it differs from that one.
    """

    record: EditionRecord
    edition: Edition
    counts: Mapping[str, int]
    digest: str
    effective_from: dt.date
    sequence: int
    base: int | None
    summary: dict[str, dict[Verb, int]]
    identities: identities.Prepared


def today() -> dt.date:
    """The day it is in UTC, the day by which editions come into force."""
    return dt.datetime.now(dt.UTC).date()


def publish_draft(
    engine: Engine,
    framework: str,
    version: str,
    actor: Actor = COMMAND_LINE,
    *,
    catalogue: Catalogue | None = None,
    check: Check = lambda _: None,
) -> str:
    """Publish the draft with a label; its digest. ContentConflict where it is edited all the while, one of those above
    where it cannot be published, LintRefused while lint finds errors in it.

    The draft is loaded, checked and compared before any lock is taken; under the lock it is only looked whether all of
    that still holds. A catalogue spares the load of the edition that is followed, and keeps the new one for readers;
    ``check`` looks at the draft that is to be published, and may refuse it.
    """
    for _ in range(_ATTEMPTS):
        sealed = _prepare(engine, framework, version, catalogue, check)
        if _publish(engine, sealed, actor):
            if catalogue:
                catalogue.hold(sealed.record.id, sealed.digest, sealed.edition)
            return sealed.digest
    raise ContentConflict(f"The draft {version} is being edited while it is published; nothing was written, try again")


def _publish(engine: Engine, sealed: Sealed, actor: Actor) -> bool:
    """Publish a draft as it was made ready; False, and nothing written, where that no longer holds."""
    framework, version = sealed.record.framework, sealed.record.envelope.version
    with resting_collector(), writing(engine) as connection:
        # The framework's row first, as imports do: under it numbers and identities are given.
        editions.find_framework(connection, framework, lock=True)
        if holds := _still_holds(connection, sealed, _draft(connection, framework, version)):
            write(connection, sealed, actor)
        return holds


def _still_holds(connection: Connection, sealed: Sealed, record: EditionRecord) -> bool:
    prepared = sealed.record
    if (record.id, record.envelope.revision) != (prepared.id, prepared.envelope.revision):
        return False
    if editions.last_sequence(connection, record.framework_id) != sealed.sequence:
        return False
    base = _followed(connection, record, sealed.effective_from)  # others may have been withdrawn
    return (base.id if base else None) == sealed.base


def _prepare(engine: Engine, framework: str, version: str, catalogue: Catalogue | None, check: Check) -> Sealed:
    with reading(engine) as connection, resting_collector():
        record = _draft(connection, framework, version, lock=False)
        edition = _read_draft(connection, record)
        check(Release(envelope=record.envelope, edition=edition))
        refuse_lint_errors(edition, version)
        return seal(connection, record, edition, digest(edition), catalogue)


def refuse_lint_errors(edition: Edition, version: str) -> None:
    """LintRefused where lint finds errors in what is to be published under a label."""
    if found := lint_errors(edition):
        raise LintRefused(f"{edition.framework.slug} {version}", found)


def _draft(connection: Connection, framework: str, version: str, *, lock: bool = True) -> EditionRecord:
    record = editions.find_edition(connection, framework, version, lock=lock)
    if record is None:
        raise NoSuchEdition(f"There is no edition {version} of {framework}; make one with capframe import")
    if record.envelope.status != "draft":
        raise AlreadyPublished(f"Edition {version} of {framework} is {record.envelope.status} already")
    return record


def _read_draft(connection: Connection, record: EditionRecord) -> Edition:
    """The content of a draft, which a hand may have written: it must hold together and be of its framework."""
    version = record.envelope.version
    try:
        edition = load(connection, record.id)
    except BrokenEdition as broken:
        told = f"The draft {version} breaks rules, so it stays a draft: {broken}"
        raise BrokenContent(told, broken.findings) from None
    except EmptyEdition:
        raise BrokenContent(f"The draft {version} says nothing of its framework yet, not even its name") from None
    except (AttributeError, TypeError, ValueError) as error:  # SQLite lets a hand put text where a day belongs
        raise BrokenContent(f"The draft {version} holds a value of the wrong kind") from error
    framework = editions.find_framework(connection, record.framework)
    if framework is None or (edition.framework.slug, edition.framework.key) != (record.framework, framework[1]):
        raise BrokenContent(f"The draft {version} names another framework than {record.framework}")
    return edition


def seal(
    connection: Connection, record: EditionRecord, edition: Edition, sealed: str, catalogue: Catalogue | None = None
) -> Sealed:
    """Work out all that publishing a draft with this content and digest writes; reads only."""
    effective_from = record.envelope.effective_from or today()
    before, following = editions.neighbours(connection, record.framework_id, record.id, effective_from)
    place = identities.Place(record.id, before, following)
    base, counts = _followed(connection, record, effective_from), count(edition)
    new_since = summary(diff(_content(connection, base, catalogue), edition)) if base else _all_new(counts)
    return Sealed(
        record=record,
        edition=edition,
        counts=counts,
        digest=sealed,
        effective_from=effective_from,
        sequence=editions.last_sequence(connection, record.framework_id),
        base=base.id if base else None,
        summary=new_since,
        identities=identities.prepare(connection, record.framework_id, edition, place),
    )


def _followed(connection: Connection, record: EditionRecord, day: dt.date) -> EditionRecord | None:
    """The edition that is in force on a day unless the draft is."""
    return editions.find_current(connection, record.framework, day)


def _content(connection: Connection, record: EditionRecord, catalogue: Catalogue | None) -> Edition:
    return (catalogue and catalogue.find_held(record)) or load(connection, record.id)


def _all_new(counts: Mapping[str, int]) -> dict[str, dict[Verb, int]]:
    """The summary of an edition that follows none: a comparison with nothing would take its time to say the same."""
    return {noun: {verb: number if verb == "added" else 0 for verb in VERBS} for noun, number in counts.items()}


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
    feed.append(
        connection,
        framework_id=record.framework_id,
        edition_id=record.id,
        base_id=sealed.base,
        action="published",
        at=at,
        summary=sealed.summary,
    )


def withdraw_edition(engine: Engine, framework: str, version: str, reason: str, actor: Actor = COMMAND_LINE) -> None:
    """Take a published edition out of force, with a reason for its readers; it stays readable.

    NotInForce when it is a draft, or withdrawn already; NoSuchEdition.
    """
    with writing(engine) as connection:
        editions.find_framework(connection, framework, lock=True)
        record = editions.find_edition(connection, framework, version, lock=True)
        if record is None:
            raise NoSuchEdition(f"There is no edition {version} of {framework}")
        if record.envelope.status != "published":
            status = record.envelope.status
            raise NotInForce(f"Edition {version} of {framework} is {status}; only a published one is withdrawn")
        at = dt.datetime.now(dt.UTC).replace(microsecond=0)
        editions.withdraw_row(connection, record.id, reason, at)
        audit.record(connection, actor, "withdraw", record.framework_id, version=version, note=reason)
        feed.append(
            connection, framework_id=record.framework_id, edition_id=record.id, action="withdrawn", at=at, summary={}
        )
