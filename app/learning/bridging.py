"""Which courses lead a person along a stretch of a skill."""

from collections.abc import Sequence

from app.framework.bridge import bridge
from app.framework.reach import Lead
from app.framework.skill import Skill
from app.learning.courses import Courses
from app.learning.reaching import Reaches
from app.learning.showing_offers import level_at
from app.reading.courses import course_path
from app.reading.gaps import CourseLookup, Stretch
from app.reading.shapes.gaps import BridgingCourse
from app.reading.view import View


def bridging(learning: Courses) -> CourseLookup:
    """Finds the live courses that start no higher than what is held and lead above it, cheapest first."""

    def courses_for(view: View, stretches: Sequence[Stretch]) -> list[list[BridgingCourse]]:
        reaches = learning.reaches(view.edition, None)
        return [_bridging(view, reaches, stretch) for stretch in stretches]

    return courses_for


def _bridging(view: View, reaches: Reaches, stretch: Stretch) -> list[BridgingCourse]:
    held = stretch.held.rank if stretch.held else 0
    return [_course(view, stretch.skill, lead) for lead in bridge(reaches.of(stretch.skill.key).leads, held)]


def _course(view: View, skill: Skill, lead: Lead) -> BridgingCourse:
    listing = lead.offer.listing
    return BridgingCourse(
        id=listing.id,
        href=course_path(view.root, listing.id),
        title=listing.title,
        url=listing.url,
        from_level=level_at(view, skill, lead.low),
        to_level=level_at(view, skill, lead.high or 0),
    )
