"""What a course teaches, carried over to a later edition: only what is certain."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Literal

from app.framework.content import Content
from app.framework.course import Taught
from app.framework.identity import identify_text
from app.framework.mapping import statements_of
from app.framework.migrate import Fate
from app.framework.skill import Skill

#: What no longer goes together: a level of another scale than the skill's, a level to start from above the one that is
#: led to, a statement of another skill.
Misfit = Literal["other_scale", "out_of_order", "other_skill"]


def ids_of(taught: Taught) -> tuple[str, ...]:
    """All ids that a mapping hangs on."""
    levels = (level for level in (taught.from_level, taught.to_level) if level)
    return (taught.skill, *levels, *taught.statements)


def is_stale(now: Content, taught: Taught, fates: Mapping[str, Fate]) -> bool:
    """Whether anything that a mapping hangs on is no longer what it was, or no longer goes together."""
    return any(fates[each].outcome != "same" for each in ids_of(taught)) or bool(misfits(now, taught, fates))


def misfits(now: Content, taught: Taught, fates: Mapping[str, Fate]) -> dict[str, Misfit]:
    """What of a mapping does not go together in an edition, by the ids that were mapped: of what is there still, or
    has one thing in its place."""
    skill = _skill(now, fates[taught.skill])
    if skill is None:
        return {}
    ranks = _ranks(now, skill)
    levels = {each: _one(now, fates[each]) for each in (taught.from_level, taught.to_level) if each}
    found: dict[str, Misfit] = {each: "other_scale" for each, level in levels.items() if level and level not in ranks}
    climb = [ranks[level] for level in levels.values() if level in ranks]
    if taught.from_level and climb != sorted(climb):
        found[taught.from_level] = "out_of_order"
    own = statements_of(now)[skill.key]
    said = {each: _one(now, fates[each]) for each in taught.statements}
    return found | {each: "other_skill" for each, statement in said.items() if statement and statement not in own}


def recast(first: Content, now: Content, fates: Mapping[str, Fate]) -> set[str]:
    """Ids of skills that are the same, but whose levels or statements may no longer be theirs, or are in another
    order."""
    return {
        each
        for each, fate in fates.items()
        if fate.outcome == "same" and fate.thing and fate.thing[0] == "skill" and _recast(first, now, fate.thing[1])
    }


def carried(now: Content, taught: Taught, fates: Mapping[str, Fate]) -> Taught | None:
    """The same mapping in a later edition, by what became of its ids; None where a person has to decide.

    Certain is what is there still, also under another name, and what one thing alone replaced. The levels must be of
    the skill's scale, and in their order. Statements that were retired are left out, but not the last of them: without
    any, the course would say that it teaches the whole skill.
    """
    skill = _skill(now, fates[taught.skill])
    if skill is None or misfits(now, taught, fates):
        return None
    low, high = (_one(now, fates[level]) if level else None for level in (taught.from_level, taught.to_level))
    if (low is None, high is None) != (taught.from_level is None, taught.to_level is None):
        return None
    said = [_one(now, fates[each]) for each in taught.statements if fates[each].outcome != "retired"]
    statements = tuple(each for each in said if each)
    if len(statements) < len(said) or (taught.statements and not said):
        return None
    own = identify_text(now.framework.key, "skill", skill.key)
    return Taught(framework=taught.framework, skill=own, from_level=low, to_level=high, statements=statements)


def settled(moved: Mapping[Taught, Taught | None], others: Collection[Taught]) -> dict[Taught, Taught | None]:
    """What the stale mappings of one course become, beside the ``others`` that it has; None where a person decides.

    No course comes to teach a skill twice. What becomes the same mapping is one from then on; where they would differ,
    in levels or statements, nobody can say which is meant.
    """
    found = dict(moved)
    while clashing := _clashing(found, others):
        found |= dict.fromkeys(clashing)
    return found


def _clashing(moved: Mapping[Taught, Taught | None], others: Collection[Taught]) -> list[Taught]:
    """Mappings that would come to a skill which another one has, or comes to, in another way or without certainty."""
    by_skill: dict[str, list[tuple[Taught, Taught | None]]] = defaultdict(list)
    for was, now in moved.items():
        by_skill[(now or was).skill].append((was, now))
    for each in others:
        by_skill[each.skill].append((each, each))
    # A group of which one stays for people has None beside whatever else comes to its skill.
    apart = (group for group in by_skill.values() if len({now for _, now in group}) > 1)
    return [was for group in apart for was, now in group if now and now.skill != was.skill]


def _one(now: Content, fate: Fate) -> str | None:
    """The one id that stands for another by now, without a doubt."""
    if fate.outcome not in {"same", "renamed", "replaced"} or len(fate.now) != 1:
        return None
    return identify_text(now.framework.key, fate.now[0].kind, fate.now[0].key)


def _skill(now: Content, fate: Fate) -> Skill | None:
    """The one skill that stands for another by now, without a doubt."""
    found = now.lookup.by_id.get(_one(now, fate) or "", (None, None))[1]
    return found if isinstance(found, Skill) else None


def _ranks(now: Content, skill: Skill) -> dict[str, int]:
    """The ranks of the levels that a skill is measured by, by their ids."""
    scale = now.lookup.scale_of(skill)
    levels = scale.levels if scale else ()
    return {identify_text(now.framework.key, "mastery_level", level.key): level.rank for level in levels}


def _recast(first: Content, now: Content, key: str) -> bool:
    was, new = first.lookup.skills[key], now.lookup.skills[key]
    before, after = ([level.key for level in scale.levels] if scale else [] for scale in
                     (first.lookup.scale_of(was), now.lookup.scale_of(new)))  # fmt: skip
    if [level for level in after if level in before] != before:
        return True
    return not statements_of(first)[key].keys() <= statements_of(now)[key].keys()
