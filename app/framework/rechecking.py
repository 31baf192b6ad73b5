"""Whether changes leave an edition whole, told from what stands around them: at a tenth of the cost of all checks.

What an edition holds together by was checked when it was built. A change can only break a rule for what it touches, for
what that names, and for who names what goes. The changes for which that is not so are left to a look at the whole.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from app.framework.change import Change
from app.framework.content import Content
from app.framework.edition import BrokenEdition, Edition
from app.framework.nouns import NounKind
from app.framework.rekey import HELD, NAMED

#: Mastery levels are named by all, and retirements tell of things that need not be there.
_FAR_REACHING: frozenset[NounKind] = frozenset({"scale", "mastery_level", "retirement"})
#: What there is little of, and all may name.
_WHOLE = ("scales", "stages", "sources")
_LISTS = {
    "skill_group": "skill_groups", "skill": "skills", "role_family": "role_families", "role": "roles",
    "activity": "activities", "progression": "progressions", "relation": "relations", "waiver": "waivers",
}  # fmt: skip
#: The list in which what a kind of reference names stands, or its owner does; all else is there anyhow.
_NAMED_IN = {**{kind: _LISTS[kind] for kind in ("skill_group", "skill", "role_family", "role")}, "role_level": "roles"}


def is_local(changes: Iterable[Change], old: Content) -> bool:
    """Whether no change reaches further than what it touches, what that names and who names it."""
    told = {(gone.kind, key) for gone in old.retirements for key in (gone.key, *gone.replaced_by)}
    return not any(
        one.kind in _FAR_REACHING
        or (one.field is None and (one.kind, one.key) in told)
        or (one.kind, one.field) == ("skill", "scale")  # requirements anywhere name levels of it
        for one in changes
    )


def holds_around(old: Edition, new: Content) -> bool:
    """Whether what is another in a content than in an edition, with all that it names, makes an edition by itself."""
    held = {name: _touched(getattr(old, name), getattr(new, name)) for name in _LISTS.values()}
    _take_along(held, new)
    whole = {name: getattr(new, name) for name in _WHOLE}
    lists = {name: tuple(values.values()) for name, values in held.items()}
    try:
        Edition(framework=new.framework, **whole, **lists)
    except BrokenEdition:
        return False
    return True


def _touched(before: Sequence[Any], after: Sequence[Any]) -> dict[int, Any]:
    """The values of a list that are not those of before, and those that share a slug with one, by identity."""
    known = set(map(id, before))
    found = {id(value): value for value in after if id(value) not in known}
    if found and hasattr(after[0], "slug"):
        slugs = {value.slug for value in found.values()}
        found |= {id(value): value for value in after if value.slug in slugs}
    return found


def _take_along(held: dict[str, dict[int, Any]], new: Content) -> None:
    """Add all that the values name, and what that names in turn."""
    waiting = [value for values in held.values() for value in values.values()]
    while waiting:
        for kind, key in _names(waiting.pop()):
            if name := _NAMED_IN.get(kind):
                owner = new.lookup.thing("role" if name == "roles" else kind, key.partition("/")[0])
                if owner is not None and id(owner) not in held[name]:
                    held[name][id(owner)] = owner
                    waiting.append(owner)


def _names(value: Any) -> Iterator[tuple[str, str]]:
    """What a value and its parts name: kinds and keys."""
    for name, kind in NAMED[type(value)].items():
        named = getattr(value, name)
        if name != "key" and named:
            yield from ((kind, key) for key in (named if isinstance(named, tuple) else (named,)))
    for name in HELD.get(type(value), ()):
        parts = getattr(value, name)
        if name != "source":
            for part in parts:
                yield from _names(part)
