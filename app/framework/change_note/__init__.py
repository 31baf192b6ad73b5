"""The change note: what is different between two editions of a framework, in sentences, as Markdown (CommonMark)."""

from app.framework.change import VERBS, summary
from app.framework.change_note.about import about
from app.framework.change_note.activities import activities
from app.framework.change_note.frame import frame
from app.framework.change_note.roles import roles
from app.framework.change_note.skills import skills
from app.framework.change_note.telling import Telling
from app.framework.change_note.words import day, plain, section
from app.framework.release import Envelope, Release

__all__ = ["change_note"]

#: A note of more lines than this starts with the numbers.
_LONG = 25
_WORDS = {"added": "new", "removed": "gone", "renamed": "renamed", "changed": "changed"}
#: What the note's own sections call them.
_NOUNS = {
    "requirements": "Skills that a role level needs",
    "statements": "Statements of what a skill means",
    "progressions": "Ways between roles",
    "relations": "Relations between skills",
    "retirements": "Entries on what is no longer part of the framework",
}


def change_note(before: Release, after: Release) -> str:
    """What a framework's owner can publish as it stands: grouped by role and by skill, the framework's words last.

    It is in English, whatever the language of the framework. Keys appear nowhere in it; white space alone is no change.
    """
    t = Telling(before.edition, after.edition, after.envelope.version)
    told = [roles(t), skills(t), frame(t), activities(t), about(t)]
    lines = [line for part in told for line in part]
    if not lines:
        lines = ["Nothing has changed.", ""]
    if len(lines) > _LONG:
        lines = [*section("## In numbers", _numbers(t)), *lines]
    return "\n".join([*_head(before, after), *lines]).rstrip("\n") + "\n"


def _head(before: Release, after: Release) -> list[str]:
    was, now = before.envelope, after.envelope
    name = plain(after.edition.framework.name)
    title = f"# {name}: what changed from {plain(was.version)} to {plain(now.version)}"
    return [title, "", f"Edition {_told(now)}, compared with edition {_told(was)}.", ""]


def _told(envelope: Envelope) -> str:
    """An edition by its label. Whether it was withdrawn since does not matter: a note never changes."""
    day_ = f"effective from {day(envelope.effective_from)}" if envelope.effective_from else ""
    told = ", ".join(filter(None, ["a draft" if envelope.status == "draft" else "", day_]))
    return f"{plain(envelope.version)} ({told})" if told else plain(envelope.version)


def _numbers(t: Telling) -> list[str]:
    found = []
    for noun, times in summary(t.changes).items():
        told = [f"{times[verb]:,} {_WORDS[verb]}" for verb in VERBS if times[verb]]
        if told:
            called = _NOUNS.get(noun, noun.replace("_", " ").capitalize())
            found.append(f"{called}: {', '.join(told)}.")
    return found
