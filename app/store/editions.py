"""The rows of frameworks and editions: finding them, opening a draft, publishing it."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, Text, and_, case, cast, delete, func, insert, select, update

from app.framework.about import Framework, Licence
from app.framework.digest import canonical
from app.framework.release import Envelope
from app.store.problem import ContentConflict
from app.store.rows.about import framework_of
from app.store.saving import clear
from app.store.tables import table
from app.store.times import in_utc

_FRAMEWORK, _EDITION, _ABOUT = table("framework"), table("edition"), table("about")
_PROPOSAL = table("proposal")
_ENVELOPE = (
    "version", "status", "effective_from", "notes", "sequence", "published_at", "digest", "revision", "withdrawn_at",
    "withdrawn_reason",
)  # fmt: skip
#: What ``fingerprint`` finds; two that are equal were taken of the same public editions.
Fingerprint = tuple[Any, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionRecord:
    """An edition without its content. ``counts`` has a number for every noun."""

    id: int
    framework_id: int
    framework: str
    envelope: Envelope
    counts: Mapping[str, int]


def find_framework(connection: Connection, slug: str, *, lock: bool = False) -> tuple[int, str] | None:
    """The row number and key of a framework; ``lock`` keeps others from publishing in it until the transaction ends."""
    query = select(_FRAMEWORK.c.id, _FRAMEWORK.c.key).where(_FRAMEWORK.c.slug == slug)
    row = connection.execute(query.with_for_update(key_share=True) if lock else query).first()
    return (row.id, row.key) if row else None


def find_slug(connection: Connection, key: str) -> str | None:
    """The slug of the framework with a key."""
    return connection.execute(select(_FRAMEWORK.c.slug).where(_FRAMEWORK.c.key == key)).scalar()


def create_framework(connection: Connection, slug: str, key: str, facts: Framework | None = None) -> int:
    """A new framework's row number. ``facts`` are what is said of it before it has an edition."""
    values = {"slug": slug, "key": key, "facts": json.dumps(canonical(facts)) if facts else None}
    made = connection.execute(insert(_FRAMEWORK).values(values).returning(_FRAMEWORK.c.id))
    return int(made.scalar_one())


def founding_facts(connection: Connection, framework_id: int) -> Framework:
    """What was said of a framework when it was founded; no more than its slug where that was not over the API."""
    query = select(_FRAMEWORK.c.slug, _FRAMEWORK.c.key, _FRAMEWORK.c.facts).where(_FRAMEWORK.c.id == framework_id)
    slug, key, facts = connection.execute(query).one()
    told = json.loads(facts or "{}")
    licence = {"licence": Licence(**told["licence"])} if told.get("licence") else {}
    return Framework(**{"slug": slug, "key": key, "name": slug} | told | licence)


def find_edition(connection: Connection, framework: str, version: str, *, lock: bool = False) -> EditionRecord | None:
    """The edition with a label, drafts too; ``lock`` keeps others from changing it until the transaction ends."""
    query = _editions().where(_FRAMEWORK.c.slug == framework, _EDITION.c.version == version)
    row = connection.execute(query.with_for_update(of=_EDITION) if lock else query).first()
    return _record(row) if row else None


def get_edition(connection: Connection, framework: str, version: str) -> EditionRecord:
    """The edition with a label, locked for writing; ContentConflict when it is gone."""
    record = find_edition(connection, framework, version, lock=True)
    if record is None:
        raise ContentConflict(f"There is no edition {version} of {framework}; make one with capframe import")
    return record


def find_current(connection: Connection, framework: str, day: dt.date) -> EditionRecord | None:
    """The published edition with the greatest ``effective_from`` not after a day; of several, the last published."""
    in_force = and_(_EDITION.c.status == "published", _EDITION.c.effective_from <= day)
    row = connection.execute(_editions().where(_FRAMEWORK.c.slug == framework, in_force).order_by(*_LATEST).limit(1))
    return next(map(_record, row), None)


def find_latest(connection: Connection, framework_id: int) -> EditionRecord | None:
    """The published edition with the greatest ``effective_from``, be it in force yet or not."""
    query = _editions().where(_EDITION.c.framework_id == framework_id, _EDITION.c.status == "published")
    return next(map(_record, connection.execute(query.order_by(*_LATEST).limit(1))), None)


def find_newest(connection: Connection, framework_id: int, *, but_for: int) -> EditionRecord | None:
    """But for one (row number), the edition published last, withdrawn or not; where none was, the draft begun last."""
    last = func.coalesce(_EDITION.c.sequence, 0).desc(), _EDITION.c.id.desc()
    others = _editions().where(_EDITION.c.framework_id == framework_id, _EDITION.c.id != but_for)
    return next(map(_record, connection.execute(others.order_by(*last).limit(1))), None)


def neighbours(
    connection: Connection, framework_id: int, edition_id: int, day: dt.date
) -> tuple[frozenset[int], int | None]:
    """The editions in force up to a day but for one, and the first that comes into force after it (row numbers).

    Withdrawn editions count: what they gave out, they gave out.
    """
    query = select(_EDITION.c.id, _EDITION.c.effective_from).where(
        _EDITION.c.framework_id == framework_id, _EDITION.c.status != "draft", _EDITION.c.id != edition_id
    )
    listed = connection.execute(query.order_by(_EDITION.c.effective_from, _EDITION.c.sequence)).all()
    following = next((row.id for row in listed if row.effective_from > day), None)
    return frozenset(row.id for row in listed if row.effective_from <= day), following


def fingerprint(connection: Connection) -> Fingerprint:
    """Tells whether there was a publish or withdrawal since, be it one by hand. One SELECT over the table of editions.

    The guard lets public editions come and be withdrawn, never go: the counts alone rise with either. The other figures
    tell apart what was put back from a copy.
    """
    withdrawn, when = func.count(case((_EDITION.c.status == "withdrawn", 1))), func.max(_EDITION.c.published_at)
    figures = (func.count(), withdrawn, func.sum(_EDITION.c.id), cast(when, Text))
    return tuple(connection.execute(select(*figures).where(_EDITION.c.status != "draft")).one())


def list_public_editions(connection: Connection) -> list[EditionRecord]:
    """Published and withdrawn editions of all frameworks, by slug, then newest first."""
    query = _editions().where(_EDITION.c.status != "draft").order_by(_FRAMEWORK.c.slug, _EDITION.c.sequence.desc())
    return [_record(row) for row in connection.execute(query)]


def public_abouts(connection: Connection) -> dict[int, Framework]:
    """What the published and withdrawn editions say of their framework, by edition."""
    public = _EDITION.c.status != "draft"
    rows = connection.execute(select(_ABOUT).join(_EDITION, _EDITION.c.id == _ABOUT.c.edition_id).where(public))
    return {edition_id: framework_of(values) for edition_id, *values in rows}


def list_drafts(connection: Connection, framework: str) -> list[EditionRecord]:
    """The drafts of a framework, the last begun first."""
    query = _editions().where(_FRAMEWORK.c.slug == framework, _EDITION.c.status == "draft")
    return [_record(row) for row in connection.execute(query.order_by(_EDITION.c.id.desc()))]


def find_revision(connection: Connection, edition_id: int) -> int | None:
    """The revision of an edition; None when it is gone."""
    return connection.execute(select(_EDITION.c.revision).where(_EDITION.c.id == edition_id)).scalar()


def find_about(connection: Connection, edition_id: int) -> Framework | None:
    """What an edition says of its framework; None where a draft says nothing yet."""
    row = connection.execute(select(_ABOUT).where(_ABOUT.c.edition_id == edition_id)).first()
    return framework_of(row[1:]) if row else None


def create_draft(connection: Connection, framework_id: int, envelope: Envelope) -> int:
    """A new draft's row number; it has no content yet."""
    values = {"version": envelope.version, "effective_from": envelope.effective_from, "notes": envelope.notes}
    made = connection.execute(
        insert(_EDITION)
        .values(framework_id=framework_id, status="draft", revision=0, counts="{}", **values)
        .returning(_EDITION.c.id)
    )
    return int(made.scalar_one())


def change_draft(connection: Connection, edition_id: int, **values: Any) -> None:
    """Change the envelope of a draft and raise its revision."""
    raised = update(_EDITION).where(_EDITION.c.id == edition_id).values(revision=_EDITION.c.revision + 1, **values)
    connection.execute(raised)


def counts_text(counts: Mapping[str, int]) -> str:
    """Counts as the column holds them."""
    return json.dumps(counts)


def delete_draft(connection: Connection, edition_id: int) -> None:
    """Remove a draft with its content. Proposals that named it keep its label alone."""
    for column in (_PROPOSAL.c.edition_id, _PROPOSAL.c.accepted_id):
        connection.execute(update(_PROPOSAL).where(column == edition_id).values({column: None}))
    clear(connection, edition_id)
    connection.execute(delete(_EDITION).where(_EDITION.c.id == edition_id))


def last_sequence(connection: Connection, framework_id: int) -> int:
    """The number of the edition that was published last in a framework; 0 where none was."""
    taken = select(func.coalesce(func.max(_EDITION.c.sequence), 0)).where(_EDITION.c.framework_id == framework_id)
    return int(connection.execute(taken).scalar_one())


def publish_row(connection: Connection, record: EditionRecord, **values: Any) -> None:
    """Turn a draft into a published edition, with its sequence, digest, day and time.

    The caller holds the lock of the draft, and that of the framework: without it two publishes take the same number.
    """
    done = connection.execute(
        update(_EDITION)
        .where(_EDITION.c.id == record.id, _EDITION.c.status == "draft")
        .values(status="published", **values)
    )
    if done.rowcount != 1:
        raise ContentConflict(f"Edition {record.envelope.version} was published by somebody else just now")


def withdraw_row(connection: Connection, edition_id: int, reason: str, at: dt.datetime) -> None:
    """Mark a published edition, which the caller has locked, as withdrawn."""
    gone = update(_EDITION).where(_EDITION.c.id == edition_id)
    connection.execute(gone.values(status="withdrawn", withdrawn_at=at, withdrawn_reason=reason))


_LATEST = (_EDITION.c.effective_from.desc(), _EDITION.c.sequence.desc())


def _editions() -> Select[Any]:
    columns = [_EDITION.c[name] for name in ("id", "framework_id", *_ENVELOPE, "counts")]
    return select(_FRAMEWORK.c.slug, *columns).join(_FRAMEWORK, _FRAMEWORK.c.id == _EDITION.c.framework_id)


def _record(row: Row[Any]) -> EditionRecord:
    held = {name: getattr(row, name) for name in _ENVELOPE}
    for name in ("published_at", "withdrawn_at"):
        held[name] = held[name] and in_utc(held[name])
    envelope = Envelope(**held)
    return EditionRecord(
        id=row.id, framework_id=row.framework_id, framework=row.slug, envelope=envelope, counts=json.loads(row.counts)
    )
