"""Courses as they are shown: to their provider by ids, to readers as the editions in force name things."""

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import quote

import msgspec

from app.catalogue import Catalogue
from app.events.following import CourseEntry, CourseStretch, Seen
from app.framework.course import Course, Taught, course_id
from app.framework.mapping import statements_of
from app.framework.mastery import MasteryLevel
from app.framework.skill import Skill
from app.kit.paging import Window, cut_growing
from app.kit.problems import Fault, NotFound
from app.reading.feed import resume
from app.reading.pages import numbered_page, shown
from app.reading.shapes import courses as shapes
from app.reading.shapes.common import Page
from app.reading.view import View
from app.store.listing_courses import CourseRecord
from app.store.providers import ProviderRecord

CURRENT = "current"
_SAID = ("title", "url", "description", "language", "duration_minutes", "format")


class Views:
    """The editions in force, as one answer shows them: each looked up once. Only frameworks that are ``readable``."""

    def __init__(self, catalogue: Catalogue, root: str, readable: Callable[[str], bool]) -> None:
        self.root = root
        self.readable = readable
        self._catalogue = catalogue
        self._found: dict[str, View | None] = {}

    def find(self, framework: str) -> View | None:
        """The edition of a framework (slug) that is in force; None where there is none."""
        if framework not in self._found:
            self._found[framework] = self._look(framework)
        return self._found[framework]

    def _look(self, framework: str) -> View | None:
        try:
            release = self._catalogue.release(framework, CURRENT)
        except NotFound:
            return None
        return View(release=release, framework=framework, root=self.root)


def course_path(root: str, own_id: str) -> str:
    """The address of a course for readers."""
    return f"{root}/v1/courses/{own_id}"


def own_path(root: str, provider: str, external_id: str) -> str:
    """The address of a course for its provider."""
    return f"{root}/v1/providers/{provider}/courses/{quote(external_id, safe='')}"


def provider(record: ProviderRecord) -> shapes.Provider:
    """A provider."""
    return shapes.Provider(slug=record.slug, name=record.name)


def list_providers(records: Sequence[ProviderRecord], window: Window) -> Page[shapes.Provider]:
    """Providers in the order given."""
    return shown(cut_growing(records, window, lambda record: record.slug), provider)


def own_course(course: Course, root: str, provider: str, external_id: str) -> shapes.OwnCourse:
    """A course as its provider (slug) has it."""
    own_id = course_id(provider, external_id)
    return _own(course, root, own_id, external_id, course.teaches)


def own_bytes(course: Course, root: str, provider: str, external_id: str) -> bytes:
    """The same as it is sent: what a tag of it is made of."""
    return msgspec.json.encode(own_course(course, root, provider, external_id))


def misaddressed(wanted: shapes.CourseWanted, root: str, provider: str, external_id: str) -> list[Fault]:
    """What a course says of its own address that is not so."""
    own_id = course_id(provider, external_id)
    right = {"external_id": external_id, "id": own_id, "href": course_path(root, own_id)}
    return [
        Fault(detail=f"must be {value!r}, as in the address, or left out", pointer=f"/{name}")
        for name, value in right.items()
        if getattr(wanted, name) not in (None, value)
    ]


def show_course(record: CourseRecord, views: Views) -> shapes.Course:
    """A course as readers see it: what it teaches of frameworks that they may read."""
    taught = [_taught(each, views) for each in record.course.teaches if views.readable(each.framework)]
    return shapes.Course(
        id=record.id,
        href=course_path(views.root, record.id),
        provider=shapes.Provider(slug=record.provider, name=record.provider_name),
        external_id=record.external_id,
        changed_at=record.changed_at,
        teaches=taught,
        **_said(record.course),
    )


def list_courses(records: Sequence[CourseRecord], total: int, window: Window, views: Views) -> Page[shapes.Course]:
    """Courses in the order in which they first came; one more than the page shows."""
    return numbered_page(window, total, records, lambda one: show_course(one, views), lambda at: records[at].number)


def show_changes(
    found: CourseStretch, root: str, after: Seen, limit: int, readable: Callable[[str], bool]
) -> shapes.CourseChanges:
    """Entries after a position, and the address that goes on from the last of them."""
    return shapes.CourseChanges(
        items=[_change(entry, root, readable) for entry in found.entries],
        total=found.total,
        next=resume(f"{root}/v1/courses/changes", {}, limit, after, found.entries),
    )


def _change(entry: CourseEntry, root: str, readable: Callable[[str], bool]) -> shapes.CourseChange:
    course = entry.course
    taught = [each for each in course.teaches if readable(each.framework)] if course else []
    return shapes.CourseChange(
        position=entry.position,
        action=entry.action,
        at=entry.at,
        key_id=entry.key_id,
        provider=shapes.Provider(slug=entry.provider, name=entry.provider_name),
        id=entry.id,
        external_id=entry.external_id,
        href=course_path(root, entry.id),
        course=_own(course, root, entry.id, entry.external_id, taught) if course else None,
    )


def _own(course: Course, root: str, own_id: str, external_id: str, teaches: Sequence[Taught]) -> shapes.OwnCourse:
    taught = [
        shapes.OwnTaught(
            framework=each.framework,
            skill=each.skill,
            from_level=each.from_level,
            to_level=each.to_level,
            statements=list(each.statements),
        )
        for each in teaches
    ]
    href = course_path(root, own_id)
    return shapes.OwnCourse(id=own_id, external_id=external_id, href=href, teaches=taught, **_said(course))


def _said(course: Course) -> dict[str, Any]:
    return {name: getattr(course, name) for name in _SAID}


def _taught(each: Taught, views: Views) -> shapes.Taught:
    view = views.find(each.framework)
    skill = _thing(view, each.skill) if view else None
    found = skill if isinstance(skill, Skill) else None
    texts = statements_of(view.edition)[found.key] if view and found else {}
    return shapes.Taught(
        framework=each.framework,
        skill=shapes.TaughtThing(**_named(views, view, "skill", each.skill, found)),
        from_level=_level(views, view, each.from_level),
        to_level=_level(views, view, each.to_level),
        statements=[shapes.TaughtStatement(id=one, text=texts.get(one)) for one in each.statements],
    )


def _level(views: Views, view: View | None, level: str | None) -> shapes.TaughtLevel | None:
    if level is None:
        return None
    thing = _thing(view, level) if view else None
    found = thing if isinstance(thing, MasteryLevel) else None
    named = _named(views, view, "mastery_level", level, found)
    return shapes.TaughtLevel(**named, rank=found.rank if found else None)


def _thing(view: View, own_id: str) -> object:
    return view.look.by_id.get(own_id, ("", None))[1]


def _named(views: Views, view: View | None, kind: Any, own_id: str, found: Any) -> dict[str, Any]:
    if view is None or found is None:
        return {"id": own_id, "slug": None, "name": None, "href": f"{views.root}/v1/id/{own_id}"}
    return view.named(kind, found)
