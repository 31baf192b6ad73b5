"""``nearest_moves``: the role levels that are nearest to where somebody stands.

The distance of a move runs both ways: what is to gain (the distance of the gap) and what would lie idle (the distance
of the gap the other way round). So it is symmetric between two role levels, and 0 only where they ask for the same. By
what is to gain alone the nearest role level would always be the one that asks for least. See docs/gaps.md.

What a role level asks of a skill that the start has not is the same for every start; so the whole of it is added up
once an edition, and only the skills that the two share are looked at again.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from heapq import nsmallest

from app.framework.content import Content
from app.framework.gap import WEIGHTS, Profile, rank_of, steps
from app.framework.role import ProgressionKind, RoleLevel
from app.framework.ways import Way, Ways

#: Rank and weight: how a skill is held, or needed.
Held = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """Where moves start: each skill held, by key; and the role level that it is, if it is one."""

    held: Mapping[str, Held]
    role_level: RoleLevel | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A role level, and how far it is: ``gap`` is to gain, ``spare`` would lie idle.

    From a role level ``way`` says where it leads, and ``progressions`` how the framework calls going there.
    """

    role_level: RoleLevel
    gap: int
    spare: int
    way: Way | None = None
    progressions: tuple[ProgressionKind, ...] = ()

    @property
    def distance(self) -> int:
        return self.gap + self.spare


def from_profile(content: Content, profile: Profile) -> Start:
    """To start from what a person holds: nobody said that any of it matters less, so all of it counts as essential."""
    weight = WEIGHTS["essential"]
    return Start(held={skill: (rank_of(content, level), weight) for skill, level in profile.mastery.items()})


def from_role_level(content: Content, level: RoleLevel) -> Start:
    """To start from what a role level asks for."""
    held = {need.skill: (rank_of(content, need.level), WEIGHTS[need.importance]) for need in level.requirements}
    return Start(held=held, role_level=level)


def nearest_moves(
    content: Content, start: Start, limit: int, among: Callable[[RoleLevel], bool] | None = None, way: Way | None = None
) -> tuple[list[Move], int]:
    """The nearest role levels, but for the start itself, and how many there are to choose from.

    ``among`` and ``way`` narrow them; ``way`` needs a start that is a role level. Of two as near, the one with less to
    gain comes first, then the order of roles and ranks.
    """
    index, ways = _index(content), Ways(content, start.role_level) if start.role_level else None
    gaps, spares = _measured(index, start)

    def fits(level: RoleLevel) -> bool:
        if ways and (level.key == ways.start.key or (way is not None and ways.way(level) != way)):
            return False
        return among is None or among(level)

    chosen = [place for place, level in enumerate(index.levels) if fits(level)]
    first = nsmallest(limit, chosen, key=lambda place: (gaps[place] + spares[place], gaps[place], place))
    return [_move(index.levels[place], gaps[place], spares[place], ways) for place in first], len(chosen)


def _move(level: RoleLevel, gap: int, spare: int, ways: Ways | None) -> Move:
    way, progressions = (ways.way(level), ways.progressions(level)) if ways else (None, ())
    return Move(role_level=level, gap=gap, spare=spare, way=way, progressions=progressions)


def _measured(index: "_Index", start: Start) -> tuple[list[int], list[int]]:
    """What is to gain and what lies idle, for every role level by its place."""
    gaps = index.whole.copy()
    spares = [sum(weight * steps(None, rank) for rank, weight in start.held.values())] * len(gaps)
    shared = {own: [_shared(own, kind) for kind in index.kinds] for own in set(start.held.values())}
    for skill, own in start.held.items():
        if needing := index.needing.get(skill):
            taken_off = shared[own]
            for place, kind in zip(needing.places, needing.kinds, strict=True):
                gained, used = taken_off[kind]
                gaps[place] -= gained
                spares[place] -= used
    return gaps, spares


def _shared(own: Held, need: Held) -> tuple[int, int]:
    """What a skill takes off the gap and the spare of a role level, by how it is held here and needed there."""
    (held, own_weight), (needed, weight) = own, need
    gained = weight * (steps(None, needed) - steps(held, needed))
    return gained, own_weight * (steps(None, held) - steps(needed, held))


@dataclass(frozen=True, slots=True)
class _Needing:
    """Who needs a skill: places of role levels, and of what kind the need of each is."""

    places: tuple[int, ...]
    kinds: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Index:
    """Role levels in order; ``whole`` is what each asks for in all; ``kinds`` are the different needs, numbered."""

    levels: tuple[RoleLevel, ...]
    whole: list[int]
    kinds: tuple[Held, ...]
    needing: Mapping[str, _Needing]


def _index(content: Content) -> _Index:
    memo = content.lookup.memo.setdefault("moves", {})
    if "index" not in memo:
        memo["index"] = _made(content)
    found: _Index = memo["index"]
    return found


def _made(content: Content) -> _Index:
    levels = tuple(content.lookup.role_levels.values())
    ranks: dict[str | None, int] = {key: level.rank for key, level in content.lookup.mastery_levels.items()} | {None: 0}
    whole, kinds = [0] * len(levels), dict[Held, int]()
    places, numbers = defaultdict[str, list[int]](list), defaultdict[str, list[int]](list)
    for place, level in enumerate(levels):
        for need in level.requirements:
            rank, weight = kind = (ranks[need.level], WEIGHTS[need.importance])
            whole[place] += weight * steps(None, rank)
            places[need.skill].append(place)
            numbers[need.skill].append(kinds.setdefault(kind, len(kinds)))
    needing = {skill: _Needing(tuple(found), tuple(numbers[skill])) for skill, found in places.items()}
    return _Index(levels, whole, tuple(kinds), needing)
