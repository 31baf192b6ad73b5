"""``reach``: how far the courses on one skill lead from nothing, step by step of its scale, and by which of them.

A step leads to a rank of the scale from the rank below; the first one leads from nothing, rank 0. A course covers the
steps between where it starts and where it leads. Where all steps up to a rank are covered, a chain of courses leads to
it: whoever holds a rank can take any course that covers the next step, for it starts no higher. And no chain gets over
a step that none covers. docs/coverage.md tells those who use it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from app.framework.offered import Offer

Outcome = Literal["covered", "partly", "uncovered"]
#: What a chain costs, to be compared from the left: courses of unknown duration, minutes, courses, and their numbers.
_Cost = tuple[int, int, int, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Lead:
    """A course on a skill, by ranks of the skill's scale: whoever holds ``low`` or better gets to ``high``.

    ``low`` is 0 where it asks for nothing. ``high`` is None where it leads to no level in particular: it names none, or
    none above where it starts, or one that the scale does not have; or the level where it starts is such a one.
    ``anywhere`` says that it names none, and that where it starts is known.
    """

    offer: Offer
    low: int
    high: int | None
    anywhere: bool = False

    @property
    def minutes(self) -> int | None:
        return self.offer.listing.minutes


Chain = tuple[Lead, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How far courses lead. ``leads`` are all on the skill, cheapest first; ``covered`` are the steps that any covers,
    by the rank to which they lead; ``chains`` are the cheapest ways from nothing to rank 1, 2 and so on, as far as
    there are any.

    A ``required`` rank of 0 says: the skill is expected, and no mastery of it is stated. Any course on it will do then.
    """

    leads: tuple[Lead, ...]
    covered: tuple[int, ...]
    chains: tuple[Chain, ...]

    @property
    def reached(self) -> int:
        """The highest rank to which there is a way from nothing; 0 where there is none."""
        return len(self.chains)

    def outcome(self, required: int) -> Outcome:
        """Whether courses lead from nothing to a rank, along a part of the way, or nowhere on it."""
        if self.reached >= required if required else self.leads:
            return "covered"
        return "partly" if any(step <= required for step in self.covered) else "uncovered"

    def holes(self, required: int) -> list[tuple[int, int]]:
        """The steps up to a rank that no course covers, from rank to rank; steps in a row are one hole."""
        found: list[tuple[int, int]] = []
        for step in range(1, required + 1):
            if step in self.covered:
                continue
            start = found.pop()[0] if found and found[-1][1] == step - 1 else step - 1
            found.append((start, step))
        return found

    def helping(self, required: int) -> Sequence[Lead]:
        """The courses that cover a step up to a rank, or all where no rank is stated: cheapest first."""
        if not required:
            return self.leads
        return [lead for lead in self.leads if lead.high is not None and lead.low < required]

    def chain(self, required: int) -> Chain:
        """The cheapest way from nothing to a rank, or as far towards it as there is one; empty if that is nowhere."""
        length = min(required, self.reached)
        return self.chains[length - 1] if length else ()


def reach(offers: Sequence[Offer], ranks: Mapping[str, int]) -> Reach:
    """How far offers on one skill lead. ``ranks`` are those of the skill's scale by id of the level, from 1 without
    gaps; none where the skill has no scale."""
    leads = sorted((_lead(offer, ranks) for offer in offers), key=_price)
    steps = {step for lead in leads if lead.high is not None for step in range(lead.low + 1, lead.high + 1)}
    return Reach(leads=tuple(leads), covered=tuple(sorted(steps)), chains=tuple(_chains(leads, len(ranks))))


def duration(chain: Chain) -> tuple[int, int]:
    """The minutes of a chain, as far as its courses say, and how many of them do not."""
    stated = [lead.minutes for lead in chain if lead.minutes is not None]
    return sum(stated), len(chain) - len(stated)


def starts_at(offer: Offer, ranks: Mapping[str, int]) -> int | None:
    """The rank where a course starts, 0 where it asks for nothing; None for a level that the scale does not have."""
    return ranks.get(offer.from_level) if offer.from_level else 0


def _lead(offer: Offer, ranks: Mapping[str, int]) -> Lead:
    low, high = starts_at(offer, ranks), ranks.get(offer.to_level) if offer.to_level else None
    if low is None or high is None or high <= low:
        return Lead(offer, low or 0, None, anywhere=low is not None and offer.to_level is None)
    return Lead(offer, low, high)


def _price(lead: Lead) -> tuple[bool, int, int]:
    listing = lead.offer.listing
    return (listing.minutes is None, listing.minutes or 0, listing.number)


def _chains(leads: Sequence[Lead], height: int) -> list[Chain]:
    """The cheapest chains to each rank.

    The last course of one leads to the rank or above, and starts at a lower one; what comes before it is a cheapest
    chain to where it starts, else there were a cheaper whole. So each rank is worked out from those below.
    """
    cheapest: dict[tuple[int, int], Lead] = {}
    for lead in leads:
        if lead.high is not None:
            cheapest.setdefault((lead.low, lead.high), lead)
    costs: list[_Cost] = [(0, 0, 0, ())]
    chains: list[Chain] = [()]
    for rank in range(1, height + 1):
        ways = [(_longer(costs[low], lead), low, lead) for (low, high), lead in cheapest.items() if low < rank <= high]
        if not ways:
            break
        cost, low, lead = min(ways, key=lambda way: way[0])
        costs.append(cost)
        chains.append((*chains[low], lead))
    return chains[1:]


def _longer(cost: _Cost, lead: Lead) -> _Cost:
    unknown, minutes, courses, numbers = cost
    more = _price(lead)
    return (unknown + more[0], minutes + more[1], courses + 1, (*numbers, more[2]))
