"""What live courses offer, in the memory of a process: for answers that need it skill by skill."""

import threading

from sqlalchemy import Engine

from app.framework.offered import Offered
from app.kit.problems import NotReady
from app.store.asking import asking
from app.store.listing_courses import changed_since, last_position


class Offers:
    """The offers of a database, as new as the feed of courses. Safe to use from many threads.

    Nothing is read before somebody asks. From then on a refresh costs one SELECT while no course changed, and else
    reads those that did. While it is ``watched`` (somebody calls ``refresh`` often) a question costs no SELECT.
    """

    watched = False

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._held: Offered | None = None
        # The last write of this process, and the last one that a finished look was late enough to see.
        self._written = self._seen = object()
        self._refreshing = threading.Lock()

    def current(self) -> Offered:
        """The offers of now: what this process has written, and what others wrote until a second ago or later.

        Where the database does not answer, what was read last; NotReady where nothing was read before.
        """
        if (known := self._known()) is not None:
            return known
        with self._refreshing:
            known = self._known()  # somebody else may have looked meanwhile
            return known if known is not None else self._looked_or_held()

    def refresh(self) -> None:
        """Notice what any process has written; for the watcher. Nothing before somebody has asked for the offers."""
        if self._held is not None:
            with self._refreshing:
                self._looked()

    def changed(self) -> None:
        """Have the next question look first: this process has just written."""
        self._written = object()

    def _known(self) -> Offered | None:
        """What is held, where no question has to look first."""
        seen = self.watched and self._written is self._seen
        held = self._held  # after the question above: what a look has found is held before it counts as seen
        return held if seen else None

    def _looked_or_held(self) -> Offered:
        written = self._written
        try:
            return self._looked()
        except NotReady:
            if self._held is None:
                raise
            # The watcher looks on. Were every question to look, all would wait for a database that is away.
            self._seen = written
            return self._held

    def _looked(self) -> Offered:
        written = self._written  # before the look: what is written meanwhile may come too late for it
        self._held = self._read(self._held)
        self._seen = written
        return self._held

    def _read(self, held: Offered | None) -> Offered:
        with asking(self._engine) as connection:
            last = last_position(connection)
            if held and held.position == last:
                return held
            if held is None or last < held.position:  # the first time, or the database was put back from a copy
                held = Offered()
            return held.changed(last, changed_since(connection, held.position))
