"""Skills, their groups, and how they relate."""

from dataclasses import dataclass
from typing import Literal, get_args

from app.framework.trace import Statement, Thing, Traced, arrange
from app.kit.text import Name, Prose

SkillKind = Literal["skill", "knowledge", "competence", "tool"]
RelationKind = Literal["broader", "requires", "supports", "related"]
SKILL_KINDS = frozenset(get_args(SkillKind))
RELATION_KINDS = frozenset(get_args(RelationKind))


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillGroup(Thing):
    """A heading over skills; groups form a tree or a lattice through ``parents`` (keys of groups, no circle)."""

    description: Prose | None = None
    parents: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        Traced.__post_init__(self)
        arrange(self, parents=tuple(sorted(self.parents)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill(Thing):
    """Something people can do or know. ``scale`` is the key of a scale, None for the default one.

    ``statements`` stand in document order within their level, those of no level first.
    """

    kind: SkillKind = "skill"
    description: Prose | None = None
    note: Prose | None = None
    alternative_names: tuple[Name, ...] = ()
    groups: tuple[str, ...] = ()
    scale: str | None = None
    statements: tuple[Statement, ...] = ()

    def __post_init__(self) -> None:
        Traced.__post_init__(self)
        arrange(
            self,
            alternative_names=tuple(sorted(self.alternative_names)),
            groups=tuple(sorted(self.groups)),
            statements=tuple(sorted(self.statements, key=lambda statement: statement.level or "")),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """One skill's relation to another, both by key."""

    origin: str
    target: str
    kind: RelationKind
