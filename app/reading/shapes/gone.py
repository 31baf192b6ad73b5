"""What the answer about a thing that is gone tells."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from app.reading.shapes.catalogue import EditionReference
from app.reading.shapes.common import Id

#: Why the edition in force has a thing no more.
Cause = Literal["retired", "withdrawn"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heir:
    """What stands in for a retired thing."""

    id: Id
    name: Annotated[str | None, Field(description="Its name; null where it is retired too.", examples=["Pruning"])]
    href: Annotated[
        str,
        Field(
            description="Its address in the current edition, path-absolute; where it is retired too, `/v1/id/` and its"
            " id, which says what stands in for it in turn.",
            examples=["/v1/frameworks/gardening/editions/2024.1/skills/pruning"],
        ),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Retired:
    """What is gone, and what to do with its id."""

    id: Id
    cause: Annotated[
        Cause,
        Field(
            description="`retired`: a later edition does without it. `withdrawn`: nobody took it out, but every edition"
            " that had it and could be in force was withdrawn.",
            examples=["retired"],
        ),
    ]
    kind: Annotated[str, Field(description="The kind of thing, or `statement`.", examples=["skill"], max_length=20)]
    name: Annotated[str, Field(description="Its last name; of a statement the text.", examples=["Topiary"])]
    last_edition: Annotated[EditionReference, Field(description="The last edition that had it; it may be withdrawn.")]
    reason: Annotated[str | None, Field(description="Why it went, where the publisher says so.")]
    replaced_by: Annotated[
        list[Heir], Field(description="What stands in for it, as the publisher says.", max_length=10_000)
    ]
