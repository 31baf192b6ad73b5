"""Files sent over HTTP: they become the content of a draft that is there, or the changes they would make are told."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from sqlalchemy import Connection, Engine

from app.authoring.carrying import Carried, Said, carry_on, remarks_on_gone
from app.authoring.changing import Asked, Edit, edit_whole
from app.authoring.importing import ImportRefused
from app.authoring.losing import find_missing_keys, remarks_on_missing
from app.authoring.targets import find_draft, load_draft
from app.authoring.waiving import refuse_unknown_rules, waivers_of
from app.exchange import govuk, native, renames, retirements
from app.exchange.fault import Remark
from app.framework.change import Change
from app.framework.content import Content
from app.framework.counts import count
from app.framework.diff import diff
from app.framework.edition import Edition
from app.framework.missing_keys import MissingKey
from app.framework.release import Release
from app.framework.renames import Proposal, propose
from app.framework.retiring import unexplained
from app.store import editions
from app.store.editions import EditionRecord
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What files made of a draft, or would make of it: the counts after it, and the changes that lead there from the
    draft, whose label ``compared_with`` is. ``remarks`` are for the files' owner, ``proposals`` renames that a dry run
    of files without keys finds likely; ``missing_keys`` would keep ids that a file with keys loses."""

    counts: Mapping[str, int]
    changes: tuple[Change, ...]
    remarks: tuple[Remark, ...]
    compared_with: str
    proposals: tuple[Proposal, ...] = ()
    missing_keys: tuple[MissingKey, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """What files make of a draft, and the published edition that those without keys were held against."""

    edit: Edit
    before: Content | None
    missing_keys: tuple[MissingKey, ...]


def send(engine: Engine, asked: Asked, sent: Sent, *, dry_run: bool) -> Received:
    """Make files the content of a draft; its envelope stays. NotFound or NotADraft where there is no such draft,
    PreconditionFailed where its content is not what the sender says to have seen.

    They are read and compared before the draft is locked, and only the rows that differ are written.
    """
    target = asked.target
    with reading(engine) as connection:
        name = _name(connection, find_draft(connection, target, lock=False).id)
    edition, remarks = _parsed(sent, target.framework, name)
    said = _said(sent)
    made: list[Made] = []

    def edit(connection: Connection, record: EditionRecord, there: Release) -> Edit:
        asked.condition.check_if_sent(lambda: native.render_compact(there))
        new, base = Carried(edition, None), (record, there.edition)
        if sent.format != "native":
            framework = (record.framework_id, there.edition.framework.key)
            new = carry_on(connection, edition, framework, base, said)
        else:
            refuse_unknown_rules(edition.waivers, there.edition.waivers)
        _check_framework(new.edition, there.edition)
        missing = find_missing_keys(connection, edition, base) if sent.format == "native" else ()
        made.append(Made(Edit(there.edition, new.edition, "import"), new.before, missing))
        return made[-1].edit

    first = sent.files[PARTS[sent.format][0]]
    with waivers_of(first.data, first.name):
        if dry_run:
            with reading(engine) as connection:
                record = find_draft(connection, target, lock=False)
                edit(connection, record, load_draft(connection, record))
        else:
            edit_whole(engine, asked, edit)
    told = received(made[-1], first.name, target.version)
    before = made[-1].before if dry_run else None
    proposals = propose(made[-1].edit.new, before) if before else ()
    return replace(told, remarks=(*remarks, *told.remarks), proposals=proposals)


def received(made: Made, file: str, version: str) -> Received:
    """What is told of it to whoever sent a file into a draft with that label."""
    old, new = made.edit.old, made.edit.new
    gone = tuple(unexplained(new, made.before)) if made.before else ()
    return Received(
        counts=count(new),
        changes=diff(old, new),
        remarks=(*remarks_on_gone(gone, file), *remarks_on_missing(made.missing_keys, file)),
        compared_with=version,
        missing_keys=made.missing_keys,
    )


def _said(sent: Sent) -> Said:
    """The lists that were sent beside the files."""
    listed, gone = sent.files.get("renames"), sent.files.get("retirements")
    return Said(
        renames=renames.read(listed.name, listed.data) if listed else None,
        retirements=retirements.read(gone.name, gone.data) if gone else None,
    )


def _check_framework(edition: Edition, there: Edition) -> None:
    """ImportRefused where a file is of another framework than the draft."""
    for word, of_file, here in (
        ("slug", edition.framework.slug, there.framework.slug),
        ("key", edition.framework.key, there.framework.key),
    ):
        if of_file != here:
            raise ImportRefused(f"The file is of another framework: its {word} is {of_file!r}, not {here!r}")


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
