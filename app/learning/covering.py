"""Coverage as readers see it: what an edition, a role or a role level needs, and how far courses lead to it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.framework.coverage import Need, Survey
from app.framework.reach import Chain, Lead, Outcome, duration
from app.framework.role import Role, RoleLevel
from app.framework.skill import Skill
from app.kit.paging import Window, cut_sorted
from app.kit.problems import InvalidParameter
from app.learning.reaching import Reaches
from app.learning.showing_offers import level_at, levels_of, show_offer
from app.reading.naming import named
from app.reading.shapes import coverage as shapes
from app.reading.shapes.roles import RoleLevelReference
from app.reading.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageFilter:
    """Which needs are asked about: those of a ``role`` or a ``role_level`` (``role/level``), by slug or id, or all; and
    only those with an ``outcome``."""

    role: str | None = None
    role_level: str | None = None
    outcome: Outcome | None = None


def find_survey(view: View, reaches: Reaches, asked: CoverageFilter) -> Survey:
    """The needs that a filter asks about, whatever their outcome; InvalidParameter where it names nothing."""
    levels = _levels(view, asked)
    return reaches.whole if levels is None else reaches.survey(levels)


def _levels(view: View, asked: CoverageFilter) -> Sequence[RoleLevel] | None:
    """The role levels that a filter asks about; None for all."""
    role = named(view, Role, asked.role, "role") if asked.role is not None else None
    level = named(view, RoleLevel, asked.role_level, "role_level") if asked.role_level is not None else None
    if role and level and view.look.role_of(level) is not role:
        raise InvalidParameter.of("role_level", "names a level of another role than 'role' does; leave one of them out")
    if level:
        return [level]
    return role.levels if role else None


def list_coverage(view: View, reaches: Reaches, asked: CoverageFilter, window: Window) -> shapes.Coverage:
    """A page of needs, and how many have each outcome; InvalidParameter where the filter names nothing."""
    survey = find_survey(view, reaches, asked)
    part = cut_sorted(survey.places(asked.outcome), window, "{:09}".format)
    return shapes.Coverage(
        items=[_item(view, reaches, survey.needs[place]) for place in part.entries],
        total=part.total,
        next=part.next,
        counts=shapes.CoverageCounts(
            covered=survey.counts["covered"], partly=survey.counts["partly"], uncovered=survey.counts["uncovered"]
        ),
    )


def _item(view: View, reaches: Reaches, need: Need) -> shapes.CoverageItem:
    skill, reach = view.look.skills[need.requirement.skill], reaches.of(need.requirement.skill)
    helping, chain = reach.helping(need.rank), reach.chain(need.rank)
    return shapes.CoverageItem(
        role_level=_role_level(view, need.role_level),
        skill=view.refer("skill", skill),
        importance=need.requirement.importance,
        required=view.refer_level(need.requirement.level),
        outcome=reach.outcome(need.rank),
        reached=level_at(view, skill, reach.reached),
        holes=[_hole(view, skill, low, high) for low, high in reach.holes(need.rank)],
        courses=_courses(view, reaches, skill, helping[: shapes.MOST_NAMED]),
        courses_total=len(helping),
        chain=_chain(view, reaches, skill, chain) if chain else None,
    )


def _role_level(view: View, level: RoleLevel) -> RoleLevelReference:
    role = view.refer("role", view.look.role_of(level))
    return RoleLevelReference(**view.named("role_level", level), role=role, rank=level.rank)


def _hole(view: View, skill: Skill, low: int, high: int) -> shapes.Hole:
    end = view.mastery_level(levels_of(view, skill)[high - 1])
    return shapes.Hole(from_level=level_at(view, skill, low), to_level=end)


def _courses(view: View, reaches: Reaches, skill: Skill, leads: Iterable[Lead]) -> list[shapes.OfferedCourse]:
    ranks = reaches.ranks(skill)
    return [show_offer(view, skill, lead.offer, ranks) for lead in leads]


def _chain(view: View, reaches: Reaches, skill: Skill, chain: Chain) -> shapes.Chain:
    minutes, unknown = duration(chain)
    courses = _courses(view, reaches, skill, chain)
    return shapes.Chain(courses=courses, minutes=minutes, without_duration=unknown)
