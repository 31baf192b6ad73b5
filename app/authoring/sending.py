"""Files sent over HTTP: they become the content of a draft that is there, or the changes they would make are told."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, Engine

from app.authoring.changing import Asked, Edit, edit_whole
from app.authoring.importing import ImportRefused, carried
from app.authoring.targets import Target, find_draft, load_draft
from app.exchange import govuk, native
from app.exchange.fault import Remark
from app.framework.change import Change
from app.framework.counts import count
from app.framework.diff import diff
from app.framework.edition import Edition
from app.framework.release import Release
from app.kit.preconditions import Precondition
from app.store import editions
from app.store.audit import Actor
from app.store.editions import EditionRecord
from app.store.scope import reading

Format = Literal["native", "govuk"]
#: What files of each format are called when several are sent; the first one must be there.
PARTS: Mapping[Format, tuple[str, ...]] = {"native": ("file",), "govuk": ("roles", "skills", "order")}


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
    draft, whose label ``compared_with`` is. ``remarks`` are for the files' owner."""

    counts: Mapping[str, int]
    changes: tuple[Change, ...]
    remarks: tuple[Remark, ...]
    compared_with: str


def send(engine: Engine, target: Target, sent: Sent, actor: Actor, *, dry_run: bool) -> Received:
    """Make files the content of a draft; its envelope stays. NotFound or NotADraft where there is no such draft.

    They are read and compared before the draft is locked, and only the rows that differ are written.
    """
    with reading(engine) as connection:
        name = _name(connection, find_draft(connection, target, lock=False).id)
    edition, remarks = _parsed(sent, target.framework, name)
    made: list[Edit] = []

    def edit(connection: Connection, record: EditionRecord, there: Release) -> Edit:
        new = edition if sent.format == "native" else _with_keys(connection, edition, record, there.edition)
        _check_framework(new, there.edition)
        made.append(Edit(there.edition, new, "import"))
        return made[-1]

    if dry_run:
        with reading(engine) as connection:
            record = find_draft(connection, target, lock=False)
            edit(connection, record, load_draft(connection, record))
    else:
        edit_whole(engine, Asked(target, Precondition(), actor), edit)
    done = made[-1]
    changes = diff(done.old, done.new)
    return Received(counts=count(done.new), changes=changes, remarks=remarks, compared_with=target.version)


def _with_keys(connection: Connection, edition: Edition, record: EditionRecord, there: Edition) -> Edition:
    return carried(connection, edition, (record.framework_id, there.framework.key), (record, there))


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
