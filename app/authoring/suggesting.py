"""What is suggested, as changes or by the changed thing itself, and the edition that it would lead to."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection

from app.authoring.editing import edition_with, edition_without, refuse_dangling, refuse_retired
from app.authoring.targets import Entry
from app.exchange.fault import UnreadableFile
from app.framework.apply import Misfit, apply, apply_unchecked
from app.framework.change import Change
from app.framework.diff import diff
from app.framework.edition import BrokenEdition, Edition
from app.framework.fitting import Conflict, conflicts, left_dangling, out_of_date
from app.framework.lint import RULES, in_vain, unknown_rule
from app.framework.plain import Unreadable, plain_value, read_change
from app.kit.problems import Fault, InvalidBody, NotFound
from app.store.editions import EditionRecord

_MOST_FAULTS = 50
_MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class ByChanges:
    """The changes themselves, in their plain form."""

    changes: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class ByPut:
    """A thing, or a list of what has no slug, as it is to be: native form, plain JSON data."""

    entry: Entry
    content: Any


@dataclass(frozen=True, slots=True)
class ByDeletion:
    """A thing that is to go; with ``cascade`` it takes along what names it."""

    entry: Entry
    cascade: bool


Suggestion = ByChanges | ByPut | ByDeletion


def suggested(connection: Connection, record: EditionRecord, old: Edition, suggestion: Suggestion) -> Edition:
    """The edition that a suggestion would make of another, which is looked up under ``record``.

    InvalidBody with the places in the body that are wrong; StillReferenced, RetiredSlug. Nothing is written.
    """
    match suggestion:
        case ByChanges(changes):
            new = _changed(old, _read(changes))
            refuse_retired(connection, record, diff(old, new), new)
            return new
        case ByPut(entry, content):
            with _placed("/put"):
                return edition_with(connection, record, old, _whole_path(entry, old), json.dumps(content).encode())
        case ByDeletion(entry, cascade):
            with _placed("/delete"):
                return edition_without(connection, record, old, _whole_path(entry, old), cascade=cascade)


def _whole_path(entry: Entry, old: Edition) -> Entry:
    """With the default scale, where a mastery level is named by its slug alone; NotFound where no path is like it."""
    scale = old.lookup.default_scale
    steps = (entry.path or "").count("/")
    if steps not in {"role_level": (1,), "mastery_level": (0, 1)}.get(entry.kind, (0,)):
        raise NotFound(f"{entry.path!r} is no path of a {entry.kind.replace('_', ' ')}.")
    if entry.kind == "mastery_level" and scale and not entry.owner:
        return replace(entry, path=f"{scale.slug}/{entry.path}")
    return entry


@contextmanager
def _placed(pointer: str) -> Iterator[None]:
    """Tell what is wrong with a part of the body by its place in the whole of it."""
    try:
        yield
    except UnreadableFile as refusal:
        faults = [Fault(detail=one.message, pointer=f"{pointer}/content{one.place}") for one in refusal.faults]
    except InvalidBody as refusal:
        faults = [replace(one, pointer=f"{pointer}/content{one.pointer or ''}") for one in refusal.errors]
    except NotFound as missing:
        faults = [Fault(detail=missing.detail or "", pointer=f"{pointer}/path")]
    else:
        return
    raise InvalidBody("What is suggested cannot be done.", errors=faults[:_MOST_FAULTS])


def _read(told: Sequence[Mapping[str, Any]]) -> list[Change]:
    found, faults = [], []
    for at, each in enumerate(told):
        try:
            found.append(read_change(each))
        except Unreadable as wrong:
            faults.append(Fault(detail=wrong.message, pointer=f"/changes/{at}{wrong.place}"))
    if faults:
        raise InvalidBody("Not every change can be read as one.", errors=faults[:_MOST_FAULTS])
    return found


def _changed(old: Edition, changes: Sequence[Change]) -> Edition:
    _refuse_repeats(changes)
    try:
        new = apply(changes, old)
    except Misfit:
        raise _unfit(old, changes, "The changes do not fit the edition.") from None
    except BrokenEdition:
        refuse_dangling(left_dangling(changes, apply_unchecked(changes, old)))
        raise _unfit(old, changes, "The changes would break rules of the model.") from None
    _refuse_unknown_rules(old, new, changes)
    if (new.framework.slug, new.framework.key) != (old.framework.slug, old.framework.key):
        at = next(number for number, one in enumerate(changes) if one.kind == "framework")
        message = "would rename the framework: its slug and key never change"
        raise InvalidBody(
            "The slug of a framework never changes.", errors=[Fault(detail=message, pointer=f"/changes/{at}")]
        )
    return new


def _refuse_unknown_rules(old: Edition, new: Edition, changes: Sequence[Change]) -> None:
    """InvalidBody where a change makes a waiver of a rule that there is not."""
    wrong = in_vain(new.waivers, old.waivers)
    faults = []
    for at, one in enumerate(changes if wrong else ()):
        if one.kind == "waiver" and one.verb != "removed":
            rule = one.new.rule if one.field is None else one.new if one.field == "rule" else one.key.partition(" ")[0]
            place = {None: "/new/rule", "rule": "/new"}.get(one.field, "")
            faults += [Fault(detail=unknown_rule(rule), pointer=f"/changes/{at}{place}")] if rule not in RULES else []
    if wrong:
        faults = faults[:_MOST_FAULTS] or [Fault(detail=said, pointer="/changes") for said in wrong.values()]
        raise InvalidBody("A waiver names a rule that there is not.", errors=faults)


def _refuse_repeats(changes: Sequence[Change]) -> None:
    """InvalidBody where two changes are about one thing in one way, so that one of them would be lost."""
    first: dict[tuple[str, str, str], int] = {}
    faults = []
    for at, one in enumerate(changes):
        before = first.setdefault((one.kind, one.key, one.field or one.verb), at)
        if before != at:
            what = f"{one.field.replace('_', ' ')} of " if one.field else ""
            said = f"{what}{one.kind.replace('_', ' ')} {one.key!r} is {one.verb} by /changes/{before} already"
            faults.append(Fault(detail=said, pointer=f"/changes/{at}"))
    if faults:
        raise InvalidBody("One proposal changes a thing in one way.", errors=faults[:_MOST_FAULTS])


def _unfit(old: Edition, changes: Sequence[Change], message: str) -> InvalidBody:
    """What is wrong at which change; beside a change that takes something else to stand there, what does."""
    if found := out_of_date(changes, old):
        faults = [_fault(changes, one, _shown(one.now)) for one in found]
    else:
        faults = [_fault(changes, one) for one in conflicts(changes, old)]
    return InvalidBody(message, errors=faults[:_MOST_FAULTS])


def _fault(changes: Sequence[Change], one: Conflict, there: str = "") -> Fault:
    at = next((f"/{number}" for number, each in enumerate(changes) if each is one.change), "")
    return Fault(detail=f"{one.message}{there}", pointer=f"/changes{at}")


def _shown(now: Any) -> str:
    """What stands there, as the end of a sentence."""
    if now is None:
        return ""
    text = json.dumps(plain_value(now), ensure_ascii=False)
    return f": {text if len(text) <= _MOST_SHOWN else text[:_MOST_SHOWN] + '…'}"
