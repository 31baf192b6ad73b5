"""The loaded editions that are kept in memory: bounded, least recently used first out, loaded once for many."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future

from app.framework.release import Release

Address = tuple[str, str]
"""Framework slug and version label."""


class KeptReleases:
    """Releases by address. Whoever asks first loads; whoever asks meanwhile waits for that load.

    Only what was loaded takes a place, so questions for editions that do not exist push nothing out.
    """

    def __init__(self, most: int, load: Callable[[Address], Release]) -> None:
        self._most = most
        self._load = load
        self._lock = threading.Lock()
        self._held: OrderedDict[Address, Release] = OrderedDict()
        self._loading: dict[Address, Future[Release]] = {}

    def get(self, address: Address) -> Release:
        """The release at an address; what loading raises is raised to everyone who waited."""
        with self._lock:
            if release := self._held.get(address):
                self._held.move_to_end(address)
                return release
            future = self._loading.get(address)
            mine = future is None
            if future is None:
                future = self._loading[address] = Future()
        if mine:
            self._fill(address, future)
        return future.result()

    def _fill(self, address: Address, future: Future[Release]) -> None:
        try:
            release = self._load(address)
        except BaseException as error:  # noqa: BLE001  # whoever waits must hear of any end of the load
            with self._lock:
                del self._loading[address]
            future.set_exception(error)
            return
        with self._lock:
            self._held[address] = release
            del self._loading[address]
            while len(self._held) > self._most:
                self._held.popitem(last=False)
        future.set_result(release)
