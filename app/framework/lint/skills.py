"""Rules about what skills say of themselves: descriptions, and statements level by level."""

from collections.abc import Iterator

from app.framework.lint.finding import Found, quoted
from app.framework.lint.subject import Steps, Subject, statements
from app.framework.mastery import MasteryLevel
from app.framework.skill import Skill
from app.framework.trace import Statement


def undescribed(subject: Subject) -> Iterator[Found]:
    """Skills without a description, where others have one."""
    skills = subject.content.skills
    if any(skill.description for skill in skills):
        for number, skill in enumerate(skills):
            if not skill.description:
                yield _found(number, skill, "has no description")


def silent(subject: Subject) -> Iterator[Found]:
    """Skills without a statement, where others have some."""
    skills = subject.content.skills
    if any(skill.statements for skill in skills):
        for number, skill in enumerate(skills):
            if not skill.statements:
                yield _found(number, skill, "says of no level what people can do")


def _found(number: int, skill: Skill, message: str) -> Found:
    return Found(("skills", number), "skill", skill.key, f"The skill {quoted(skill.name)} {message}.")


def silent_levels(subject: Subject) -> Iterator[Found]:
    """Skills with statements that have none at a level of their scale: at any, where they have levels at all; at one
    that a role level asks for, where they have not."""
    for number, skill in enumerate(subject.content.skills):
        if skill.statements and (missing := _missing(subject, skill)):
            asked = sum(subject.asked[skill.key, level.key] for level in missing)
            needed = (
                f", which {'one role level asks' if asked == 1 else f'{asked} role levels ask'} for" if asked else ""
            )
            levels = " and ".join(level.name for level in missing)
            message = f"The skill {quoted(skill.name)} has no statement for {levels}{needed}."
            steps: Steps = ("skills", number)
            yield Found(steps, "skill", skill.key, message)


def _missing(subject: Subject, skill: Skill) -> list[MasteryLevel]:
    scale = subject.content.lookup.scale_of(skill)
    said = {statement.level for statement in skill.statements} - {None}
    levels = scale.levels if scale else ()
    return [level for level in levels if level.key not in said and (said or subject.asked[skill.key, level.key])]


def repeated(subject: Subject) -> Iterator[Found]:
    """Statements that a skill makes twice, at one level or at two, whatever their case, spacing and last full stop."""
    for number, skill in enumerate(subject.content.skills):
        seen: dict[str, Statement] = {}
        for steps, said in statements(subject.content, skill) if len(skill.statements) > 1 else ():
            first = seen.setdefault(" ".join(said.text.casefold().split()).rstrip(" ."), said)
            if first is not said:
                here, there = (_level(subject, each) for each in (said, first))
                where = f"twice {here}" if here == there else f"{there} and {here}"
                message = f"The skill {quoted(skill.name)} says {quoted(said.text)} {where}."
                yield Found(("skills", number, *steps), "statement", said.key, message)


def _level(subject: Subject, statement: Statement) -> str:
    if statement.level is None:
        return "without a level"
    return f"at {subject.content.lookup.mastery_levels[statement.level].name}"
