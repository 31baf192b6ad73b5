"""Role families, roles, their levels, and what each level asks for."""

from dataclasses import dataclass
from typing import Literal, get_args

from app.framework.trace import Statement, Thing, Traced, arrange
from app.kit.text import Line, Name, Prose

Importance = Literal["essential", "optional"]
Accountability = Literal["authority", "influence"]
ProgressionKind = Literal["promotion", "move"]
IMPORTANCES = frozenset(get_args(Importance))
ACCOUNTABILITIES = frozenset(get_args(Accountability))
PROGRESSION_KINDS = frozenset(get_args(ProgressionKind))


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleFamily(Thing):
    """A heading over roles, such as a job family or an occupation group; ``parents`` are keys of families."""

    description: Prose | None = None
    parents: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        Traced.__post_init__(self)
        arrange(self, parents=tuple(sorted(self.parents)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """How much a responsibility reaches over, for instance 3 to 10 teams. Both ends are counts of ``unit``."""

    min: int | None = None
    max: int | None = None
    unit: Name


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsibility(Traced):
    """What a role level answers for, and whether by authority or by influence."""

    key: str
    text: Line
    accountability: Accountability | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement(Traced):
    """A skill that a role level needs. ``level`` None: expected, no mastery stated.

    ``from_level`` is where people usually start who then grow to ``level``. All references are keys.
    """

    skill: str
    level: str | None = None
    from_level: str | None = None
    importance: Importance = "essential"
    statements: tuple[Statement, ...] = ()
    note: Prose | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleLevel(Thing):
    """A rung of a role's ladder. ``key`` is ``role/level``; ``rank`` may repeat where tracks run side by side.

    ``implicit`` marks the one level of a role to which the source gives no levels.
    """

    rank: int
    stage: str | None = None
    grades: tuple[Name, ...] = ()
    summary: Prose | None = None
    implicit: bool = False
    responsibilities: tuple[Responsibility, ...] = ()
    requirements: tuple[Requirement, ...] = ()

    def __post_init__(self) -> None:
        Traced.__post_init__(self)
        arrange(
            self,
            requirements=tuple(sorted(self.requirements, key=lambda requirement: requirement.skill)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(Thing):
    """A job that people do; ``kind`` is the publisher's own word for its type, ``parents`` are broader roles."""

    kind: Name | None = None
    description: Prose | None = None
    alternative_names: tuple[Name, ...] = ()
    families: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    levels: tuple[RoleLevel, ...] = ()

    def __post_init__(self) -> None:
        Traced.__post_init__(self)
        arrange(
            self,
            alternative_names=tuple(sorted(self.alternative_names)),
            families=tuple(sorted(self.families)),
            parents=tuple(sorted(self.parents)),
            levels=tuple(sorted(self.levels, key=lambda level: (level.rank, level.name.casefold(), level.slug))),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Progression(Traced):
    """A usual way from one role level to another, both by key."""

    origin: str
    target: str
    kind: ProgressionKind
