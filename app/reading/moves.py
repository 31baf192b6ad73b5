"""The nearest role levels, as readers see them."""

from collections import defaultdict
from collections.abc import Callable

from app.framework.gap import Profile, Verdict, gap, profile_of
from app.framework.moves import Move, Start, from_profile, from_role_level, nearest_moves
from app.framework.role import RoleLevel
from app.framework.ways import Way
from app.kit.problems import Fault, InvalidBody, InvalidParameter
from app.reading.filters import RoleLevelFilter, matching_role_levels
from app.reading.gaps import held_need, summary
from app.reading.people import Names
from app.reading.shapes import moves as shapes
from app.reading.shapes.gaps import HeldNeed
from app.reading.view import View

_ALL = RoleLevelFilter()


def list_moves(
    view: View, asked: shapes.MovesRequest, limit: int, only: RoleLevelFilter = _ALL, way: Way | None = None
) -> shapes.Moves:
    """The nearest role levels that fit; InvalidBody where something in the body names nothing, InvalidParameter for a
    filter that does not, or a way from a profile."""
    start, profile = _start(view, asked)
    if way is not None and start.role_level is None:
        raise InvalidParameter.of("way", "goes with a body that holds 'role_level' only: a profile stands on no ladder")
    found, total = nearest_moves(view.edition, start, limit, among=_among(view, only), way=way)
    return shapes.Moves(items=[_move(view, profile, move) for move in found], total=total)


def _start(view: View, asked: shapes.MovesRequest) -> tuple[Start, Profile]:
    """Where to start, and as a profile."""
    names = Names(view)
    if asked.role_level is not None and asked.profile is None:
        level = names.checked(names.thing(RoleLevel, asked.role_level, "/role_level"))
        return from_role_level(view.edition, level), profile_of(level)
    if asked.profile is not None and asked.role_level is None:
        profile = names.profile(asked.profile, "/profile")
        names.check()
        return from_profile(view.edition, profile), profile
    fault = Fault(pointer="", detail="must hold either a role_level or a profile")
    raise InvalidBody("The body must say where to start: at a role_level or with a profile.", errors=[fault])


def _among(view: View, only: RoleLevelFilter) -> Callable[[RoleLevel], bool] | None:
    if only == _ALL:
        return None
    fitting = {level.key for level in matching_role_levels(view, only)}
    return lambda level: level.key in fitting


def _move(view: View, profile: Profile, move: Move) -> shapes.Move:
    entries = gap(view.edition, profile, move.role_level).entries
    lists: dict[Verdict, list[HeldNeed]] = defaultdict(list)
    for entry in entries:
        lists[entry.verdict].append(HeldNeed(**held_need(view, entry)))
    return shapes.Move(
        role_level=summary(view, move.role_level),
        distance=move.distance,
        gap=move.gap,
        spare=move.spare,
        unneeded=len(profile.mastery) - sum(entry.verdict != "missing" for entry in entries),
        way=move.way,
        progressions=list(move.progressions),
        to_raise=lists["to_raise"],
        missing=lists["missing"],
        met=lists["met"],
        beyond=lists["beyond"],
    )
