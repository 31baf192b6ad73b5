"""Two role levels beside each other, as readers see them."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Literal

from app.framework.compare import Difference, Verdict, compare
from app.framework.role import Requirement, RoleLevel
from app.framework.trace import Statement
from app.reading.naming import named
from app.reading.roles import rung
from app.reading.shapes import differences as shapes
from app.reading.shapes.roles import RoleLevelSummary
from app.reading.view import View

Side = Literal["old", "new"]


def comparison(view: View, old: str, new: str) -> shapes.Comparison:
    """What role levels, each a path (``role/level``) or an id, ask for; InvalidParameter where there is no such one."""
    before, after = named(view, RoleLevel, old, "from"), named(view, RoleLevel, new, "to")
    found: dict[Verdict, list[shapes.SkillDifference]] = defaultdict(list)
    for each in compare(view.edition, before, after):
        found[each.verdict].append(_difference(view, each))
    return shapes.Comparison(
        from_role_level=_summary(view, before),
        to_role_level=_summary(view, after),
        new=found["new"],
        raised=found["raised"],
        lowered=found["lowered"],
        dropped=found["dropped"],
        same=found["same"],
    )


def _summary(view: View, level: RoleLevel) -> RoleLevelSummary:
    return RoleLevelSummary(**rung(view, level), role=view.refer("role", view.look.role_of(level)))


def _difference(view: View, each: Difference) -> shapes.SkillDifference:
    return shapes.SkillDifference(
        skill=view.refer("skill", each.skill),
        old=_needed(view, each.old),
        new=_needed(view, each.new),
        statements=[*_only_in(view, "old", each.lost), *_only_in(view, "new", each.gained)],
    )


def _needed(view: View, need: Requirement | None) -> shapes.Needed | None:
    if need is None:
        return None
    level, start = view.refer_level(need.level), view.refer_level(need.from_level)
    return shapes.Needed(level=level, from_level=start, importance=need.importance)


def _only_in(view: View, side: Side, said: tuple[Statement, ...]) -> Iterator[shapes.OneSidedStatement]:
    for each in said:
        yield shapes.OneSidedStatement(
            id=view.part_id("statement", each.key), text=each.text, level=view.refer_level(each.level), only_in=side
        )
