"""Which courses lead a person along a stretch of a skill."""

from collections.abc import Sequence

from app.framework.mastery import MasteryLevel
from app.framework.offered import Offer
from app.learning.offers import Offers
from app.reading.courses import course_path
from app.reading.gaps import CourseLookup, Stretch
from app.reading.shapes.gaps import BridgingCourse
from app.reading.view import View


def bridging(offers: Offers) -> CourseLookup:
    """Finds the live courses that start no higher than what is held and lead above it, in the order in which they came.

    A course that says no level starts, or leads, anywhere.
    """

    def courses_for(view: View, stretches: Sequence[Stretch]) -> list[list[BridgingCourse]]:
        offered = offers.current()
        return [
            [
                found
                for offer in offered.teaching(view.refer("skill", stretch.skill).id)
                if (found := _bridging(view, stretch, offer))
            ]
            for stretch in stretches
        ]

    return courses_for


def _bridging(view: View, stretch: Stretch, offer: Offer) -> BridgingCourse | None:
    low, high = _level(view, offer.from_level), _level(view, offer.to_level)
    held = stretch.held.rank if stretch.held else 0
    if (low and low.rank > held) or (high and high.rank <= held):
        return None
    return BridgingCourse(
        id=offer.listing.id,
        href=course_path(view.root, offer.listing.id),
        title=offer.listing.title,
        url=offer.listing.url,
        from_level=view.mastery_level(low) if low else None,
        to_level=view.mastery_level(high) if high else None,
    )


def _level(view: View, level_id: str | None) -> MasteryLevel | None:
    """The level with an id, if the edition has it still."""
    found = view.look.by_id.get(level_id or "", (None, None))[1]
    return found if isinstance(found, MasteryLevel) else None
