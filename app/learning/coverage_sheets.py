"""Coverage, and what nobody needs, as sheets: whole, a line each. Nothing in them passes for a formula."""

from collections.abc import Iterable, Iterator

from app.framework.coverage import Need
from app.framework.reach import duration
from app.framework.role import RoleLevel
from app.framework.skill import Skill
from app.framework.unneeded import Unneeded
from app.kit.sheets import LINE_END, line, safe
from app.learning.covering import CoverageFilter, find_survey
from app.learning.reaching import Reaches
from app.learning.showing_offers import levels_of
from app.reading.matrix import EXPECTED
from app.reading.view import View

#: What a sheet calls the rank below the lowest level.
NOTHING = "nothing"
COVERAGE = (
    "path", "role", "role_level", "importance", "skill", "skill_name", "required", "outcome", "reached", "holes",
    "courses", "chain", "chain_minutes", "chain_without_duration",
)  # fmt: skip
UNNEEDED = (
    "provider", "external_id", "title", "url", "skill", "skill_name", "from_level", "to_level", "why", "highest",
)  # fmt: skip


def coverage_sheet(view: View, reaches: Reaches, asked: CoverageFilter) -> Iterator[bytes]:
    """A line for each need that is asked about; InvalidParameter, at once, where the filter names nothing."""
    survey = find_survey(view, reaches, asked)
    return _coverage(view, reaches, (survey.needs[place] for place in survey.places(asked.outcome)))


def _coverage(view: View, reaches: Reaches, needs: Iterable[Need]) -> Iterator[bytes]:
    yield line(COVERAGE) + LINE_END
    head, level = b"", None
    tails: dict[tuple[str, int], bytes] = {}  # the same for every role level that needs a skill as well
    for need in needs:
        if level is not need.role_level:
            level = need.role_level
            head = _head(view, level)
        well = (need.requirement.skill, need.rank)
        if (tail := tails.get(well)) is None:
            tail = tails[well] = _tail(view, reaches, *well)
        yield b"%b,%b,%b\r\n" % (head, need.requirement.importance.encode(), tail)


def _head(view: View, level: RoleLevel) -> bytes:
    role = view.look.role_of(level)
    return line([view.look.path("role_level", level), safe(role.name), safe(level.name)])


def _tail(view: View, reaches: Reaches, key: str, rank: int) -> bytes:
    skill, reach = view.look.skills[key], reaches.of(key)
    slugs, chain = _slugs(view, skill), reach.chain(rank)
    return line(
        [
            skill.slug,
            safe(skill.name),
            slugs[rank] if rank else EXPECTED,
            reach.outcome(rank),
            slugs[reach.reached] if reach.reached else None,
            "; ".join(f"{slugs[low]} > {slugs[high]}" for low, high in reach.holes(rank)),
            len(reach.helping(rank)),
            safe(" > ".join(lead.offer.listing.title for lead in chain)),
            *(duration(chain) if chain else (None, None)),
        ]
    )


def _slugs(view: View, skill: Skill) -> list[str]:
    """What a sheet calls the ranks of a skill's scale, from 0."""
    return [NOTHING, *(level.slug for level in levels_of(view, skill))]


def unneeded_sheet(view: View, reaches: Reaches) -> Iterator[bytes]:
    """A line for each skill that a course teaches and nobody needs."""
    yield line(UNNEEDED) + LINE_END
    for each in reaches.unneeded:
        yield line(list(_unneeded(view, reaches, each))) + LINE_END


def _unneeded(view: View, reaches: Reaches, each: Unneeded) -> Iterator[str | None]:
    listing, ranks, slugs = each.offer.listing, reaches.ranks(each.skill), _slugs(view, each.skill)
    yield from (listing.provider.slug, safe(listing.external_id), safe(listing.title), listing.url)
    yield from (each.skill.slug, safe(each.skill.name))
    for level in (each.offer.from_level, each.offer.to_level):
        yield slugs[ranks[level]] if level and level in ranks else None
    yield each.why
    yield slugs[each.highest] if each.highest else None
