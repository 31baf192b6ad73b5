"""Scales of mastery levels, and the stages of a career that lean on them."""

from dataclasses import dataclass

from app.framework.trace import Thing, arrange
from app.kit.text import Name, Prose, Slug


@dataclass(frozen=True, slots=True, kw_only=True)
class MasteryLevel(Thing):
    """How well a skill is mastered. ``rank`` runs from 1 without gaps; ``key`` is ``scale/level``."""

    rank: int
    description: Prose | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Mastery levels in rank order. One scale of an edition is the default, unless it has none at all."""

    key: str
    slug: Slug
    name: Name
    default: bool = False
    levels: tuple[MasteryLevel, ...] = ()

    def __post_init__(self) -> None:
        arrange(self, levels=tuple(sorted(self.levels, key=lambda level: (level.rank, level.slug))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage(Thing):
    """A part of a career, and the mastery it leads from and to (keys of levels of the default scale)."""

    rank: int
    description: Prose | None = None
    from_level: str | None = None
    level: str | None = None
