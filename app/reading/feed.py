"""The feed as it is shown."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from app.events.following import CourseEntry, Entry, Seen, Stretch
from app.kit.paging import DEFAULT_LIMIT
from app.reading.shapes import feed as shapes
from app.reading.shapes.catalogue import EditionReference
from app.reading.shapes.common import Reference
from app.reading.view import edition_path, framework_path, id_text


def show(found: Stretch, root: str, after: Seen, limit: int, framework: str | None) -> shapes.Feed:
    """Entries after a position, and the address that goes on from the last of them."""
    filters = {"framework": framework} if framework else {}
    return shapes.Feed(
        items=[_entry(entry, root) for entry in found.entries],
        total=found.total,
        next=resume(f"{root}/v1/changes", filters, limit, after, found.entries),
    )


def resume(
    path: str, filters: Mapping[str, str], limit: int, after: Seen, entries: Sequence[Entry | CourseEntry]
) -> str:
    """The address that goes on after the last of some entries of a feed; where there are none, after what was asked."""
    place = Seen(entries[-1].position, entries[-1].mark) if entries else after
    query = dict(filters) | ({"limit": str(limit)} if limit != DEFAULT_LIMIT else {}) | {"after": str(place.position)}
    return f"{path}?{urlencode(query | ({'seen': place.mark} if place.mark else {}))}"


def _entry(entry: Entry, root: str) -> shapes.FeedEntry:
    path, key = framework_path(root, entry.framework), entry.framework_key
    asked = urlencode({"from": entry.base, "to": entry.version})
    return shapes.FeedEntry(
        position=entry.position,
        action=entry.action,
        at=entry.at,
        framework=Reference(id=id_text(key, "framework", key), slug=entry.framework, name=entry.name, href=path),
        edition=EditionReference(
            version=entry.version,
            href=edition_path(root, entry.framework, entry.version),
            effective_from=entry.effective_from,
        ),
        reason=entry.reason,
        compared_with=entry.base,
        summary={noun: dict(times) for noun, times in entry.summary.items()} if entry.summary else None,
        links={"diff": f"{path}/diff?{asked}"} if entry.base else {},
    )
