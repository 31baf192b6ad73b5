"""Sentences about what many kinds of thing have: a name, a description, other names, headings."""

from collections.abc import Iterator

from app.framework.change import Change
from app.framework.change_note.prose import now_reads, opening
from app.framework.change_note.telling import Telling
from app.framework.change_note.words import bold, listed, plain
from app.framework.nouns import NounKind

#: What the headings of a thing are called, by field.
_HEADINGS = {"groups": "skill_group", "families": "role_family"}


def renamed(t: Telling, kind: NounKind, key: str) -> Iterator[str]:
    """That a thing is called otherwise, or stands at another address."""
    name, slug = t.take(kind, key, "name"), t.take(kind, key, "slug")
    if name:
        yield f"{bold(name.old)} is now called {bold(name.new)}."
    elif slug:
        yield f"{bold(t.thing(kind, key).name)} has another web address."


def facts(t: Telling, kind: NounKind, key: str) -> Iterator[str]:
    """What is told of a thing that stayed, after its name."""
    subject = bold(t.thing(kind, key).name)
    for field, what in (("description", "description"), ("summary", "summary"), ("note", "note")):
        if change := t.take(kind, key, field):
            yield described(subject, change, what)
    if change := t.take(kind, key, "alternative_names"):
        yield from _other_names(t, kind, key, change)
    for field, heading in _HEADINGS.items():
        if change := t.take(kind, key, field):
            yield _belonging(t, subject, change, heading)
    if change := t.take(kind, key, "parents"):
        yield _below(t, kind, subject, change)


def described(subject: str, change: Change, what: str) -> str:
    """That a text is another, and how it reads or begins."""
    if change.new is None:
        return f"{subject} no longer has a {what}."
    said = opening(change.new)
    if change.old is None:
        return f"{subject} now has a {what}{said.told(':', ', which begins:', ', not quoted here')}"
    if said.text and not said.whole and opening(change.old) == said:
        return f"The {what} of {subject} begins as before and is another further on."
    return f"The {what} of {subject} {now_reads(change.new)}"


def newly_described(text: str | None) -> str:
    """What follows the sentence about something new: its description, or how that begins."""
    if text is None:
        return ""
    said = opening(text)
    if not said.text:
        return " Its description is not quoted here."
    return f" {said.text if said.whole else f'{said.text} …'}"


def _other_names(t: Telling, kind: NounKind, key: str, change: Change) -> Iterator[str]:
    """Of a renamed thing it is no news that it still goes by its old name, or that its new one is no other name now."""
    subject = bold(t.thing(kind, key).name)
    names = {getattr(each.lookup.thing(kind, key), "name", "") for each in (t.before, t.after)}
    came = [plain(name) for name in change.new if name not in change.old and name not in names]
    went = [plain(name) for name in change.old if name not in change.new and name not in names]
    if came:
        yield f"{subject} is now also known as {listed(came)}."
    if went:
        yield f"{subject} is no longer also known as {listed(went)}."


def _belonging(t: Telling, subject: str, change: Change, heading: str) -> str:
    if not change.new:
        return f"{subject} no longer belongs to {t.names(heading, change.old)}."
    was = f" (was {t.names(heading, change.old)})" if change.old else ""
    return f"{subject} now belongs to {t.names(heading, change.new)}{was}."


def _below(t: Telling, kind: NounKind, subject: str, change: Change) -> str:
    if not change.new:
        return f"{subject} no longer stands below {t.names(kind, change.old)}."
    was = f" (was {t.names(kind, change.old)})" if change.old else ""
    return f"{subject} now stands below {t.names(kind, change.new)}{was}."
