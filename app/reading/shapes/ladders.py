"""Shapes of an edition's ladders as a whole: the pathway as a graph, the matrix of what every rung needs."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from app.framework.role import ProgressionKind
from app.reading.shapes.common import Id, MasteryLevelReference, Reference, Source
from app.reading.shapes.mastery import Stage
from app.reading.shapes.roles import Rank


@dataclass(frozen=True, slots=True, kw_only=True)
class PathwayNode(Reference):
    """A role level as a place on the way."""

    role: Annotated[Reference, Field(description="The role whose ladder it stands on.")]
    rank: Rank
    stage: Annotated[Reference | None, Field(description="The stage of a career it belongs to.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class PathwayEdge:
    """A usual way from one role level to another."""

    id: Id
    kind: Annotated[
        ProgressionKind,
        Field(description="promotion: up a ladder; move: to another one.", examples=["promotion"]),
    ]
    from_role_level: Annotated[Reference, Field(description="Where it starts: one of the nodes.")]
    to_role_level: Annotated[Reference, Field(description="Where it leads: one of the nodes.")]
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Pathway:
    """How people move between role levels, as a graph."""

    stages: Annotated[list[Stage], Field(description="The stages of a career, by rank.")]
    nodes: Annotated[list[PathwayNode], Field(description="All role levels, by role and rank.")]
    edges: Annotated[list[PathwayEdge], Field(description="The progressions that the edition states.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow(Reference):
    """A role level as a row."""

    role: Annotated[Reference, Field(description="The role whose ladder it stands on.")]
    rank: Rank


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Which role level needs which skill, and how well: filled cells only."""

    rows: Annotated[list[MatrixRow], Field(description="The role levels, by role and rank.")]
    columns: Annotated[
        list[Reference],
        Field(description="The skills, by name: all of them, or where a filter is set those that the rows need."),
    ]
    cells: Annotated[
        list[tuple[int, int, str | None]],
        Field(
            description="The requirements, row by row: the positions in `rows` and `columns`, from 0, and the slug of"
            " the mastery level needed; null: expected, no mastery stated.",
            examples=[[[0, 3, "practitioner"], [0, 4, None]]],
        ),
    ]
    levels: Annotated[
        list[MasteryLevelReference],
        Field(description="The mastery levels that the cells name, by scale and rank: a rank for every slug."),
    ]
