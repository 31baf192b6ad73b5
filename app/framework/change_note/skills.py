"""What a change note says of skills."""

from collections import Counter
from collections.abc import Iterator

from app.framework.change import Change
from app.framework.change_note.facts import facts, newly_described, renamed
from app.framework.change_note.statements import meanings, skill_statements
from app.framework.change_note.telling import Telling
from app.framework.change_note.words import bold, chapter, counted, plain, section
from app.framework.skill import Skill


def skills(t: Telling) -> list[str]:
    """New skills, those that are no more, new names, then skill by skill what else is other."""
    came, went = t.take_all("skill", "added"), t.take_all("skill", "removed")
    bullets = [*(line for one in came for line in _came(t, one)), *_gone(t, went)]
    changed = _changed_keys(t)
    bullets += [said for key in changed for said in renamed(t, "skill", key)]
    told = {key: [*facts(t, "skill", key), *_kinds(t, key), *skill_statements(t, key)] for key in changed}
    bullets += [said for sentences in told.values() if len(sentences) == 1 for said in sentences]
    long = {key: sentences for key, sentences in told.items() if len(sentences) > 1}
    below = [line for key, sentences in long.items() for line in section(f"### {t.name('skill', key)}", sentences)]
    return chapter("## Skills", bullets, below)


def _changed_keys(t: Telling) -> list[str]:
    """Skills that stayed and are other in anything, statements too, in the order of names."""
    touched = {*t.changed("skill"), *(key for kind, key in t.owners("statement") if kind == "skill")}
    return [skill.key for skill in t.after.skills if skill.key in touched and skill.key in t.before.lookup.skills]


def _came(t: Telling, change: Change) -> list[str]:
    skill: Skill = change.new
    kind = "" if skill.kind == "skill" else f" ({skill.kind})"
    said = f"{bold(skill.name)} is a new skill{kind}.{newly_described(skill.description)}"
    t.parts("statement", ("skill", skill.key))
    return meanings(t, said, t.after.lookup.skills[skill.key].statements)


def _gone(t: Telling, went: list[Change]) -> Iterator[str]:
    """What went, with whoever needed it: that needs no sentence of its own any more."""
    keys = {change.key for change in went}
    needing: Counter[str] = Counter()
    for role_level in t.before.lookup.role_levels.values():
        needing.update(need.skill for need in role_level.requirements if need.skill in keys)
    for change in went:
        t.parts("statement", ("skill", change.key))
        number = needing[change.key]
        by = f"; {counted(number, 'role level')} needed it" if number else ""
        yield t.retired("skill", change.key, f"is no longer part of the framework{by}")


def _kinds(t: Telling, key: str) -> Iterator[str]:
    if change := t.take("skill", key, "kind"):
        yield f"{bold(t.thing('skill', key).name)} is now counted as {change.new} (was {change.old})."
    if change := t.take("skill", key, "scale"):
        scales = {scale.key: scale.name for each in (t.before, t.after) for scale in each.scales}
        name = plain(scales[change.new]) if change.new else "the default scale"
        yield f"{bold(t.thing('skill', key).name)} is now measured on {name}."
