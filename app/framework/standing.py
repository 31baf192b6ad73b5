"""Where in an edition something with an id stands: things, scales, and the parts that are shown with their owner."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, TypeVar
from uuid import UUID

from app.framework.content import Content
from app.framework.identity import NAMESPACE, Kind, ThingKind, identify_text, progression_key, requirement_key
from app.framework.mastery import Scale
from app.framework.nouns import NOUNS
from app.framework.role import Progression, Requirement, Responsibility
from app.framework.trace import Statement, Thing

IdKind = Kind | Literal["scale"]
#: Kind and key: what an id stands for, in every edition of the framework.
Lasting = tuple[str, str]
Holder = tuple[ThingKind, str]
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Standing:
    """A thing, scale or part as an edition has it.

    ``holder`` is the thing at whose address a part is shown, by kind and key. It is None for whatever has an address of
    its own, and for progressions, which are shown on the pathway.
    """

    kind: str
    key: str
    value: Thing | Scale | Statement | Responsibility | Requirement | Progression
    holder: Holder | None = None


def find_standing(content: Content, kind: str, key: str) -> Standing | None:
    """Where the thing, scale or part of a kind and key stands; None where the content has none."""
    if kind == "requirement":
        return _requirement(content, key)
    if kind in ("statement", "responsibility", "progression"):
        return _parts(content).get((kind, key))
    thing = getattr(content.lookup, NOUNS[kind].plural).get(key)  # type: ignore[index]  # of a kind that has ids
    return Standing(kind, key, thing) if thing else None


def known_ids(content: Content, ids: Iterable[str]) -> dict[str, Lasting]:
    """What ids (as text) stand for that the content has, or says that earlier editions had; others are left out."""
    look = content.lookup
    found: dict[str, Lasting] = {}
    for each in ids:
        if there := look.by_id.get(each):
            found[each] = (there[0], there[1].key)
        elif gone := look.retired.get(each):
            found[each] = (gone.kind, gone.key)
        elif part := _by_digest(content).get(_short(UUID(each).bytes)):
            found[each] = (part[0], "/".join(part[1:]))
    # Short digests of two ids may in theory be the same.
    return {each: thing for each, thing in found.items() if identify_text(look.framework.key, *thing) == each}


def _requirement(content: Content, key: str) -> Standing | None:
    role_level, _, skill = key.rpartition("/")
    level = content.lookup.role_levels.get(role_level)
    need = next((need for need in level.requirements if need.skill == skill), None) if level else None
    return Standing("requirement", key, need, ("role_level", role_level)) if need else None


def _parts(content: Content) -> dict[Lasting, Standing]:
    """Statements, responsibilities and progressions, by kind and key."""
    memo: dict[str, Any] = content.lookup.memo.setdefault("standing", {})
    if "parts" not in memo:
        memo["parts"] = {(each.kind, each.key): each for each in _listed(content)}
    found: dict[Lasting, Standing] = memo["parts"]
    return found


def _listed(content: Content) -> Iterator[Standing]:
    for skill in content.skills:
        for said in skill.statements:
            yield Standing("statement", said.key, said, ("skill", skill.key))
    for level in content.role_levels():
        for duty in level.responsibilities:
            yield Standing("responsibility", duty.key, duty, ("role_level", level.key))
        for need in level.requirements:
            for said in need.statements:
                yield Standing("statement", said.key, said, ("role_level", level.key))
    for way in content.progressions:
        yield Standing("progression", progression_key(way.origin, way.target, way.kind), way)


def _by_digest(content: Content) -> dict[bytes, tuple[str, ...]]:
    """Kind and key of all parts and scales, by their ids without the digits that say nothing.

    A requirement's key is left in its two halves: an edition of ESCO's size has 129,000, and this takes half the room.
    """
    memo: dict[str, Any] = content.lookup.memo.setdefault("standing", {})
    if "digests" not in memo:
        start = content.framework.key
        made: dict[bytes, tuple[str, ...]] = {}
        made |= {_digest(f"{start}/scale/{scale.key}"): ("scale", scale.key) for scale in content.scales}
        made |= {_digest(f"{start}/{kind}/{key}"): (kind, key) for kind, key in _parts(content)}
        for level in content.role_levels():
            for need in level.requirements:
                key = requirement_key(level.key, need.skill)
                made[_digest(f"{start}/requirement/{key}")] = ("requirement", level.key, need.skill)
        memo["digests"] = made
    found: dict[bytes, tuple[str, ...]] = memo["digests"]
    return found


def _digest(name: str) -> bytes:
    return _short(hashlib.sha1(NAMESPACE.bytes + name.encode()).digest())  # noqa: S324  # RFC 9562, 5.5


def _short(digest: bytes) -> bytes:
    # Without the two bytes that hold the version and the variant.
    return digest[:6] + digest[9:16]
