"""Carrying courses over to the edition in force: what is certain is written, the rest is for people."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from app.catalogue import Catalogue, EditionRecord
from app.framework.course import Course
from app.framework.trace import Thing
from app.kit.mendable import Mendable
from app.kit.problems import NotFound
from app.learning.stale import Stale, find_stretches, stale_on
from app.store import courses
from app.store.courses import Anchor, Change, Stamp, There
from app.store.listing_courses import CourseRecord, get_courses
from app.store.mapped import ids_by_edition
from app.store.providers import ProviderRecord, find_provider, list_providers
from app.store.scope import reading, writing

CURRENT = "current"


class NoSuchPlace(Mendable):
    """There is no such framework or provider."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A mapping that nobody but a person can carry over; ``name`` is what its skill was called when it was mapped."""

    provider: str
    external_id: str
    title: str
    skill: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What became of the stale mappings of a framework towards the edition ``version``.

    ``noted`` refer to the same ids as before, whose new names were noted; ``changed`` to others now; ``left`` are as
    they were.
    """

    framework: str
    version: str
    noted: int
    changed: int
    left: Sequence[Left]


def migrate_courses(
    catalogue: Catalogue, framework: str | None, provider: str | None, *, dry_run: bool
) -> Sequence[Done]:
    """Carry over what is certain: of one framework and provider (slugs), or of all. Each provider's courses are one
    transaction. NoSuchPlace where there is none."""
    with reading(catalogue.engine) as connection:
        known = list_providers(connection)
    chosen = [each for each in known if provider in (None, each.slug)]
    if provider is not None and not chosen:
        raise NoSuchPlace(f"There is no provider {provider!r}")
    frameworks = [record.slug for record in catalogue.frameworks() if framework in (None, record.slug)]
    if framework is not None and not frameworks:
        raise NoSuchPlace(f"There is no framework {framework!r} with a published edition")
    found = (_migrate(catalogue, each, chosen, dry_run=dry_run) for each in frameworks)
    return [done for done in found if done]


def _migrate(
    catalogue: Catalogue, framework: str, providers: Iterable[ProviderRecord], *, dry_run: bool
) -> Done | None:
    try:
        release = catalogue.release(framework, CURRENT)
    except NotFound:  # nothing of it is in force
        return None
    version = release.envelope.version
    record = next(one for one in catalogue.editions(framework) if one.envelope.version == version)
    with reading(catalogue.engine) as connection:
        mapped = ids_by_edition(connection, record.framework_id)
    ways = find_stretches(catalogue, framework, release, mapped)
    noted = changed = 0
    left: list[Left] = []
    for provider in providers:
        scope = reading if dry_run else writing
        with scope(catalogue.engine) as connection:
            if not dry_run:
                find_provider(connection, provider.slug, lock=True)
            plan = _planned(connection, stale_on(connection, record.framework_id, ways, provider.slug))
            if not dry_run:
                _write(connection, provider, plan, record)
        noted, changed = noted + len(plan.noted), changed + plan.mappings
        left += plan.left
    return Done(framework=framework, version=version, noted=noted, changed=changed, left=left)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """Courses as they are to be, mappings of which a name alone is another, and what nobody can tell."""

    courses: Sequence[tuple[CourseRecord, Course]]
    mappings: int
    noted: Sequence[tuple[int, str]]
    left: Sequence[Left]


def _planned(connection: Connection, stale: Sequence[Stale]) -> _Plan:
    by_course: dict[int, list[Stale]] = defaultdict(list)
    for each in stale:
        by_course[each.course].append(each)
    records: dict[int, CourseRecord] = {}
    for some in courses.parted(sorted(by_course)):
        records |= get_courses(connection, some)
    changed: list[tuple[CourseRecord, Course]] = []
    noted: list[tuple[int, str]] = []
    left: list[Left] = []
    mappings = 0
    for number, record in records.items():
        moved = {each.taught: each.now for each in by_course[number] if each.now}
        noted += [(number, was.skill) for was, now in moved.items() if was == now]
        left += [_left(record, each) for each in by_course[number] if not each.now]
        others = {was: now for was, now in moved.items() if was != now}
        if others:
            mappings += len(others)
            teaches = tuple(dict.fromkeys(others.get(each, each) for each in record.course.teaches))
            changed.append((record, replace(record.course, teaches=teaches)))
    return _Plan(courses=changed, mappings=mappings, noted=noted, left=left)


def _left(record: CourseRecord, stale: Stale) -> Left:
    was = stale.way.fates[stale.taught.skill].was
    return Left(
        provider=record.provider,
        external_id=record.external_id,
        title=record.course.title,
        skill=stale.taught.skill,
        name=was.value.name if was and isinstance(was.value, Thing) else stale.taught.skill,
    )


def _write(connection: Connection, provider: ProviderRecord, plan: _Plan, record: EditionRecord) -> None:
    names = [known.external_id for known, _ in plan.courses]
    there: Mapping[str, There] = courses.find_there(connection, provider.id, names)
    changes = [
        Change(external_id=known.external_id, id=known.id, there=there[known.external_id], course=course)
        for known, course in plan.courses
    ]
    anchors = {record.framework: Anchor(record.framework_id, record.id)}
    stamp = Stamp(at=dt.datetime.now(dt.UTC).replace(microsecond=0))
    courses.write(connection, provider.id, changes, anchors, stamp)
    courses.anchor_again(connection, record.id, plan.noted)
