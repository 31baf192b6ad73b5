"""The catalogue: labels and days become releases."""

import datetime as dt
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, Engine

from app.catalogue.kept import KeptReleases
from app.framework.about import Framework
from app.framework.release import Release
from app.kit.problems import NotFound, NotReady
from app.store import editions, identities
from app.store.editions import EditionRecord
from app.store.migrating import check_revision
from app.store.problem import StoreProblem
from app.store.saving import load
from app.store.scope import reading

CURRENT = "current"
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkRecord:
    """A framework with published editions, so many: as its current one describes it, else as its newest does."""

    slug: str
    about: Framework
    current: EditionRecord | None
    editions: int


class Catalogue:
    """Finds editions for readers. Drafts are not among them. Safe to use from many threads."""

    def __init__(self, engine: Engine, kept: int) -> None:
        self._engine = engine
        self._kept = KeptReleases(kept, self._load)

    def frameworks(self) -> list[FrameworkRecord]:
        """All frameworks that have a published edition, by slug. Two SELECTs."""
        return self._frameworks(None)

    def framework(self, slug: str) -> FrameworkRecord:
        """One framework; NotFound where there is none with a published edition."""
        for record in self._frameworks(slug):
            return record
        raise _no_framework(slug)

    def editions(self, slug: str) -> list[EditionRecord]:
        """Published and withdrawn editions of a framework, newest first; NotFound where it has none."""
        with self._reading() as connection:
            found = editions.list_public_editions(connection, slug)
        if not found:
            raise _no_framework(slug)
        return found

    def release(self, framework: str, label: str, as_of: dt.date | None = None) -> Release:
        """The release with a version label, or the one ``current`` today (UTC) or on another day.

        A loaded fixed label costs no SELECT, ``current`` costs one. NotFound where there is none, or only a draft.
        """
        if label != CURRENT:
            return self._kept.get((framework, label))
        day = as_of or dt.datetime.now(dt.UTC).date()
        with self._reading() as connection:
            record = editions.find_current(connection, framework, day)
        if record is None:
            raise NotFound(f"Framework {framework!r} has no edition in force on {day}.")
        return self._kept.get((framework, record.envelope.version))

    def find_renamed(self, framework: str, kind: str, path: str) -> str | None:
        """The id of the thing that once had an address (kind and slugs) in a framework; None if none. One SELECT."""
        with self._reading() as connection:
            return identities.find_former(connection, framework, kind, path)

    def ready(self) -> str | None:
        """A sentence for the public when the database does not answer or is not at the newest migration, else None.

        The whole reason, which names the database, goes to the log.
        """
        try:
            check_revision(self._engine)
        except StoreProblem as problem:
            _LOG.warning("%s", problem)
            return "The database does not answer or is not at the newest migration; the server's log says which."
        return None

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        try:
            with reading(self._engine) as connection:
                yield connection
        except StoreProblem as problem:
            _LOG.warning("%s", problem)
            raise NotReady("The database does not answer; try again in a moment.") from problem

    def _load(self, address: tuple[str, str]) -> Release:
        framework, version = address
        with self._reading() as connection:
            record = editions.find_edition(connection, framework, version)
            if record is None or record.envelope.status == "draft":
                raise NotFound(f"Framework {framework!r} has no published edition {version!r}.")
            return Release(envelope=record.envelope, edition=load(connection, record.id))

    def _frameworks(self, slug: str | None) -> list[FrameworkRecord]:
        today = dt.datetime.now(dt.UTC).date()
        with self._reading() as connection:
            by_slug: dict[str, list[EditionRecord]] = {}
            for record in editions.list_public_editions(connection, slug):
                by_slug.setdefault(record.framework, []).append(record)
            current = {slug: _in_force(records, today) for slug, records in by_slug.items()}
            shown = {slug: current[slug] or records[0] for slug, records in by_slug.items()}
            abouts = editions.abouts(connection, [record.id for record in shown.values()])
        return [
            FrameworkRecord(slug=slug, about=abouts[record.id], current=current[slug], editions=len(by_slug[slug]))
            for slug, record in shown.items()
            if record.id in abouts
        ]


def _in_force(records: list[EditionRecord], day: dt.date) -> EditionRecord | None:
    found = [record for record in records if record.envelope.in_force_on(day)]
    return max(found, key=lambda record: record.envelope.precedence, default=None)


def _no_framework(slug: str) -> NotFound:
    return NotFound(f"There is no framework {slug!r} with a published edition.")
