"""The catalogue: labels and days become releases."""

import datetime as dt
import logging
import threading
from collections.abc import Callable, Collection, Sequence
from itertools import islice

from sqlalchemy import Engine

from app.catalogue.drafts import Drafts
from app.catalogue.kept import Kept
from app.catalogue.past import Past, read_past
from app.catalogue.snapshot import FrameworkRecord, Snapshot, read_snapshot
from app.framework.claims import Claim
from app.framework.edition import Edition
from app.framework.release import Release
from app.kit.problems import NotFound
from app.store import editions, finding, given, identities
from app.store.asking import asking, away
from app.store.editions import EditionRecord
from app.store.given import Given
from app.store.migrating import check_revision
from app.store.problem import StoreProblem
from app.store.saving import load
from app.store.scope import reading

CURRENT = "current"
_LOG = logging.getLogger(__name__)


def today_utc() -> dt.date:
    """The day it is in UTC, the day by which editions come into force."""
    return dt.datetime.now(dt.UTC).date()


class Catalogue:
    """Finds editions for readers. Safe to use from many threads.

    What is public is answered from a snapshot. While the catalogue is ``watched`` (see ``watcher``) a question costs no
    SELECT, but that an edition is loaded when first asked for; else each question looks first, by one SELECT, whether
    the snapshot still holds. ``kept`` bounds how many loaded editions stay in memory; ``today`` tells the day;
    ``noticing`` is an engine for those looks, so that they need not wait for a connection behind everybody else.
    """

    watched = False

    def __init__(
        self, engine: Engine, kept: int, today: Callable[[], dt.date] = today_utc, noticing: Engine | None = None
    ) -> None:
        self.engine = engine
        self._noticing = noticing or engine
        self._today = today
        self._drafts = Drafts(engine)
        # By digest too: a database that was put back from a copy may have other content under the same number.
        self._contents: Kept[tuple[int, str | None], Edition] = Kept(kept, self._load)
        self._held: Snapshot | None = None
        self._refreshing = threading.Lock()
        self._behind = False
        self._warmed: dict[str, EditionRecord] | None = None

    def frameworks(self) -> list[FrameworkRecord]:
        """All frameworks that have a published edition, by slug."""
        return list(self._snapshot().frameworks(self._today()))

    def framework(self, slug: str, *, drafts: bool = False) -> FrameworkRecord:
        """One framework; NotFound where there is none with a published edition, or, for those who see them, a draft."""
        found = self._snapshot().find_framework(slug, self._today())
        if found is None and drafts:
            found = self._drafts.find_framework(slug) or self._noticed(slug)
        if found is None:
            raise NotFound(f"There is no framework {slug!r} with a published edition.")
        return found

    def editions(self, slug: str, *, drafts: bool = False) -> list[EditionRecord]:
        """Published and withdrawn editions of a framework, newest first; none where there is no such framework.

        With ``drafts`` these stand before them, and all is as the database has it at this moment: two SELECTs.
        """
        begun = self.drafts(slug) if drafts else []
        if drafts:  # what was published since the snapshot would else be in neither list
            self.refresh()
        public = self._snapshot().editions.get(slug, ())
        seen = {record.id for record in public}
        return [*(record for record in begun if record.id not in seen), *public]

    def drafts(self, framework: str) -> list[EditionRecord]:
        """The drafts of a framework, the last begun first; none where there is no such framework. One SELECT."""
        return self._drafts.of(framework)

    def release(self, framework: str, label: str, as_of: dt.date | None = None, *, drafts: bool = False) -> Release:
        """The release with a version label, or the one ``current`` today (UTC) or on another day.

        With ``drafts`` also a draft at its label, as it is at this moment: one SELECT, and a load after every change.
        NotFound where there is none; BrokenDraft where a draft does not hold together.
        """
        if label == CURRENT:
            day = as_of or self._today()
            record = self._snapshot().find_current(framework, day)
            missing = f"Framework {framework!r} has no edition in force on {day}."
        else:
            record = self._snapshot().find(framework, label)
            missing = f"Framework {framework!r} has no published edition {label!r}."
            if record is None and drafts:
                record = self._drafts.find_edition(framework, label)
        if record is None:
            raise NotFound(missing)
        if record.envelope.status == "draft":
            return self._drafts.open(record)
        return Release(envelope=record.envelope, edition=self._contents.get((record.id, record.envelope.digest)))

    def find_held(self, record: EditionRecord) -> Edition | None:
        """The content of a published edition if it is in memory."""
        return self._contents.find((record.id, record.envelope.digest))

    def hold(self, edition_id: int, digest: str, edition: Edition) -> None:
        """Keep what was just published in this process, so that its first reader need not wait for a load."""
        self._contents.put((edition_id, digest), edition)

    def find_renamed(self, framework: str, kind: str, path: str) -> str | None:
        """The id of the thing that once had an address (kind and slugs) in a framework; None if none. One SELECT."""
        with asking(self.engine) as connection:
            return identities.find_former(connection, framework, kind, path)

    def find_addresses(self, framework: str, kind: str, paths: Collection[str]) -> dict[str, str]:
        """The ids of what has or last had each of some addresses (slugs) in a framework, by address; others are left
        out. Two SELECTs a few hundred addresses, at most twenty."""
        if not paths:
            return {}
        with asking(self.engine) as connection:
            return identities.find_addresses(connection, framework, kind, paths)

    def find_given(self, ids: Collection[str]) -> dict[str, Given]:
        """What published editions have given ids to, of all frameworks, by id; others are left out. One SELECT a few
        hundred ids."""
        with asking(self.engine) as connection:
            return given.find_given(connection, ids)

    def past_of(self, thing: Given) -> Past:
        """What is known of a thing that the current edition does not have. Two SELECTs."""
        public = self._snapshot().editions.get(thing.framework, ())
        with asking(self.engine) as connection:
            return read_past(connection, thing, public, self._today())

    def vain_claims(self, framework: str, version: str, claimed: Sequence[Claim]) -> list[Claim]:
        """Those of some claims on the edition with a label that must fail, for they are of what is retired.

        No SELECT without a claim, else up to five a few hundred of them.
        """
        if not claimed:
            return []
        with asking(self.engine) as connection:
            record = editions.find_edition(connection, framework, version)
            return finding.vain_claims(connection, record.id, record.framework_id, claimed) if record else []

    def refresh(self) -> None:
        """Notice what was published and withdrawn until now, by whomever: at one SELECT while there is nothing new.

        For the watcher, and for whoever has just published in this process. NotReady, with its cause, where the
        database does not answer; what was noticed before goes on being served.
        """
        try:
            with self._refreshing, reading(self._noticing) as connection:
                before, now = self._held, read_snapshot(connection, self._held)
                self._held, self._behind = now, False
        except Exception as problem:
            self._behind = True
            if isinstance(problem, StoreProblem):
                raise away() from problem
            raise
        if now is not before:
            self._drafts.forget(now.abouts)

    def warm(self) -> None:
        """Load what has come into force since the last call, lookups and all, so that no reader need wait for it.

        What is in force at the first call is left to the first reader: a start loads nothing.
        """
        if self._held is None:
            return
        before, self._warmed = self._warmed, self._held.currents(self._today())
        known = self._warmed if before is None else before
        fresh = (record for slug, record in self._warmed.items() if slug not in known or known[slug].id != record.id)
        for record in islice(fresh, self._contents.most):
            self._contents.get((record.id, record.envelope.digest)).lookup.prepare()

    def ready(self) -> str | None:
        """A sentence for the public when the database does not answer or is not at the newest migration, else None.

        The whole reason, which names the database, goes to the log.
        """
        try:
            check_revision(self.engine)
        except StoreProblem as problem:
            _LOG.warning("%s", problem)
            return "The database does not answer or is not at the newest migration; the server's log says which."
        if self.watched and self._behind:
            return "The server cannot notice what is published; its log says why."
        return None

    def _snapshot(self) -> Snapshot:
        if not (self.watched and self._held):
            self.refresh()
        if self._held is None:
            raise away()
        return self._held

    def _noticed(self, slug: str) -> FrameworkRecord | None:
        """A framework whose only draft may have been published since the snapshot."""
        self.refresh()
        return self._snapshot().find_framework(slug, self._today())

    def _load(self, key: tuple[int, str | None]) -> Edition:
        with asking(self.engine) as connection:
            edition = load(connection, key[0])
        edition.lookup.prepare()  # part of the load, so that no answer after it pays for lookups
        return edition
