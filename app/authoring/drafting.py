"""Drafts as a whole: a framework is founded, a draft made, its envelope changed, its content replaced, or it goes."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine

from app.authoring.changing import Asked, Edit, edit_whole, told_envelope
from app.authoring.losing import find_missing_keys
from app.authoring.sending import Made, Received, received
from app.authoring.targets import Target, find_draft, load_draft
from app.authoring.waiving import refuse_unknown_rules, waivers_of
from app.exchange import native
from app.framework.about import Framework
from app.framework.content import Content
from app.framework.counts import count
from app.framework.edition import Edition
from app.framework.release import RESERVED_VERSIONS, Envelope, Release
from app.kit.conflicts import AlreadyExists, WriteConflict
from app.kit.problems import Fault, InvalidBody, NotFound
from app.store import audit, editions
from app.store.audit import Actor
from app.store.copying import copy_content
from app.store.editions import EditionRecord
from app.store.saving import save
from app.store.scope import reading, writing

#: How a draft looks to who reads it: its bytes are what If-Match is compared with.
Show = Callable[[Release], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftWanted:
    """A draft that is to be made: its label, and the label (or ``current``) of the edition it starts from, if any."""

    version: str
    based_on: str | None = None
    effective_from: dt.date | None = None
    notes: str | None = None


def create_framework(engine: Engine, about: Framework, actor: Actor) -> None:
    """Found a framework. What is said of it here is what its first draft starts with. AlreadyExists."""
    with writing(engine) as connection:
        if editions.find_framework(connection, about.slug) or editions.find_slug(connection, about.key):
            raise AlreadyExists(f"There is a framework {about.slug!r} already.")
        framework_id = editions.create_framework(connection, about.slug, about.key, facts=about)
        audit.record(connection, actor, "create-framework", framework_id, note=about.name)


def create_draft(engine: Engine, framework: str, wanted: DraftWanted, actor: Actor) -> None:
    """Make a draft, empty but for the framework's own words, or a copy of an edition's content."""
    if wanted.version in RESERVED_VERSIONS:
        message = f"{wanted.version!r} is a word with another meaning; choose a label such as 2026.1"
        raise InvalidBody(f"version {message}.", errors=[Fault(detail=message, pointer="/version")])
    with writing(engine) as connection:
        found = editions.find_framework(connection, framework, lock=True)
        if found is None:
            raise NotFound(f"There is no framework {framework!r}.")
        if editions.find_edition(connection, framework, wanted.version):
            raise AlreadyExists(f"Framework {framework!r} has an edition {wanted.version!r} already.")
        base = _base(connection, framework, wanted.based_on) if wanted.based_on else None
        envelope = Envelope(version=wanted.version, effective_from=wanted.effective_from, notes=wanted.notes)
        edition_id = editions.create_draft(connection, found[0], envelope)
        _fill(connection, edition_id, found[0], base)
        note = f"based on {base.envelope.version}" if base else "empty"
        audit.record(connection, actor, "create-draft", found[0], version=wanted.version, note=note)


def _base(connection: Connection, framework: str, label: str) -> EditionRecord:
    if label == "current":
        record = editions.find_current(connection, framework, dt.datetime.now(dt.UTC).date())
    else:
        record = editions.find_edition(connection, framework, label)
    if record is None:
        message = f"names {label!r}, but {framework!r} has no such edition"
        raise InvalidBody(f"based_on {message}.", errors=[Fault(detail=message, pointer="/based_on")])
    return record


def _fill(connection: Connection, edition_id: int, framework_id: int, base: EditionRecord | None) -> None:
    if base is not None:
        copy_content(connection, base.id, edition_id)
        counts = base.counts
    else:
        content = Edition(framework=_facts(connection, framework_id, edition_id))
        save(connection, edition_id, content)
        counts = count(content)
    editions.change_draft(connection, edition_id, counts=editions.counts_text(counts))


def _facts(connection: Connection, framework_id: int, edition_id: int) -> Framework:
    """What the latest edition says of the framework, else the newest, withdrawn or a draft; before the first one, what
    was said when it was founded."""
    latest = editions.find_latest(connection, framework_id)
    latest = latest or editions.find_newest(connection, framework_id, but_for=edition_id)
    told = editions.find_about(connection, latest.id) if latest else None
    return told or editions.founding_facts(connection, framework_id)


def change_envelope(engine: Engine, asked: Asked, show: Show, values: Mapping[str, Any]) -> None:
    """Set ``notes`` or ``effective_from`` of a draft; ``show`` is how it looks to who changes it."""

    def change(connection: Connection, record: EditionRecord) -> None:
        note = told_envelope(record, values)
        if note is None:
            return
        editions.change_draft(connection, record.id, **values)
        version = record.envelope.version
        audit.record(connection, asked.actor, "change-draft", record.framework_id, version=version, note=note)

    _if_unchanged(engine, asked, show, change)


def delete_draft(engine: Engine, asked: Asked, show: Show) -> None:
    """Remove a draft with its content; its history stays in the audit."""

    def change(connection: Connection, record: EditionRecord) -> None:
        editions.delete_draft(connection, record.id)
        version = record.envelope.version
        audit.record(connection, asked.actor, "delete-draft", record.framework_id, version=version)

    _if_unchanged(engine, asked, show, change, blindly=True)


def _if_unchanged(
    engine: Engine,
    asked: Asked,
    show: Show,
    change: Callable[[Connection, EditionRecord], None],
    *,
    blindly: bool = False,
) -> None:
    """``blindly``: whoever does not mind its state need not be shown it, so a draft that cannot be shown will do."""
    with reading(engine) as connection:
        seen = find_draft(connection, asked.target, lock=False)
        if not (blindly and asked.condition.whatever):
            asked.condition.check(show(load_draft(connection, seen)))
    with writing(engine) as connection:
        record = find_draft(connection, asked.target, lock=True)
        if (record.id, record.envelope.revision) != (seen.id, seen.envelope.revision):
            raise WriteConflict("The draft was changed by somebody else just now; nothing was written.")
        change(connection, record)


def replace_content(engine: Engine, asked: Asked, data: bytes) -> Received:
    """Put a whole native document (JSON) in the place of a draft's content, its envelope included.

    UnreadableFile says what is wrong with it; InvalidBody where it is of another framework or label.
    """
    release = native.parse(data, "body.json")
    made: list[Made] = []

    def edit(connection: Connection, record: EditionRecord, there: Release) -> Edit:
        asked.condition.check(native.render_compact(there))
        check_address(release, asked.target, there.edition)
        refuse_unknown_rules(release.edition.waivers, there.edition.waivers)
        said = {"effective_from": release.envelope.effective_from, "notes": release.envelope.notes}
        missing = find_missing_keys(connection, release.edition, (record, there.edition))
        made.append(Made(Edit(there.edition, release.edition, "replace-content", said), None, missing))
        return made[-1].edit

    with waivers_of(data, "body.json"):
        edit_whole(engine, asked, edit)
    return received(made[-1], "body.json", asked.target.version)


def check_address(release: Release, target: Target, there: Content) -> None:
    """InvalidBody unless a document is of the framework and edition at whose address it was sent."""
    about, faults = release.edition.framework, []
    if (about.slug, about.key) != (there.framework.slug, there.framework.key):
        message = f"must be that of this framework: slug {there.framework.slug!r}, key {there.framework.key!r}"
        faults.append(Fault(detail=message, pointer="/framework"))
    if release.envelope.version != target.version:
        message = f"must be {target.version!r}, as in the address"
        faults.append(Fault(detail=message, pointer="/version"))
    if faults:
        raise InvalidBody("The document belongs to another address.", errors=faults)
