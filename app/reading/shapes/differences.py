"""Shapes of what differs: between two editions, and between two role levels of one."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from app.framework.role import Importance
from app.reading.shapes.catalogue import EditionReference
from app.reading.shapes.common import MasteryLevelReference, Reference, Statement
from app.reading.shapes.roles import RoleLevelSummary
from app.reading.shapes.writing import Change


@dataclass(frozen=True, slots=True, kw_only=True)
class NounCounts:
    """How many of a noun are different."""

    added: Annotated[int, Field(description="How many came.", examples=[7])]
    removed: Annotated[int, Field(description="How many went.", examples=[0])]
    renamed: Annotated[int, Field(description="How many have another name or slug.", examples=[1])]
    changed: Annotated[int, Field(description="How many have another field of their own, parts not counted.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionChange(Change):
    """A change, with what it is about. References lead into the edition `to`, or into `from` where that alone has it.

    `old` and `new` are the values of `field`; of what came or went, one of them is an object with all its own fields.
    What is a reference in other answers is one there too. A place is that of a part that moved to another owner.
    """

    id: Annotated[
        str | None,
        Field(description="The id of the thing or part; null for what has none.", json_schema_extra={"format": "uuid"}),
    ]
    href: Annotated[
        str | None,
        Field(
            description="Where it is: a part has its owner's address with its id behind a #; null for what has none.",
            json_schema_extra={"format": "uri-reference"},
        ),
    ]
    thing: Annotated[Reference | None, Field(description="The thing itself; null for a part.")]
    role: Annotated[Reference | None, Field(description="The role that it belongs to.")]
    role_level: Annotated[Reference | None, Field(description="The role level that it belongs to.")]
    skill: Annotated[
        Reference | None, Field(description="The skill that a statement belongs to, or that a requirement is about.")
    ]
    ends: Annotated[
        list[Reference],
        Field(description="From where to where: the role levels of a progression, the skills of a relation."),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Diff:
    """What changed between two editions of a framework. White space alone is no change."""

    from_edition: Annotated[EditionReference, Field(description="The edition that the changes start from.")]
    to_edition: Annotated[EditionReference, Field(description="The edition that they lead to.")]
    counts: Annotated[
        dict[str, NounCounts],
        Field(description="For every noun that an edition counts; a noun counts its own fields and not its parts."),
    ]
    changes: Annotated[
        list[EditionChange],
        Field(
            description="Field by field, noun by noun: of each first what went, then what came or changed. The words of"
            " the framework (`framework`) and accepted lint findings (`waiver`) are here and not in the counts.",
            max_length=10_000,
        ),
    ]
    total: Annotated[int, Field(description="How many changes all pages have together.", ge=0, examples=[314])]
    next: Annotated[
        str | None, Field(description="The address of the changes that follow, path-absolute; null on the last page.")
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Needed:
    """How one role level needs a skill."""

    level: Annotated[
        MasteryLevelReference | None, Field(description="The mastery needed; null: expected, none stated.")
    ]
    from_level: Annotated[MasteryLevelReference | None, Field(description="Where people start who grow to that level.")]
    importance: Annotated[Importance, Field(description="Whether the rung can do without.", examples=["essential"])]


@dataclass(frozen=True, slots=True, kw_only=True)
class OneSidedStatement(Statement):
    """A statement that only one of two role levels asks for."""

    level: Annotated[
        MasteryLevelReference | None,
        Field(description="The mastery level at which the skill says it; null: at none, or the requirement says it."),
    ]
    only_in: Annotated[
        Literal["old", "new"], Field(description="Which of the two asks for it: `old` is `from`, `new` is `to`.")
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillDifference:
    """A skill that one of two role levels needs, or both do."""

    skill: Annotated[Reference, Field(description="The skill.")]
    old: Annotated[Needed | None, Field(description="How the role level `from` needs it; null where it does not.")]
    new: Annotated[Needed | None, Field(description="How the role level `to` needs it; null where it does not.")]
    statements: Annotated[
        list[OneSidedStatement],
        Field(description="The statements that make the difference: those that only one side asks for."),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two role levels beside each other: their skills, by name. A need without stated mastery is below the lowest."""

    from_role_level: Annotated[RoleLevelSummary, Field(description="The role level that is compared.")]
    to_role_level: Annotated[RoleLevelSummary, Field(description="The role level that it is compared with.")]
    new: Annotated[list[SkillDifference], Field(description="Skills that only `to` needs.")]
    raised: Annotated[list[SkillDifference], Field(description="Skills that `to` needs at a higher mastery level.")]
    lowered: Annotated[list[SkillDifference], Field(description="Skills that `to` needs at a lower mastery level.")]
    dropped: Annotated[list[SkillDifference], Field(description="Skills that only `from` needs.")]
    same: Annotated[list[SkillDifference], Field(description="Skills that both need at the same mastery level.")]
