"""Rules about ladders: what each rung asks for, beside the rungs below it."""

from collections.abc import Iterator

from app.framework.identity import requirement_key
from app.framework.lint.finding import Found, quoted
from app.framework.lint.subject import Subject, requirements
from app.framework.role import Role, RoleLevel


def empty_rungs(subject: Subject) -> Iterator[Found]:
    """Role levels that ask for no skill."""
    for at, role in enumerate(subject.content.roles):
        for number, level in enumerate(role.levels):
            if not level.requirements:
                message = f"{_called(role, level)} asks for no skill."
                yield Found(("roles", at, "levels", number), "role_level", level.key, message)


def falling_mastery(subject: Subject) -> Iterator[Found]:
    """Requirements of less mastery than every rung asks for that needs the skill on the next rank below.

    Rungs of one rank, tracks side by side, are not compared; where tracks differ below, the lowest counts.
    """
    for at, role in enumerate(subject.content.roles):
        if len(role.levels) == 1:
            continue
        below: dict[str, tuple[int, RoleLevel]] = {}
        waiting: list[tuple[str, int, RoleLevel]] = []
        rank = 0
        for number, level in enumerate(role.levels):
            if level.rank != rank:
                below |= _lowest(waiting)
                waiting, rank = [], level.rank
            for place, key, mastery in _ranked(subject, level):
                waiting.append((key, mastery, level))
                if key in below and mastery < below[key][0]:
                    steps = ("roles", at, "levels", number, "requirements", place)
                    message = _told(subject, role, level, key, below[key][1])
                    yield Found(steps, "requirement", requirement_key(level.key, key), message)


def _ranked(subject: Subject, level: RoleLevel) -> Iterator[tuple[int, str, int]]:
    """The requirements that state mastery: their places in the document, skills by key, and ranks."""
    ranks = subject.content.lookup.mastery_levels
    for place, need in enumerate(requirements(subject.content, level)):
        if need.level:
            yield place, need.skill, ranks[need.level].rank


def _lowest(asked: list[tuple[str, int, RoleLevel]]) -> dict[str, tuple[int, RoleLevel]]:
    found: dict[str, tuple[int, RoleLevel]] = {}
    for skill, mastery, level in asked:
        if skill not in found or mastery < found[skill][0]:
            found[skill] = (mastery, level)
    return found


def _told(subject: Subject, role: Role, level: RoleLevel, skill: str, before: RoleLevel) -> str:
    look = subject.content.lookup
    here, there = (
        next(look.mastery_levels[need.level].name for need in each.requirements if need.skill == skill and need.level)
        for each in (level, before)
    )
    name = quoted(look.skills[skill].name)
    return f"{_called(role, level)} asks for {here} in {name}, {quoted(before.name)} below it for {there}."


def _called(role: Role, level: RoleLevel) -> str:
    return f"The role level {quoted(level.name)}" + ("" if level.implicit else f" of {quoted(role.name)}")
