"""Keys are unique within their kind, slugs within their list, and both are well formed."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from functools import cache

from app.framework.checks.finding import Finding
from app.framework.content import Content
from app.framework.identity import progression_key, relation_key, requirement_key, retirement_key
from app.framework.trace import Traced
from app.kit.text import Pair, Slug, fault, rule_of

_SLUG, _PAIR = rule_of(Slug), rule_of(Pair)


def _keys(content: Content) -> Iterator[tuple[str, str]]:
    yield "framework", content.framework.key
    yield from (("scale", scale.key) for scale in content.scales)
    yield from (("source", source.key) for source in content.sources)
    yield from ((kind, thing.key) for kind, thing in content.things())
    yield from (("statement", statement.key) for statement in content.statements())
    for level in content.role_levels():
        yield from (("responsibility", duty.key) for duty in level.responsibilities)
    yield from (("progression", progression_key(p.origin, p.target, p.kind)) for p in content.progressions)
    yield from (("relation", relation_key(r.origin, r.target, r.kind)) for r in content.relations)
    yield from (("retirement", retirement_key(gone.kind, gone.key)) for gone in content.retirements)


def misshapen(kind: str, key: str) -> str | None:
    """What is wrong with the form of a key of this kind; None when it is fine."""
    if kind in ("progression", "relation", "retirement"):
        return None
    return fault(key, _PAIR if kind in ("role_level", "mastery_level") else _SLUG)


def repeated_keys(content: Content) -> Iterator[Finding]:
    """Keys that two things of a kind share, that are no slugs, or that do not start with their owner's key."""
    seen = Counter(_keys(content))
    for (kind, key), times in seen.items():
        if times > 1:
            yield Finding(kind, key, "key", f"is used {times} times; every {kind.replace('_', ' ')} needs its own")
        if message := misshapen(kind, key):
            yield Finding(kind, key, "key", message)
    owned = [("mastery_level", scale.key, scale.levels) for scale in content.scales]
    for kind, owner, levels in [*owned, *(("role_level", role.key, role.levels) for role in content.roles)]:
        for level in levels:
            if not level.key.startswith(f"{owner}/"):
                yield Finding(kind, level.key, "key", f"must start with {owner!r} and a slash")


def _slugs(content: Content) -> Iterator[tuple[str, str, str]]:
    """Kind, address (slugs, with the owner's before it where there is one) and key."""
    yield from (("scale", scale.slug, scale.key) for scale in content.scales)
    yield from (("source", source.slug, source.key) for source in content.sources)
    for scale in content.scales:
        yield from (("mastery_level", f"{scale.key}/{level.slug}", level.key) for level in scale.levels)
    for role in content.roles:
        yield from (("role_level", f"{role.key}/{level.slug}", level.key) for level in role.levels)
    yield from (
        (kind, thing.slug, thing.key) for kind, thing in content.things() if kind not in ("mastery_level", "role_level")
    )


def repeated_slugs(content: Content) -> Iterator[Finding]:
    """Slugs that two things of one list share."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for kind, address, key in _slugs(content):
        found[kind, address].append(key)
    for (kind, address), keys in found.items():
        for key in keys[1:]:
            yield Finding(
                kind, key, "slug", f"{address.rpartition('/')[2]!r} is that of another {kind.replace('_', ' ')} too"
            )
    yield from _repeated_inside(content)
    yield from _repeated_in_parts(content)


def _repeated_inside(content: Content) -> Iterator[Finding]:
    """Entries that stand twice in a list of one thing."""
    for kind, thing in content.things():
        lists: list[tuple[str, Sequence[object]]] = [(name, getattr(thing, name)) for name in _lists_of(type(thing))]  # type: ignore[arg-type]  # mypy takes the class for an instance
        if len(thing.codes) > 1:
            lists.append(("codes", [f"{code.scheme}:{code.value}" for code in thing.codes]))
        for name, entries in lists:
            if len(entries) > 1 and len(set(entries)) < len(entries):
                entry, times = Counter(entries).most_common(1)[0]
                yield Finding(kind, thing.key, name, f"holds {entry!r} {times} times")


def _parts(content: Content) -> Iterator[tuple[str, str, Traced]]:
    yield from (("statement", statement.key, statement) for statement in content.statements())
    for level in content.role_levels():
        yield from (("responsibility", duty.key, duty) for duty in level.responsibilities)
        for requirement in level.requirements:
            if requirement.codes:
                yield "requirement", requirement_key(level.key, requirement.skill), requirement
    yield from (("progression", progression_key(p.origin, p.target, p.kind), p) for p in content.progressions)


def _repeated_in_parts(content: Content) -> Iterator[Finding]:
    """Codes that stand twice on a part, and replacements that stand twice on a retirement."""
    for kind, key, part in _parts(content):
        if len(part.codes) > 1 and len({(code.scheme, code.value) for code in part.codes}) < len(part.codes):
            yield Finding(kind, key, "codes", "hold the same one twice")
    for gone in content.retirements:
        if len(set(gone.replaced_by)) < len(gone.replaced_by):
            yield Finding("retirement", retirement_key(gone.kind, gone.key), "replaced_by", "holds the same key twice")


@cache
def _lists_of(kind: Hashable) -> tuple[str, ...]:
    names = ("alternative_names", "groups", "families", "parents", "skills", "role_levels")
    return tuple(name for name in names if hasattr(kind, name))
