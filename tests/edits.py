"""Pairs of editions of one framework: one made of the other by a few edits, and two that only share a few keys."""

import random
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any, TypeVar

from hypothesis import strategies as st

from app.framework.about import Licence
from app.framework.content import Content
from app.framework.edition import BrokenEdition, Edition
from app.framework.history import Waiver
from app.framework.mastery import MasteryLevel, Scale
from app.framework.role import Requirement, Responsibility, Role, RoleLevel
from app.framework.skill import Skill
from app.framework.trace import SourceRef, Statement, Thing
from tests.strategies import LINES, NAMES, SPENT, Builder, Choices

V = TypeVar("V")
#: The content's fields, as they become.
Held = dict[str, Any]

#: Statements or responsibilities.
Parts = tuple[Any, ...]

LISTS = tuple(field.name for field in fields(Content) if field.init and field.name != "framework")


def swap(values: tuple[V, ...], at: int, *others: V) -> tuple[V, ...]:
    """The values with others in place of the one there."""
    return (*values[:at], *others, *values[at + 1 :])


def any_of(pick: Choices, values: tuple[V, ...]) -> int:
    return pick.upto(len(values) - 1)


def at_a_level(held: Held, pick: Choices, change: Callable[[RoleLevel], RoleLevel]) -> None:
    """Change one rung of a ladder."""
    if roles := [role for role in held["roles"] if role.levels]:
        role: Role = pick.one(roles)
        at = any_of(pick, role.levels)
        changed = replace(role, levels=swap(role.levels, at, change(role.levels[at])))
        held["roles"] = swap(held["roles"], held["roles"].index(role), changed)


def with_parts(held: Held, pick: Choices, change: Callable[[Parts, type[Any]], Parts]) -> None:
    """Change the statements of a skill, or those of a requirement, or the responsibilities of a rung."""
    which = pick.upto(3)
    if which < 2 and held["skills"]:
        at = any_of(pick, held["skills"])
        skill: Skill = held["skills"][at]
        held["skills"] = swap(held["skills"], at, replace(skill, statements=change(skill.statements, Statement)))
    elif which == 2:

        def at_a_rung(level: RoleLevel) -> RoleLevel:
            return replace(level, responsibilities=change(level.responsibilities, Responsibility))

        at_a_level(held, pick, at_a_rung)
    else:

        def at_a_requirement(level: RoleLevel) -> RoleLevel:
            if not level.requirements:
                return level
            at = any_of(pick, level.requirements)
            one = level.requirements[at]
            one = replace(one, statements=change(one.statements, Statement))
            return replace(level, requirements=swap(level.requirements, at, one))

        at_a_level(held, pick, at_a_requirement)


def drop(held: Held, pick: Choices) -> None:
    name = pick.one(LISTS)
    if held[name]:
        held[name] = swap(held[name], any_of(pick, held[name]))


def rename(held: Held, pick: Choices) -> None:
    name = pick.one(LISTS)
    if held[name] and isinstance(thing := held[name][(at := any_of(pick, held[name]))], Thing):
        slug = pick.one((thing.slug, f"{thing.slug}-once-more"))
        held[name] = swap(held[name], at, replace(thing, slug=slug, name=pick.one(NAMES), codes=pick.codes()))


def rerank(held: Held, pick: Choices) -> None:
    """Turn a scale upside down, make another one the default, stretch the stages, retitle the sources."""
    scales = [
        replace(scale, slug=pick.one((scale.slug, f"{scale.slug}-2")), levels=tuple(map(_turned(scale), scale.levels)))
        for scale in held["scales"]
    ]
    if pick.upto(1) and scales:
        scales = [replace(scale, default=at == len(scales) - 1) for at, scale in enumerate(scales)]
    held["scales"] = tuple(scales)
    held["stages"] = tuple(replace(stage, rank=stage.rank + 1, from_level=None) for stage in held["stages"])
    held["sources"] = tuple(
        replace(source, slug=f"{source.slug}-2", title=pick.one(NAMES), publisher="Other.", url=None, date=None)
        for source in held["sources"]
    )


def _turned(scale: Scale) -> Callable[[MasteryLevel], MasteryLevel]:
    most = len(scale.levels) + 1
    return lambda level: replace(level, rank=most - level.rank, slug=f"{level.slug}-2")


def facts(held: Held, pick: Choices) -> None:
    held["framework"] = replace(
        held["framework"],
        name=pick.one(NAMES),
        slug=pick.one((held["framework"].slug, "another")),
        licence=pick.one((None, Licence(name="CC0"), Licence(name="CC0", url="https://garden.example"))),
    )


def cite(held: Held, pick: Choices) -> None:
    source = SourceRef(source=pick.one(held["sources"]).key) if held["sources"] else None
    with_parts(held, pick, lambda parts, _: tuple(replace(part, source=source, codes=()) for part in parts))


def reword(held: Held, pick: Choices) -> None:
    with_parts(held, pick, lambda parts, _: tuple(replace(part, text=pick.one(LINES)) for part in parts))


def reorder(held: Held, pick: Choices) -> None:
    def turned(parts: Parts, _: type[Any]) -> Parts:
        at = any_of(pick, parts) if parts else 0
        return pick.one((parts[::-1], (*parts[at:], *parts[:at]), (*parts[:at], *parts[: at - 1 : -1])))

    with_parts(held, pick, turned)


def thin_out(held: Held, pick: Choices) -> None:
    with_parts(held, pick, lambda parts, _: tuple(part for part in parts if pick.upto(1)))


def write_more(held: Held, pick: Choices) -> None:
    def longer(parts: Parts, kind: type[Any]) -> Parts:
        for _ in pick.times(3):
            key, text = f"{pick.upto(15):016x}", pick.one(LINES)
            at = pick.upto(len(parts))
            parts = (*parts[:at], kind(key=key, text=text), *parts[at:])
        return parts

    with_parts(held, pick, longer)


def relevel(held: Held, pick: Choices) -> None:
    """Give a skill's statements other levels of its scale."""
    levels = [None, *(level.key for scale in held["scales"] for level in scale.levels)]
    if held["skills"]:
        at = any_of(pick, held["skills"])
        skill: Skill = held["skills"][at]
        said = tuple(replace(one, level=pick.one((one.level, pick.one(levels)))) for one in skill.statements)
        held["skills"] = swap(held["skills"], at, replace(skill, statements=said))


def move(held: Held, pick: Choices) -> None:
    """Take statements from one owner to another."""
    taken: list[Any] = []

    def leave(parts: Parts, _: type[Any]) -> Parts:
        going = [part for part in parts if pick.upto(2) < 2]
        taken.extend(going)
        return tuple(part for part in parts if part not in going)

    def arrive(parts: Parts, kind: type[Any]) -> Parts:
        at = pick.upto(len(parts))
        coming = [part for part in taken if isinstance(part, kind)]
        if kind is Statement:
            coming = [replace(part, level=None) for part in coming]
        return (*parts[:at], *coming, *parts[at:])

    with_parts(held, pick, leave)
    with_parts(held, pick, arrive)


def climb(held: Held, pick: Choices) -> None:
    at_a_level(
        held, pick, lambda level: replace(level, rank=1 + pick.upto(4), grades=level.grades[::-1], summary="Other.")
    )


def ask_otherwise(held: Held, pick: Choices) -> None:
    def asked(level: RoleLevel) -> RoleLevel:
        kept = tuple(replace(one, from_level=None, note="Why.") for one in level.requirements if pick.upto(2))
        there = {one.skill for one in level.requirements}
        more = [skill.key for skill in held["skills"] if skill.key not in there][: pick.upto(1)]
        return replace(level, requirements=(*kept, *(Requirement(skill=skill) for skill in more)))

    at_a_level(held, pick, asked)


def add_rung(held: Held, pick: Choices) -> None:
    if held["roles"]:
        at = any_of(pick, held["roles"])
        role: Role = held["roles"][at]
        rung = RoleLevel(key=f"{role.key}/more", slug="more", name=pick.one(NAMES), rank=1 + pick.upto(3))
        levels = tuple(replace(level, implicit=False) for level in role.levels)
        held["roles"] = swap(held["roles"], at, replace(role, levels=(*levels, rung)))


def take_rung(held: Held, pick: Choices) -> None:
    if held["roles"]:
        at = any_of(pick, held["roles"])
        held["roles"] = swap(held["roles"], at, replace(held["roles"][at], levels=held["roles"][at].levels[1:]))


def add_skill(held: Held, pick: Choices) -> None:
    key = f"more-{pick.upto(2)}"
    said = tuple(Statement(key=f"{key}-{number}", text=pick.one(LINES)) for number in pick.times(3))
    held["skills"] += (Skill(key=key, slug=key, name=pick.one(NAMES), statements=said),)


def waive(held: Held, pick: Choices) -> None:
    held["waivers"] += (Waiver(rule=pick.one(("a b", "a")), place=pick.one(("b c", "c")), reason=pick.one(LINES)),)


#: What is told of lists with an order is the hard part, so it comes up more often.
EDITS = (
    write_more, move, reorder, relevel, write_more, move, reorder, relevel, write_more, move, reorder, thin_out, reword,
    rename, climb, ask_otherwise, drop, facts, add_rung, take_rung, add_skill, cite, waive, rerank,
)  # fmt: skip


def edited(edition: Edition, pick: Choices, most: int = 12) -> Edition:
    """The edition after a few edits; one that would break a rule is left out."""
    for _ in range(1 + pick.upto(most - 1)):
        held = {field.name: getattr(edition, field.name) for field in fields(Content) if field.init}
        pick.one(EDITS)(held, pick)
        try:
            edition = Edition(**held)
        except BrokenEdition:
            continue
    return edition


def _edited_pair(drawn: tuple[bytes, bytes]) -> tuple[Edition, Edition]:
    edition = Builder(Choices(drawn[0])).edition()
    return edition, edited(edition, Choices(drawn[1]))


def _other_pair(drawn: tuple[bytes, bytes, int]) -> tuple[Edition, Edition]:
    """Two editions out of the same choices from some point on: both use the same keys, for this or for that."""
    one, other, kept = drawn
    a, b = (Builder(Choices(choices)).edition() for choices in (one, one[:kept] + other[kept:]))
    return a, replace(b, framework=replace(b.framework, key=a.framework.key))


def _bytes(size: int) -> st.SearchStrategy[bytes]:
    """Drawn ones, which shrink well, and even ones, which Hypothesis seldom draws and which make much of everything."""
    even = st.integers(0, 2**32).map(lambda seed: random.Random(seed).randbytes(size))  # noqa: S311  # no secret
    return st.binary(min_size=size, max_size=size) | even


def pairs() -> st.SearchStrategy[tuple[Edition, Edition]]:
    """Two editions of one framework, from almost the same to nothing in common."""
    edits = st.tuples(_bytes(SPENT), _bytes(240)).map(_edited_pair)
    return edits | st.tuples(_bytes(SPENT), _bytes(SPENT), st.integers(0, 250)).map(_other_pair)
