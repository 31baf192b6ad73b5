"""What live courses offer, by skill: a value of one moment, and what it becomes when courses change."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Provider:
    """A platform that offers courses."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A live course, named. ``number`` orders courses as they first came; ``minutes`` is None where nobody says."""

    number: int
    id: str
    provider: Provider
    external_id: str
    title: str
    url: str
    minutes: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A course that teaches a skill: ids of the skill, of the levels from and to which it leads, and of statements."""

    listing: Listing
    framework: str
    skill: str
    from_level: str | None
    to_level: str | None
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Offered:
    """All offers as of a position of the feed of courses. Courses that teach nothing are left out."""

    position: int = 0
    by_course: Mapping[int, tuple[Offer, ...]] = field(default_factory=dict)
    _by_skill: Mapping[str, tuple[Offer, ...]] = field(default_factory=dict)

    def teaching(self, skill: str) -> tuple[Offer, ...]:
        """The offers that teach a skill (id), one a course, in the order of courses."""
        return self._by_skill.get(skill, ())

    def skills(self) -> list[str]:
        """The ids of all skills that any course teaches."""
        return list(self._by_skill)

    def changed(self, position: int, touched: Mapping[int, tuple[Offer, ...]]) -> "Offered":
        """The offers at a later position: ``touched`` are those of each course that changed, none where it is gone."""
        was = {number: self.by_course.get(number, ()) for number in touched}
        new: dict[str, list[Offer]] = defaultdict(list)
        for offers in touched.values():
            for offer in offers:
                new[offer.skill].append(offer)
        by_skill = dict(self._by_skill)
        for skill in {offer.skill for offers in was.values() for offer in offers} | new.keys():
            left = (offer for offer in by_skill.get(skill, ()) if offer.listing.number not in touched)
            now = sorted((*left, *new.get(skill, ())), key=lambda offer: offer.listing.number)
            by_skill[skill] = tuple(now)
            if not now:
                del by_skill[skill]
        by_course = {number: offers for number, offers in {**self.by_course, **touched}.items() if offers}
        return Offered(position, by_course, by_skill)
