"""What the values of a filter name. A name that the edition does not have is refused: a misspelt one would else pass
for an empty list."""

from collections.abc import Iterable

from app.framework.mastery import MasteryLevel, Scale
from app.framework.role import Role
from app.framework.skill import Skill
from app.kit.problems import InvalidParameter
from app.reading.view import KINDS, AnyThing, View


def find_named(view: View, of: type[AnyThing], value: str) -> AnyThing | None:
    """The thing of a class that a text names by path (see ``Lookup.by_path``) or id."""
    kind = KINDS[of]
    found = view.look.by_path.get((kind, value))
    if found is None and len(value) == 36:  # as long as an id
        found = view.look.by_id.get(value.lower(), (kind, None))[1]
    return found if isinstance(found, of) else None


def find_formerly(view: View, of: type[AnyThing], value: str) -> AnyThing | None:
    """The thing of a class that a path first named: its key, which a rename leaves as it is. What bears a slug now goes
    before what bore it."""
    kind = KINDS[of]
    if kind != "role_level":
        found = view.look.thing(kind, value)
        return found if isinstance(found, of) else None
    first, _, last = value.partition("/")
    role = find_named(view, Role, first) or find_formerly(view, Role, first)
    levels = role.levels if role else ()
    borne = (level for level in levels if level.slug == last)
    bore = (level for level in levels if level.key.partition("/")[2] == last)
    level = next(borne, None) or next(bore, None)
    return level if isinstance(level, of) else None


def named(view: View, of: type[AnyThing], value: str, parameter: str) -> AnyThing:
    """The thing of a class that a filter names by path or id; else InvalidParameter."""
    found = find_named(view, of, value)
    if found is None:
        raise InvalidParameter.of(parameter, f"names no {KINDS[of].replace('_', ' ')} of this edition")
    return found


def level_named(view: View, skill: Skill, value: str, parameter: str) -> MasteryLevel:
    """The level of a skill's scale that a filter names by slug or id; InvalidParameter where there is none."""
    scale = view.look.scale_of(skill)
    if scale is None:
        raise InvalidParameter.of(parameter, "names a mastery level, but this edition has no scale")
    for level in scale.levels:
        if value in (level.slug, view.part_id("mastery_level", level.key)):
            return level
    raise InvalidParameter.of(parameter, said_levels(scale))


def said_levels(scale: Scale) -> str:
    """That a name is none of the levels of a skill's scale, and which there are."""
    there = ", ".join(level.slug for level in scale.levels[:20])
    return f"names no mastery level of the skill's scale, which has: {there}"


def worded(value: str, words: Iterable[str], parameter: str) -> str:
    """A word of the publisher's own, whatever its case, case-folded; InvalidParameter where nobody bears it."""
    folded = value.casefold()
    there = {word.casefold(): word for word in words}
    if folded not in there:
        known = ", ".join(sorted(there.values())[:20]) or "none"
        raise InvalidParameter.of(parameter, f"is a word that this edition does not use here; it has: {known}")
    return folded


def coded(value: str, parameter: str) -> str:
    """A code as ``scheme:value``; InvalidParameter where it is not one."""
    scheme, _, rest = value.partition(":")
    if not scheme or not rest:
        raise InvalidParameter.of(parameter, "must be a scheme, a colon and a value, such as isco:1330")
    return value
