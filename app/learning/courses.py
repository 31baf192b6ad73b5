"""Courses and their providers, as HTTP asks for them: each call a transaction or two of its own."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.catalogue import Catalogue
from app.framework.course import Course
from app.framework.edition import Edition
from app.kit.conflicts import AlreadyExists
from app.kit.problems import InvalidBody, InvalidParameter, NotFound
from app.learning import upserting
from app.learning.batches import Sent
from app.learning.offers import Offers
from app.learning.reaching import Reaches, Reaching
from app.learning.resolving import Mapper
from app.learning.upserting import Aim, Batch, Item, Manner, no_course, no_provider
from app.reading.shapes.courses import CourseWanted
from app.store import listing_courses, providers
from app.store.asking import asking, changing
from app.store.audit import Actor
from app.store.courses import Stamp
from app.store.listing_courses import CourseRecord, Wanted
from app.store.providers import ProviderRecord

__all__ = ["Aim", "Batch", "By", "Courses", "Manner", "Wanted"]


@dataclass(frozen=True, slots=True)
class By:
    """Who writes courses, and which frameworks (slugs) they may know of."""

    actor: Actor
    readable: Callable[[str], bool]

    def stamp(self) -> Stamp:
        """The stamp of a write of now, in whole seconds."""
        now = dt.datetime.now(dt.UTC).replace(microsecond=0)
        return Stamp(at=now, key_id=self.actor.key_id, request_id=self.actor.request_id)


class Courses:
    """The courses of a database; ``offers`` is what they offer by skill, in memory."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.offers = Offers(catalogue.engine)
        self._reaching = Reaching(self.offers)
        self.catalogue = catalogue
        self._engine = catalogue.engine

    def create_provider(self, slug: str, name: str, actor: Actor) -> ProviderRecord:
        """Enter a provider; AlreadyExists where the slug is taken."""
        now = dt.datetime.now(dt.UTC).replace(microsecond=0)
        with changing(self._engine) as connection:
            if providers.find_provider(connection, slug):
                raise AlreadyExists(f"There is a provider {slug!r} already.")
            return providers.create_provider(connection, slug, name, now, actor.key_id)

    def list_providers(self) -> Sequence[ProviderRecord]:
        """All providers, in the order in which they were entered."""
        with asking(self._engine) as connection:
            return providers.list_providers(connection)

    def get_own(self, provider: str, external_id: str) -> Course:
        """A provider's course by its own id; NotFound where there is none."""
        with asking(self._engine) as connection:
            found = listing_courses.find_course_of(connection, provider, external_id)
            if found is None and providers.find_provider(connection, provider) is None:
                raise no_provider(provider)
        if found is None:
            raise no_course(provider, external_id)
        return found.course

    def put(self, aim: Aim, wanted: CourseWanted, by: By) -> tuple[Course, bool]:
        """Put a course in the place of what is there: how it is now, and whether there was none.

        InvalidBody where it names what is not there; PreconditionFailed where another one is there than was seen.
        """
        mapper = Mapper(self.catalogue, by.readable)
        [course] = mapper.map_courses([wanted])
        if not isinstance(course, Course):
            raise InvalidBody("The course cannot be mapped as it is.", errors=course)
        seen = mapper.seen(wanted)
        new = upserting.put_course(self._engine, aim, course, mapper.anchors, by.stamp(), seen=seen)
        self.offers.changed()
        return course, new

    def retire(self, aim: Aim, by: By) -> None:
        """Retire a course; NotFound where there is none."""
        upserting.retire_course(self._engine, aim, by.stamp())
        self.offers.changed()

    def put_batch(self, provider: str, sent: Sequence[Sent], manner: Manner, by: By) -> Batch:
        """Put many courses. What is wrong with one spoils no other, unless the manner is to be all or nothing."""
        mapper = Mapper(self.catalogue, by.readable)
        items = _items(sent, mapper)
        batch = upserting.put_batch(self._engine, provider, items, mapper.anchors, manner=manner, stamp=by.stamp())
        self.offers.changed()
        return batch

    def get(self, course_id: str) -> CourseRecord:
        """A course by id; NotFound where there is none, or none any more."""
        with asking(self._engine) as connection:
            found = listing_courses.find_course(connection, course_id)
        if found is None:
            raise NotFound("There is no course with this id, or it was retired; the feed of courses tells which.")
        return found

    def list(self, wanted: Wanted, after: int, limit: int) -> tuple[int, Sequence[CourseRecord]]:
        """How many live courses fit, and some after a number, in the order in which they first came."""
        with asking(self._engine) as connection:
            total = listing_courses.count_courses(connection, wanted)
            return total, listing_courses.list_courses(connection, wanted, after, limit)

    def check_provider(self, slug: str | None) -> None:
        """InvalidParameter where a filter names a provider (slug) that there is not."""
        if slug is None:
            return
        with asking(self._engine) as connection:
            if providers.find_provider(connection, slug) is None:
                raise InvalidParameter.of("provider", "names no provider of courses")

    def reaches(self, edition: Edition, provider: str | None) -> Reaches:
        """How far courses lead in an edition by now, those of one provider (slug) or all; InvalidParameter where there
        is no such provider."""
        self.check_provider(provider)
        return self._reaching.current(edition, provider)


def _items(sent: Sequence[Sent], mapper: Mapper) -> list[Item]:
    mapped = iter(mapper.map_courses([each.wanted for each in sent if each.wanted]))
    items = []
    for each in sent:
        course = next(mapped) if each.wanted else each.faults
        seen = mapper.seen(each.wanted) if each.wanted else frozenset[str]()
        fine = Item(each.external_id, course, seen=seen) if isinstance(course, Course) else None
        items.append(fine or Item(each.external_id, None, course if isinstance(course, tuple) else ()))
    return items
