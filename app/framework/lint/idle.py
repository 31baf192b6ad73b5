"""Rules about what nothing else in the edition makes use of."""

from collections.abc import Iterator

from app.framework.lint.finding import Found, quoted
from app.framework.lint.subject import Subject


def needless_skills(subject: Subject) -> Iterator[Found]:
    """Skills that no role level asks for, where there are roles."""
    if not subject.content.roles:
        return
    needed = {skill for skill, _ in subject.asked}
    for number, skill in enumerate(subject.content.skills):
        if skill.key not in needed:
            message = f"No role level asks for the skill {quoted(skill.name)}."
            yield Found(("skills", number), "skill", skill.key, message)


def aimless_activities(subject: Subject) -> Iterator[Found]:
    """Activities that build no skill."""
    for number, activity in enumerate(subject.content.activities):
        if not activity.skills:
            message = f"The activity {quoted(activity.name)} builds no skill."
            yield Found(("activities", number), "activity", activity.key, message)


def idle_levels(subject: Subject) -> Iterator[Found]:
    """Mastery levels that no statement, requirement or stage names."""
    content = subject.content
    used = {level for _, level in subject.asked}
    used |= {statement.level for skill in content.skills for statement in skill.statements}
    used |= {level for stage in content.stages for level in (stage.from_level, stage.level)}
    used |= {need.from_level for rung in content.role_levels() for need in rung.requirements}
    for at, scale in enumerate(content.scales):
        for number, level in enumerate(scale.levels):
            if level.key not in used:
                message = f"No statement, requirement or stage is at {quoted(level.name)} of the scale"
                steps = ("scales", at, "levels", number)
                yield Found(steps, "mastery_level", level.key, f"{message} {quoted(scale.name)}.")
