"""Which way other role levels lie from one: up, down or sideways."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from app.framework.content import Content
from app.framework.role import Progression, ProgressionKind, RoleLevel

Way = Literal["up", "down", "sideways"]


class Ways:
    """The ways from a role level.

    On one ladder the ranks say it. On another ladder lies up what promotions lead to, over higher ranks in between too;
    down what leads here in that manner; and sideways all else, as well as what is both.
    """

    def __init__(self, content: Content, start: RoleLevel) -> None:
        self.start = start
        self._role = content.lookup.role_of(start)
        self._look = content.lookup
        self._stated = _stated(content)
        self._up = _reached(start, self._higher)
        self._down = _reached(start, self._lower)

    def way(self, level: RoleLevel) -> Way:
        """Which way a role level lies; sideways where it is the start itself."""
        if self._look.role_of(level) is self._role:
            above, below = level.rank > self.start.rank, level.rank < self.start.rank
        else:
            above, below = level.key in self._up, level.key in self._down
        return "sideways" if above == below else "up" if above else "down"

    def progressions(self, level: RoleLevel) -> tuple[ProgressionKind, ...]:
        """How the framework calls going there straight from the start; nothing where it does not speak of it."""
        return tuple(way.kind for way in self._stated.onward.get(self.start.key, ()) if way.target == level.key)

    def _higher(self, level: RoleLevel) -> Iterator[RoleLevel]:
        yield from (other for other in self._look.role_of(level).levels if other.rank > level.rank)
        ways = self._stated.onward.get(level.key, ())
        yield from (self._look.role_levels[way.target] for way in ways if way.kind == "promotion")

    def _lower(self, level: RoleLevel) -> Iterator[RoleLevel]:
        yield from (other for other in self._look.role_of(level).levels if other.rank < level.rank)
        ways = self._stated.back.get(level.key, ())
        yield from (self._look.role_levels[way.origin] for way in ways if way.kind == "promotion")


def _reached(start: RoleLevel, further: Callable[[RoleLevel], Iterable[RoleLevel]]) -> frozenset[str]:
    found, waiting = {start.key}, [start]
    while waiting:
        new = [level for level in further(waiting.pop()) if level.key not in found]
        found.update(level.key for level in new)
        waiting += new
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class _Stated:
    """Progressions by the role level that they start from, and by the one that they lead to."""

    onward: Mapping[str, list[Progression]]
    back: Mapping[str, list[Progression]]


def _stated(content: Content) -> _Stated:
    memo = content.lookup.memo.setdefault("ways", {})
    if "stated" not in memo:
        onward, back = defaultdict(list), defaultdict(list)
        for way in content.progressions:
            onward[way.origin].append(way)
            back[way.target].append(way)
        memo["stated"] = _Stated(dict(onward), dict(back))
    found: _Stated = memo["stated"]
    return found
