"""Shapes of gaps: what separates a person, or a team, from role levels."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from app.framework.activity import ActivityForm, ActivityKind
from app.framework.role import Importance
from app.reading.shapes.asked import Asked
from app.reading.shapes.common import MasteryLevelReference, Reference, Statement
from app.reading.shapes.coverage import MOST_NAMED, OfferedCourse
from app.reading.shapes.people import Profile
from app.reading.shapes.roles import RoleLevelSummary

#: Profiles and role levels of a team's request, and characters of a path.
MOST_PEOPLE, MOST_ROLE_LEVELS, MOST_PATH = 200, 50, 241

PathAsked = Annotated[str, Field(max_length=MOST_PATH)]
Weight = Annotated[
    int,
    Field(description="What a step counts for: 2 where the need is essential, 1 where it is optional.", examples=[2]),
]
_PROFILE = {
    "mastery": [
        {"skill": "agile-working", "level": "working"},
        {"skill": "user-focus", "level": "practitioner"},
        {"skill": "understand-your-organisation"},
    ]
}


@dataclass(frozen=True, slots=True, kw_only=True)
class GapRequest(Asked):
    """A person and a role level."""

    role_level: Annotated[
        str,
        Field(
            description="The role level, written `role/level`, or its id.",
            max_length=MOST_PATH,
            examples=["product-manager/senior-product-manager"],
        ),
    ]
    profile: Annotated[Profile, Field(description="What the person brings.", examples=[_PROFILE])]


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamGapRequest(Asked):
    """The people of a team, and the role levels to hold them against."""

    profiles: Annotated[
        list[Profile],
        Field(description="What each person brings.", max_length=MOST_PEOPLE, examples=[[_PROFILE, {"mastery": []}]]),
    ]
    role_levels: Annotated[
        list[PathAsked],
        Field(
            description="The role levels, each written `role/level`, or its id; each once.",
            max_length=MOST_ROLE_LEVELS,
            examples=[["product-manager/product-manager", "product-manager/senior-product-manager"]],
        ),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredNeed:
    """A skill that a role level needs."""

    skill: Annotated[Reference, Field(description="The skill.")]
    required: Annotated[
        MasteryLevelReference | None, Field(description="The mastery needed; null: expected, none stated.")
    ]
    importance: Annotated[Importance, Field(description="Whether the rung can do without.", examples=["essential"])]
    weight: Weight


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldNeed(MeasuredNeed):
    """A skill that a role level needs, beside what is held of it."""

    held: Annotated[
        MasteryLevelReference | None,
        Field(description="The mastery held; null where the skill is missing, or held with no mastery stated."),
    ]
    steps: Annotated[
        int,
        Field(
            description="Steps to gain: the ranks from the mastery held (0: none) to the one needed; 1 for a missing"
            " skill that is expected with no mastery stated.",
            examples=[2],
        ),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementToMeet(Statement):
    """A statement on the way."""

    level: Annotated[
        MasteryLevelReference | None,
        Field(description="The mastery level at which the skill says it; null: at none, or the requirement says it."),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class GrowingActivity(Reference):
    """An activity that grows a skill."""

    text: Annotated[str, Field(description="What to do, one line.", examples=["You have led a discovery."])]
    kind: Annotated[ActivityKind, Field(description="What sort of activity.", examples=["experience"])]
    form: Annotated[
        ActivityForm | None, Field(description="How the text is meant: something done, or something able to do.")
    ]
    of_role_level: Annotated[bool, Field(description="Whether it belongs to the role level asked for.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class GapEntry(HeldNeed):
    """A need of the role level, with what is on the way to it. The lists are empty where nothing is to gain."""

    statements: Annotated[
        list[StatementToMeet],
        Field(
            description="The statements above the mastery held, up to the one needed, by rank; of a missing skill those"
            " at no level first; then the requirement's own. Those that the person meets are left out."
        ),
    ]
    activities: Annotated[
        list[GrowingActivity],
        Field(
            description="The activities that grow the skill, those of the role level first, then by name. Those that"
            " the person has done are left out."
        ),
    ]
    courses: Annotated[
        list[OfferedCourse],
        Field(
            description="The courses that lead on from the mastery held: first those that lead to the one needed or"
            " above, then those that lead a part of the way, then those that say no level; each time the cheapest"
            f" first, and at most {MOST_NAMED} in all.",
            max_length=MOST_NAMED,
        ),
    ]
    courses_total: Annotated[int, Field(description="How many such courses there are.", ge=0, examples=[1])]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """What separates a person from a role level: each of its needs in one of four lists, by name of the skill."""

    role_level: Annotated[RoleLevelSummary, Field(description="The role level.")]
    distance: Annotated[
        int,
        Field(
            description="The steps to gain, each times its weight, added up; 0 where nothing is to gain.",
            examples=[34],
        ),
    ]
    met: Annotated[
        list[GapEntry], Field(description="Skills held as well as needed; or held, and no mastery is stated.")
    ]
    to_raise: Annotated[list[GapEntry], Field(description="Skills held, but not so well.")]
    missing: Annotated[list[GapEntry], Field(description="Skills not held.")]
    beyond: Annotated[list[GapEntry], Field(description="Skills held better than needed.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamNeed(MeasuredNeed):
    """A need of a role level, and how many people stand how to it."""

    met: Annotated[int, Field(description="People who hold it as well as needed.", examples=[1])]
    to_raise: Annotated[int, Field(description="People who hold it, but not so well.", examples=[4])]
    missing: Annotated[int, Field(description="People who do not hold it.", examples=[0])]
    beyond: Annotated[int, Field(description="People who hold it better than needed.", examples=[0])]
    steps: Annotated[int, Field(description="The steps that all of them have to gain, added up.", examples=[6])]


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamGapItem:
    """A role level beside the team."""

    role_level: Annotated[RoleLevelSummary, Field(description="The role level.")]
    ready: Annotated[int, Field(description="People who have nothing to gain.", examples=[0])]
    distances: Annotated[
        list[int],
        Field(
            description="The distance of each person, in the order of `profiles`. Together they are the steps of each"
            " skill, times its weight.",
            max_length=MOST_PEOPLE,
            examples=[[12, 34]],
        ),
    ]
    skills: Annotated[list[TeamNeed], Field(description="What it needs, by name of the skill.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamGap:
    """What separates a team from role levels, added up."""

    people: Annotated[int, Field(description="How many profiles were sent.", examples=[2])]
    items: Annotated[
        list[TeamGapItem],
        Field(description="An entry for every role level asked for, in the same order.", max_length=MOST_ROLE_LEVELS),
    ]
