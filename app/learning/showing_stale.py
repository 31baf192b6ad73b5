"""Stale mappings of courses, as they are shown."""

from collections.abc import Iterator, Mapping, Sequence

from app.catalogue import Catalogue
from app.framework.carried import Misfit
from app.kit.paging import Window, cut_sorted
from app.learning.stale import Stale, Stretch
from app.reading.courses import course_path
from app.reading.pages import shown
from app.reading.shapes import stale as shapes
from app.reading.shapes.common import Page
from app.reading.shapes.courses import Provider
from app.reading.standing import show_standing
from app.reading.view import View
from app.store.asking import asking
from app.store.listing_courses import CourseRecord, get_courses


def list_stale(catalogue: Catalogue, view: View, found: Sequence[Stale], window: Window) -> Page[shapes.StaleMapping]:
    """A page of what is stale. A course that was retired since it was found is left out; what is mended while somebody
    walks the pages breaks no cursor."""
    part = cut_sorted(found, window, lambda each: f"{each.course:019}:{each.taught.skill}")
    with asking(catalogue.engine) as connection:
        records = get_courses(connection, sorted({each.course for each in part.entries}))
    page = shown(part, lambda each: _mapping(each, view, records))
    return Page(items=[each for each in page.items if each], total=page.total, next=page.next)


def _mapping(each: Stale, view: View, records: Mapping[int, CourseRecord]) -> shapes.StaleMapping | None:
    record = records.get(each.course)
    if record is None:
        return None
    return shapes.StaleMapping(
        course=shapes.CourseReference(
            id=record.id,
            external_id=record.external_id,
            title=record.course.title,
            provider=Provider(slug=record.provider, name=record.provider_name),
            href=course_path(view.root, record.id),
        ),
        mapped_in=each.way.releases[0].envelope.version,
        skill=each.taught.skill,
        certain=each.now is not None,
        parts=list(_parts(each, view)),
    )


def _parts(each: Stale, view: View) -> Iterator[shapes.StalePart]:
    misfits = each.way.misfits(each.taught)
    for role, own in _roles(each):
        if each.way.fates[own].outcome != "same" or own in misfits:
            yield _part(role, own, each.way, misfits.get(own), view)


def _roles(each: Stale) -> Iterator[tuple[shapes.Role, str]]:
    yield "skill", each.taught.skill
    if each.taught.from_level:
        yield "from_level", each.taught.from_level
    if each.taught.to_level:
        yield "to_level", each.taught.to_level
    for statement in each.taught.statements:
        yield "statement", statement


def _part(role: shapes.Role, own: str, way: Stretch, misfit: Misfit | None, view: View) -> shapes.StalePart:
    first, fate = way.views(view)[0], way.fates[own]
    reasons = [step.reason for step in fate.steps if step.reason]
    return shapes.StalePart(
        role=role,
        id=own,
        outcome="needs_review" if misfit else fate.outcome,
        why=misfit or fate.why,
        reason=reasons[0] if reasons else None,
        was=show_standing(first, fate.was) if fate.was else None,
        now=[show_standing(view, standing) for standing in fate.now],
    )
