"""What a change note says of the statements of a skill."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from app.framework.change import Change, Placed
from app.framework.change_note.telling import Telling
from app.framework.change_note.words import bold, counted, listed, quote
from app.framework.trace import Statement

#: So many statements of levels that had none are quoted; of more it is said how many there are.
_MOST_QUOTED = 3

Said = dict[str | None, list[Statement]]


def skill_statements(t: Telling, key: str) -> Iterator[str]:
    """What a skill that stayed says now and did not, or said and does not, and in which other words."""
    subject = bold(t.thing("skill", key).name)
    changes = t.parts("statement", ("skill", key))
    old, new = t.before.lookup.skills[key], t.after.lookup.skills[key]
    yield from _came(t, subject, _by_level(changes, "added"), {said.level for said in old.statements})
    yield from _went(t, subject, _by_level(changes, "removed"), {said.level for said in new.statements})
    texts = {said.key: said for said in new.statements}
    for change in changes:
        if change.field and change.key in texts:
            yield from _other(t, subject, change, texts[change.key])
    if t.take("skill", key, "statements"):
        yield f"The statements of {subject} are in another order."


def _by_level(changes: Sequence[Change], verb: str) -> Said:
    found: Said = defaultdict(list)
    for change in changes:
        if change.verb == verb:
            placed: Placed = change.new or change.old
            if isinstance(placed.part, Statement):
                found[placed.part.level].append(placed.part)
    return found


def _came(t: Telling, subject: str, came: Said, before: set[str | None]) -> Iterator[str]:
    fresh = {level: said for level, said in came.items() if level not in before}
    if sum(map(len, fresh.values())) > _MOST_QUOTED:
        yield f"{subject} now says what it means {_amounts(t, fresh)}."
        came = {level: said for level, said in came.items() if level in before}
    for level, said in came.items():
        yield f"New{_at(t, level)} in {subject}: {listed(quote(one.text) for one in said)}."


def _went(t: Telling, subject: str, went: Said, after: set[str | None]) -> Iterator[str]:
    empty = {level: said for level, said in went.items() if level not in after}
    if sum(map(len, empty.values())) > _MOST_QUOTED:
        yield f"{subject} no longer says what it means {_amounts(t, empty)}."
        went = {level: said for level, said in went.items() if level in after}
    for level, said in went.items():
        yield f"No longer part of {subject}{_at(t, level)}: {listed(quote(one.text) for one in said)}."


def _amounts(t: Telling, said: Said) -> str:
    """``at awareness (2 statements), at working (3) and at expert (1)``, by rank."""
    ranks = {key: level.rank for each in (t.before, t.after) for key, level in each.lookup.mastery_levels.items()}
    ordered = sorted(said, key=lambda level: ranks[level] if level else 0)
    first, *rest = ((_at(t, level).strip() or "at any level", len(said[level])) for level in ordered)
    return listed([f"{first[0]} ({counted(first[1], 'statement')})", *(f"{at} ({number})" for at, number in rest)])


def _at(t: Telling, level: str | None) -> str:
    return f" at {t.level(level)}" if level else ""


def _other(t: Telling, subject: str, change: Change, said: Statement) -> Iterator[str]:
    match change.field:
        case "text":
            yield f"In {subject}{_at(t, said.level)}, {quote(change.old)} now reads {quote(change.new)}."
        case "level":
            was, now = (t.level(level) if level else "no level" for level in (change.old, change.new))
            yield f"In {subject}, {quote(said.text)} has moved from {was} to {now}."
        case "place":
            kind, _, key = change.old.owner.partition("/")
            whence = f" from {t.name('skill', key)}" if kind == "skill" else ""
            yield f"{quote(said.text)} has moved to {subject}{whence}."
