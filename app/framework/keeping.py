"""What a course teaches already is kept as it is, though the edition in force no longer bears it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from app.framework.course import Taught
from app.framework.mapping import Unfit


@dataclass(frozen=True, slots=True)
class Unborne:
    """A mapping that the edition in force does not bear, and why.

    ``meant`` is what it says by ids, or said in other editions; ``became`` what certainly became of that later.
    """

    unfit: tuple[Unfit, ...]
    meant: tuple[Taught, ...] = ()
    became: tuple[Taught, ...] = ()


#: A mapping that was sent: what it says in the edition in force, or that this does not bear it.
Meant = Taught | Unborne


def settle(sent: Sequence[Meant], held: Collection[Taught]) -> tuple[list[Taught], list[tuple[int, Unfit]]]:
    """What a course is to teach, and what is wrong with what was sent (by its place), where it teaches ``held`` by now.

    What is not borne is fine where the course teaches just that; and where it was carried over meanwhile, to what the
    course teaches now. Whatever is new to the course must be borne.
    """
    found: dict[str, Taught] = {}
    faults: list[tuple[int, Unfit]] = []
    for at, each in _borne_first(sent):
        kept = each if isinstance(each, Taught) else next((one for one in each.meant if one in held), None)
        if kept and kept.skill in found:
            faults.append((at, Unfit("/skill", "is taught twice; say it once")))
        elif kept:
            found[kept.skill] = kept
        elif isinstance(each, Unborne) and not _carry(each, held, found):
            faults += ((at, unfit) for unfit in each.unfit)
    return list(found.values()), sorted(faults, key=lambda fault: fault[0])


def _borne_first(sent: Sequence[Meant]) -> list[tuple[int, Meant]]:
    """What was sent by its place: what only follows from what is there comes last."""
    return sorted(enumerate(sent), key=lambda placed: isinstance(placed[1], Unborne))


def _carry(each: Unborne, held: Collection[Taught], found: dict[str, Taught]) -> bool:
    """Take what a mapping became where the course teaches that by now, or would twice; whether it does."""
    for one in each.became:
        if one in held:
            found.setdefault(one.skill, one)
            return True
    return any(found.get(one.skill) in held for one in each.became)
