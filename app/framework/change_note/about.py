"""What a change note says last: of the framework as a whole, its sources, and what is not worth a sentence."""

from collections import Counter
from collections.abc import Iterator

from app.framework.about import Licence
from app.framework.change import Change
from app.framework.change_note.prose import now_reads
from app.framework.change_note.telling import Telling
from app.framework.change_note.words import bold, counted, listed, plain, section

_FIELDS = ("slug", "name", "publisher", "licence", "language", "homepage", "attribution", "description")
#: What is counted at the end, one and several, by kind or field; the rest are details.
_SMALL = {
    "retirement": ("entry on what is no longer part of it", "entries on what is no longer part of it"),
    "waiver": ("explanation of a known shortcoming", "explanations of known shortcomings"),
    "source": ("reference to a source", "references to sources"),
    "codes": ("set of codes from elsewhere", "sets of codes from elsewhere"),
    "": ("other detail", "other details"),
}


def about(t: Telling) -> list[str]:
    """The framework's own words, sources, and how much has not been told."""
    return section("## The framework", [*_facts(t), *_sources(t), *_small(t)])


def _facts(t: Telling) -> Iterator[str]:
    key = t.after.framework.key
    for field in _FIELDS:
        if change := t.take("framework", key, field):
            yield _fact("web address" if field == "slug" else field, change)


def _fact(what: str, change: Change) -> str:
    if change.new is None:
        return f"Its {what} is no longer stated."
    if what in ("description", "attribution"):
        return f"Its {what} {now_reads(change.new)}"
    was = f" (was {_worded(change.old)})" if change.old is not None else ""
    return f"Its {what} is now {_worded(change.new)}{was}."


def _worded(value: Licence | str) -> str:
    return plain(value.name) if isinstance(value, Licence) else plain(value)


def _sources(t: Telling) -> Iterator[str]:
    if came := t.take_all("source", "added"):
        yield f"It now also draws on {listed(f'{bold(one.new.title)}{_by(one.new.publisher)}' for one in came)}."
    if went := t.take_all("source", "removed"):
        yield f"It no longer draws on {listed(bold(one.old.title) for one in went)}."


def _by(publisher: str | None) -> str:
    return f" ({plain(publisher)})" if publisher else ""


def _small(t: Telling) -> Iterator[str]:
    """What is left, in numbers."""
    found = Counter(next((what for what in (one.kind, one.field) if what in _SMALL), "") for one in t.left())
    if told := [counted(found[what], *names) for what, names in _SMALL.items() if found[what]]:
        yield f"Smaller changes, not told one by one: {listed(told)}."
