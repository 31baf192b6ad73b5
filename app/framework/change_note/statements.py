"""What a change note says of the statements of a skill."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from app.framework.change import Change, Placed
from app.framework.change_note.telling import Telling
from app.framework.change_note.words import bold, counted, listed, plain, quote
from app.framework.trace import Statement

#: So many statements of one skill, and new ones in the whole note, are quoted; of more it is said how many there are.
_MOST_OF_A_SKILL, _MOST_IN_ALL = 40, 300
#: So few are quoted whatever there is elsewhere.
_FEW = 3

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


def meanings(t: Telling, head: str, whole: Iterable[Statement]) -> list[str]:
    """What a skill means at its levels, in full behind a sentence about it, or how much it says."""
    said: Said = defaultdict(list)
    for one in whole:
        said[one.level].append(one)
    if not said:
        return [head]
    if len(said) == 1 and _quotable(t, said):
        [(level, only)] = said.items()
        return [f"{head} What it means{_at(t, level)}: {_quoted(only)}."]
    if _quotable(t, said):
        return [f"{head} What it means:", *_quotations(t, said)]
    return [f"{head} What it means stands in edition {plain(t.version)}, {_amounts(t, said)}."]


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
    if len(fresh) > 1 or not _quotable(t, fresh):
        head = f"{subject} now says what it means"
        if _quotable(t, fresh):
            yield f"{head}:"
            yield from _quotations(t, fresh)
        else:
            yield f"{head} {_amounts(t, fresh)}; edition {plain(t.version)} has it in full."
        came = {level: said for level, said in came.items() if level in before}
    for level, said in came.items():
        told = _quoted(said) if _quotable(t, {level: said}) else _amount(said)
        yield f"New{_at(t, level)} in {subject}: {told}."


def _went(t: Telling, subject: str, went: Said, after: set[str | None]) -> Iterator[str]:
    empty = {level: said for level, said in went.items() if level not in after}
    if sum(map(len, empty.values())) > _FEW:
        yield f"{subject} no longer says what it means {_amounts(t, empty)}."
        went = {level: said for level, said in went.items() if level in after}
    for level, said in went.items():
        told = _quoted(said) if len(said) <= _MOST_OF_A_SKILL else _amount(said)
        yield f"No longer part of {subject}{_at(t, level)}: {told}."


def _quotable(t: Telling, said: Said) -> bool:
    number = sum(map(len, said.values()))
    return number <= _FEW or (number <= _MOST_OF_A_SKILL and t.new_statements <= _MOST_IN_ALL)


def _quotations(t: Telling, said: Said) -> list[str]:
    """``at awareness: “a” and “b”``, level by level, as a list below a sentence."""
    return [f"  - {_where(t, level)}: {_quoted(said[level])}" for level in _ordered(t, said)]


def _quoted(said: Iterable[Statement]) -> str:
    return listed(quote(one.text) for one in said)


def _amounts(t: Telling, said: Said) -> str:
    """``at awareness (2 statements), at working (3) and at expert (1)``, by rank."""
    first, *rest = ((_where(t, level), len(said[level])) for level in _ordered(t, said))
    return listed([f"{first[0]} ({counted(first[1], 'statement')})", *(f"{at} ({number})" for at, number in rest)])


def _amount(said: Sequence[Statement]) -> str:
    return counted(len(said), "statement")


def _ordered(t: Telling, said: Said) -> list[str | None]:
    ranks = {key: level.rank for each in (t.before, t.after) for key, level in each.lookup.mastery_levels.items()}
    return sorted(said, key=lambda level: ranks[level] if level else 0)


def _where(t: Telling, level: str | None) -> str:
    return _at(t, level).strip() or "at any level"


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
            whence = f" from {t.called('skill', key)}" if kind == "skill" else ""
            yield f"{quote(said.text)} has moved to {subject}{whence}."
