"""What an edition with keys of its own would keep the id of, had its author written one key more.

A document without ``key`` beside a reworded statement or a renamed thing means a new one, and reading it never guesses.
So whoever sends one is told what looks like the same under other words. Pure; the work is bounded as in ``renames``.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.framework.carry import reworded
from app.framework.content import Content
from app.framework.edition import Edition
from app.framework.identity import part_key
from app.framework.matching import Wordings
from app.framework.renames import propose
from app.framework.role import Responsibility, Role
from app.framework.stated import addresses
from app.framework.trace import Statement

#: About a second of comparing words (see ``matching``). Lists beyond that are told once those before are mended.
_MOST_WORK = 40_000_000
#: Where something stands: a kind of thing and its slug, behind that of its owner (``role_level``, ``gardener/head``).
Place = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingKey:
    """Something that looks like what stood before, but does not say so.

    ``key`` is what would say it, as it is written beside the thing or part at ``place`` (of a level without that of its
    owner). ``old`` and ``new`` are the texts of a part, else the names of a thing; ``reasons`` are those of a rename.
    """

    kind: str
    key: str
    place: Place
    old: str
    new: str
    reasons: tuple[str, ...] = ()


def missing_keys(written: Edition, published: Content, before: Content) -> tuple[MissingKey, ...]:
    """What would keep an id of the ``published`` edition, things first, the likeliest first.

    ``before`` is what stood there, with the published edition behind it: its words are the nearest.
    """
    return (*_things(written, published), *_parts(written, published, before))


def _things(written: Edition, published: Content) -> Iterator[MissingKey]:
    now, then, became = addresses(written), addresses(published), {}
    retired = {(gone.kind, gone.key) for gone in written.retirements}
    for one in propose(written, published):
        new, old = now[one.kind, one.new], then[one.kind, one.old]
        own = one.new.rpartition("/")[2]
        # Another key than that of its slug was written on purpose, and so was a retirement.
        if _own(new) == own and (one.kind, old) not in retired:
            became[one.kind, new] = old
            names = [each.lookup.thing(one.kind, key) for each, key in ((published, old), (written, new))]
            was, is_now = (str(getattr(thing, "name", "")) for thing in names)
            yield MissingKey(
                kind=one.kind, key=_own(old), place=(one.kind, one.new), old=was, new=is_now, reasons=one.reasons
            )
    for role in written.roles:
        yield from _implicit(role, published.lookup.roles.get(became.get(("role", role.key), role.key)))


def _implicit(role: Role, before: Role | None) -> Iterator[MissingKey]:
    """The only level of a role without levels has the role's slug, so a new one of the role is its new one too."""
    if before and [level.implicit for level in (*role.levels, *before.levels)] == [True, True]:
        [now], [old] = role.levels, before.levels
        if _own(now.key) == now.slug != _own(old.key):
            yield MissingKey(
                kind="role_level", key=_own(old.key), place=("role_level", f"{role.slug}/{now.slug}"), old=old.name,
                new=now.name,
            )  # fmt: skip


def _own(key: str) -> str:
    return key.rpartition("/")[2]


def _parts(written: Edition, published: Content, before: Content) -> Iterator[MissingKey]:
    lasting = {part.key: part.text for _, part in _placed(published)}
    words = lasting | {part.key: part.text for _, part in _placed(before)}
    wordings, keys = Wordings(_MOST_WORK), dict[str, str]()
    # What the draft says is nearest; but where it lost a key already, only what is published tells.
    for content in (before, published) if before is not published else (before,):
        left = lasting.keys() - keys.values()
        keys |= {now: key for now, key in _reworded(written, content, wordings) if now not in keys and key in left}
    keys |= _moved(written, published, keys)
    for place, part in _placed(written):
        if key := keys.get(part.key):
            kind = "statement" if isinstance(part, Statement) else "responsibility"
            yield MissingKey(kind=kind, key=key, place=place, old=words[key], new=part.text)


def _reworded(written: Edition, before: Content, wordings: Wordings) -> Iterator[tuple[str, str]]:
    for found in reworded(written, before, wordings).values():
        yield from found.items()


def _placed(content: Content) -> Iterator[tuple[Place, Statement | Responsibility]]:
    """Every statement and responsibility with the thing whose it is."""
    for skill in content.skills:
        yield from ((("skill", skill.slug), statement) for statement in skill.statements)
    for level in content.role_levels():
        place = ("role_level", content.lookup.path("role_level", level))
        yield from ((place, duty) for duty in level.responsibilities)
        yield from ((place, statement) for need in level.requirements for statement in need.statements)


def _moved(written: Edition, published: Content, found: Mapping[str, str]) -> dict[str, str]:
    """Statements that a skill says in the same words at another of the levels that there were."""
    here = {statement.key for statement in written.statements()}
    here |= {each.key for each in written.retirements if each.kind == "statement"}
    used = set(found.values())
    had = {statement.key for statement in published.statements()}
    moved = {}
    for skill in written.skills:
        there = published.lookup.skills.get(skill.key)
        gone: defaultdict[str, list[str]] = defaultdict(list)
        for old in there.statements if there else ():
            if old.key not in here and old.key not in used:
                gone[old.text].append(old.key)
        for statement in skill.statements if gone else ():
            known = statement.level is None or statement.level in published.lookup.mastery_levels
            own = statement.key == part_key(f"skill/{skill.key}", statement.level, statement.text)
            if known and own and statement.key not in had and statement.key not in found and gone.get(statement.text):
                moved[statement.key] = gone[statement.text].pop(0)
    return moved
