"""What courses teach that is no longer as it was when they were mapped."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from app.catalogue import Catalogue, EditionRecord
from app.framework.carried import Misfit, carried, ids_of, is_stale, misfits, recast, settled
from app.framework.course import Taught
from app.framework.edition import Edition
from app.framework.migrate import Fate, migrate
from app.framework.release import Release
from app.framework.standing import find_standing, known_ids
from app.reading.view import View
from app.store.asking import asking
from app.store.mapped import ids_by_edition, list_mapped, list_teaching


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """The way from the edition by which something was mapped (its row number and the first of ``releases``) to another
    one, the last of them, and what became of the ids on it."""

    edition_id: int
    releases: Sequence[Release]
    fates: Mapping[str, Fate]

    @property
    def now(self) -> Edition:
        """The content of the last edition."""
        return self.releases[-1].edition

    @property
    def changed(self) -> set[str]:
        """The ids that are no longer what they were, and those of skills that may no longer go with their levels."""
        others = {each for each, fate in self.fates.items() if fate.outcome != "same"}
        return others | recast(self.releases[0].edition, self.now, self.fates)

    def is_stale(self, taught: Taught) -> bool:
        """Whether a mapping is no longer what it was; not what was mapped since the ids were asked for."""
        return all(each in self.fates for each in ids_of(taught)) and is_stale(self.now, taught, self.fates)

    def misfits(self, taught: Taught) -> dict[str, Misfit]:
        """What of a mapping does not go together in the last edition, by id."""
        return misfits(self.now, taught, self.fates)

    def carried(self, taught: Taught) -> Taught | None:
        """A mapping in the last edition; None where that is not certain."""
        return carried(self.now, taught, self.fates)

    def views(self, view: View) -> list[View]:
        """The editions on the way as they are shown, where the last one is shown so."""
        return [View(release=each, framework=view.framework, root=view.root) for each in self.releases]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stale:
    """A skill that a course (number) teaches, of which something changed on the way. ``now`` is what it becomes where
    that is certain."""

    course: int
    taught: Taught
    way: Stretch
    now: Taught | None


def find_stretches(
    catalogue: Catalogue, framework: str, last: Release, mapped: Mapping[int, Collection[str]]
) -> list[Stretch]:
    """The ways to an edition from all others by which courses were ``mapped`` (ids by row number), in their order.

    A draft comes after all that was published. From a later edition, which may be withdrawn by now, nothing leads back:
    of what was mapped by it is told what the earlier one does not have. Editions may have to be loaded for all this,
    which takes a connection: whoever calls this holds none, or all who do so at once would wait for each other.
    """
    listed = sorted(catalogue.editions(framework), key=lambda record: record.envelope.precedence)
    end = None if last.envelope.status == "draft" else last.envelope.precedence
    found = []
    for at, record in enumerate(listed):
        ids, place = mapped.get(record.id), record.envelope.precedence
        if not ids or place == end:
            continue
        if end is not None and place > end:
            found.append(_back(record.id, [_loaded(catalogue, record), last], ids))
            continue
        between = [
            one
            for one in listed[at + 1 :]
            if one.envelope.status == "published" and (end is None or one.envelope.precedence < end)
        ]
        releases = [*(_loaded(catalogue, one) for one in (record, *between)), last]
        fates = migrate([release.edition for release in releases], ids)
        found.append(Stretch(edition_id=record.id, releases=releases, fates=fates))
    return found


def _back(edition_id: int, releases: Sequence[Release], ids: Collection[str]) -> Stretch:
    """From a later edition to an earlier one: the ids are asked of the earlier one alone."""
    later, last = (release.edition for release in releases)
    fates = migrate([last], ids)
    for each, thing in known_ids(later, [each for each, fate in fates.items() if fate.outcome != "same"]).items():
        fates[each] = replace(fates[each], thing=thing, was=find_standing(later, *thing))
    return Stretch(edition_id=edition_id, releases=releases, fates=fates)


def stale_on(
    connection: Connection, framework_id: int, ways: Iterable[Stretch], provider: str | None = None
) -> list[Stale]:
    """What is stale on some ways, of one provider (slug) or all, with what each is to be beside all else that its
    course teaches."""
    found = [each for way in ways for each in _on_way(connection, framework_id, way, provider)]
    heirs = {each.now.skill for each in found if each.now and each.now.skill != each.taught.skill}
    taught: dict[int, set[Taught]] = defaultdict(set)
    for row in list_teaching(connection, heirs, provider):
        taught[row.course].add(row.taught)
    return list(_settled(found, taught))


def _on_way(connection: Connection, framework_id: int, way: Stretch, provider: str | None) -> Iterator[Stale]:
    changed = way.changed
    known: dict[Taught, tuple[bool, Taught | None]] = {}  # many courses teach the same
    for row in list_mapped(connection, framework_id, way.edition_id, changed, provider) if changed else ():
        taught = row.taught
        if (told := known.get(taught)) is None:
            stale = way.is_stale(taught)
            told = known[taught] = (stale, way.carried(taught) if stale else None)
        if told[0]:
            yield Stale(course=row.course, taught=taught, way=way, now=told[1])


def _settled(found: Iterable[Stale], taught: Mapping[int, Collection[Taught]]) -> Iterator[Stale]:
    by_course: dict[int, list[Stale]] = defaultdict(list)
    for each in found:
        by_course[each.course].append(each)
    for course, some in by_course.items():
        if len(some) == 1 and course not in taught:
            yield some[0]
            continue
        moved = {each.taught: each.now for each in some}
        now = settled(moved, [each for each in taught.get(course, ()) if each not in moved])
        yield from (replace(each, now=now[each.taught]) for each in some)


def find_stale(catalogue: Catalogue, view: View, provider: str | None) -> list[Stale]:
    """All that is stale as an edition has it, by course and skill."""
    records = catalogue.editions(view.framework)
    if not records:
        return []
    framework_id = records[0].framework_id
    with asking(catalogue.engine) as connection:
        mapped = ids_by_edition(connection, framework_id)
    ways = find_stretches(catalogue, view.framework, view.release, mapped)
    with asking(catalogue.engine) as connection:
        found = stale_on(connection, framework_id, ways, provider)
    return sorted(found, key=lambda each: (each.course, each.taught.skill))


def _loaded(catalogue: Catalogue, record: EditionRecord) -> Release:
    return catalogue.release(record.framework, record.envelope.version)
