"""Rules about names beside each other."""

from collections.abc import Iterator

from app.framework.lint.alike import near_duplicates
from app.framework.lint.finding import Found, quoted
from app.framework.lint.subject import Subject

_KINDS = {
    "skill_groups": "skill_group", "skills": "skill", "role_families": "role_family", "roles": "role",
    "activities": "activity",
}  # fmt: skip


def near_names(subject: Subject) -> Iterator[Found]:
    """Things of a kind with nearly the name of one before them in its list."""
    for field, kind in _KINDS.items():
        things = getattr(subject.content, field)
        for number, other in near_duplicates([thing.name for thing in things]):
            here, there = quoted(things[number].name), quoted(things[other].name)
            called = f"The {kind.replace('_', ' ')} {here} is called nearly as {there} (/{field}/{other})"
            yield Found((field, number), kind, things[number].key, f"{called}.")
