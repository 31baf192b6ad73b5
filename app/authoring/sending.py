"""Files sent over HTTP: they become the content of a draft that is there, or the changes they would make are told."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from sqlalchemy import Connection, Engine

from app.authoring.carrying import Said
from app.authoring.importing import ImportRefused, Outcome, import_release, remarks_on_gone
from app.authoring.targets import Target, find_draft
from app.exchange import govuk, native, renames, retirements
from app.exchange.fault import Remark
from app.framework.edition import Edition
from app.framework.release import Envelope, Release
from app.store import editions
from app.store.audit import Actor
from app.store.scope import reading

Format = Literal["native", "govuk"]
#: What files of each format are called when several are sent; the first one must be there.
PARTS: Mapping[Format, tuple[str, ...]] = {
    "native": ("file",),
    "govuk": ("roles", "skills", "order", "renames", "retirements"),
}


@dataclass(frozen=True, slots=True)
class File:
    """A file as it was sent."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Sent:
    """Files of a format, by part."""

    format: Format
    files: Mapping[str, File]


def send(engine: Engine, target: Target, sent: Sent, actor: Actor, *, dry_run: bool) -> Outcome:
    """Make files the content of a draft; its envelope stays. NotFound or NotADraft where there is no such draft."""
    with reading(engine) as connection:
        record = find_draft(connection, target, lock=False)
        name = _name(connection, record.id)
    edition, remarks = _parsed(sent, target.framework, name)
    if edition.framework.slug != target.framework:
        raise ImportRefused(f"The file is of the framework {edition.framework.slug!r}, not {target.framework!r}.")
    there = record.envelope
    envelope = Envelope(version=target.version, effective_from=there.effective_from, notes=there.notes)
    release = Release(envelope=envelope, edition=edition)
    outcome = import_release(
        engine,
        release,
        keyless=sent.format != "native",
        publishing=False,
        dry_run=dry_run,
        actor=actor,
        only_drafts=True,
        said=_said(sent),
    )
    first = sent.files[PARTS[sent.format][0]].name
    return replace(outcome, remarks=(*remarks, *remarks_on_gone(outcome, first)))


def _said(sent: Sent) -> Said:
    """The lists that were sent beside the files."""
    listed, gone = sent.files.get("renames"), sent.files.get("retirements")
    return Said(
        renames=renames.read(listed.name, listed.data) if listed else None,
        retirements=retirements.read(gone.name, gone.data) if gone else None,
    )


def _name(connection: Connection, edition_id: int) -> str | None:
    about = editions.find_about(connection, edition_id)
    return about.name if about else None


def _parsed(sent: Sent, framework: str, name: str | None) -> tuple[Edition, tuple[Remark, ...]]:
    if sent.format == "native":
        file = sent.files["file"]
        return native.parse(file.data, file.name).edition, ()
    files = {part: govuk.File(file.name, file.data) for part, file in sent.files.items()}
    parsed = govuk.parse(files["roles"], files.get("skills"), files.get("order"), slug=framework, name=name)
    return parsed.edition, parsed.remarks
