"""Courses, and what they teach: pure values, told by the ids that published editions have given out."""

import json
from dataclasses import dataclass
from typing import Any

from app.framework.digest import canonical
from app.framework.identity import identify_text
from app.framework.trace import arrange
from app.kit.text import Language, Name, Prose, WebUrl, Word

#: Skills that one course teaches, and statements of each; minutes that a course takes.
MOST_TAUGHT, MOST_STATEMENTS, MOST_MINUTES = 100, 200, 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Taught:
    """A skill that a course teaches: ids of the skill, of the levels from and to which it leads, and of statements.

    ``framework`` is a slug, which never changes. Without ``to_level`` the course is about the skill, and says of no
    level that it leads there.
    """

    framework: str
    skill: str
    from_level: str | None = None
    to_level: str | None = None
    statements: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        arrange(self, statements=tuple(sorted(set(self.statements))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What a provider says of a course. No skill is taught twice. ``format`` is the provider's own word."""

    title: Name
    url: WebUrl
    description: Prose | None = None
    language: Language | None = None
    duration_minutes: int | None = None
    format: Word | None = None
    teaches: tuple[Taught, ...] = ()

    def __post_init__(self) -> None:
        arrange(self, teaches=tuple(sorted(self.teaches, key=lambda taught: (taught.framework, taught.skill))))


def course_id(provider: str, external_id: str) -> str:
    """The id of a provider's (slug) course, which it keeps for ever: also if it is retired and comes back."""
    return identify_text(provider, "course", external_id)


def course_text(course: Course) -> str:
    """A course as canonical JSON: equal courses have equal texts."""
    return json.dumps(canonical(course), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read_course(text: str) -> Course:
    """The course that ``course_text`` made this of."""
    told: dict[str, Any] = json.loads(text)
    taught = (Taught(**each | {"statements": tuple(each.get("statements", ()))}) for each in told.pop("teaches", ()))
    return Course(**told, teaches=tuple(taught))
