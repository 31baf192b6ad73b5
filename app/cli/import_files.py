"""What capframe import does with files: read them whole, make an edition, say what happened."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import Progress

from app.authoring.carrying import Said, remarks_on_gone
from app.authoring.importing import ImportRefused, Outcome, import_release
from app.authoring.losing import remarks_on_missing
from app.authoring.waiving import waivers_of
from app.cli.database import ready_engine
from app.exchange import govuk, native, renames, retirements
from app.exchange.fault import Remark
from app.framework.edition import Edition
from app.framework.release import Envelope, Release
from app.kit.text import Name, Prose, Slug, fault, rule_of
from app.store.identities import Passage, addresses
from app.store.saving import Progress as Told

_RANGES_SHOWN = 12
_THINGS_SHOWN = 20
_KEYS_SHOWN = 50
#: More than any format takes: the rest of a longer file is not even read, the format then refuses it.
_MOST_BYTES = 65 * 1024 * 1024


def import_native(path: Path, *, publishing: bool, dry_run: bool) -> None:
    """Import a native document."""
    data = _bytes(path)
    release = native.parse(data, path.name)
    with waivers_of(data, path.name):
        outcome = _import(release, keyless=False, publishing=publishing, dry_run=dry_run)
    _say_remarks(remarks_on_missing(outcome.missing_keys, path.name), every_row=False)
    for one in outcome.missing_keys[:_KEYS_SHOWN]:
        kind, slug = one.place
        typer.echo(f"  {kind.replace('_', ' ')} {slug}: key {one.key} beside “{one.new}” (was “{one.old}”)", err=True)
    if (more := len(outcome.missing_keys) - _KEYS_SHOWN) > 0:
        typer.echo(f"  and {more:,} more", err=True)


def read_govuk(
    roles: Path, skills: Path | None, order: Path | None, *, slug: str, name: str | None, every_row: bool
) -> Edition:
    """The edition that the publisher's files hold; what they get wrong is said on standard error."""
    _check("--framework", slug, Slug)
    if name is not None:
        _check("--name", name, Name)
    with _bar("reading") as told:
        parsed = govuk.parse(
            govuk.File(roles.name, _bytes(roles)),
            govuk.File(skills.name, _bytes(skills)) if skills else None,
            govuk.File(order.name, _bytes(order)) if order else None,
            slug=slug,
            name=name,
            progress=told,
        )
    _say_remarks(parsed.remarks, every_row=every_row)
    return parsed.edition


def _check(option: str, text: str, kind: object) -> None:
    if message := fault(text, rule_of(kind)):
        raise ImportRefused(f"{option} {text!r} {message}")


def labelled(edition: Edition, version: str, effective_from: dt.date | None, notes: Path | None) -> Release:
    """An edition in the envelope that the command line gives it."""
    text = _notes(notes) if notes else None
    return Release(envelope=Envelope(version=version, effective_from=effective_from, notes=text), edition=edition)


def read_said(listed: Path | None, gone: Path | None) -> Said:
    """The lists of renames and retirements that go with files without keys."""
    return Said(
        renames=renames.read(listed.name, _bytes(listed)) if listed else None,
        retirements=retirements.read(gone.name, _bytes(gone)) if gone else None,
    )


def import_keyless(release: Release, said: Said, *, file: str, publishing: bool, dry_run: bool) -> Outcome:
    """Import an edition whose files, by the name of the first, have no keys of their own."""
    outcome = _import(release, keyless=True, publishing=publishing, dry_run=dry_run, said=said)
    _say_remarks(remarks_on_gone(outcome.gone, file), every_row=False)
    return outcome


def say_proposals(outcome: Outcome, path: Path | None) -> None:
    """The renames that a dry run finds likely: as CSV on standard output, or in a file that is not there yet."""
    if path and path.exists():  # also where there is nothing to write: an old file would be taken for the new one
        raise ImportRefused(f"{path.name} is there already; name a new file for --proposals")
    if not outcome.proposals:
        if path:
            typer.echo(f"No rename looks likely; {path.name} was not written.", err=True)
        return
    told = renames.written(outcome.proposals)
    if path is None:
        typer.echo("Likely renames; those that are right, with the line of columns, make a file for --renames:")
        typer.echo(told, nl=False)
        return
    try:
        with path.open("x", encoding="utf-8", newline="") as file:
            file.write(told)
    except FileExistsError:
        raise ImportRefused(f"{path.name} is there already; name a new file for --proposals") from None
    typer.echo(f"Likely renames are in {path.name}; keep those that are right")


def _bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_MOST_BYTES)


def _import(release: Release, *, keyless: bool, publishing: bool, dry_run: bool, said: Said | None = None) -> Outcome:
    engine = ready_engine()
    with _bar("writing") as told:
        outcome = import_release(
            engine, release, keyless=keyless, publishing=publishing, dry_run=dry_run, progress=told, said=said
        )
    _say(release, outcome, dry_run=dry_run)
    return outcome


@contextmanager
def _bar(what: str) -> Iterator[Told]:
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)


def _notes(path: Path) -> str:
    try:
        text = _bytes(path).decode().replace("\r\n", "\n").strip()
    except UnicodeDecodeError as error:
        raise ImportRefused(f"{path.name}: byte {error.start} is not UTF-8; save the notes as UTF-8 text") from None
    if message := fault(text, rule_of(Prose)):
        raise ImportRefused(f"{path.name}: the notes text {message}")
    return text


def _say_remarks(remarks: tuple[Remark, ...], *, every_row: bool) -> None:
    for remark in remarks:
        ranges = _ranges(remark.rows)
        shown = ranges if every_row else ranges[:_RANGES_SHOWN]
        more = " and more, see --all-rows" if len(shown) < len(ranges) else ""
        rows = f" (rows {', '.join(shown)}{more})" if ranges else ""
        typer.echo(f"{remark.file}: {remark.message}{rows}", err=True)


def _ranges(rows: tuple[int, ...]) -> list[str]:
    """Row numbers with neighbours put together: 3, 5–9."""
    runs: list[list[int]] = []
    for row in sorted(set(rows)):
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return [str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs]


def _say(release: Release, outcome: Outcome, *, dry_run: bool) -> None:
    label = f"{release.edition.framework.slug} {release.envelope.version}"
    for noun, number in outcome.counts.items():
        if number:
            typer.echo(f"{number:>7,} {noun.replace('_', ' ')}")
    if outcome.passage:
        _say_passage(outcome.passage, first=len(outcome.passage.new) == len(list(addresses(outcome.edition))))
    would = "would be " if dry_run and outcome.done != "unchanged" else ""
    said = "is published with this content already; nothing was changed" if outcome.done == "unchanged" else (
        f"{would}published" if outcome.done == "published" else f"{would}saved as a draft; add --publish to publish it"
    )  # fmt: skip
    for field in outcome.kept:
        typer.echo(f"File and published edition differ in {field}; what was published stays as it was.", err=True)
    typer.echo(f"{label} {said} (digest {outcome.digest[:12]})")


def _say_passage(passage: Passage, *, first: bool) -> None:
    """Which ids are new, retired or back again: things by name, statements as a number."""
    for word, moved in (("new", passage.new), ("retired", passage.retired), ("back again", passage.returned)):
        things = [f"{kind.replace('_', ' ')} {key}" for kind, key in moved if kind != "statement"]
        shown = [] if first else things[:_THINGS_SHOWN]
        for thing in shown:
            typer.echo(f"{word:>10}: {thing}")
        if shown and len(shown) < len(things):
            typer.echo(f"{word:>10}: and {len(things) - len(shown):,} more")
    ids = f"{len(passage.new):,} new ids, {len(passage.retired):,} retired"
    typer.echo(f"{ids}, {len(passage.returned):,} back again")
