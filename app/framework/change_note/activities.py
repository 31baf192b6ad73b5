"""What a change note says of what people do to grow."""

from collections import defaultdict
from collections.abc import Iterator

from app.framework.activity import Activity
from app.framework.change import Change
from app.framework.change_note.facts import renamed
from app.framework.change_note.telling import Telling
from app.framework.change_note.words import bold, chapter, listed, plain, quote, section

#: So many new activities are quoted; of more only their names are told, skill by skill.
_MOST_QUOTED = 6


def activities(t: Telling) -> list[str]:
    """New activities, those that are no more, and what is other in the rest."""
    came = [change.new for change in t.take_all("activity", "added")]
    went = [change.old for change in t.take_all("activity", "removed")]
    bullets = [*_few(t, came), *_gone(t, went)]
    for activity in t.after.activities:
        bullets += [*renamed(t, "activity", activity.key), *_other(t, activity)]
    return chapter("## Activities", bullets, [*_many(t, came, "New activities"), *_many(t, went, "Activities no more")])


def _few(t: Telling, came: list[Activity]) -> Iterator[str]:
    if len(came) <= _MOST_QUOTED:
        for one in came:
            skills = f" for {t.names('skill', one.skills)}" if one.skills else ""
            yield f"{bold(one.name)} is a new activity{skills}: {quote(one.text)}"


def _gone(t: Telling, went: list[Activity]) -> Iterator[str]:
    retired = {
        gone.key for gone in t.after.retirements if gone.kind == "activity" and (gone.reason or gone.replaced_by)
    }
    for activity in went:
        told = t.retired("activity", activity.key, "is no longer an activity of the framework")
        if activity.key in retired or len(went) <= _MOST_QUOTED:
            yield told


def _many(t: Telling, which: list[Activity], title: str) -> list[str]:
    """Names by skill, where there are too many for a sentence each."""
    if len(which) <= _MOST_QUOTED:
        return []
    found: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for activity in which:
        found[tuple(sorted(bold(t.thing("skill", key).name) for key in activity.skills))].append(plain(activity.name))
    # A name may hold commas of its own.
    lines = [f"{listed(skills) if skills else 'Others'}: {'; '.join(found[skills])}." for skills in sorted(found)]
    return section(f"### {title}", lines)


def _other(t: Telling, activity: Activity) -> Iterator[str]:
    subject = bold(activity.name)
    if change := t.take("activity", activity.key, "text"):
        yield f"{subject} now reads: {quote(change.new)}"
    if change := t.take("activity", activity.key, "skills"):
        yield f"{subject} {_sides(t, change, 'skill', 'now builds', 'no longer builds')}."
    if change := t.take("activity", activity.key, "role_levels"):
        yield f"{subject} {_sides(t, change, 'role_level', 'is now meant for', 'is no longer meant for')}."


def _sides(t: Telling, change: Change, kind: str, now: str, no_longer: str) -> str:
    was = f" (before: {t.names(kind, change.old)})" if change.old else ""
    return f"{now} {t.names(kind, change.new)}{was}" if change.new else f"{no_longer} {t.names(kind, change.old)}"
