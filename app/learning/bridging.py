"""Which courses lead a person along a stretch of a skill."""

from collections.abc import Sequence

from app.learning.courses import Courses
from app.learning.reaching import Reaches
from app.learning.showing_offers import show_offer
from app.reading.gaps import BridgingCourses, CourseLookup, Stretch
from app.reading.view import View


def bridging(learning: Courses) -> CourseLookup:
    """Finds the live courses that start no higher than what is held and lead above it, best first."""

    def courses_for(view: View, stretches: Sequence[Stretch]) -> list[BridgingCourses]:
        reaches = learning.reaches(view.edition, None)
        return [_bridging(view, reaches, stretch) for stretch in stretches]

    return courses_for


def _bridging(view: View, reaches: Reaches, stretch: Stretch) -> BridgingCourses:
    skill, ranks = stretch.skill, reaches.ranks(stretch.skill)
    held, needed = (level.rank if level else 0 for level in (stretch.held, stretch.needed))
    found = reaches.bridge(skill.key, held, needed)
    return BridgingCourses([show_offer(view, skill, lead.offer, ranks) for lead in found.best], found.total)
