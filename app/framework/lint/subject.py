"""The content that is linted, with what several rules need of it, made once."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from app.framework.content import Content
from app.framework.identity import requirement_key
from app.framework.lint.marks import suspect
from app.framework.role import Requirement, Role, RoleLevel
from app.framework.skill import Skill
from app.framework.trace import Statement

#: Field names and list positions from the top of the native document, as ``render`` writes it.
Steps = tuple[str | int, ...]


class Text(NamedTuple):
    """A text with its place; ``kind`` and ``key`` are those of the thing or part that says it."""

    words: str
    is_name: bool
    kind: str
    key: str
    steps: Steps


@dataclass(frozen=True)
class Subject:
    """A content on the table of lint."""

    content: Content

    @cached_property
    def suspects(self) -> list[Text]:
        """The texts that are worth a closer look, in the document's order."""
        return list(_suspects(self.content))

    @cached_property
    def asked(self) -> Counter[tuple[str, str | None]]:
        """By skill and mastery level (keys, None for none stated), how many role levels ask for it."""
        levels = self.content.role_levels()
        return Counter((need.skill, need.level) for level in levels for need in level.requirements)


def requirements(content: Content, level: RoleLevel) -> list[Requirement]:
    """What a rung needs, in the document's order: by name of the skill."""
    places = content.lookup.skill_places
    return sorted(level.requirements, key=lambda need: places[need.skill])


def statements(content: Content, skill: Skill) -> Iterator[tuple[Steps, Statement]]:
    """A skill's statements with their places below it, in the document's order: of no level first, then by rank."""
    scale = content.lookup.scale_of(skill)
    said: dict[str | None, list[Statement]] = {}
    for statement in skill.statements:
        said.setdefault(statement.level, []).append(statement)
    for number, statement in enumerate(said.get(None, ())):
        yield ("statements", number), statement
    for level in scale.levels if scale else ():
        for number, statement in enumerate(said.get(level.key, ())):
            yield ("levels", level.slug, number), statement


#: The lists of the document whose entries have texts of their own, and the kind of those.
_NAMED = {
    "scales": "scale", "stages": "stage", "sources": "source", "skill_groups": "skill_group", "skills": "skill",
    "role_families": "role_family", "roles": "role", "activities": "activity",
}  # fmt: skip


def _suspects(content: Content) -> Iterator[Text]:
    yield from _own(content.framework, "framework", content.framework.key, ("framework",))
    for field, kind in _NAMED.items():
        for number, thing in enumerate(getattr(content, field)):
            steps = (field, number)
            yield from _own(thing, kind, thing.key, steps)
            if isinstance(thing, Skill):
                for below, said in statements(content, thing) if thing.statements else ():
                    yield from _part(said.text, "statement", said.key, (*steps, *below))
            elif isinstance(thing, Role):
                for rung, level in enumerate(thing.levels):
                    yield from _of_rung(content, level, (*steps, "levels", rung))
            elif kind == "scale":
                for rank, level in enumerate(thing.levels):
                    yield from _own(level, "mastery_level", level.key, (*steps, "levels", rank))


def _of_rung(content: Content, level: RoleLevel, steps: Steps) -> Iterator[Text]:
    yield from _own(level, "role_level", level.key, steps)
    for number, duty in enumerate(level.responsibilities):
        yield from _part(duty.text, "responsibility", duty.key, (*steps, "responsibilities", number, "text"))
    if not any(need.note or need.statements for need in level.requirements):  # as almost everywhere
        return
    for number, need in enumerate(requirements(content, level)):
        place = (*steps, "requirements", number)
        if need.note:
            yield from _part(need.note, "requirement", requirement_key(level.key, need.skill), (*place, "note"))
        for at, said in enumerate(need.statements):
            yield from _part(said.text, "statement", said.key, (*place, "statements", at))


def _part(words: str, kind: str, key: str, steps: Steps) -> Iterator[Text]:
    if suspect(words):
        yield Text(words, False, kind, key, steps)


def _own(thing: object, kind: str, key: str, steps: Steps) -> Iterator[Text]:
    """The texts that a thing says itself."""
    for field in _FIELDS.get(kind, ("name", "description")):
        if (text := getattr(thing, field)) and suspect(text):
            yield Text(text, field in _NAMES, kind, key, (*steps, field))
    for number, name in enumerate(getattr(thing, "alternative_names", ())):
        if suspect(name):
            yield Text(name, True, kind, key, (*steps, "alternative_names", number))


_NAMES = ("name", "title")
#: The texts of those kinds that have others than a name and a description.
_FIELDS = {
    "framework": ("name", "description", "attribution"),
    "scale": ("name",),
    "source": ("title",),
    "skill": ("name", "description", "note"),
    "role_level": ("name", "summary"),
    "activity": ("name", "text"),
}
