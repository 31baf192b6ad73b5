"""What a change note says of the skills that a role level needs."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.framework.change_note.facts import described
from app.framework.change_note.telling import Telling
from app.framework.change_note.words import bold, nested, quote
from app.framework.content import Content
from app.framework.identity import requirement_key
from app.framework.role import Requirement, RoleLevel


@dataclass(frozen=True, slots=True)
class Mastery:
    """How well a skill is needed: the level, and where people start."""

    level: str | None
    from_level: str | None = None

    @classmethod
    def of(cls, need: Requirement) -> "Mastery":
        return cls(need.level, need.from_level)


Grouped = dict[Mastery, list[str]]


def new_needs(t: Telling, level: RoleLevel) -> Iterator[str]:
    """What a new role level needs."""
    yield from _asked(t, level, level.requirements, "needs", "Optional")
    for need in level.requirements:
        t.take("requirement", requirement_key(level.key, need.skill), "added")
        yield from _own_statements(t, level, need.skill)


def needs(t: Telling, level: RoleLevel) -> Iterator[str]:
    """What a role level that stayed needs otherwise."""
    before = {need.skill: need for need in t.before.lookup.role_levels[level.key].requirements}
    after = {need.skill: need for need in level.requirements}
    both = [(before[skill], need) for skill, need in after.items() if skill in before]
    yield from _raised_and_lowered(t, level, both)
    came = [need for need in level.requirements if t.take("requirement", _key(level, need.skill), "added")]
    yield from _asked(t, level, came, "now also needs", "New and optional")
    went = [need for need in before.values() if t.take("requirement", _key(level, need.skill), "removed")]
    # A skill that is no more is told once, not for each who needed it.
    if told := [need for need in went if need.skill in t.after.lookup.skills]:
        yield from _left(t, level, _grouped(told))
    for need in went:
        t.parts("statement", ("requirement", _key(level, need.skill)))
    yield from _importances(t, level, [new for _, new in both])
    touched = [skill for skill in after if ("requirement", _key(level, skill)) in t.touched]
    for skill in sorted(touched, key=lambda key: t.name("skill", key).casefold()):
        yield from _own_statements(t, level, skill)
        if change := t.take("requirement", _key(level, skill), "note"):
            yield described(f"{t.called('skill', skill)} for {bold(level.name)}", change, "note")


def _key(level: RoleLevel, skill: str) -> str:
    return requirement_key(level.key, skill)


def _raised_and_lowered(t: Telling, level: RoleLevel, both: Iterable[tuple[Requirement, Requirement]]) -> Iterator[str]:
    """A sentence for each mastery of before and each of now, the highest first."""
    moved: dict[Mastery, Grouped] = defaultdict(lambda: defaultdict(list))
    for old, new in both:
        fields = [t.take("requirement", _key(level, new.skill), field) for field in ("level", "from_level")]
        if any(fields):
            moved[Mastery.of(old)][Mastery.of(new)].append(new.skill)
    unstated, lost = [], {}
    for was in sorted(moved, key=lambda mastery: _rank(t.before, mastery), reverse=True):
        if skills := moved[was].pop(Mastery(None), None):
            lost[was] = skills
            unstated.append(f"{t.names('skill', tuple(skills))} (was {_spoken(t, was)})")
        phrases = _phrases(t, moved[was])
        if was.level:
            yield from (f"{bold(level.name)} now needs {each} (was {_spoken(t, was)})." for each in phrases)
        elif phrases:
            yield from nested(f"How well {bold(level.name)} needs {_these(moved[was])} is now stated:", phrases)
    if unstated:
        yield from nested(f"How well {bold(level.name)} needs {_these(lost)} is no longer stated:", unstated)


def _these(grouped: Mapping[Mastery, Sequence[str]]) -> str:
    return "this skill" if sum(map(len, grouped.values())) == 1 else "these skills"


def _asked(t: Telling, level: RoleLevel, needed: Iterable[Requirement], verb: str, may: str) -> Iterator[str]:
    essential = [need for need in needed if need.importance == "essential"]
    optional = [need for need in needed if need.importance != "essential"]
    if essential:
        yield f"{bold(level.name)} {verb} {'; '.join(_phrases(t, _grouped(essential)))}."
    if optional:
        yield f"{may} for {bold(level.name)}: {'; '.join(_phrases(t, _grouped(optional)))}."


def _importances(t: Telling, level: RoleLevel, needed: Iterable[Requirement]) -> Iterator[str]:
    turned: dict[str, list[str]] = defaultdict(list)
    for need in needed:
        if t.take("requirement", _key(level, need.skill), "importance"):
            turned[need.importance].append(need.skill)
    for importance, skills in turned.items():
        was = "essential" if importance == "optional" else "optional"
        now, before = ("is", "was") if len(skills) == 1 else ("are", "were")
        names = t.names("skill", tuple(skills))
        yield f"{names} {now} now {importance} for {bold(level.name)} ({before} {was})."


def _grouped(needed: Iterable[Requirement]) -> Grouped:
    found: Grouped = defaultdict(list)
    for need in needed:
        found[Mastery.of(need)].append(need.skill)
    return found


def _phrases(t: Telling, grouped: Grouped) -> list[str]:
    """``A and B at expert``, ``C at working``: the highest first."""
    ordered = sorted(grouped, key=lambda mastery: _rank(t.after, mastery), reverse=True)
    return [f"{t.names('skill', tuple(grouped[mastery]))}{_at(t, mastery)}" for mastery in ordered]


def _left(t: Telling, level: RoleLevel, grouped: Grouped) -> Iterator[str]:
    """A sentence for each mastery of before, the highest first."""
    for was in sorted(grouped, key=lambda mastery: _rank(t.before, mastery), reverse=True):
        before = f" (was {_spoken(t, was)})" if was.level else ""
        yield f"{bold(level.name)} no longer needs {t.names('skill', tuple(grouped[was]))}{before}."


def _at(t: Telling, mastery: Mastery) -> str:
    if mastery.level is None:
        # Where mastery is not measured at all, nobody misses it.
        return ", at no stated level of mastery" if t.after.scales else ""
    if mastery.from_level is None or mastery.from_level == mastery.level:
        return f" at {t.level(mastery.level)}"
    return f" from {t.level(mastery.from_level)} up to {t.level(mastery.level)}"


def _spoken(t: Telling, mastery: Mastery) -> str:
    return _at(t, mastery).removeprefix(" at ").strip()


def _rank(content: Content, mastery: Mastery) -> tuple[int, int]:
    ranks = {key: level.rank for key, level in content.lookup.mastery_levels.items()}
    return ranks.get(mastery.level or "", 0), ranks.get(mastery.from_level or "", 0)


def _own_statements(t: Telling, level: RoleLevel, skill: str) -> Iterator[str]:
    """What a role level says of a skill in words of its own."""
    came, went = [], []
    name = t.called("skill", skill)
    for change in t.parts("statement", ("requirement", _key(level, skill))):
        if change.field == "text":
            yield f"Under {name} for {bold(level.name)}, {quote(change.old)} now reads {quote(change.new)}."
        elif change.verb == "added":
            came.append(quote(change.new.part.text))
        elif change.verb == "removed":
            went.append(quote(change.old.part.text))
        elif change.field == "place":
            came.append(quote(t.part_text(change)))
    if came:
        new = "New under" if level.key in t.before.lookup.role_levels else "Under"
        yield from nested(f"{new} {name} for {bold(level.name)}:", came)
    if went:
        yield from nested(f"No longer under {name} for {bold(level.name)}:", went)
    if t.take("requirement", _key(level, skill), "statements"):
        yield f"What stands under {name} for {bold(level.name)} is in another order."
