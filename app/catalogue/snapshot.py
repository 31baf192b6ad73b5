"""All public editions at one moment, without their content: a value, so whoever holds one needs no database."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection

from app.framework.about import Framework
from app.store import editions
from app.store.editions import EditionRecord, Fingerprint


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkRecord:
    """A framework with so many published editions: as its current one describes it, else as its newest does."""

    slug: str
    about: Framework
    current: EditionRecord | None
    editions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Published and withdrawn editions by framework slug, newest first, with what each says of its framework.

    ``fingerprint`` tells snapshots of different moments apart. Which edition is current depends on the day, so each
    question states one.
    """

    fingerprint: Fingerprint
    editions: Mapping[str, tuple[EditionRecord, ...]]
    abouts: Mapping[int, Framework]
    _labelled: Mapping[tuple[str, str], EditionRecord] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        every = [record for records in self.editions.values() for record in records]
        labelled = {(record.framework, record.envelope.version): record for record in every}
        object.__setattr__(self, "_labelled", labelled)

    def find(self, framework: str, label: str) -> EditionRecord | None:
        """The edition with a version label."""
        return self._labelled.get((framework, label))

    def find_current(self, framework: str, day: dt.date) -> EditionRecord | None:
        """The edition in force on a day."""
        found = [record for record in self.editions.get(framework, ()) if record.envelope.in_force_on(day)]
        return max(found, key=lambda record: record.envelope.precedence, default=None)

    def currents(self, day: dt.date) -> dict[str, EditionRecord]:
        """The edition of each framework that is in force on a day, where there is one."""
        return {slug: found for slug in self.editions if (found := self.find_current(slug, day))}

    def frameworks(self, day: dt.date) -> Iterator[FrameworkRecord]:
        """All frameworks, by slug, as they are on a day."""
        for slug in self.editions:
            if found := self.find_framework(slug, day):
                yield found

    def find_framework(self, slug: str, day: dt.date) -> FrameworkRecord | None:
        """A framework as it is on a day."""
        records = self.editions.get(slug, ())
        current = self.find_current(slug, day)
        shown = current or next(iter(records), None)
        about = self.abouts.get(shown.id) if shown else None
        if about is None:
            return None
        return FrameworkRecord(slug=slug, about=about, current=current, editions=len(records))


def read_snapshot(connection: Connection, before: Snapshot | None) -> Snapshot:
    """The public editions of now; ``before`` itself, at one SELECT, while nothing was published or withdrawn since.

    The connection sees one state of the database throughout, so the snapshot is of one moment.
    """
    fingerprint = editions.fingerprint(connection)
    if before and before.fingerprint == fingerprint:
        return before
    listed = defaultdict(list)
    for record in editions.list_public_editions(connection):
        listed[record.framework].append(record)
    return Snapshot(
        fingerprint=fingerprint,
        editions={slug: tuple(records) for slug, records in listed.items()},
        abouts=editions.public_abouts(connection),
    )
