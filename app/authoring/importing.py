"""Importing: what a file says becomes an edition, all of it or nothing."""

from dataclasses import dataclass, replace
from typing import Literal

from sqlalchemy import Connection, Engine

from app.authoring.carrying import Carried, Said, carry_on
from app.authoring.losing import find_missing_keys
from app.authoring.publishing import refuse_lint_errors, seal, today, write
from app.authoring.waiving import refuse_unknown_rules
from app.framework.about import Framework
from app.framework.change import Change
from app.framework.content import Content
from app.framework.counts import count
from app.framework.diff import diff
from app.framework.digest import digest
from app.framework.edition import Edition
from app.framework.missing_keys import MissingKey
from app.framework.release import RESERVED_VERSIONS, Envelope, Release
from app.framework.renames import Proposal, propose
from app.framework.retiring import Gone, unexplained
from app.kit.mendable import Mendable
from app.kit.text import Version, fault, rule_of
from app.store import audit, editions, identities
from app.store.audit import COMMAND_LINE, Actor
from app.store.editions import EditionRecord
from app.store.saving import Progress, clear, load, save
from app.store.scope import reading, writing

Done = Literal["unchanged", "drafted", "published"]


class ImportRefused(Mendable):
    """The file is fine, but it cannot become this edition; the text says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What an import did, or in a dry run would do.

    ``passage`` says which ids are new, retired or back; it is None when nothing is published. ``kept`` names the
    fields of the envelope that the file has otherwise than the edition that is published already. ``changes`` lead from
    the edition with the label ``compared_with`` to this one: the draft that is replaced, else the latest published one;
    where there is neither, everything is new and they are left out. ``gone`` is what files without keys no longer have
    and do not retire; ``proposals`` are renames that a dry run finds likely; ``missing_keys`` would keep ids that a
    file with keys loses.
    """

    done: Done
    edition: Edition
    counts: dict[str, int]
    digest: str
    passage: identities.Passage | None = None
    kept: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    compared_with: str | None = None
    gone: tuple[Gone, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    missing_keys: tuple[MissingKey, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    release: Release
    framework_id: int | None
    before: EditionRecord | None
    base: tuple[EditionRecord, Edition] | None
    published: Content | None
    missing_keys: tuple[MissingKey, ...]
    digest: str


def import_release(
    engine: Engine,
    release: Release,
    *,
    keyless: bool,
    publishing: bool,
    dry_run: bool = False,
    progress: Progress | None = None,
    actor: Actor = COMMAND_LINE,
    said: Said | None = None,
) -> Outcome:
    """Make a release that was read from a file an edition of the database, in one transaction.

    ``keyless`` files get their keys from what stood before: the edition under the same label, and where that is none
    or a draft, the latest published one; ``said`` is what their owner says of that. Raises ImportRefused when the label
    holds other published content, or the framework another key; UnknownRules where it newly waives a rule that there is
    not; UnreadableFile for what is said wrongly; LintRefused when it is to be published and lint finds errors in it.
    """
    _check_label(release.envelope)
    said = (said or Said()) if keyless else None
    if dry_run:
        with reading(engine) as connection:
            plan = _plan(connection, release, said)
            told = _outcome(connection, plan, publishing=publishing)
            likely = propose(told.edition, plan.published) if plan.published else ()
            return replace(told, proposals=likely)
    with writing(engine) as connection:
        plan = _plan(connection, release, said)
        outcome = _outcome(connection, plan, publishing=publishing)
        if outcome.done != "unchanged":
            _write(connection, plan, outcome, publishing=publishing, progress=progress, actor=actor)
        return outcome


def _check_label(envelope: Envelope) -> None:
    if message := fault(envelope.version, rule_of(Version)):
        raise ImportRefused(f"The edition label {message}")
    if envelope.version in RESERVED_VERSIONS:
        raise ImportRefused(f"The edition label {envelope.version!r} is reserved; choose another, such as 2026.1")


def _plan(connection: Connection, release: Release, said: Said | None) -> _Plan:
    """What would be written over what; reads only, but locks the framework and the edition under the label.

    ``said`` is None where the file has keys of its own.
    """
    slug, version = release.edition.framework.slug, release.envelope.version
    framework = editions.find_framework(connection, slug, lock=not _reads_only(connection))
    before = editions.find_edition(connection, slug, version, lock=not _reads_only(connection))
    base = _base(connection, framework[0], before) if framework else None
    carried = Carried(release.edition, None)
    if said:
        carried = carry_on(connection, release.edition, framework, base, said)
        release = replace(release, edition=carried.edition)
    _check_key(connection, release.edition.framework, framework and framework[1])
    refuse_unknown_rules(release.edition.waivers, base[1].waivers if base else ())
    plan = _Plan(
        release=release,
        framework_id=framework[0] if framework else None,
        before=before,
        base=base,
        published=carried.before,
        missing_keys=() if said else find_missing_keys(connection, release.edition, base),
        digest=digest(release.edition),
    )
    if before and before.envelope.status != "draft" and before.envelope.digest != plan.digest:
        raise ImportRefused(
            f"Edition {version} of {slug} is {before.envelope.status} with other content, and published content"
            " never changes; import this file under a new label"
        )
    return plan


def _check_key(connection: Connection, framework: Framework, here: str | None) -> None:
    if here and here != framework.key:
        raise ImportRefused(f"Framework {framework.slug!r} has the key {here!r} here, {framework.key!r} in the file")
    if here is None and (slug := editions.find_slug(connection, framework.key)):
        raise ImportRefused(
            f"The framework with the key {framework.key!r} is {slug!r} here, {framework.slug!r} in the file"
        )


def _reads_only(connection: Connection) -> bool:
    return not connection.get_execution_options().get("capframe_writes", False)


def _base(
    connection: Connection, framework_id: int, same: EditionRecord | None
) -> tuple[EditionRecord, Edition] | None:
    """What stood before: the edition under the same label, else the latest published one."""
    record = same or editions.find_latest(connection, framework_id)
    return (record, load(connection, record.id)) if record else None


def _outcome(connection: Connection, plan: _Plan, *, publishing: bool) -> Outcome:
    edition, there = plan.release.edition, plan.before.envelope if plan.before else None
    done: Done = "published" if publishing else "drafted"
    kept: tuple[str, ...] = ()
    if there and there.status != "draft":
        done, kept = "unchanged", _kept(plan.release.envelope, there)
    moved = None
    if done == "published":
        refuse_lint_errors(edition, plan.release.envelope.version)
        framework_id, day = plan.framework_id or 0, plan.release.envelope.effective_from or today()
        before, following = editions.neighbours(connection, framework_id, 0, day)
        moved = identities.passage(connection, framework_id, edition, identities.Place(0, before, following))
    return Outcome(
        done=done,
        edition=edition,
        counts=count(edition),
        digest=plan.digest,
        passage=moved,
        kept=kept,
        changes=diff(plan.base[1], edition) if plan.base and done != "unchanged" else (),
        compared_with=plan.base[0].envelope.version if plan.base else None,
        gone=tuple(unexplained(edition, plan.published)) if plan.published else (),
        missing_keys=plan.missing_keys,
    )


def _kept(asked: Envelope, there: Envelope) -> tuple[str, ...]:
    differ = {
        "effective_from": asked.effective_from not in (None, there.effective_from),
        "notes": asked.notes not in (None, there.notes),
    }
    return tuple(name for name, other in differ.items() if other)


def _write(
    connection: Connection, plan: _Plan, outcome: Outcome, *, publishing: bool, progress: Progress | None, actor: Actor
) -> None:
    edition, envelope = plan.release.edition, plan.release.envelope
    slug, key = edition.framework.slug, edition.framework.key
    framework_id = plan.framework_id or editions.create_framework(connection, slug, key)
    if plan.before:
        edition_id = plan.before.id
        clear(connection, edition_id)
    else:
        edition_id = editions.create_draft(connection, framework_id, envelope)
    save(connection, edition_id, edition, progress)
    editions.change_draft(
        connection,
        edition_id,
        counts=editions.counts_text(outcome.counts),
        effective_from=envelope.effective_from,
        notes=envelope.notes,
    )
    audit.record(
        connection,
        actor,
        "import",
        framework_id,
        version=envelope.version,
        changes=outcome.changes,
        note=f"compared with {outcome.compared_with}" if outcome.compared_with else "everything is new",
    )
    if publishing:
        record = editions.get_edition(connection, slug, envelope.version)
        write(connection, seal(connection, record, edition, plan.digest), actor)
