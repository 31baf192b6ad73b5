"""Which courses lead a person along a stretch of a skill."""

from collections.abc import Sequence

from app.framework.mastery import MasteryLevel
from app.framework.offered import Offer
from app.learning.offers import Offers
from app.reading.courses import course_path
from app.reading.gaps import CourseLookup, Stretch
from app.reading.shapes.common import MasteryLevelReference
from app.reading.shapes.gaps import BridgingCourse
from app.reading.view import View


def bridging(offers: Offers) -> CourseLookup:
    """Finds the live courses that start no higher than what is held and lead above it, in the order in which they came.

    A course that says no level starts, or leads, anywhere.
    """

    def courses_for(view: View, stretches: Sequence[Stretch]) -> list[list[BridgingCourse]]:
        offered, levels = offers.current(), _Levels(view)
        return [
            [
                found
                for offer in offered.teaching(view.refer("skill", stretch.skill).id)
                if (found := _bridging(view, levels, stretch.held.rank if stretch.held else 0, offer))
            ]
            for stretch in stretches
        ]

    return courses_for


class _Levels(dict[str | None, MasteryLevelReference | None]):
    """References to mastery levels by id; None for an id that the edition does not have any more. An answer names the
    few over and over, so each is looked up once."""

    def __init__(self, view: View) -> None:
        super().__init__({None: None})
        self._view = view

    def __missing__(self, level_id: str | None) -> MasteryLevelReference | None:
        found = self._view.look.by_id.get(level_id or "", (None, None))[1]
        self[level_id] = self._view.mastery_level(found) if isinstance(found, MasteryLevel) else None
        return self[level_id]


def _bridging(view: View, levels: _Levels, held: int, offer: Offer) -> BridgingCourse | None:
    low, high = levels[offer.from_level], levels[offer.to_level]
    if (low and low.rank > held) or (high and high.rank <= held):
        return None
    listing = offer.listing
    return BridgingCourse(
        id=listing.id,
        href=course_path(view.root, listing.id),
        title=listing.title,
        url=listing.url,
        from_level=low,
        to_level=high,
    )
