"""A change between two contents, as a value; what many of them add up to, and which of them are worth telling."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Literal, get_args

from app.framework.nouns import NOUNS, NounKind
from app.framework.role import Responsibility
from app.framework.trace import Statement

Verb = Literal["added", "removed", "renamed", "changed"]
VERBS: tuple[Verb, ...] = get_args(Verb)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a statement or responsibility stands: its owner as ``kind/key``, and the key of the part before it.

    ``after`` is None for the first. Where a part goes to, it holds when every part that comes is in its place.
    """

    owner: str
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A statement or responsibility, with its place."""

    part: Statement | Responsibility
    place: Place


@dataclass(frozen=True, slots=True)
class Change:
    """One thing or part that came or went, or one of its own fields that is another now.

    ``field`` is None for what is added or removed; ``new`` or ``old`` is then the frozen value without its parts, which
    are changes of their own, or a ``Placed``. Else they are the values of the field: those of the value itself, a
    ``Place``, or for a list of parts that was reordered their keys. A slug or name is renamed, all else is changed.
    """

    kind: NounKind
    key: str
    verb: Verb
    field: str | None = None
    old: Any = None
    new: Any = None


def summary(changes: Iterable[Change]) -> dict[str, dict[Verb, int]]:
    """How many of each noun were added, removed, renamed and changed, zeros too; the nouns are those of the counts.

    A thing counts once under a verb, however many of its fields changed. Facts of the framework and waivers, which are
    not counted in an edition, are not counted here.
    """
    times = Counter((kind, verb) for kind, _, verb in {(one.kind, one.key, one.verb) for one in changes})
    counted = ((kind, noun.plural) for kind, noun in NOUNS.items() if kind not in {"framework", "waiver"})
    return {plural: {verb: times[kind, verb] for verb in VERBS} for kind, plural in counted}


def worth_telling(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes without those of texts that differ in white space alone: a run of it is as good as one blank."""
    return tuple(one for one in changes if one.field is None or _even(one, one.old) != _even(one, one.new))


def _even(change: Change, value: Any) -> Any:
    """A value with every run of white space in its texts made one blank."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, tuple):
        entries = [_even(change, entry) for entry in value]
        # These stand in the order of their letters, in which white space counts.
        return sorted(entries) if change.field == "alternative_names" else entries
    if is_dataclass(value):
        return [_even(change, getattr(value, held.name)) for held in fields(value)]
    return value
