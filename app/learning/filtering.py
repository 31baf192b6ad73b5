"""What the filters of the list of courses name. What names nothing is refused: it would else pass for an empty list."""

from collections.abc import Callable
from dataclasses import dataclass

from app.catalogue import Catalogue
from app.framework.skill import Skill
from app.kit.problems import InvalidParameter
from app.learning.courses import Courses, Wanted
from app.reading.courses import Views
from app.reading.naming import level_named


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseFilter:
    """What is asked for: ``skill`` an id that a published edition has given out, ``level`` a slug or id of a level of
    its scale, ``provider`` a slug, ``q`` a text in the title."""

    skill: str | None
    level: str | None
    provider: str | None
    q: str | None


def wanted_courses(learning: Courses, views: Views, asked: CourseFilter) -> Wanted:
    """Which courses filters ask for; InvalidParameter where one names nothing or goes without another."""
    if asked.level is not None and asked.skill is None:
        raise InvalidParameter.of("level", "goes with 'skill' only: it is the mastery of that skill")
    learning.check_provider(asked.provider)
    skill = asked.skill.lower() if asked.skill is not None else None
    levels = None
    if skill is not None:
        framework = _framework(learning.catalogue, skill, views.readable)
        levels = _levels(views, framework, skill, asked.level) if asked.level is not None else None
    return Wanted(skill=skill, levels=levels, provider=asked.provider, q=asked.q)


def _framework(catalogue: Catalogue, skill: str, readable: Callable[[str], bool]) -> str:
    given = catalogue.find_given([skill]).get(skill)
    if given is None or given.kind != "skill" or not readable(given.framework):
        raise InvalidParameter.of("skill", "names no skill that was ever published: it is the id of one")
    return given.framework


def _levels(views: Views, framework: str, skill: str, level: str) -> tuple[str, ...]:
    """The ids of a level and of those above it."""
    view = views.find(framework)
    found = view.look.by_id.get(skill, ("", None))[1] if view else None
    if view is None or not isinstance(found, Skill):
        raise InvalidParameter.of("level", "goes with a skill of the edition in force only; that has it no longer")
    least, scale = level_named(view, found, level, "level"), view.look.scale_of(found)
    levels = scale.levels if scale else ()
    return tuple(view.part_id("mastery_level", each.key) for each in levels if each.rank >= least.rank)
