"""What courses teach that nobody needs, as it is shown."""

from app.framework.unneeded import Unneeded
from app.kit.paging import Window, cut_sorted
from app.learning.reaching import Reaches
from app.learning.showing_offers import level_at, show_offer
from app.reading.pages import shown
from app.reading.shapes import coverage as shapes
from app.reading.shapes.common import Page
from app.reading.view import View


def list_unneeded(view: View, reaches: Reaches, window: Window) -> Page[shapes.UnneededCourse]:
    """A page of what nobody needs, in the order of courses."""
    places = view.look.skill_places
    part = cut_sorted(
        reaches.unneeded, window, lambda each: f"{each.offer.listing.number:010}:{places[each.skill.key]:06}"
    )
    return shown(part, lambda each: _unneeded(view, reaches, each))


def _unneeded(view: View, reaches: Reaches, each: Unneeded) -> shapes.UnneededCourse:
    return shapes.UnneededCourse(
        course=show_offer(view, each.skill, each.offer, reaches.ranks(each.skill)),
        skill=view.refer("skill", each.skill),
        why=each.why,
        highest=level_at(view, each.skill, each.highest),
    )
