"""Shapes of a lookup: what is asked for, and what was found."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from app.framework.identity import ThingKind
from app.reading.shapes.asked import Asked
from app.reading.shapes.common import Reference

#: Items of one request, and things that the answer about one of them names.
MOST_ITEMS, MOST_CANDIDATES = 500, 50
#: Characters of a scheme, a colon and a value; of two slugs and a slash.
MOST_CODE, MOST_PATH = 361, 241

Reason = Literal["not_found", "retired", "ambiguous"]
Kind = Annotated[ThingKind, Field(description="The kind of thing.", examples=["skill"])]
IdText = Annotated[str, Field(description="An id, as any answer gives it.", max_length=64)]


@dataclass(frozen=True, slots=True, kw_only=True)
class LookupItem(Asked):
    """What to look for: an `id`; a `kind` and a `path`; or a `code`, with a `kind` where several kinds carry it."""

    id: Annotated[
        str | None,
        Field(description="An id, as any answer gives it.", max_length=64),
    ] = None
    kind: Annotated[ThingKind | None, Field(description="The kind of thing.", examples=["role_level"])] = None
    path: Annotated[
        str | None,
        Field(
            description="Its slug; of a role level `role/level`, of a mastery level `level` or `scale/level`.",
            max_length=MOST_PATH,
            examples=["product-manager/senior-product-manager"],
        ),
    ] = None
    code: Annotated[
        str | None,
        Field(description="A code: `scheme:value`.", max_length=MOST_CODE, examples=["isco:1330"]),
    ] = None


def _item(value: Any) -> Any:
    return {"id": value} if isinstance(value, str) else value


Item = Annotated[LookupItem, BeforeValidator(_item, json_schema_input_type=IdText | LookupItem)]


@dataclass(frozen=True, slots=True, kw_only=True)
class LookupRequest(Asked):
    """Things to look up."""

    items: Annotated[
        list[Item],
        Field(
            description="Ids as plain texts, or objects that name an id, a kind and path, or a code.",
            max_length=MOST_ITEMS,
            examples=[
                [
                    "23797ee5-9967-595c-b9e9-0c1b6ff1b2c3",
                    {"kind": "role_level", "path": "product-manager/senior-product-manager"},
                    {"code": "isco:1330"},
                ]
            ],
        ),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundThing(Reference):
    """A thing of the edition, with its kind."""

    kind: Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class LookupProblem:
    """Why an item leads to no single thing."""

    reason: Annotated[
        Reason,
        Field(
            description="not_found: the edition has no such thing; retired: earlier editions had it; ambiguous: several"
            " things carry the code.",
            examples=["not_found"],
        ),
    ]
    detail: Annotated[str, Field(description="The same in a sentence.", examples=["Nothing here has this id."])]
    candidates: Annotated[
        list[FoundThing],
        Field(
            description="What replaces a retired thing, or what carries an ambiguous code; the first 50.",
            max_length=MOST_CANDIDATES,
        ),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class LookupAnswer:
    """What became of one item: the thing, or the reason why there is none."""

    asked: Annotated[LookupItem, Field(description="The item, as it was asked for.")]
    thing: Annotated[FoundThing | None, Field(description="The thing; null where there is a problem.")]
    problem: Annotated[LookupProblem | None, Field(description="Why there is no thing; null where there is.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class LookupAnswers:
    """What was found."""

    items: Annotated[list[LookupAnswer], Field(description="An entry for every item asked for, in the same order.")]
