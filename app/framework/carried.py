"""What a course teaches, carried over to a later edition: only what is certain."""

from collections.abc import Mapping

from app.framework.content import Content
from app.framework.course import Taught
from app.framework.identity import identify_text
from app.framework.mapping import statements_of
from app.framework.migrate import Fate
from app.framework.skill import Skill


def ids_of(taught: Taught) -> tuple[str, ...]:
    """All ids that a mapping hangs on."""
    levels = (level for level in (taught.from_level, taught.to_level) if level)
    return (taught.skill, *levels, *taught.statements)


def is_stale(taught: Taught, fates: Mapping[str, Fate]) -> bool:
    """Whether anything that a mapping hangs on is no longer what it was."""
    return any(fates[each].outcome != "same" for each in ids_of(taught))


def carried(now: Content, taught: Taught, fates: Mapping[str, Fate]) -> Taught | None:
    """The same mapping in a later edition, by what became of its ids; None where a person has to decide.

    Certain is what is there still, also under another name, and what one thing alone replaced. The levels must be of
    the skill's scale, and in their order. Statements that were retired are left out, but not the last of them: without
    any, the course would say that it teaches the whole skill.
    """
    skill = _one(now, fates[taught.skill])
    found = now.lookup.by_id.get(skill or "", (None, None))[1]
    if skill is None or not isinstance(found, Skill):
        return None
    levels = [_one(now, fates[level]) if level else None for level in (taught.from_level, taught.to_level)]
    if [level is None for level in levels] != [level is None for level in (taught.from_level, taught.to_level)]:
        return None
    lasting = [each for each in taught.statements if fates[each].outcome != "retired"]
    said = [_one(now, fates[each]) for each in lasting]
    if (taught.statements and not said) or not {*said} <= statements_of(now)[found.key].keys():
        return None
    statements = tuple(each for each in said if each)
    moved = Taught(
        framework=taught.framework, skill=skill, from_level=levels[0], to_level=levels[1], statements=statements
    )
    return moved if _climbs(now, found, moved) else None


def _one(now: Content, fate: Fate) -> str | None:
    """The one id that stands for another by now, without a doubt."""
    if fate.outcome not in {"same", "renamed", "replaced"} or len(fate.now) != 1:
        return None
    return identify_text(now.framework.key, fate.now[0].kind, fate.now[0].key)


def _climbs(now: Content, skill: Skill, taught: Taught) -> bool:
    """Whether the levels are of the skill's scale, and the first no higher than the last."""
    scale = now.lookup.scale_of(skill)
    levels = scale.levels if scale else ()
    ranks = {identify_text(now.framework.key, "mastery_level", level.key): level.rank for level in levels}
    named = [level for level in (taught.from_level, taught.to_level) if level]
    found = [ranks[level] for level in named if level in ranks]
    return len(found) == len(named) and found == sorted(found)
