"""How far courses lead in an edition, kept for whoever asks next."""

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from app.framework.bridge import Bridge, bridge
from app.framework.content import Content
from app.framework.coverage import Survey, all_needs, needs_of, survey
from app.framework.identity import identify_text
from app.framework.offered import Offer, Offered
from app.framework.reach import Reach, reach
from app.framework.role import RoleLevel
from app.framework.skill import Skill
from app.framework.unneeded import Unneeded, unneeded
from app.kit.collector import resting_collector
from app.learning.offers import Offers
from app.reading.shapes.coverage import MOST_NAMED

#: Of so many editions and providers it is kept how far courses lead: somebody who walks the pages asks for one of them,
#: and one more working out takes a second or two at most. At ESCO's size with 100,000 courses one takes about 40 MB,
#: that of a single provider as much less as it has fewer courses.
HELD = 4


@dataclass(frozen=True, slots=True)
class _Made:
    """How far courses lead on a skill: its id, the offers that were looked at, and by ranks held and needed what leads
    from the one to the other."""

    id: str
    offers: Sequence[Offer]
    reach: Reach
    bridges: dict[tuple[int, int], Bridge] = field(default_factory=dict)


class Reaches:
    """How far the courses of a moment lead on the skills of an edition: those of all providers, or of one (slug).

    Each skill is worked out when it is first asked for. Safe to use from many threads: what two work out at once is the
    same.
    """

    def __init__(
        self, content: Content, offered: Offered, provider: str | None, made: dict[str, _Made] | None = None
    ) -> None:
        self.content, self.offered, self.provider = content, offered, provider
        self._made: dict[str, _Made] = {} if made is None else made
        self._ranks: dict[str | None, Mapping[str, int]] = {}

    def later(self, offered: Offered) -> "Reaches":
        """The same at another moment. Of skills whose courses are the same nothing is worked out again."""
        return Reaches(self.content, offered, self.provider, self._made)

    def of(self, skill: str) -> Reach:
        """How far courses lead on a skill (key)."""
        return self._of(skill).reach

    def bridge(self, skill: str, held: int, needed: int) -> Bridge:
        """Which courses lead on a skill (key) from a rank towards another, 0 for none; worked out once, for a skill may
        have thousands of courses and many people ask."""
        made, asked = self._of(skill), (held, needed)
        if (found := made.bridges.get(asked)) is None:
            found = made.bridges[asked] = bridge(made.reach.leads, held, needed, MOST_NAMED)
        return found

    def _of(self, skill: str) -> _Made:
        held = self._made.get(skill)
        own_id = held.id if held else self._id(skill)
        offers = self.offered.teaching(own_id)
        if held is None or held.offers is not offers:
            ranks = self.ranks(self.content.lookup.skills[skill])
            held = self._made[skill] = _Made(own_id, offers, reach(self._own(offers), ranks))
        return held

    def ranks(self, skill: Skill) -> Mapping[str, int]:
        """The ranks of a skill's scale, by id of the level."""
        if (found := self._ranks.get(skill.scale)) is None:
            scale, start = self.content.lookup.scale_of(skill), self.content.framework.key
            levels = scale.levels if scale else ()
            found = {identify_text(start, "mastery_level", level.key): level.rank for level in levels}
            self._ranks[skill.scale] = found
        return found

    def survey(self, levels: Iterable[RoleLevel]) -> Survey:
        """What of the needs of some role levels courses cover."""
        return survey(needs_of(self.content, levels), self.of)

    @cached_property
    def whole(self) -> Survey:
        """What of all needs of the edition courses cover."""
        with resting_collector():
            return survey(all_needs(self.content), self.of)

    @cached_property
    def unneeded(self) -> list[Unneeded]:
        """What courses teach that nobody needs, in the order of courses, each one's by name of the skill."""
        found = [
            each
            for skill in self.content.skills
            if (offers := self.offered.teaching(self._id(skill.key)))
            for each in unneeded(self.content, skill, self._own(offers), self.ranks(skill))
        ]
        return sorted(found, key=lambda each: each.offer.listing.number)

    def _id(self, skill: str) -> str:
        return identify_text(self.content.framework.key, "skill", skill)

    def _own(self, offers: Sequence[Offer]) -> Sequence[Offer]:
        if self.provider is None:
            return offers
        return [offer for offer in offers if offer.listing.provider.slug == self.provider]


class Reaching:
    """How far courses lead by now, in the editions that were asked for last. Safe to use from many threads."""

    def __init__(self, offers: Offers) -> None:
        self._offers = offers
        self._held: list[Reaches] = []
        self._lock = threading.Lock()

    def current(self, content: Content, provider: str | None = None) -> Reaches:
        """How far the courses of now lead in an edition; those of one provider (slug), or of all."""
        offered = self._offers.current()
        with self._lock:
            found = next((one for one in self._held if one.content is content and one.provider == provider), None)
            others = [one for one in self._held if one is not found]
            if found is None:
                found = Reaches(content, offered, provider)
            elif found.offered is not offered:
                found = found.later(offered)
            self._held = [found, *others][:HELD]
            return found
