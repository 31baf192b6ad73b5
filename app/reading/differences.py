"""What changed between two editions, as readers see it."""

from typing import Any

from app.framework.change import Change, Placed, summary, worth_telling
from app.framework.change_note import change_note
from app.framework.diff import diff
from app.framework.nouns import NOUNS
from app.kit.paging import Window, cut
from app.reading.beside import Beside
from app.reading.shapes import differences as shapes
from app.reading.shapes.catalogue import EditionReference
from app.reading.shapes.common import Reference
from app.reading.view import View

#: Changes that one answer shows at most: what an owner changes by hand comes whole.
MOST_CHANGES = 10_000
_PARTS = ("statement", "responsibility", "requirement", "progression")
#: What is no thing with an address of its own.
_UNNAMED = (*_PARTS, "relation", "retirement", "waiver", "source")


def difference(before: View, after: View, window: Window) -> shapes.Diff:
    """What changed, all of it in numbers, and the changes that the window lets through."""
    changes = worth_telling(diff(before.edition, after.edition))
    beside, part = Beside(before=before, after=after), cut(changes, window)
    return shapes.Diff(
        from_edition=_edition(before),
        to_edition=_edition(after),
        counts={noun: shapes.NounCounts(**times) for noun, times in summary(changes).items()},
        changes=[_change(beside, change) for change in part.entries],
        total=part.total,
        next=part.next,
    )


def note(before: View, after: View) -> bytes:
    """The same for people: a change note in Markdown (UTF-8)."""
    return change_note(before.release, after.release).encode()


def _edition(view: View) -> EditionReference:
    envelope = view.release.envelope
    return EditionReference(version=envelope.version, href=view.path, effective_from=envelope.effective_from)


def _change(beside: Beside, change: Change) -> shapes.EditionChange:
    around, ends = _around(beside, change), _ends(beside, change)
    found = _id(beside, change)
    thing = None if change.kind in _UNNAMED else beside.refer(change.kind, change.key)
    owner = around["role_level"] or around["skill"] or next(iter(ends), None)
    return shapes.EditionChange(
        kind=change.kind,
        key=change.key,
        verb=change.verb,
        field=change.field,
        old=_side(beside, beside.before, change, change.old),
        new=_side(beside, beside.after, change, change.new),
        id=found,
        href=f"{owner.href}#{found}" if owner and change.kind in _PARTS else thing.href if thing else None,
        thing=thing,
        ends=ends,
        **around,
    )


def _id(beside: Beside, change: Change) -> str | None:
    if change.kind in _UNNAMED and change.kind not in _PARTS:
        return None
    return beside.part_id(change.kind, change.key)


def _around(beside: Beside, change: Change) -> dict[str, Reference | None]:
    """What it belongs to; it is not named again there itself."""
    owner = beside.owner(change) if NOUNS[change.kind].placed else (change.kind, change.key)
    around = beside.standing(owner)
    return {**around, change.kind: None} if change.kind in around else around


def _ends(beside: Beside, change: Change) -> list[Reference]:
    names = change.key.split("/")
    if change.kind == "relation":
        found = [beside.refer("skill", key) for key in names[:2]]
    elif change.kind == "progression":
        found = [beside.refer("role_level", "/".join(pair)) for pair in (names[:2], names[2:4])]
    else:
        found = []
    return [reference for reference in found if reference]


def _side(beside: Beside, view: View, change: Change, value: Any) -> Any:
    """The old or the new value; of what came or went the whole."""
    if value is None:
        return None
    if change.field in NOUNS[change.kind].parts:
        return _in_order(beside, view, change, value)
    if change.field:
        return _field(beside, view, change, change.field, value)
    return _whole(beside, view, change, value.part if isinstance(value, Placed) else value)


def _field(beside: Beside, view: View, change: Change, name: str, value: Any) -> Any:
    if change.kind == "retirement" and name == "replaced_by":
        return beside.refer_all(change.key.partition("/")[0], value)
    return beside.value(view, change.kind, name, value)


def _whole(beside: Beside, view: View, change: Change, value: Any) -> dict[str, Any]:
    """All own fields, with the id; keys are shown nowhere but as references."""
    noun = NOUNS[change.kind]
    named = ["kind"] if change.kind in ("progression", "relation", "retirement") else []
    told = {name: _field(beside, view, change, name, getattr(value, name)) for name in (*named, *noun.own)}
    if change.kind == "retirement":
        return {"id": beside.part_id(*change.key.split("/", 1)), **told}
    found = _id(beside, change)
    return {"id": found, **told} if found else told


def _in_order(beside: Beside, view: View, change: Change, keys: tuple[str, ...]) -> list[dict[str, str]]:
    """Parts in the order that they stand in."""
    look, kind = view.look, NOUNS[change.kind].parts[change.field or ""]
    if change.kind == "requirement":
        level, _, skill = change.key.rpartition("/")
        needed = next(need for need in look.role_levels[level].requirements if need.skill == skill)
        parts: Any = needed.statements
    else:
        parts = getattr(look.thing(change.kind, change.key), change.field or "")
    texts = {part.key: part.text for part in parts}
    return [{"id": beside.part_id(kind, key), "text": texts[key]} for key in keys]
