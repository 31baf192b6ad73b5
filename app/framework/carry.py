"""Carrying keys: an edition read from a file without keys gets those of the edition before it.

So a thing keeps its id although its name, its wording or its place in the file changed, and reading the same file
again changes nothing. Pure and deterministic: the outcome depends on the content alone, not on the keys it came with.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import chain

from app.framework.content import Content
from app.framework.edition import Edition
from app.framework.identity import free_key, part_key, requirement_key
from app.framework.matching import How, Slugged, Wordings, codes_of, pair_things
from app.framework.rekey import Keys, rekeyed
from app.framework.role import Responsibility, RoleLevel
from app.framework.trace import Statement

Part = Statement | Responsibility
#: By kind and key of a thing now, the key that the same thing has before.
Stated = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Match:
    """Under which key a thing or part of the new edition goes on, and how that was found.

    ``stated``: it was said so, or it is the only level of a role without levels; ``slug`` or ``former-slug``: the thing
    before has, or first had, this slug; ``code``: it has this code; ``wording`` or ``closeness``: it reads the same, or
    nearly so; ``returned``: it was retired before, or reads as it did first; ``new``: nothing matched.
    """

    kind: str
    key: str
    how: How


@dataclass(frozen=True, slots=True)
class Carried:
    """The edition under its carried keys, and what was matched how, kind by kind."""

    edition: Edition
    matches: tuple[Match, ...]


def carry(
    parsed: Edition,
    before: Content,
    given: Mapping[str, AbstractSet[str]] | None = None,
    stated: Stated | None = None,
) -> Carried:
    """``parsed`` under the keys of ``before``; nothing but keys, and references by key, changes.

    Keys that ``parsed`` itself declares retired stay so. What is new keeps its slug as key where that is free.
    ``given`` are the keys, by kind, that older editions have used: they come back only under their own name.
    ``stated`` says of things which they are; the rest is found by slug and code.
    """
    carrier = _Carrier(parsed, before, given or {}, stated or {})
    keys = carrier.keys
    carrier.things("scale", parsed.scales, before.scales)
    carrier.things("source", parsed.sources, before.sources)
    carrier.things("stage", parsed.stages, before.stages)
    carrier.things("skill_group", parsed.skill_groups, before.skill_groups)
    carrier.things("skill", parsed.skills, before.skills)
    carrier.things("role_family", parsed.role_families, before.role_families)
    carrier.things("role", parsed.roles, before.roles)
    carrier.things("activity", parsed.activities, before.activities)
    for scale in parsed.scales:
        measure = before.lookup.scales.get(keys["scale"][scale.key])
        carrier.things("mastery_level", scale.levels, measure.levels if measure else (), f"{keys['scale'][scale.key]}/")
    for role in parsed.roles:
        ladder = before.lookup.roles.get(keys["role"][role.key])
        rungs = ladder.levels if ladder else ()
        carrier.things("role_level", role.levels, rungs, f"{keys['role'][role.key]}/", _implicit(role.levels, rungs))
    statements = chain(_skill_statements(parsed, before, keys), _requirement_statements(parsed, before, keys))
    carrier.parts("statement", statements)
    carrier.parts("responsibility", _responsibilities(parsed, before, keys))
    keys["framework"] = {parsed.framework.key: before.framework.key}
    return Carried(rekeyed(parsed, keys), tuple(carrier.matches))


def carry_wordings(written: Edition, before: Content, wordings: Wordings | None = None) -> Edition:
    """``written`` with the keys of ``before`` for statements and responsibilities that were reworded, by closeness.

    For content whose things have their keys already, and whose parts have a key where an author knew one. ``wordings``
    bounds the work otherwise than usual.
    """
    return rekeyed(written, _with_wordings(written, before, wordings or Wordings()))


def reworded(written: Edition, before: Content, wordings: Wordings) -> dict[str, dict[str, str]]:
    """The same found and not done: for statements and responsibilities, the key before by the key now."""
    keys = _with_wordings(written, before, wordings)
    there = {kind: _part_keys(kind, before) for kind in ("statement", "responsibility")}
    return {
        kind: {own: key for own, key in keys[kind].items() if own != key and key in old} for kind, old in there.items()
    }


def _with_wordings(written: Edition, before: Content, wordings: Wordings) -> Keys:
    carrier = _Carrier(written, before, {}, wordings=wordings)
    keys = carrier.keys
    for kind, thing in written.things():
        keys[kind][thing.key] = thing.key
    keys["scale"] = {scale.key: scale.key for scale in written.scales}
    keys["source"] = {source.key: source.key for source in written.sources}
    keys["framework"] = {written.framework.key: written.framework.key}
    statements = chain(_skill_statements(written, before, keys), _requirement_statements(written, before, keys))
    said, duties = _part_keys("statement", written), _part_keys("responsibility", written)
    carrier.parts("statement", (_unsettled(one, said) for one in statements))
    carrier.parts("responsibility", (_unsettled(one, duties) for one in _responsibilities(written, before, keys)))
    return keys


def _unsettled(one: "_List", used: AbstractSet[str]) -> "_List":
    """The list without what has found its key: parts whose key stands on both sides, or that an author gave one."""
    before = [part for part in one.before if part.key not in used]
    known = {part.key for part in one.before}
    now = [part for part in one.now if part.key not in known and part.key == part_key(one.owner, one.level, part.text)]
    return _List(one.owner, one.level, now, before)


@dataclass(frozen=True, slots=True)
class _List:
    """Statements or responsibilities of one owner at one level, now and before. ``owner`` and ``level`` are carried."""

    owner: str
    level: str | None
    now: Sequence[Part]
    before: Sequence[Part]


@dataclass(slots=True)
class _Carrier:
    parsed: Edition
    before: Content
    given: Mapping[str, AbstractSet[str]]
    stated: Stated = field(default_factory=dict)
    keys: defaultdict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    matches: list[Match] = field(default_factory=list)
    wordings: Wordings = field(default_factory=Wordings)

    def things(
        self,
        kind: str,
        now: Sequence[Slugged],
        before: Sequence[Slugged],
        prefix: str = "",
        plain: Mapping[str, str] | None = None,
    ) -> None:
        """Give things of a kind their keys. ``prefix`` is the owner's carried key and a slash.

        ``plain`` pairs (the key before, by the key now) hold like those that are stated.
        """
        shut = _retired(kind, self.parsed)
        stated = {**(plain or {}), **self.stated.get(kind, {})}
        found = pair_things(now, [thing for thing in before if thing.key not in shut], prefix, stated)
        ordered = sorted(now, key=lambda thing: (not codes_of(thing), codes_of(thing)))
        wanted = {thing.key: prefix + thing.slug for thing in ordered if thing.key not in found}
        self.give(kind, found, wanted, {thing.key for thing in before})

    def parts(self, kind: str, lists: Iterable[_List]) -> None:
        """Give statements or responsibilities their keys."""
        shut = _retired(kind, self.parsed)
        found: dict[str, tuple[str, How]] = {}
        wanted = {}
        for one in lists:
            before = [part for part in one.before if part.key not in shut]
            pairs = self.wordings.pair([part.text for part in one.now], [part.text for part in before])
            for at, part in enumerate(one.now):
                if at in pairs:
                    other, how = pairs[at]
                    found[part.key] = (before[other].key, how)
                else:
                    wanted[part.key] = part_key(one.owner, one.level, part.text)
        self.give(kind, found, wanted, _part_keys(kind, self.before) if wanted else set())

    def give(self, kind: str, found: dict[str, tuple[str, How]], wanted: dict[str, str], before: set[str]) -> None:
        """Hold the keys found; what matched nothing gets the key it wants, or a numbered one never used before."""
        taken = {key for key, _ in found.values()} | _retired(kind, self.parsed)
        retired = _retired(kind, self.before) | self.given.get(kind, set())
        late = []
        for own, key in wanted.items():
            if key in taken:
                late.append(own)
                continue
            taken.add(key)
            found[own] = (key, "returned" if key in retired or key in before else "new")
        taken |= before | retired
        for own in late:
            found[own] = (free_key(wanted[own], taken), "new")
            taken.add(found[own][0])
        self.keys[kind].update((own, key) for own, (key, _) in found.items())
        self.matches += sorted((Match(kind, key, how) for key, how in found.values()), key=lambda match: match.key)


def _implicit(now: Sequence[RoleLevel], before: Sequence[RoleLevel]) -> dict[str, str]:
    """The only level of a role without levels is the same whatever the role is called: it has no name of its own."""
    if [level.implicit for level in (*now, *before)] == [True, True] and now[0].slug != before[0].slug:
        return {now[0].key: before[0].key}
    return {}


def _retired(kind: str, edition: Content) -> set[str]:
    return {gone.key for gone in edition.retirements if gone.kind == kind}


def _part_keys(kind: str, edition: Content) -> set[str]:
    if kind == "statement":
        return {statement.key for statement in edition.statements()}
    return {duty.key for duty in _duties(edition)}


def _duties(edition: Content) -> Iterator[Responsibility]:
    return (duty for level in edition.role_levels() for duty in level.responsibilities)


def _skill_statements(parsed: Edition, before: Content, keys: Keys) -> Iterator[_List]:
    for skill in parsed.skills:
        key = keys["skill"][skill.key]
        there = before.lookup.skills.get(key)
        now: dict[str | None, list[Statement]] = defaultdict(list)
        old: dict[str | None, list[Statement]] = defaultdict(list)
        for statement in skill.statements:
            now[keys["mastery_level"][statement.level] if statement.level else None].append(statement)
        for statement in there.statements if there else ():
            old[statement.level].append(statement)
        yield from (_List(f"skill/{key}", level, part, old.get(level, ())) for level, part in now.items())


def _requirement_statements(parsed: Edition, before: Content, keys: Keys) -> Iterator[_List]:
    for level in parsed.role_levels():
        key = keys["role_level"][level.key]
        there = before.lookup.role_levels.get(key)
        old = {needed.skill: needed.statements for needed in there.requirements if needed.statements} if there else {}
        for needed in level.requirements:
            if needed.statements:
                skill = keys["skill"][needed.skill]
                yield _List(f"requirement/{requirement_key(key, skill)}", None, needed.statements, old.get(skill, ()))


def _responsibilities(parsed: Edition, before: Content, keys: Keys) -> Iterator[_List]:
    for level in parsed.role_levels():
        key = keys["role_level"][level.key]
        there = before.lookup.role_levels.get(key)
        yield _List(f"role_level/{key}", None, level.responsibilities, there.responsibilities if there else ())
