"""Every field with a fixed vocabulary holds a word of it, and every number lies in its bounds."""

from collections.abc import Iterator

from app.framework.activity import ACTIVITY_FORMS, ACTIVITY_KINDS
from app.framework.checks.finding import Finding
from app.framework.content import Content
from app.framework.identity import LASTING_KINDS, progression_key, relation_key, requirement_key, retirement_key
from app.framework.role import ACCOUNTABILITIES, IMPORTANCES, PROGRESSION_KINDS, Responsibility
from app.framework.skill import RELATION_KINDS, SKILL_KINDS

#: Ranks and spans are whole numbers that every database and every JSON reader can hold.
MOST_RANK = 10_000
MOST_SPAN = 1_000_000_000


def _one_of(kind: str, key: str, field: str, value: str, words: frozenset[str]) -> Iterator[Finding]:
    if value not in words:
        yield Finding(kind, key, field, f"must be one of {', '.join(sorted(words))}, not {value!r}")


def _rank(kind: str, key: str, rank: int) -> Iterator[Finding]:
    if not 1 <= rank <= MOST_RANK:
        yield Finding(kind, key, "rank", f"must be a whole number from 1 to {MOST_RANK:,}, not {rank}")


def _span(duty: Responsibility) -> Iterator[Finding]:
    if (span := duty.span) is None:
        return
    ends = [end for end in (span.min, span.max) if end is not None]
    if not ends:
        yield Finding("responsibility", duty.key, "span", "needs min, max or both")
    if any(not 0 <= end <= MOST_SPAN for end in ends):
        yield Finding("responsibility", duty.key, "span", f"must lie between 0 and {MOST_SPAN:,}")
    if ends != sorted(ends):
        yield Finding(
            "responsibility", duty.key, "span", f"runs from {span.min} down to {span.max}; min is at most max"
        )


def unknown_values(content: Content) -> Iterator[Finding]:
    """Words outside their vocabulary and numbers out of bounds."""
    for skill in content.skills:
        yield from _one_of("skill", skill.key, "kind", skill.kind, SKILL_KINDS)
    for activity in content.activities:
        yield from _one_of("activity", activity.key, "kind", activity.kind, ACTIVITY_KINDS)
        if activity.form is not None:
            yield from _one_of("activity", activity.key, "form", activity.form, ACTIVITY_FORMS)
    for p in content.progressions:
        yield from _one_of(
            "progression", progression_key(p.origin, p.target, p.kind), "kind", p.kind, PROGRESSION_KINDS
        )
    for relation in content.relations:
        key = relation_key(relation.origin, relation.target, relation.kind)
        yield from _one_of("relation", key, "kind", relation.kind, RELATION_KINDS)
    for gone in content.retirements:
        key = retirement_key(gone.kind, gone.key)
        yield from _one_of("retirement", key, "kind", gone.kind, frozenset(LASTING_KINDS))
    yield from _unknown_on_ladders(content)


def _unknown_on_ladders(content: Content) -> Iterator[Finding]:
    for stage in content.stages:
        yield from _rank("stage", stage.key, stage.rank)
    for level in content.role_levels():
        yield from _rank("role_level", level.key, level.rank)
        for duty in level.responsibilities:
            yield from _span(duty)
            if duty.accountability is not None:
                word = duty.accountability
                yield from _one_of("responsibility", duty.key, "accountability", word, ACCOUNTABILITIES)
        for requirement in level.requirements:
            if requirement.importance not in IMPORTANCES:
                key = requirement_key(level.key, requirement.skill)
                yield from _one_of("requirement", key, "importance", requirement.importance, IMPORTANCES)
