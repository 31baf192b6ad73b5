"""A course that was sent, mapped as far as editions tell: the rest depends on what is there when it is written."""

from dataclasses import dataclass, replace

from app.framework.course import Course
from app.framework.keeping import Meant, Unborne, settle
from app.kit.problems import Fault


@dataclass(frozen=True, slots=True)
class Mapped:
    """What a provider says of a course, and what it is to teach. ``seen`` are the skills (ids) that somebody has looked
    at by the edition in force; ``faults`` are wrong whatever is there."""

    said: Course
    meant: tuple[Meant, ...]
    seen: frozenset[str] = frozenset()
    faults: tuple[Fault, ...] = ()

    @property
    def borne(self) -> bool:
        """Whether the editions in force bear all of it, so that it is the same whatever is there."""
        return not any(isinstance(each, Unborne) for each in self.meant)

    def settled(self, there: Course | None) -> Course | tuple[Fault, ...]:
        """The course by ids where this is there by now, or all that is wrong with it."""
        teaches, unfit = settle(self.meant, there.teaches if there else ())
        faults = [Fault(detail=each.message, pointer=f"/teaches/{at}{each.place}") for at, each in unfit]
        return (*faults, *self.faults) or replace(self.said, teaches=tuple(teaches))
