"""What courses offer, as readers see it in an edition."""

from collections.abc import Mapping, Sequence

from app.framework.mastery import MasteryLevel
from app.framework.offered import Offer
from app.framework.skill import Skill
from app.reading.courses import course_path
from app.reading.shapes.common import MasteryLevelReference
from app.reading.shapes.courses import Provider
from app.reading.shapes.coverage import OfferedCourse
from app.reading.view import View


def show_offer(view: View, skill: Skill, offer: Offer, ranks: Mapping[str, int]) -> OfferedCourse:
    """A course on a skill; ``ranks`` are those of the skill's scale, by id of the level."""
    listing = offer.listing
    return OfferedCourse(
        id=listing.id,
        href=course_path(view.root, listing.id),
        provider=Provider(slug=listing.provider.slug, name=listing.provider.name),
        external_id=listing.external_id,
        title=listing.title,
        url=listing.url,
        duration_minutes=listing.minutes,
        from_level=level_at(view, skill, ranks.get(offer.from_level or "", 0)),
        to_level=level_at(view, skill, ranks.get(offer.to_level or "", 0)),
    )


def level_at(view: View, skill: Skill, rank: int) -> MasteryLevelReference | None:
    """The level with a rank on a skill's scale; None for rank 0."""
    return view.mastery_level(levels_of(view, skill)[rank - 1]) if rank else None


def levels_of(view: View, skill: Skill) -> Sequence[MasteryLevel]:
    """The levels of a skill's scale by rank, from 1; none where it has no scale."""
    scale = view.look.scale_of(skill)
    return scale.levels if scale else ()
