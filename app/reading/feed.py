"""The feed as it is shown."""

from urllib.parse import urlencode

from app.events.following import Entry, Stretch
from app.kit.paging import DEFAULT_LIMIT
from app.reading.shapes import feed as shapes
from app.reading.shapes.catalogue import EditionReference
from app.reading.shapes.common import Reference
from app.reading.view import edition_path, framework_path, id_text


def show(found: Stretch, root: str, after: int, limit: int, framework: str | None) -> shapes.Feed:
    """Entries after a position, and the address that goes on from the last of them."""
    last = found.entries[-1].position if found.entries else after
    query = {"framework": framework} if framework else {}
    query |= {"limit": str(limit)} if limit != DEFAULT_LIMIT else {}
    return shapes.Feed(
        items=[_entry(entry, root) for entry in found.entries],
        total=found.total,
        next=f"{root}/v1/changes?{urlencode(query | {'after': str(last)})}",
    )


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
