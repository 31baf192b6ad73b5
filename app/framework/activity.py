"""What people do to grow."""

from dataclasses import dataclass
from typing import Literal, get_args

from app.framework.trace import Thing, Traced, arrange
from app.kit.text import Line

ActivityKind = Literal["experience", "leadership", "task"]
ActivityForm = Literal["you-have", "you-can"]
ACTIVITY_KINDS = frozenset(get_args(ActivityKind))
ACTIVITY_FORMS = frozenset(get_args(ActivityForm))


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity(Thing):
    """An experience, a task or an act of leadership that builds skills (keys) at role levels (keys)."""

    text: Line
    kind: ActivityKind
    form: ActivityForm | None = None
    skills: tuple[str, ...] = ()
    role_levels: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        Traced.__post_init__(self)
        arrange(
            self,
            skills=tuple(sorted(self.skills)),
            role_levels=tuple(sorted(self.role_levels)),
        )
