"""The service, its frameworks and their editions, as readers see them."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.catalogue import EditionRecord, FrameworkRecord
from app.framework.about import Source
from app.framework.counts import count
from app.framework.release import Envelope
from app.kit.paging import Window, cut_growing
from app.reading.pages import page, shown
from app.reading.shapes import catalogue as shapes
from app.reading.shapes.common import Page, Reference
from app.reading.view import View, edition_path, framework_path, id_text

NAME = "Capframe"
#: What stands below an edition, by the name of its link.
_BELOW = (
    "content",
    "mastery-levels",
    "stages",
    "sources",
    "roles",
    "role-levels",
    "role-families",
    "skills",
    "skill-groups",
    "activities",
    "pathway",
    "matrix",
    "lint",
    "coverage",
)


def service(root: str, version: str, frameworks: int, editions: int) -> shapes.Service:
    """The service document."""
    links = {
        "frameworks": "/v1/frameworks",
        "changes": "/v1/changes",
        "courses": "/v1/courses",
        "course_changes": "/v1/courses/changes",
        "edition_schema": "/v1/schema/edition.json",
        "docs": "/docs",
        "openapi": "/openapi.json",
        "liveness": "/livez",
        "readiness": "/readyz",
    }
    return shapes.Service(
        name=NAME,
        version=version,
        counts={"frameworks": frameworks, "editions": editions},
        links={name: root + path for name, path in links.items()},
    )


def framework(record: FrameworkRecord, root: str) -> shapes.Framework:
    """A framework."""
    about, current = record.about, record.current
    path = framework_path(root, record.slug)
    return shapes.Framework(
        id=id_text(about.key, "framework", about.key),
        slug=record.slug,
        name=about.name,
        href=path,
        description=about.description,
        publisher=about.publisher,
        licence=shapes.Licence(name=about.licence.name, url=about.licence.url) if about.licence else None,
        language=about.language,
        homepage=about.homepage,
        attribution=about.attribution,
        current=edition_reference(current, root) if current else None,
        links={"editions": f"{path}/editions"} | ({"current": f"{path}/editions/current"} if current else {}),
    )


def edition_reference(record: EditionRecord, root: str) -> shapes.EditionReference:
    """An edition, named."""
    envelope = record.envelope
    href = edition_path(root, record.framework, envelope.version)
    return shapes.EditionReference(version=envelope.version, href=href, effective_from=envelope.effective_from)


def list_frameworks(records: Sequence[FrameworkRecord], root: str, window: Window) -> Page[shapes.Framework]:
    """Frameworks by slug."""
    return shown(cut_growing(records, window, lambda record: record.slug), lambda record: framework(record, root))


def list_editions(records: Sequence[EditionRecord], root: str, window: Window) -> Page[shapes.EditionSummary]:
    """Editions of a framework, in the order given."""

    def show(record: EditionRecord) -> shapes.EditionSummary:
        path = edition_path(root, record.framework, record.envelope.version)
        return shapes.EditionSummary(**_envelope(record.envelope, path, record.counts))

    return shown(cut_growing(records, window, lambda record: record.envelope.version), show)


def edition(view: View) -> shapes.Edition:
    """An edition."""
    about = view.edition.framework
    path = framework_path(view.root, view.framework)
    found = id_text(about.key, "framework", about.key)
    return shapes.Edition(
        **_envelope(view.release.envelope, view.path, count(view.edition)),
        framework=Reference(id=found, slug=view.framework, name=about.name, href=path),
        links={"framework": path, "editions": f"{path}/editions"}
        | {name.replace("-", "_"): f"{view.path}/{name}" for name in _BELOW},
    )


def list_sources(view: View, window: Window) -> Page[shapes.SourceEntry]:
    """The documents that the edition draws on, by title."""
    return page(view.edition.sources, window, _source)


def _source(source: Source) -> shapes.SourceEntry:
    return shapes.SourceEntry(
        slug=source.slug, title=source.title, publisher=source.publisher, url=source.url, date=source.date
    )


def _envelope(envelope: Envelope, path: str, counts: Mapping[str, int]) -> Mapping[str, Any]:
    return {
        "version": envelope.version,
        "href": path,
        "status": envelope.status,
        "published_at": envelope.published_at,
        "effective_from": envelope.effective_from,
        "digest": envelope.digest,
        "notes": envelope.notes,
        "revision": envelope.revision,
        "withdrawn_at": envelope.withdrawn_at,
        "reason": envelope.withdrawn_reason,
        "counts": dict(counts),
    }
