"""The parameters of addresses and queries: their types, with bounds, and the refusal of those that nobody knows."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Path, Query, Request
from fastapi.dependencies.models import Dependant
from pydantic import AwareDatetime, BeforeValidator, Field

from app.kit.paging import DEFAULT_LIMIT, MOST_CURSOR, MOST_LIMIT
from app.kit.problems import Fault, InvalidParameter
from app.kit.text import Slug, Version, rule_of

_SLUG, _VERSION = rule_of(Slug), rule_of(Version)
SLUG_PATTERN = f"^(?:{_SLUG.pattern.pattern})$" if _SLUG.pattern else None
_HEX = "[0-9a-fA-F]"
UUID_PATTERN = f"^{_HEX}{{8}}-{_HEX}{{4}}-{_HEX}{{4}}-{_HEX}{{4}}-{_HEX}{{12}}$"
VERSION_PATTERN = f"^(?:{_VERSION.pattern.pattern})$" if _VERSION.pattern else None


def slug_path(description: str, example: str) -> object:
    """The declaration of a path parameter that is a slug."""
    return Path(description=description, examples=[example], pattern=SLUG_PATTERN, max_length=_SLUG.most)


def slug_query(description: str, example: str) -> object:
    """The declaration of a parameter of the query that is a slug."""
    return Query(description=description, examples=[example], pattern=SLUG_PATTERN, max_length=_SLUG.most)


FrameworkSlug = Annotated[str, slug_path("The framework's slug.", "product-management")]
FrameworkAsked = Annotated[
    str | None,
    slug_query(
        "Only of this framework, by slug. One without a published edition is refused (422).", "product-management"
    ),
]
EditionLabel = Annotated[
    str,
    Path(
        description="The edition's version label, or `current`: the edition in force.",
        examples=["current"],
        pattern=VERSION_PATTERN,
        max_length=_VERSION.most,
    ),
]
DraftLabel = Annotated[
    str,
    Path(
        description="The draft's version label.",
        examples=["2027.1"],
        pattern=VERSION_PATTERN,
        max_length=_VERSION.most,
    ),
]
ProviderAsked = Annotated[
    str | None,
    slug_query("Only courses of this provider, by slug.", "school"),
]
ScaleSlug = Annotated[
    str | None,
    slug_query("The slug of a scale; the default scale unless named.", "mastery"),
]


def _plain_day(value: object) -> object:
    # Left alone, pydantic also takes times and Unix seconds for days.
    if isinstance(value, str):
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            raise ValueError("A day is written YYYY-MM-DD")
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            raise ValueError("The calendar has no such day") from None
    return value


Day = Annotated[dt.date, BeforeValidator(_plain_day)]


def _plain_moment(value: object) -> object:
    # Left alone, pydantic also takes days and Unix seconds for moments.
    if isinstance(value, str) and not re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}", value):
        raise ValueError("A moment is written YYYY-MM-DDTHH:MM:SSZ, or with another offset in place of Z")
    return value


Moment = Annotated[AwareDatetime, BeforeValidator(_plain_moment)]


#: Enough for every bound that there is.
_MOST_DIGITS = 20


def plain_digits(value: object) -> object:
    """Refuse a whole number that is not written in digits alone."""
    # Left alone, pydantic also takes 5.0, +5 and 1_0 for whole numbers.
    if isinstance(value, str):
        if not re.fullmatch(r"-?[0-9]+", value):
            raise ValueError("A whole number is written in digits alone")
        if len(value) > _MOST_DIGITS:  # Python refuses to read thousands of them, in words of its own
            raise ValueError(f"A whole number here has at most {_MOST_DIGITS} digits")
    return value


Limit = Annotated[int, Field(ge=1, le=MOST_LIMIT), BeforeValidator(plain_digits)]
#: A position of the feed; none is above what the databases count to.
Position = Annotated[int, Field(ge=0, le=2**31 - 1), BeforeValidator(plain_digits)]


#: The number of a row.
Number = Annotated[int, Field(ge=1, le=2**31 - 1), BeforeValidator(plain_digits)]


@dataclass(frozen=True, slots=True)
class Paging:
    """Which page of a list is asked for: at most ``limit`` entries, from where ``cursor`` leads."""

    limit: int = DEFAULT_LIMIT
    cursor: str | None = None


async def _paging(
    limit: Annotated[Limit, Query(description="Entries in a page.")] = DEFAULT_LIMIT,
    cursor: Annotated[
        str | None, Query(description="Where to go on: taken from `next`, never made up.", max_length=MOST_CURSOR)
    ] = None,
) -> Paging:
    return Paging(limit, cursor)


PageAsked = Annotated[Paging, Depends(_paging)]


async def refuse_unknown_parameters(request: Request) -> None:
    """InvalidParameter where the query names what the route does not know, or names it twice."""
    known = sorted(_query_names(request.scope["route"].dependant))
    faults = []
    for name, times in Counter(name for name, _ in request.query_params.multi_items()).items():
        if name not in known:
            there = f"known are {', '.join(known)}" if known else "there are none"
            faults.append(Fault(parameter=name[:100], detail=f"is not known here; {there}"))
        elif times > 1:
            faults.append(Fault(parameter=name, detail="stands more than once"))
    if faults:
        raise InvalidParameter(
            "; ".join(f"{fault.parameter} {fault.detail}" for fault in faults[:5]), errors=faults[:50]
        )


def _query_names(dependant: Dependant) -> Iterator[str]:
    yield from (field.alias for field in dependant.query_params)
    for dependency in dependant.dependencies:
        yield from _query_names(dependency)
