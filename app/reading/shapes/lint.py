"""Shapes of what lint finds."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from app.reading.shapes.common import Page, Reference

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A rule that the edition breaks, and where."""

    rule: Annotated[
        str, Field(description="The rule, by its name in docs/lint.md.", examples=["level-without-statements"])
    ]
    severity: Annotated[Severity, Field(description="An error stops a publish, a warning does not.")]
    place: Annotated[
        str, Field(description="A JSON Pointer into the edition's content.", examples=["/skills/3/levels/working/1"])
    ]
    kind: Annotated[str, Field(description="The kind of the thing or part that it is about.", examples=["skill"])]
    key: Annotated[str, Field(description="The key of that thing or part.", examples=["agile-working"])]
    message: Annotated[str, Field(description="What is wrong, in a sentence.")]
    waived: Annotated[
        str | None, Field(description="Why the publisher accepts it; null while it is open. Errors are never waived.")
    ]
    thing: Annotated[
        Reference | None,
        Field(description="The thing that it is about or that holds the part; null for framework, sources, waivers."),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingCounts:
    """How much lint finds in the whole edition, whatever was asked for."""

    error: Annotated[int, Field(description="Errors.", ge=0, examples=[0])]
    warning: Annotated[int, Field(description="Warnings that are open.", ge=0, examples=[5])]
    waived: Annotated[int, Field(description="Warnings that the publisher accepts.", ge=0, examples=[1])]
    rules: Annotated[
        dict[str, int],
        Field(description="Open findings by rule, zeros left out.", examples=[{"skill-without-statements": 5}]),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings(Page[Finding]):
    """What lint finds, errors first."""

    # Said anew, for pydantic does not carry the kind of entry over to a class derived from a page.
    items: Annotated[list[Finding], Field(description="The entries of this page.", max_length=200)]
    counts: Annotated[FindingCounts, Field(description="How much there is in the whole edition.")]
