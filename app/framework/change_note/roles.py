"""What a change note says of roles and their levels."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from app.framework.change import Change
from app.framework.change_note.facts import facts, newly_described, renamed
from app.framework.change_note.needs import needs, new_needs
from app.framework.change_note.telling import Telling
from app.framework.change_note.words import bold, chapter, listed, nested, plain, quote, section
from app.framework.role import Responsibility, Role, RoleLevel, Span


def roles(t: Telling) -> list[str]:
    """Roles that came and went, then role by role what is other."""
    went = t.take_all("role", "removed")
    bullets = [t.retired("role", change.key, "is no longer part of the framework") for change in went]
    for change in went:
        for level in t.before.lookup.roles[change.key].levels:
            _leave(t, level)
    below = [line for role in t.after.roles if ("role", role.key) in t.touched for line in _told_role(t, role)]
    return chapter("## Roles", bullets, below)


def _told_role(t: Telling, role: Role) -> list[str]:
    """What is told of the role, and of levels of which there is only one sentence; then the other levels."""
    bullets = list(_role(t, role))
    there = (level for level in role.levels if ("role_level", level.key) in t.touched)
    levels = [(level, list(_level(t, level))) for level in there]
    bullets += [said for _, sentences in levels if len(sentences) == 1 for said in sentences]
    below = [
        line
        for level, sentences in levels
        if len(sentences) > 1
        for line in section(f"#### {plain(level.name)}", sentences)
    ]
    return chapter(f"### {plain(role.name)}", bullets, below)


def _role(t: Telling, role: Role) -> Iterator[str]:
    if change := t.take("role", role.key, "added"):
        yield f"{bold(role.name)} is a new role.{newly_described(change.new.description)}"
        if not any(level.implicit for level in role.levels) and role.levels:
            yield f"Its levels, from the bottom up: {_ladder(role)}."
    else:
        yield from renamed(t, "role", role.key)
        yield from facts(t, "role", role.key)
        if change := t.take("role", role.key, "kind"):
            yield f"{bold(role.name)} is now of the type {plain(change.new or 'none')}."
        yield from _rungs(t, role, t.before.lookup.roles[role.key])


def _rungs(t: Telling, role: Role, before: Role) -> Iterator[str]:
    """Levels that came, went or stand in another order, and where all of them stand then."""
    came = [level for level in role.levels if level.key not in t.before.lookup.role_levels]
    there = {level.key for level in role.levels}
    went = [level for level in before.levels if level.key not in there]
    for level in went:
        t.take("role_level", level.key, "removed")
        yield t.retired("role_level", level.key, f"is no longer a level of {plain(role.name)}")
        _leave(t, level)
    for level in came:
        yield f"{bold(level.name)} is a new level.{newly_described(level.summary)}"
    for level in role.levels:
        yield from renamed(t, "role_level", level.key)
    if came or went or _order(role) != _order(before):
        for level in role.levels:
            t.take("role_level", level.key, "rank")
        if len(role.levels) > 1:
            yield f"The ladder now runs, from the bottom up: {_ladder(role)}."


def _order(role: Role) -> list[list[str]]:
    return [[level.key for level in beside] for _, beside in groupby(role.levels, lambda level: level.rank)]


def _ladder(role: Role) -> str:
    rungs = groupby(role.levels, lambda level: level.rank)
    return ", ".join(" or ".join(plain(level.name) for level in beside) for _, beside in rungs)


def _leave(t: Telling, level: RoleLevel) -> None:
    """All that goes with a level that is no more goes without saying."""
    t.take("role_level", level.key, "removed")
    t.parts("responsibility", ("role_level", level.key))
    for need in level.requirements:
        t.take("requirement", f"{level.key}/{need.skill}", "removed")
        t.parts("statement", ("requirement", f"{level.key}/{need.skill}"))


def _level(t: Telling, level: RoleLevel) -> Iterator[str]:
    if t.take("role_level", level.key, "added") or level.key not in t.before.lookup.role_levels:
        if level.stage:
            yield f"{bold(level.name)} belongs to the stage {t.name('stage', level.stage)}."
        if level.grades:
            noun, are = ("grade", "is") if len(level.grades) == 1 else ("grades", "are")
            yield f"The {noun} of {bold(level.name)} {are} {listed(map(plain, level.grades))}."
        yield from new_needs(t, level)
        yield from _responsibilities(t, level, "Responsibilities")
    else:
        yield from facts(t, "role_level", level.key)
        yield from _stage_and_grades(t, level)
        yield from needs(t, level)
        yield from _responsibilities(t, level, "New responsibilities")


def _stage_and_grades(t: Telling, level: RoleLevel) -> Iterator[str]:
    if change := t.take("role_level", level.key, "stage"):
        was = f" (was {t.name('stage', change.old)})" if change.old else ""
        if change.new:
            yield f"{bold(level.name)} now belongs to the stage {t.name('stage', change.new)}{was}."
        else:
            yield f"{bold(level.name)} no longer belongs to a stage{was}."
    if change := t.take("role_level", level.key, "grades"):
        was = f" (before: {listed(map(plain, change.old))})" if change.old else ""
        noun, are = ("grade", "is") if len(change.new or change.old) == 1 else ("grades", "are")
        now = f"{are} now {listed(map(plain, change.new))}" if change.new else f"{are} no longer stated"
        yield f"The {noun} of {bold(level.name)} {now}{was}."


def _responsibilities(t: Telling, level: RoleLevel, new: str) -> Iterator[str]:
    subject = bold(level.name)
    changes = t.parts("responsibility", ("role_level", level.key))
    yield from _duties(level, new, (_told(one.new.part) for one in changes if one.verb == "added"))
    gone = (_told(one.old.part) for one in changes if one.verb == "removed")
    yield from _duties(level, "Former responsibilities", gone)
    texts = {duty.key: duty for duty in level.responsibilities}
    for change in changes:
        if change.field and change.key in texts:
            yield _other(subject, change, texts[change.key])
    if t.take("role_level", level.key, "responsibilities"):
        yield f"The responsibilities of {subject} are in another order."


def _duties(level: RoleLevel, what: str, duties: Iterable[str]) -> Iterator[str]:
    if told := list(duties):
        noun = what if len(told) > 1 else what.removesuffix("ies") + "y"
        yield from nested(f"{noun} of {bold(level.name)}:", told)


def _told(duty: Responsibility) -> str:
    by = {"authority": "with authority", "influence": "through influence"}.get(duty.accountability or "")
    told = ", ".join(filter(None, [by, _span(duty.span)]))
    return f"{quote(duty.text)} ({told})" if told else quote(duty.text)


def _span(span: Span | None) -> str:
    if span is None:
        return ""
    if span.min is not None and span.max is not None:
        return f"{span.min} to {span.max} {plain(span.unit)}"
    reach = f"from {span.min}" if span.min is not None else f"up to {span.max}" if span.max is not None else "over"
    return f"{reach} {plain(span.unit)}"


def _other(subject: str, change: Change, duty: Responsibility) -> str:
    if change.field == "text":
        return f"Among the responsibilities of {subject}, {quote(change.old)} now reads {quote(change.new)}."
    if change.field == "place":
        return f"A responsibility of another level has passed to {subject}: {_told(duty)}."
    return f"Among the responsibilities of {subject}, one is now put so: {_told(duty)}."
