"""``compare``: what one role level asks for beside another, of the same role or not."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from app.framework.content import Content
from app.framework.role import Requirement, RoleLevel
from app.framework.skill import Skill
from app.framework.trace import Statement

Verdict = Literal["new", "raised", "lowered", "dropped", "same"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A skill that the one or the other role level needs, with the requirement of each; None where it needs it not.

    ``gained`` are the statements that the new side alone asks for, ``lost`` those of the old side alone: of the skill
    up to the mastery needed, those at no level first, then the requirement's own.
    """

    skill: Skill
    verdict: Verdict
    old: Requirement | None
    new: Requirement | None
    gained: tuple[Statement, ...]
    lost: tuple[Statement, ...]


def compare(content: Content, old: RoleLevel, new: RoleLevel) -> tuple[Difference, ...]:
    """Every skill that either role level of a content needs, by name.

    The verdict is about mastery alone. A need without stated mastery counts as below the lowest level: so stating one
    raises it. ``compare(content, new, old)`` is the mirror image.
    """
    before = {need.skill: need for need in old.requirements}
    after = {need.skill: need for need in new.requirements}
    places = content.lookup.skill_places
    keys = sorted(before.keys() | after.keys(), key=places.__getitem__)
    return tuple(_difference(content, content.lookup.skills[key], before.get(key), after.get(key)) for key in keys)


def _difference(content: Content, skill: Skill, old: Requirement | None, new: Requirement | None) -> Difference:
    asked, asking = _asked(content, skill, old), _asked(content, skill, new)
    return Difference(
        skill=skill,
        verdict=_verdict(content, old, new),
        old=old,
        new=new,
        gained=tuple(said for mark, said in asking.items() if mark not in asked),
        lost=tuple(said for mark, said in asked.items() if mark not in asking),
    )


def _verdict(content: Content, old: Requirement | None, new: Requirement | None) -> Verdict:
    if old is None:
        return "new"
    if new is None:
        return "dropped"
    was, now = _rank(content, old.level), _rank(content, new.level)
    return "same" if was == now else "raised" if was < now else "lowered"


def _rank(content: Content, level: str | None) -> int:
    return content.lookup.mastery_levels[level].rank if level else 0


def _asked(content: Content, skill: Skill, need: Requirement | None) -> dict[tuple[str, str], Statement]:
    """The statements that a requirement asks for, each by what tells whether another asks for it too."""
    return {} if need is None else dict(_marked(content, skill, need))


def _marked(content: Content, skill: Skill, need: Requirement) -> Iterator[tuple[tuple[str, str], Statement]]:
    most = _rank(content, need.level)
    reached = [said for said in skill.statements if _rank(content, said.level) <= most]
    for said in sorted(reached, key=lambda each: _rank(content, each.level)):
        yield ("key", said.key), said
    # Two requirements never share a statement of their own, but they may say the same.
    for said in need.statements:
        yield ("text", said.text), said
