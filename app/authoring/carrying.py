"""Files without keys: which of their things is which of the edition before, found or as their owner says."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from app.exchange.fault import Fault, Remark, UnreadableFile
from app.exchange.listed import Listed
from app.framework.behind import with_behind
from app.framework.carry import carry
from app.framework.content import Content
from app.framework.edition import Edition
from app.framework.retiring import Gone, Leaving, remembering, retire
from app.framework.stated import Misfit, Past, Rename, noun, settle
from app.store import editions, identities
from app.store.editions import EditionRecord
from app.store.saving import load

_MOST_NAMED = 20

Base = tuple[EditionRecord, Edition]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the owner of files without keys says beside them: what was renamed, and what is gone."""

    renames: Listed[Rename] | None = None
    retirements: Listed[Leaving] | None = None


@dataclass(frozen=True, slots=True)
class Carried:
    """An edition with the keys it carries on, and the published edition (the draft where there is none) before it."""

    edition: Edition
    before: Content | None


def carry_on(
    connection: Connection, edition: Edition, framework: tuple[int, str] | None, base: Base | None, said: Said
) -> Carried:
    """An edition as files without keys tell it, with the keys of what stood before.

    ``framework`` are row number and key of what is there. Raises UnreadableFile for what is wrong with the lists.
    """
    if framework is None or base is None:
        _check_nothing_is_said(said)
        key = framework[1] if framework else edition.framework.key
        return Carried(replace(edition, framework=replace(edition.framework, key=key)), None)
    before, published = standing(connection, framework[0], base)
    given = identities.given_keys(connection, framework[0])
    formerly = identities.given_addresses(connection, framework[0]) if said.renames or said.retirements else {}
    past = Past(content=before, formerly=formerly, given=given)
    retirements = said.retirements.entries if said.retirements else ()
    stated = None
    if said.renames:
        retired = frozenset((each.kind, each.slug) for each in retirements)
        stated, misfits = settle(said.renames.entries, edition, past, retired)
        _check(said.renames, misfits)
    carried = carry(edition, before, given, stated).edition
    gone, misfits = retire(retirements, carried, past)
    if said.retirements:
        _check(said.retirements, misfits)
    return Carried(remembering(carried, before, gone), published)


def remarks_on_gone(gone: Sequence[Gone], file: str) -> tuple[Remark, ...]:
    """What the owner of a file should know of things that it no longer has."""
    if not gone:
        return ()
    named = [f"{noun(each.kind)} {each.slug}" for each in gone[:_MOST_NAMED]]
    more = f" and {len(gone) - _MOST_NAMED:,} more" if len(gone) > _MOST_NAMED else ""
    things = "1 thing" if len(gone) == 1 else f"{len(gone):,} things"
    message = f"{things} of the edition before went without a rename or retirement: {', '.join(named)}{more}."
    return (Remark("gone", file, message),)


def _check_nothing_is_said(said: Said) -> None:
    if listed := said.renames or said.retirements:
        message = "speaks of the edition before, and there is none yet; import without it"
        raise UnreadableFile(Fault(listed.file, "", message))


def _check(listed: Listed[Rename] | Listed[Leaving], misfits: Sequence[Misfit]) -> None:
    if misfits:
        raise listed.refusal((misfit.at, misfit.message) for misfit in misfits)


def standing(connection: Connection, framework_id: int, base: Base) -> tuple[Content, Edition]:
    """What keys are carried from, and the latest published edition (the draft where there is none) in it."""
    record, edition = base
    latest = editions.find_latest(connection, framework_id) if record.envelope.status == "draft" else None
    if latest is None:
        return edition, edition
    published = load(connection, latest.id)
    return with_behind(edition, published), published
