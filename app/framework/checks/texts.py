"""Every text follows the rule that its type carries."""

import types
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from app.framework.about import Framework, Source
from app.framework.checks.finding import Finding
from app.framework.content import Content
from app.framework.identity import progression_key, requirement_key, retirement_key
from app.framework.mastery import Scale
from app.framework.trace import Traced
from app.kit.text import Rule, fault

Place = tuple[str, str]
Owner = Framework | Scale | Source | Traced


def _owners(content: Content) -> Iterator[tuple[Place, Any]]:
    """Whatever holds texts, with its kind and key, but for the requirements: they are too many for a generic walk."""
    yield ("framework", content.framework.key), content.framework
    yield from ((("scale", scale.key), scale) for scale in content.scales)
    yield from ((("source", source.key), source) for source in content.sources)
    yield from (((kind, thing.key), thing) for kind, thing in content.things())
    yield from ((("statement", statement.key), statement) for statement in content.statements())
    for level in content.role_levels():
        yield from ((("responsibility", duty.key), duty) for duty in level.responsibilities)
    yield from ((("progression", progression_key(p.origin, p.target, p.kind)), p) for p in content.progressions)
    yield from ((("retirement", retirement_key(gone.kind, gone.key)), gone) for gone in content.retirements)
    yield from ((("waiver", waiver.rule + waiver.place), waiver) for waiver in content.waivers)


def _rule_in(hint: object) -> Rule | None:
    """The text rule inside ``Annotated[str, Rule]``, also within ``| None`` and ``tuple[…, ...]``."""
    if get_origin(hint) is Annotated:
        return next((extra for extra in get_args(hint)[1:] if isinstance(extra, Rule)), None)
    if get_origin(hint) in (types.UnionType, Union, tuple):
        return next(filter(None, map(_rule_in, get_args(hint))), None)
    return None


@cache
def text_rules(kind: Any) -> tuple[tuple[str, Rule], ...]:
    """The fields of a class that hold text, each with its rule."""
    hints = get_type_hints(kind, include_extras=True)
    found = ((field.name, _rule_in(hints[field.name])) for field in fields(kind))
    return tuple((name, rule) for name, rule in found if rule)


def _unfit(place: Place, owner: object, prefix: str = "") -> Iterator[Finding]:
    for name, rule in text_rules(type(owner)):  # type: ignore[arg-type]  # mypy takes the class for an instance
        value = getattr(owner, name)
        if not value and value != "":
            continue
        for text in (value,) if isinstance(value, str) else value:
            if message := fault(text, rule):
                yield Finding(*place, prefix + name, message)


def _inside(place: Place, owner: Owner) -> Iterator[Finding]:
    """The texts of the values that an owner holds: codes, the section of its source, licence, span."""
    for code in getattr(owner, "codes", ()):
        yield from _unfit(place, code, "codes ")
    for name in ("source", "licence", "span"):
        if (held := getattr(owner, name, None)) is not None:
            yield from _unfit(place, held, f"{name} ")


def unfit_texts(content: Content) -> Iterator[Finding]:
    """Texts that are empty, too long, of the wrong form, or hold characters that texts must not hold."""
    for place, owner in _owners(content):
        yield from _unfit(place, owner)
        yield from _inside(place, owner)
    for level in content.role_levels():
        for requirement in level.requirements:
            if requirement.note is not None or requirement.codes or requirement.source:
                place = ("requirement", requirement_key(level.key, requirement.skill))
                yield from _unfit(place, requirement)
                yield from _inside(place, requirement)
