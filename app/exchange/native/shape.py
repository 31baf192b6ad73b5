"""The native document, field by field: one shape for YAML and JSON, for reading, writing and the JSON Schema.

Absent and empty mean the same, so lists and texts default to empty ones, and what is empty is not written. The shape
says what stands where; whether a text, word or number is fit is said once, by the checks of an edition, and all that
is wrong can be told at once. Their bounds show in the schema only.
"""

import datetime as dt
from typing import Annotated, Any

from msgspec import UNSET, Meta, Struct, UnsetType, field

from app.framework.activity import ACTIVITY_FORMS, ACTIVITY_KINDS
from app.framework.checks.values import MOST_RANK, MOST_SPAN
from app.framework.identity import LASTING_KINDS
from app.framework.role import ACCOUNTABILITIES, IMPORTANCES, PROGRESSION_KINDS
from app.framework.skill import RELATION_KINDS, SKILL_KINDS
from app.kit import text

FORMAT = "capframe-edition/1"


def _text(kind: object, means: str | None = None) -> Meta:
    """The bound and form of a text type, for the schema."""
    rule = text.rule_of(kind)
    shown: dict[str, Any] = {"minLength": 1, "maxLength": rule.most}
    if rule.pattern:
        shown["pattern"] = f"^(?:{rule.pattern.pattern})$"
    return Meta(description=means, extra_json_schema=shown)


def _word(words: frozenset[str], means: str) -> Meta:
    return Meta(description=means, extra_json_schema={"enum": sorted(words)})


def _between(least: int, most: int, means: str) -> Meta:
    return Meta(description=means, extra_json_schema={"minimum": least, "maximum": most})


Slug = Annotated[str, _text(text.Slug, "A slug: what a thing is called in addresses, and by what names it")]
Key = Annotated[str, _text(text.Slug, "The first slug, or the key of the first wording; only where it differs")]
Name = Annotated[str, _text(text.Name, "A name: one line of plain text")]
Names = Annotated[tuple[Name, ...], Meta(description="Names: each one line of plain text")]
Slugs = Annotated[tuple[Slug, ...], Meta(description="The slugs of others, none twice")]
Line = Annotated[str, _text(text.Line, "One line; may hold inline links")]
Prose = Annotated[str, _text(text.Prose, "CommonMark: paragraphs, lists, links, emphasis")]
Url = Annotated[str, _text(text.Url, "A web or mail address")]
Day = Annotated[dt.date, Meta(description="A day, YYYY-MM-DD")]
Pair = Annotated[str, _text(text.Pair, "A role level: role/level")]
LevelSlug = Annotated[str, _text(text.Slug, "A mastery level of the scale that applies here")]
LastingKey = Annotated[
    str,
    Meta(
        description="The key of what had an address",
        extra_json_schema={"minLength": 1, "maxLength": text.rule_of(text.Pair).most},
    ),
]
LastingKeys = Annotated[tuple[LastingKey, ...], Meta(description="The keys of what took its place")]
Rank = Annotated[int, _between(1, MOST_RANK, "Its place in the order, from 1")]
Reach = Annotated[int, _between(0, MOST_SPAN, "How many, at an end of the span")]


class Shape(Struct, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, frozen=True):
    """An object of the document."""


class Code(Shape, frozen=True, kw_only=True):
    """A name in another scheme: an ESCO URI, an ISCO or OPM code, a CASE GUID."""

    scheme: Annotated[str, _text(text.Token, "The scheme, such as esco or isco")]
    value: Name
    uri: Annotated[str, _text(text.Uri, "The name as an address")] = ""


class SourceRef(Shape, frozen=True, kw_only=True):
    """The entry of ``sources`` that states something, and the section in it."""

    slug: Slug
    section: Name = ""


Origin = SourceRef | UnsetType
Codes = Annotated[tuple[Code, ...], Meta(description="Its names in other schemes")]


class Thing(Shape, frozen=True, kw_only=True):
    """What has a slug and a key."""

    slug: Slug
    key: Key = ""


class Licence(Shape, frozen=True, kw_only=True):
    """The terms under which the content may be used."""

    name: Name
    url: Url = ""


class Framework(Thing, frozen=True, kw_only=True):
    """The framework that the edition is one of."""

    name: Name
    description: Prose = ""
    publisher: Name = ""
    licence: Licence | UnsetType = UNSET
    language: Annotated[str, _text(text.Language, "BCP 47; one language an edition")] = "en"
    homepage: Url = ""
    attribution: Line = ""


class MasteryLevel(Thing, frozen=True, kw_only=True):
    """A level of a scale; ranks run from 1 without gaps."""

    name: Name
    rank: Rank
    description: Prose = ""
    source: Origin = UNSET
    codes: Codes = ()


class Scale(Thing, frozen=True, kw_only=True):
    """Mastery levels; exactly one scale of an edition is the default, if it has any."""

    name: Name
    default: Annotated[bool, Meta(description="Whether skills that name no scale are on this one")] = False
    levels: Annotated[tuple[MasteryLevel, ...], Meta(description="Its levels, in any order")] = ()


class Stage(Thing, frozen=True, kw_only=True):
    """A part of a career, leading from one level of the default scale to another."""

    name: Name
    rank: Rank
    description: Prose = ""
    from_level: LevelSlug = ""
    level: LevelSlug = ""
    source: Origin = UNSET
    codes: Codes = ()


class Source(Thing, frozen=True, kw_only=True):
    """A document that the edition draws on."""

    title: Name
    publisher: Name = ""
    url: Url = ""
    date: Day | UnsetType = UNSET


class Heading(Thing, frozen=True, kw_only=True):
    """A skill group or role family; ``parents`` are others of its kind."""

    name: Name
    description: Prose = ""
    parents: Slugs = ()
    source: Origin = UNSET
    codes: Codes = ()


class Wording(Shape, frozen=True, kw_only=True):
    """A statement of which there is more to say than its text."""

    text: Line
    key: Key = ""
    source: Origin = UNSET
    codes: Codes = ()


Statements = Annotated[
    tuple[Annotated[str, _text(text.Line)] | Wording, ...],
    Meta(description="Lines that complete 'you can', in their order: each a text, or an object that says more of it"),
]


class Skill(Thing, frozen=True, kw_only=True):
    """A skill; ``statements`` belong to no level, those under ``levels`` to the mastery level named there."""

    name: Name
    kind: Annotated[str, _word(SKILL_KINDS, "What sort of skill")] = "skill"
    description: Prose = ""
    note: Prose = ""
    alternative_names: Names = ()
    groups: Slugs = ()
    scale: Slug = ""
    source: Origin = UNSET
    codes: Codes = ()
    statements: Statements = ()
    levels: Annotated[dict[LevelSlug, Statements], Meta(description="Statements by mastery level")] = {}


class Span(Shape, frozen=True, kw_only=True):
    """How much a responsibility reaches over; min, max or both."""

    min: Reach | UnsetType = UNSET
    max: Reach | UnsetType = UNSET
    unit: Name


class Responsibility(Shape, frozen=True, kw_only=True):
    """What a role level answers for."""

    text: Line
    key: Key = ""
    accountability: Annotated[str, _word(ACCOUNTABILITIES, "In which way people answer for it")] = ""
    span: Span | UnsetType = UNSET
    source: Origin = UNSET
    codes: Codes = ()


class Requirement(Shape, frozen=True, kw_only=True):
    """A skill that a role level needs; without a level no mastery is stated."""

    skill: Slug
    from_level: LevelSlug = ""
    level: LevelSlug = ""
    importance: Annotated[str, _word(IMPORTANCES, "Whether one can do without")] = "essential"
    note: Prose = ""
    source: Origin = UNSET
    codes: Codes = ()
    statements: Statements = ()


class RoleLevel(Thing, frozen=True, kw_only=True):
    """A rung of a role's ladder; ``implicit`` on the one level of a role without levels."""

    name: Name
    rank: Rank
    stage: Slug = ""
    grades: Names = ()
    implicit: Annotated[bool, Meta(description="Whether the role has no levels of its own")] = False
    summary: Prose = ""
    source: Origin = UNSET
    codes: Codes = ()
    responsibilities: Annotated[tuple[Responsibility, ...], Meta(description="What it answers for")] = ()
    requirements: Annotated[tuple[Requirement, ...], Meta(description="The skills it needs")] = ()


class Role(Thing, frozen=True, kw_only=True):
    """A role with its ladder; ``parents`` are broader roles."""

    name: Name
    kind: Name = ""
    description: Prose = ""
    alternative_names: Names = ()
    families: Slugs = ()
    parents: Slugs = ()
    source: Origin = UNSET
    codes: Codes = ()
    levels: Annotated[tuple[RoleLevel, ...], Meta(description="The rungs of its ladder")] = ()


class Activity(Thing, frozen=True, kw_only=True):
    """What people do to grow."""

    name: Name
    text: Line
    kind: Annotated[str, _word(ACTIVITY_KINDS, "What sort of activity")]
    form: Annotated[str, _word(ACTIVITY_FORMS, "The words that its text completes")] = ""
    skills: Slugs = ()
    role_levels: Annotated[tuple[Pair, ...], Meta(description="Where it belongs, each as role/level")] = ()
    source: Origin = UNSET
    codes: Codes = ()


class Progression(Shape, frozen=True, kw_only=True):
    """A usual way from one role level to another."""

    origin: Pair = field(name="from")
    target: Pair = field(name="to")
    kind: Annotated[str, _word(PROGRESSION_KINDS, "What sort of step")]
    source: Origin = UNSET
    codes: Codes = ()


class Relation(Shape, frozen=True, kw_only=True):
    """One skill's relation to another."""

    origin: Slug = field(name="from")
    target: Slug = field(name="to")
    kind: Annotated[str, _word(RELATION_KINDS, "What the first is to the second")]


class Retirement(Shape, frozen=True, kw_only=True):
    """What earlier editions had; ``key`` and ``replaced_by`` are keys, a role level's with its role's before it."""

    kind: Annotated[str, _word(frozenset(LASTING_KINDS), "What it was")]
    key: LastingKey
    name: Name
    reason: Line = ""
    replaced_by: LastingKeys = ()


class Waiver(Shape, frozen=True, kw_only=True):
    """A lint finding that the owner accepts; ``place`` is a JSON Pointer into the document."""

    rule: Name
    place: Line
    reason: Line


class Document(Shape, frozen=True, kw_only=True):
    """An edition: its envelope, then its content."""

    format: Annotated[str, Meta(description=FORMAT, extra_json_schema={"const": FORMAT})]
    framework: Framework
    version: Annotated[str, _text(text.Version, "The edition's label")]
    effective_from: Day | UnsetType = UNSET
    notes: Prose = ""
    scales: tuple[Scale, ...] = ()
    stages: tuple[Stage, ...] = ()
    sources: tuple[Source, ...] = ()
    skill_groups: tuple[Heading, ...] = ()
    skills: tuple[Skill, ...] = ()
    role_families: tuple[Heading, ...] = ()
    roles: tuple[Role, ...] = ()
    activities: tuple[Activity, ...] = ()
    progressions: tuple[Progression, ...] = ()
    relations: tuple[Relation, ...] = ()
    retirements: tuple[Retirement, ...] = ()
    waivers: tuple[Waiver, ...] = ()
