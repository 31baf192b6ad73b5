"""What was loaded and is kept in memory: bounded, least recently used first out, loaded once for many."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from typing import Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Kept(Generic[Key, Value]):
    """Values by key. Whoever asks first loads; whoever asks meanwhile waits for that load.

    Only what was loaded takes a place, so questions for what does not exist push nothing out.
    """

    def __init__(self, most: int, load: Callable[[Key], Value]) -> None:
        self.most = most
        self._load = load
        self._lock = threading.Lock()
        self._held: OrderedDict[Key, Value] = OrderedDict()
        self._loading: dict[Key, Future[Value]] = {}

    def get(self, key: Key) -> Value:
        """The value of a key; what loading raises is raised to everyone who waited."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key]
            future = self._loading.get(key)
            mine = future is None
            if future is None:
                future = self._loading[key] = Future()
        if mine:
            self._fill(key, future)
        return future.result()

    def find(self, key: Key) -> Value | None:
        """The value of a key if it is here; it counts as used. Loads nothing."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
            return self._held.get(key)

    def put(self, key: Key, value: Value) -> None:
        """Keep a value that somebody else has made; it counts as used."""
        with self._lock:
            self._hold(key, value)

    def forget(self, unwanted: Callable[[Key], bool]) -> None:
        """Keep no longer what has such a key."""
        with self._lock:
            for key in [key for key in self._held if unwanted(key)]:
                del self._held[key]

    def _fill(self, key: Key, future: Future[Value]) -> None:
        try:
            value = self._load(key)
        except BaseException as error:  # noqa: BLE001  # whoever waits must hear of any end of the load
            with self._lock:
                del self._loading[key]
            future.set_exception(error)
            return
        with self._lock:
            del self._loading[key]
            self._hold(key, value)
        future.set_result(value)

    def _hold(self, key: Key, value: Value) -> None:
        self._held[key] = value
        self._held.move_to_end(key)
        while len(self._held) > self.most:
            self._held.popitem(last=False)
