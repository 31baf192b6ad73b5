"""What a change note says of what roles and skills stand in: mastery, stages, headings, ways between them."""

from collections.abc import Iterator

from app.framework.change_note.facts import facts, newly_described, renamed
from app.framework.change_note.telling import Telling
from app.framework.change_note.words import bold, listed, plain, section
from app.framework.mastery import Scale, Stage
from app.framework.nouns import NounKind
from app.framework.role import Progression
from app.framework.skill import Relation

_RELATED = {"broader": "is broader than", "requires": "requires", "supports": "supports", "related": "is related to"}


def frame(t: Telling) -> list[str]:
    """Everything of it."""
    return [
        *section("## Mastery", [*_scales(t), *_things(t, "mastery_level", "mastery level")]),
        *section("## Stages", [*_things(t, "stage", "stage"), *_spans(t)]),
        *section("## Role families", _things(t, "role_family", "role family")),
        *section("## Skill groups", _things(t, "skill_group", "skill group")),
        *section("## Ways between roles", _progressions(t)),
        *section("## Relations between skills", _relations(t)),
    ]


def _things(t: Telling, kind: NounKind, called: str) -> Iterator[str]:
    for change in t.take_all(kind, "added"):
        new = change.new
        yield f"{bold(new.name)} is a new {called}.{newly_described(new.description)}{_reach(t, new)}"
    for change in t.take_all(kind, "removed"):
        yield t.retired(kind, change.key, f"is no longer a {called}")
    for key in t.changed(kind):
        yield from renamed(t, kind, key)
        yield from facts(t, kind, key)


def _reach(t: Telling, thing: object) -> str:
    if not isinstance(thing, Stage) or thing.level is None:
        return ""
    start = f"from {t.level(thing.from_level)} " if thing.from_level else ""
    return f" It leads {start}to {t.level(thing.level)}."


def _spans(t: Telling) -> Iterator[str]:
    moved = False
    for stage in t.after.stages:
        changes = [t.take("stage", stage.key, field) for field in ("from_level", "level")]
        if any(changes):
            yield f"{bold(stage.name)} now leads elsewhere.{_reach(t, stage)}"
        moved = bool(t.take("stage", stage.key, "rank")) or moved
    if moved:
        yield f"The stages now run: {', '.join(plain(stage.name) for stage in t.after.stages)}."


def _scales(t: Telling) -> Iterator[str]:
    for change in t.take_all("scale", "added"):
        yield f"{bold(change.new.name)} is a new scale."
    for change in t.take_all("scale", "removed"):
        yield f"{bold(change.old.name)} is no longer a scale."
    for scale in t.after.scales:
        before = t.before.lookup.scales.get(scale.key)
        yield from renamed(t, "scale", scale.key)
        if t.take("scale", scale.key, "default"):
            now = "now" if scale.default else "no longer"
            yield f"{bold(scale.name)} is {now} the scale of all skills that name none."
        if before and [level.key for level in before.levels] != [level.key for level in scale.levels]:
            yield _ranks(t, scale)


def _ranks(t: Telling, scale: Scale) -> str:
    for level in scale.levels:
        t.take("mastery_level", level.key, "rank")
    return f"{bold(scale.name)} now runs, from the lowest: {', '.join(plain(level.name) for level in scale.levels)}."


def _progressions(t: Telling) -> Iterator[str]:
    came = [change.new for change in t.take_all("progression", "added")]
    went = [change.old for change in t.take_all("progression", "removed")]
    # Ways to and from a level that is no more go without saying.
    still = t.after.lookup.role_levels
    went = [way for way in went if way.origin in still and way.target in still]
    places = {key: place for place, key in enumerate(still)}
    came.sort(key=lambda way: (places[way.origin], places[way.target]))
    for kind, name in (("promotion", "promotions"), ("move", "moves")):
        for ways, verb in ((came, "New"), (went, "No longer usual")):
            if told := [_way(t, way) for way in ways if way.kind == kind]:
                yield f"{verb} {name}: {listed(told)}."


def _way(t: Telling, way: Progression) -> str:
    return f"from {t.name('role_level', way.origin)} to {t.name('role_level', way.target)}"


def _relations(t: Telling) -> Iterator[str]:
    for change in t.take_all("relation", "added"):
        yield _related(t, change.new, "now ")
    for change in t.take_all("relation", "removed"):
        if {change.old.origin, change.old.target} <= t.after.lookup.skills.keys():
            yield _related(t, change.old, "no longer ")


def _related(t: Telling, relation: Relation, when: str) -> str:
    is_, _, rest = _RELATED[relation.kind].partition(" ")
    told = f"is {when}{rest}" if is_ == "is" else f"{when}{is_}" if when == "now " else f"no longer {is_}"
    return f"{bold(t.thing('skill', relation.origin).name)} {told} {t.name('skill', relation.target)}."
