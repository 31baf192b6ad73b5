"""``bridge``: which courses on a skill lead a person on from where they stand."""

from collections.abc import Iterable

from app.framework.reach import Lead


def bridge(leads: Iterable[Lead], held: int) -> list[Lead]:
    """Those that start no higher than the rank held, 0 for none, and lead above it; in the order given.

    One that names no level to which it leads may lead anywhere. One that names a level which the skill's scale does not
    have is left out: nobody knows whom it fits.
    """
    return [
        lead for lead in leads if lead.low <= held and (lead.anywhere or (lead.high is not None and lead.high > held))
    ]
