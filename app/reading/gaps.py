"""What separates a person, or a team, from role levels, as readers see it. What is sent is read, and forgotten."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from app.framework.activity import Activity
from app.framework.gap import WEIGHTS, Entry, Profile, Verdict, gap, growing_activities, statements_to_meet
from app.framework.mastery import MasteryLevel
from app.framework.role import Requirement, RoleLevel
from app.framework.skill import Skill
from app.framework.team import Tally, TeamGap, team_gaps
from app.framework.trace import Statement
from app.reading.people import Names
from app.reading.roles import rung
from app.reading.shapes import gaps as shapes
from app.reading.shapes.coverage import OfferedCourse
from app.reading.shapes.roles import RoleLevelSummary
from app.reading.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A skill to be learned from a mastery level to another.

    ``held`` None: from nothing, or from a skill held with no mastery stated; ``needed`` None: no mastery is stated.
    """

    skill: Skill
    held: MasteryLevel | None
    needed: MasteryLevel | None


@dataclass(frozen=True, slots=True)
class BridgingCourses:
    """Courses that lead along a stretch: the best of them, and how many there are."""

    best: Sequence[OfferedCourse]
    total: int


#: Courses by the key of the skill that they teach.
Bridging = Mapping[str, BridgingCourses]
_NONE = BridgingCourses((), 0)


class CourseLookup(Protocol):
    """Finds courses: for each stretch of an edition, in the order given, those that lead along it."""

    def __call__(self, view: View, stretches: Sequence[Stretch]) -> Sequence[BridgingCourses]: ...


def get_gap(view: View, asked: shapes.GapRequest, courses: CourseLookup | None = None) -> shapes.Gap:
    """What separates a person from a role level; InvalidBody where something in the body names nothing."""
    names = Names(view)
    level = names.thing(RoleLevel, asked.role_level, "/role_level")
    profile = names.profile(asked.profile, "/profile")
    found = gap(view.edition, profile, names.checked(level))
    bridging = _bridging(view, found.entries, courses)
    lists: dict[Verdict, list[shapes.GapEntry]] = defaultdict(list)
    for entry in found.entries:
        lists[entry.verdict].append(_entry(view, profile, found.role_level, entry, bridging))
    return shapes.Gap(
        role_level=summary(view, found.role_level),
        distance=found.distance,
        met=lists["met"],
        to_raise=lists["to_raise"],
        missing=lists["missing"],
        beyond=lists["beyond"],
    )


def _bridging(view: View, entries: Sequence[Entry], courses: CourseLookup | None) -> Bridging:
    """The courses for what is to gain, asked for all at once."""
    open_ones = [entry for entry in entries if entry.steps]
    if courses is None or not open_ones:
        return {}
    levels = view.look.mastery_levels
    stretches = [
        Stretch(
            skill=entry.skill,
            held=levels[entry.held] if entry.held else None,
            needed=levels[entry.need.level] if entry.need.level else None,
        )
        for entry in open_ones
    ]
    found = courses(view, stretches)
    return {entry.skill.key: each for entry, each in zip(open_ones, found, strict=True)}


def _entry(view: View, profile: Profile, level: RoleLevel, entry: Entry, bridging: Bridging) -> shapes.GapEntry:
    statements = statements_to_meet(view.edition, profile, entry)
    activities = growing_activities(view.edition, profile, level, entry)
    courses = bridging.get(entry.skill.key, _NONE)
    return shapes.GapEntry(
        **held_need(view, entry),
        statements=[_statement(view, said) for said in statements],
        activities=[_activity(view, level, activity) for activity in activities],
        courses=list(courses.best),
        courses_total=courses.total,
    )


def _statement(view: View, said: Statement) -> shapes.StatementToMeet:
    own = view.part_id("statement", said.key)
    return shapes.StatementToMeet(id=own, text=said.text, level=view.refer_level(said.level))


def _activity(view: View, level: RoleLevel, activity: Activity) -> shapes.GrowingActivity:
    return shapes.GrowingActivity(
        **view.named("activity", activity),
        text=activity.text,
        kind=activity.kind,
        form=activity.form,
        of_role_level=level.key in activity.role_levels,
    )


def get_team_gap(view: View, asked: shapes.TeamGapRequest) -> shapes.TeamGap:
    """What separates a team from role levels, added up; InvalidBody where something in the body names nothing."""
    names = Names(view)
    levels = _each_once(names, asked.role_levels)
    profiles = [names.profile(profile, f"/profiles/{at}") for at, profile in enumerate(asked.profiles)]
    names.check()
    found = team_gaps(view.edition, profiles, levels)
    return shapes.TeamGap(people=len(profiles), items=[_team_item(view, each) for each in found])


def _each_once(names: Names, paths: Sequence[str]) -> list[RoleLevel]:
    places: dict[str, int] = {}
    levels = []
    for at, path in enumerate(paths):
        pointer = f"/role_levels/{at}"
        if level := names.thing(RoleLevel, path, pointer):
            levels.append(level)
            if (before := places.setdefault(level.key, at)) != at:
                names.fault(pointer, f"names the role level of /role_levels/{before} again")
    return levels


def _team_item(view: View, found: TeamGap) -> shapes.TeamGapItem:
    return shapes.TeamGapItem(
        role_level=summary(view, found.role_level),
        ready=found.distances.count(0),
        distances=list(found.distances),
        skills=[_team_need(view, tally) for tally in found.tallies],
    )


def _team_need(view: View, tally: Tally) -> shapes.TeamNeed:
    people = tally.people
    return shapes.TeamNeed(
        **_need(view, tally.skill, tally.need),
        met=people.get("met", 0),
        to_raise=people.get("to_raise", 0),
        missing=people.get("missing", 0),
        beyond=people.get("beyond", 0),
        steps=tally.steps,
    )


def summary(view: View, level: RoleLevel) -> RoleLevelSummary:
    """A role level with its role."""
    return RoleLevelSummary(**rung(view, level), role=view.refer("role", view.look.role_of(level)))


def held_need(view: View, entry: Entry) -> dict[str, Any]:
    """What every shape says of a need beside what is held."""
    return {
        **_need(view, entry.skill, entry.need),
        "held": view.refer_level(entry.held),
        "steps": entry.steps,
    }


def _need(view: View, skill: Skill, need: Requirement) -> dict[str, Any]:
    return {
        "skill": view.refer("skill", skill),
        "required": view.refer_level(need.level),
        "importance": need.importance,
        "weight": WEIGHTS[need.importance],
    }
