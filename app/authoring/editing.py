"""Editing a draft entry by entry: a thing put or removed, or a list of what has no slug put whole."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy import Connection, Engine

from app.authoring.changing import Asked, Edit, edit_whole
from app.authoring.targets import Entry, Target, find_draft
from app.exchange import native
from app.framework.apply import Misfit, apply
from app.framework.carry import carry_wordings
from app.framework.change import Change
from app.framework.claims import claims
from app.framework.content import Content
from app.framework.diff import diff
from app.framework.edition import BrokenEdition, Edition
from app.framework.history import Waiver
from app.framework.identity import LASTING_KINDS, THING_KINDS, free_key
from app.framework.lint import in_vain
from app.framework.matching import TooMuchWork, Wordings
from app.framework.release import Release
from app.framework.removal import Gone, Referring, going, references, without
from app.kit.conflicts import RetiredSlug, StillReferenced
from app.kit.problems import Fault, InvalidBody, NotFound
from app.store.around import Around
from app.store.editions import EditionRecord
from app.store.finding import (
    find_default_scale,
    find_key,
    find_scale,
    is_there,
    is_told_of,
    retired,
    similar_keys,
    vain_claims,
)
from app.store.problem import RowsRefused
from app.store.scope import writing

#: Kinds whose change can touch anything: they are read and checked with the whole edition.
_WHOLE = frozenset({"framework", "scale", "mastery_level", "progressions", "relations", "retirements", "waivers"})
_OWNERS = {"role_level": "role", "mastery_level": "scale"}
_SHOWN = 50
#: Comparing that much wording takes a tenth of a second; what takes longer is done without the lock of the draft.
_MOST_WORK_LOCKED = 5_000_000


@dataclass(frozen=True, slots=True)
class Put:
    """What a put left behind: the entry as a GET answers it, its path now, and whether it is new."""

    body: bytes
    path: str | None
    created: bool


class _ReachesFurther(Exception):
    """The change meets what is not read around its thing, so it has to be looked at with the whole edition."""


def put_entry(engine: Engine, asked: Asked, entry: Entry, data: bytes) -> Put:
    """Put one entry into a draft: in the place of the one at its path, or as a new one.

    UnreadableFile says what is wrong with the body; else the problems of ``kit.conflicts``, NotFound, BrokenDraft.
    """
    body = native.read_body(data, entry.kind)
    if entry.kind not in _WHOLE:
        try:
            return _put_around(engine, asked, entry, body)
        except (_ReachesFurther, RowsRefused, TooMuchWork):
            # A constraint refused it, too: the whole edition tells what is wrong, and where in the body.
            pass
    return _put_whole(engine, asked, entry, body)


def _put_around(engine: Engine, asked: Asked, entry: Entry, body: native.Body) -> Put:
    """The way of most changes: only the rows around the thing are read."""
    with writing(engine) as connection:
        record = find_draft(connection, asked.target, lock=True)
        key = find_key(connection, record.id, entry.kind, entry.path or "")
        old = _around(connection, record, entry, body, key)
        asked.condition.check(native.entry_json(old, entry.kind, key) if key else None)
        wordings = Wordings(_MOST_WORK_LOCKED, refusing=True)
        new, at = _with_body(connection, record, old, entry, body, wordings=wordings)
        if _reaches_further(connection, record, diff(old, new)):
            raise _ReachesFurther
        Edit(old, new, "put").write(connection, record, asked.actor)
        return _done(new, entry, at, created=key is None)


def _reaches_further(connection: Connection, record: EditionRecord, changes: Iterable[Change]) -> bool:
    """Whether a thing goes, which others may name, or a retirement tells of what comes or goes."""
    turned = [one for one in changes if one.verb in ("added", "removed") and one.kind in LASTING_KINDS]
    if any(one.verb == "removed" and one.kind in THING_KINDS for one in turned):
        return True
    return is_told_of(connection, record.id, ((one.kind, one.key) for one in turned))


def _around(connection: Connection, record: EditionRecord, entry: Entry, body: native.Body, key: str | None) -> Content:
    """The thing with all that it names, before and after, and whatever has the slug that it is to have."""
    around = Around(connection, record.id)
    for kind, slugs in body.names().items():
        around.named(kind, slugs)
    owner = entry.owner
    around.named(entry.kind, [f"{owner}/{body.slug}" if owner else body.slug])
    if entry.kind == "role_level" and (role := find_key(connection, record.id, "role", owner)):
        around.named("role", [owner])
        around.ladder(role)
    if key is not None:
        around.own(entry.kind, key)
        if entry.kind == "skill" and find_scale(connection, record.id, key) != (body.doc.scale or None):
            around.needing(key)
    return around.content()


def _with_body(
    connection: Connection,
    record: EditionRecord,
    old: Content,
    entry: Entry,
    body: native.Body,
    *,
    wordings: Wordings | None = None,
) -> tuple[Edition, str | None]:
    """The content with the body in it, and under which key that stands there."""
    if entry.path is None:
        _refuse_unknown_rules(old, body)
        return _put_in(old, body, None, None), None
    owner = None
    if kind := _OWNERS.get(entry.kind):
        owner = find_key(connection, record.id, kind, entry.owner)
        if owner is None:
            raise NotFound(f"This edition has no {kind} {entry.owner!r}.")
    key = find_key(connection, record.id, entry.kind, entry.path)
    if key is None:
        _check_slug(entry, body)
        key = _new_key(connection, record, entry.kind, f"{owner}/{body.slug}" if owner else body.slug)
    new = _put_in(old, body, key, owner)
    refuse_retired(connection, record, diff(old, new), new)
    return carry_wordings(new, old, wordings), key


def edition_with(connection: Connection, record: EditionRecord, old: Edition, entry: Entry, data: bytes) -> Edition:
    """What a put of a body would make of an edition, draft or not; refused as that is, and nothing is written."""
    body = native.read_body(data, entry.kind)
    if entry.kind not in _WHOLE:
        part = _around(connection, record, entry, body, find_key(connection, record.id, entry.kind, entry.path or ""))
        changes = diff(part, _with_body(connection, record, part, entry, body)[0])
        if not _reaches_further(connection, record, changes):
            with suppress(Misfit, BrokenEdition):  # then the whole edition tells what is wrong, and where in the body
                return apply(changes, old)
    return _with_body(connection, record, old, entry, body)[0]


def _put_in(old: Content, body: native.Body, key: str | None, owner: str | None) -> Edition:
    try:
        return native.with_body(old, body, key, owner)
    except native.StillNamed as named:
        faults = [Fault(detail=place) for place in named.places[:_SHOWN]]
        raise StillReferenced(f"{len(named.places):,} other entries name what would go.", errors=faults) from None


def _refuse_unknown_rules(old: Content, body: native.Body) -> None:
    """UnreadableFile where a list of waivers has one more of a rule that there is not."""
    if body.kind == "waivers":
        sent = [Waiver(rule=each.rule, place=each.place, reason=each.reason) for each in body.doc]
        wrong = in_vain(sent, old.waivers)
        if found := [((at, "rule"), wrong[each]) for at, each in enumerate(sent) if each in wrong]:
            raise body.tree.refusal(found)


def _check_slug(entry: Entry, body: native.Body) -> None:
    """A new thing has the slug of its address; one that is to be renamed is put at the address that it has."""
    wanted = (entry.path or "").rpartition("/")[2]
    if body.slug != wanted:
        message = f"must be {wanted!r}, as in the address, for something new"
        raise InvalidBody(f"slug {message}.", errors=[Fault(detail=message, pointer="/slug")])


def _new_key(connection: Connection, record: EditionRecord, kind: str, wanted: str) -> str:
    """The key of something new: its slug, with a number where another thing had that slug first."""
    if is_there(connection, record.id, kind, wanted):
        return free_key(wanted, similar_keys(connection, record.id, record.framework_id, kind, wanted))
    if retired(connection, record.id, record.framework_id, [(kind, wanted)]):
        noun = kind.replace("_", " ")
        raise RetiredSlug(f"An earlier edition had a {noun} {wanted!r} that is retired; choose another slug.")
    return wanted


def refuse_retired(connection: Connection, record: EditionRecord, changes: Sequence[Change], new: Content) -> None:
    """RetiredSlug where changes give something new a key, or anything an address, of what is retired."""
    for claim in vain_claims(connection, record.id, record.framework_id, claims(changes, new)):
        instead = "leave that key out" if claim.kind == "statement" else "choose another slug"
        raise RetiredSlug(f"{claim}; {instead}.")


def _done(new: Content, entry: Entry, key: str | None, *, created: bool) -> Put:
    thing = new.lookup.thing(entry.kind, key) if key else None
    owner = f"{entry.owner}/" if entry.owner else ""
    return Put(native.entry_json(new, entry.kind, key), owner + thing.slug if thing else None, created)


def _put_whole(engine: Engine, asked: Asked, entry: Entry, body: native.Body) -> Put:
    """The way of changes that can touch anything."""
    done: list[Put] = []

    def edit(connection: Connection, record: EditionRecord, release: Release) -> Edit:
        old = release.edition
        key = find_key(connection, record.id, entry.kind, entry.path) if entry.path else None
        there = native.entry_json(old, entry.kind, key) if key or not entry.path else None
        asked.condition.check(there)
        new, at = _with_body(connection, record, old, entry, body)
        done.append(_done(new, entry, at, created=there is None))
        return Edit(old, new, "put")

    edit_whole(engine, asked, edit)
    return done[-1]


def default_scale(connection: Connection, target: Target) -> str:
    """The slug of a draft's default scale; NotFound where it has none."""
    record = find_draft(connection, target, lock=False)
    slug = find_default_scale(connection, record.id)
    if slug is None:
        raise NotFound("This edition has no scale; put one first.")
    return slug


def delete_entry(engine: Engine, asked: Asked, entry: Entry, *, cascade: bool) -> None:
    """Remove a thing from a draft; StillReferenced while others name it, unless ``cascade`` takes that along."""

    def edit(connection: Connection, record: EditionRecord, release: Release) -> Edit:
        key = _key_there(connection, record, entry)
        asked.condition.check(native.entry_json(release.edition, entry.kind, key))
        return Edit(release.edition, _deleted(release.edition, entry.kind, key, cascade=cascade), "delete")

    edit_whole(engine, asked, edit)


def edition_without(
    connection: Connection, record: EditionRecord, old: Edition, entry: Entry, *, cascade: bool
) -> Edition:
    """What a deletion would make of an edition, draft or not; refused as that is, and nothing is written."""
    return _deleted(old, entry.kind, _key_there(connection, record, entry), cascade=cascade)


def _key_there(connection: Connection, record: EditionRecord, entry: Entry) -> str:
    key = find_key(connection, record.id, entry.kind, entry.path or "")
    if key is None:
        raise NotFound(f"This edition has no {entry.kind.replace('_', ' ')} {entry.path!r}.")
    return key


def _deleted(old: Edition, kind: str, key: str, *, cascade: bool) -> Edition:
    gone = going(old, kind, key)
    if not cascade:
        refuse_dangling(references(old, gone))
    return _without(old, gone)


def refuse_dangling(found: Sequence[Referring]) -> None:
    """StillReferenced where there is anything that names what would go."""
    if found:
        faults = [Fault(detail=str(one)) for one in found[:_SHOWN]]
        raise StillReferenced(f"{len(found):,} other entries name what would go.", errors=faults)


def _without(old: Edition, gone: Gone) -> Edition:
    try:
        return without(old, gone)
    except BrokenEdition as broken:
        faults = [Fault(detail=str(finding)) for finding in broken.findings[:_SHOWN]]
        raise StillReferenced(f"Without it the draft breaks a rule: {broken}.", errors=faults) from None
