"""``bridge``: which courses on a skill lead a person on from where they stand."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.framework.reach import Lead


@dataclass(frozen=True, slots=True)
class Bridge:
    """Courses that lead from a mastery towards another: the best of them, best first, and how many there are."""

    best: tuple[Lead, ...]
    total: int


def bridge(leads: Iterable[Lead], held: int, needed: int, most: int) -> Bridge:
    """Those that start no higher than the rank held, 0 for none, and lead above it; at most so many of them.

    First those that lead to the rank needed, or above; then those that lead a part of the way; then those that name no
    level to which they lead: they may lead anywhere. Among equals the order given stays. Where no rank is needed, 0,
    all are equal. One that names a level which the skill's scale does not have is left out: nobody knows whom it fits.
    """
    found = sorted((lead for lead in leads if _leads_on(lead, held)), key=lambda lead: _short_of(lead, needed))
    return Bridge(tuple(found[:most]), len(found))


def _leads_on(lead: Lead, held: int) -> bool:
    return lead.low <= held and (lead.anywhere or (lead.high is not None and lead.high > held))


def _short_of(lead: Lead, needed: int) -> int:
    if not needed:
        return 0
    return 2 if lead.high is None else int(lead.high < needed)
