"""``unneeded``: what courses teach that no role level asks for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from app.framework.content import Content
from app.framework.gap import rank_of
from app.framework.offered import Offer
from app.framework.reach import starts_at
from app.framework.skill import Skill

Why = Literal["skill", "level"]


@dataclass(frozen=True, slots=True)
class Unneeded:
    """A course on a skill, and why nobody needs it: no role level asks for the ``skill``, or none for more than the
    ``level`` at which the course starts. ``highest`` is the rank of the highest level that any asks for; 0 for none."""

    offer: Offer
    skill: Skill
    why: Why
    highest: int


def unneeded(content: Content, skill: Skill, offers: Iterable[Offer], ranks: Mapping[str, int]) -> list[Unneeded]:
    """Those of the offers on a skill that nobody needs, in the same order. ``ranks`` as ``reach`` takes them.

    Where a role level expects the skill without stating a mastery, every course on it is needed. A course that starts
    at a level which the scale does not have is left to the report of what is stale.
    """
    asked = [rank_of(content, need.level) for _, need in content.lookup.needed_by.get(skill.key, ())]
    if not asked:
        return [Unneeded(offer, skill, "skill", 0) for offer in offers]
    if 0 in asked:
        return []
    highest = max(asked)
    starts = ((offer, starts_at(offer, ranks)) for offer in offers)
    return [Unneeded(offer, skill, "level", highest) for offer, low in starts if low is not None and low >= highest]
