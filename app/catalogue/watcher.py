"""Noticing within a second what any process has published or withdrawn, at one small SELECT every 0.4 s."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from app.catalogue.catalogue import Catalogue
from app.kit.mendable import Mendable
from app.kit.problems import Problem

#: Seconds between two looks; with the look itself, also on a busy machine, less than the second that is promised.
EVERY = 0.4
#: Seconds that a stop waits for a look under way.
_PATIENCE = 1.0
_LOG = logging.getLogger(__name__)

Refresh = Callable[[], object]


@contextmanager
def watching(catalogue: Catalogue, *others: Refresh, every: float = EVERY) -> Iterator[None]:
    """Keep a catalogue as new as the database while the block runs; its questions then cost no SELECT.

    ``others`` are refreshed in the same rounds. Each raises what keeps it from doing so, and is asked again.
    """
    watcher = Watcher(catalogue, *others, every=every)
    watcher.start()
    try:
        yield
    finally:
        watcher.stop()


class Watcher:
    """Two threads: one looks, the other loads what has come into force, for a load may take longer than a round.

    A database that does not answer is logged once, and once when it answers again.
    """

    def __init__(self, catalogue: Catalogue, *others: Refresh, every: float) -> None:
        self._catalogue = catalogue
        self._refreshes = (catalogue.refresh, *others)
        self._every = every
        self._failing = False
        self._stopped, self._looked = threading.Event(), threading.Event()
        # Daemons: a database that hangs must not keep the process from ending.
        self._threads = [
            threading.Thread(target=work, name=f"capframe-{name}", daemon=True)
            for name, work in (("watcher", self._look), ("warmer", self._warm))
        ]

    def start(self) -> None:
        """Begin with a look at once."""
        self._catalogue.watched = True
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End, after the look under way; from now on each question looks for itself."""
        self._catalogue.watched = False
        self._stopped.set()
        self._looked.set()
        for thread in self._threads:
            thread.join(_PATIENCE)

    def _look(self) -> None:
        while not self._stopped.is_set():
            self.look()
            self._looked.set()
            self._stopped.wait(self._every)

    def look(self) -> None:
        """One round."""
        failed = [error for refresh in self._refreshes if (error := _failure(refresh))]
        if failed and not self._failing:
            reason = failed[0].__cause__ or failed[0]
            known = isinstance(failed[0], Problem | Mendable)
            _LOG.warning("What others write is not noticed for now: %s", reason, exc_info=None if known else failed[0])
        if self._failing and not failed:
            _LOG.warning("What others write is noticed again")
        self._failing = bool(failed)

    def _warm(self) -> None:
        while self._looked.wait() and not self._stopped.is_set():
            self._looked.clear()
            if error := _failure(self._catalogue.warm):
                _LOG.warning("What has come into force is left to its first reader: %s", error)


def _failure(work: Refresh) -> Exception | None:
    try:
        work()
    except Exception as error:  # noqa: BLE001  # whatever it is, the next round may go well; it is logged
        return error
    return None
