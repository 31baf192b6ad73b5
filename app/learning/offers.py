"""What live courses offer, in the memory of a process: for answers that need it skill by skill."""

import threading

from sqlalchemy import Engine

from app.framework.offered import Offered
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

        NotReady where the database does not answer and nothing was read before.
        """
        seen = self.watched and self._written is self._seen
        held = self._held  # after the question above: what a look has found is held before it counts as seen
        return held if held is not None and seen else self._refreshed()

    def refresh(self) -> None:
        """Notice what any process has written; for the watcher. Nothing before somebody has asked for the offers."""
        if self._held is not None:
            self._refreshed()

    def changed(self) -> None:
        """Have the next question look first: this process has just written."""
        self._written = object()

    def _refreshed(self) -> Offered:
        with self._refreshing:
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
