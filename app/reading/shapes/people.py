"""Shapes of what people bring, as it is asked with; nothing of it is ever in an answer of its own."""

from dataclasses import dataclass, field
from typing import Annotated

from pydantic import Field

from app.reading.shapes.asked import Asked

#: Skills, statements and activities of one profile; characters of what names a thing.
MOST_HELD, MOST_STATEMENTS, MOST_ACTIVITIES, MOST_NAMED = 5_000, 5_000, 5_000, 120

SkillNamed = Annotated[
    str, Field(description="The skill, by slug or id.", max_length=MOST_NAMED, examples=["agile-working"])
]


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillHeld(Asked):
    """A skill that a person has, and how well."""

    skill: SkillNamed
    level: Annotated[
        str | None,
        Field(
            description="The mastery level on the skill's scale, by slug or id. Null or left out: they have the skill,"
            " how well is not stated.",
            max_length=MOST_NAMED,
            examples=["working"],
        ),
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile(Asked):
    """What a person brings. Nothing of it is stored or logged."""

    mastery: Annotated[
        list[SkillHeld],
        Field(
            description="The skills that they have, each once. One that the edition does not have is refused (422).",
            max_length=MOST_HELD,
        ),
    ]
    statements: Annotated[
        list[Annotated[str, Field(max_length=MOST_NAMED)]],
        Field(
            description="Ids of statements that they meet; these are left out of what is to meet.",
            max_length=MOST_STATEMENTS,
        ),
    ] = field(default_factory=list)
    activities: Annotated[
        list[Annotated[str, Field(max_length=MOST_NAMED)]],
        Field(
            description="Activities that they have done, by slug or id; these are not suggested.",
            max_length=MOST_ACTIVITIES,
        ),
    ] = field(default_factory=list)
