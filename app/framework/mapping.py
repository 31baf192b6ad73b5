"""Mapping a course onto an edition: what a provider names, by slug or id, becomes ids that last."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.framework.content import Content
from app.framework.course import Taught
from app.framework.history import Retirement
from app.framework.identity import identify_text
from app.framework.mastery import MasteryLevel, Scale
from app.framework.skill import Skill
from app.framework.trace import Thing

_MOST_NAMED = 20
#: Ids by kind and an address that the edition does not have: of what had it before.
Former = Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A skill that a course teaches, as its provider names it: everything by slug or id, statements by id."""

    framework: str
    skill: str
    from_level: str | None = None
    to_level: str | None = None
    statements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unfit:
    """What cannot be mapped: the place below the mapping (a JSON Pointer), and why, as the end of a sentence."""

    place: str
    message: str


class Unmapped(ValueError):
    """Something that is named is not there, or does not go together; ``found`` says all of it."""

    def __init__(self, found: list[Unfit]) -> None:
        super().__init__("; ".join(f"{each.place} {each.message}" for each in found))
        self.found = found


def unknown_skill(edition: Content, named: Named) -> Iterator[tuple[str, str]]:
    """The address of the skill where the edition does not have it: kind and slug, to be looked for among former
    ones."""
    if _skill_there(edition, named.skill) is None:
        yield ("skill", named.skill)


def unknown_levels(edition: Content, named: Named, former: Former) -> Iterator[tuple[str, str]]:
    """The same for the mastery levels, once the skill is known; their address starts with that of the scale."""
    skill = _find_skill(edition, named.skill, former)
    scale = edition.lookup.scale_of(skill) if skill else None
    for value in (named.from_level, named.to_level):
        if value is not None and scale and _level_of(edition, scale, value) is None:
            yield ("mastery_level", f"{scale.slug}/{value}")


def taught(edition: Content, named: Named, former: Former) -> Taught:
    """What is named, by ids; Unmapped where it is not there."""
    skill = _find_skill(edition, named.skill, former)
    if skill is None:
        raise Unmapped([Unfit("/skill", _missing_skill(edition, named, former))])
    unfit: list[Unfit] = []
    levels: list[MasteryLevel | None] = []
    for place, value in (("/from_level", named.from_level), ("/to_level", named.to_level)):
        found = _level(edition, skill, value, former) if value is not None else None
        levels.append(None if isinstance(found, str) else found)
        if isinstance(found, str):
            unfit.append(Unfit(place, found))
    first, last = levels
    if first and last and first.rank > last.rank:
        unfit.append(Unfit("/from_level", f"is {first.slug!r}, which is above to_level {last.slug!r}"))
    own = statements_of(edition)[skill.key]
    for number, statement in enumerate(named.statements):
        if statement.lower() not in own:
            unfit.append(Unfit(f"/statements/{number}", f"names no statement of {skill.slug!r} as it is now"))
    if unfit:
        raise Unmapped(unfit)
    return Taught(
        framework=named.framework,
        skill=_id(edition, "skill", skill.key),
        from_level=_id(edition, "mastery_level", first.key) if first else None,
        to_level=_id(edition, "mastery_level", last.key) if last else None,
        statements=tuple(statement.lower() for statement in named.statements),
    )


def by_ids(named: Named) -> Taught:
    """What is named, taken for ids as it stands: of use where a mapping of these ids is known."""
    levels = (value.lower() if value is not None else None for value in (named.from_level, named.to_level))
    first, last = levels
    said = tuple(statement.lower() for statement in named.statements)
    skill = named.skill.lower()
    return Taught(framework=named.framework, skill=skill, from_level=first, to_level=last, statements=said)


def is_known(edition: Content, named: Named, former: Former) -> bool:
    """Whether a skill of that name is here, or may have been in another edition."""
    here = _skill_there(edition, named.skill) is not None
    return here or ("skill", named.skill) in former or named.skill.lower() in edition.lookup.retired


def statements_of(edition: Content) -> Mapping[str, Mapping[str, str]]:
    """For each skill key the statements that are made of it, by the skill or by a requirement: texts by id."""
    memo: dict[str, Mapping[str, Mapping[str, str]]] = edition.lookup.memo.setdefault("statements_of", {})
    if "all" not in memo:
        memo["all"] = _statements(edition)
    return memo["all"]


def heirs_of(edition: Content, gone: Retirement) -> Iterator[Thing]:
    """What there is of what replaces something, through what was retired in turn; each once."""
    waiting, seen = list(gone.replaced_by), set[str]()
    while waiting:
        key = waiting.pop(0)
        if key in seen:
            continue
        seen.add(key)
        if isinstance(thing := edition.lookup.thing(gone.kind, key), Thing):
            yield thing
        elif further := edition.lookup.retired.get(_id(edition, gone.kind, key)):
            waiting += further.replaced_by


def _statements(edition: Content) -> Mapping[str, Mapping[str, str]]:
    found = {skill.key: {_id(edition, "statement", said.key): said.text for said in skill.statements}
             for skill in edition.skills}  # fmt: skip
    for level in edition.role_levels():
        for need in level.requirements:
            if need.statements:
                found[need.skill] |= {_id(edition, "statement", said.key): said.text for said in need.statements}
    return found


def _skill_there(edition: Content, value: str) -> Skill | None:
    found = edition.lookup.by_path.get(("skill", value)) or edition.lookup.by_id.get(value.lower(), ("", None))[1]
    return found if isinstance(found, Skill) else None


def _find_skill(edition: Content, value: str, former: Former) -> Skill | None:
    found = _skill_there(edition, value)
    if found is None and ("skill", value) in former:
        return _skill_there(edition, former["skill", value])
    return found


def _missing_skill(edition: Content, named: Named, former: Former) -> str:
    gone = edition.lookup.retired.get(former.get(("skill", named.skill), named.skill.lower()))
    if gone is None or gone.kind != "skill":
        if ("skill", named.skill) in former:
            return f"names a skill that {named.framework!r} no longer has"
        return f"names no skill of {named.framework!r} as it is now"
    return _retired(edition, gone)


def _retired(edition: Content, gone: Retirement) -> str:
    why = f" ({gone.reason})" if gone.reason else ""
    heirs = [repr(heir.slug) for heir in heirs_of(edition, gone)]
    by = f"in its place stands {', '.join(heirs)}" if heirs else "nothing stands in its place"
    return f"names {gone.name!r}, which was retired{why}; {by}"


def _level(edition: Content, skill: Skill, value: str, former: Former) -> MasteryLevel | str:
    """The level that is named, or why there is none."""
    scale = edition.lookup.scale_of(skill)
    if scale is None:
        return "names a mastery level, but the skill has no scale"
    before = former.get(("mastery_level", f"{scale.slug}/{value}"), value)
    found = _level_of(edition, scale, value) or _level_of(edition, scale, before)
    return found or _missing_level(edition, scale, value)


def _missing_level(edition: Content, scale: Scale, value: str) -> str:
    there = ", ".join(level.slug for level in scale.levels[:_MOST_NAMED])
    gone = edition.lookup.retired.get(value.lower())
    if gone is not None and gone.kind == "mastery_level":
        return f"{_retired(edition, gone)}; the skill's scale has: {there}"
    if any(_level_of(edition, other, value) for other in edition.scales):
        return f"is a level of another scale than the skill's, which has: {there}"
    return f"names no mastery level of the skill's scale, which has: {there}"


def _level_of(edition: Content, scale: Scale, value: str) -> MasteryLevel | None:
    for level in scale.levels:
        if value == level.slug or value.lower() == _id(edition, "mastery_level", level.key):
            return level
    return None


def _id(edition: Content, kind: str, key: str) -> str:
    return identify_text(edition.framework.key, kind, key)
