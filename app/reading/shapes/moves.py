"""Shapes of moves: role levels by how near they are."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from app.framework.role import ProgressionKind
from app.framework.ways import Way
from app.reading.shapes.asked import Asked
from app.reading.shapes.gaps import MOST_PATH, HeldNeed
from app.reading.shapes.people import Profile
from app.reading.shapes.roles import RoleLevelSummary


@dataclass(frozen=True, slots=True, kw_only=True)
class MovesRequest(Asked):
    """Where to start: a `role_level` or a `profile`, one of the two."""

    role_level: Annotated[
        str | None,
        Field(
            description="The role level, written `role/level`, or its id.",
            max_length=MOST_PATH,
            examples=["product-manager/product-manager"],
        ),
    ] = None
    profile: Annotated[Profile | None, Field(description="What a person brings.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A role level, how far it is, and what it takes. Each of its needs stands in one of four lists, by name of the
    skill."""

    role_level: Annotated[RoleLevelSummary, Field(description="The role level.")]
    distance: Annotated[int, Field(description="`gap` and `spare` together; 0 only where both ask for the same.")]
    gap: Annotated[
        int, Field(description="What is to gain: the distance that `gap` answers. Steps times weights of both lists.")
    ]
    spare: Annotated[
        int,
        Field(
            description="What would lie idle: the gap the other way round, from what the role level needs back to what"
            " is held."
        ),
    ]
    unneeded: Annotated[int, Field(description="How many of the skills held it does not need.", examples=[0])]
    way: Annotated[
        Way | None,
        Field(
            description="From a role level: up or down its ladder, or where promotions lead to and come from; all else"
            " is sideways. From a profile: null."
        ),
    ]
    progressions: Annotated[
        list[ProgressionKind],
        Field(description="How the framework calls going straight there, if it does.", examples=[["promotion"]]),
    ]
    to_raise: Annotated[list[HeldNeed], Field(description="Skills held, but not so well.")]
    missing: Annotated[list[HeldNeed], Field(description="Skills not held.")]
    met: Annotated[
        list[HeldNeed], Field(description="Skills held as well as needed; or held, and no mastery is stated.")
    ]
    beyond: Annotated[list[HeldNeed], Field(description="Skills held better than needed.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """The nearest role levels."""

    items: Annotated[
        list[Move],
        Field(
            description="Nearest first; of two as near the one with less to gain, then by role and rank.",
            max_length=200,
        ),
    ]
    total: Annotated[int, Field(description="How many role levels there are to choose from.", examples=[5])]
