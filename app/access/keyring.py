"""The ring of all keys, in memory: a request with a known key costs no statement.

A key that is not on the ring is looked for in the database before it is refused, so a new one works at once in every
process; a made-up one mostly fails its checksum before. Whatever else changes is noticed by ``refresh``: a watcher
calls it often, and where none does, or it is late, the next request does.
"""

import datetime as dt
import logging
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from typing import cast

from sqlalchemy import Engine

from app.access.caller import Caller
from app.access.scopes import Rung
from app.access.secrets import Secret, find_secret
from app.kit.problems import NotReady, Unauthorized
from app.store import keys
from app.store.keys import KeyRecord
from app.store.problem import StoreProblem
from app.store.scope import reading, writing

#: Seconds for which the ring counts as fresh without a watcher, and with one that is late.
FRESH, FRESH_WATCHED = 0.5, 0.9
#: Seconds between two notes of the last use of a key.
NOTE_EVERY = 60.0
#: Seconds that the end of a process waits for the last notes.
PATIENCE = 2.0
#: Threads that ask the database about keys.
MOST_ASKING = 4
_NO_DIGEST = "0" * 64
_LOG = logging.getLogger(__name__)


class Keyring:
    """All keys of a database; of none without an engine. Safe to use from many threads.

    Without ``noting`` it is not written down when a key was used. ``watched`` says that somebody
    calls ``refresh`` and ``flush`` at least twice a second. ``noticing`` is an engine for looking at the keys, so that
    this need not wait for a connection behind everybody else.
    """

    def __init__(self, engine: Engine | None = None, *, noting: bool = True, noticing: Engine | None = None) -> None:
        self.engine = engine
        self._noticing = noticing or engine
        self._notes_uses = noting
        self.watched = False
        self._keys: dict[str, KeyRecord] = {}
        self._fingerprint: tuple[object, ...] | None = None
        self._refreshing = threading.Lock()
        self._asked = -float("inf")  # when the last refresh began, on the monotonic clock
        self._failed: Exception | None = None
        self._noting = threading.Lock()
        self._used: dict[str, dt.datetime] = {}
        self._noted: dict[str, float] = {}
        self._writer: threading.Thread | None = None
        self._askers = _few_threads()

    @property
    def database(self) -> Engine:
        """Where the keys are kept."""
        if self.engine is None:
            raise NotReady("This server keeps no keys.")
        return self.engine

    def find(self, text: str) -> Caller | None:
        """The holder of a secret, from memory alone; None where only the database can tell: ``ask`` then.

        Unauthorized where it does not hold.
        """
        secret = _read(text)
        if time.monotonic() - self._asked > (FRESH_WATCHED if self.watched else FRESH):
            return None
        record = self._keys.get(secret.id)
        return self._holder(secret, record) if record else None

    def check(self, text: str) -> Caller:
        """The holder of a secret; asks the database, so not for an event loop. Unauthorized where it does not hold."""
        secret = _read(text)
        try:
            self._refresh(time.monotonic())
        except StoreProblem as problem:
            _LOG.warning("%s", problem)
        record = self._keys.get(secret.id)
        if record is None and self._failed:
            raise NotReady("The database does not answer, so the key cannot be checked; try again in a moment.")
        return self._holder(secret, record)

    def ask(self, text: str) -> "Future[Caller]":
        """``check`` in one of a few threads of the ring's own, so that a flood of keys holds up no reads."""
        return self._askers.submit(self.check, text)

    def refresh(self) -> None:
        """Notice what changed: one SELECT, another one where something did. StoreProblem where there is no answer."""
        self._refresh(time.monotonic())

    def flush(self) -> None:
        """Have the last uses written down that are due, in a thread of their own: a writer may have to wait long."""
        self._write_uses(due=time.monotonic() - NOTE_EVERY)

    def close(self) -> None:
        """Write down all last uses, in bounded time: the process ends."""
        self._askers.shutdown(wait=False, cancel_futures=True)
        self._askers = _few_threads()  # none is started unless the ring is asked again
        if self._writer:
            self._writer.join(PATIENCE)
        self._write_uses(due=float("inf"))
        if self._writer:
            self._writer.join(PATIENCE)

    def _holder(self, secret: Secret, record: KeyRecord | None) -> Caller:
        # Whoever has not the secret learns nothing of the key, not even that there is one.
        if not secret.fits(record.digest if record else _NO_DIGEST) or record is None:
            raise Unauthorized.of("There is no such key on this server. Check that it was made here.")
        if record.revoked_at is not None:
            raise Unauthorized.of(f"The key {record.id} was revoked. Ask whoever runs the server for another.")
        now = dt.datetime.now(dt.UTC)
        if record.expires_at is not None and record.expires_at <= now:
            raise Unauthorized.of(f"The key {record.id} has expired. Ask whoever runs the server for another.")
        with self._noting:
            self._used[record.id] = now
        return holder_of(record)

    def _refresh(self, arrived: float) -> None:
        with self._refreshing:
            if self._asked >= arrived:  # somebody else's refresh began after this was asked for: it has seen all
                return
            self._asked = time.monotonic()
            try:
                self._read()
            except Exception as error:
                self._failed = error
                raise
            self._failed = None

    def _read(self) -> None:
        if self._noticing is None:
            return
        with reading(self._noticing) as connection:
            found = keys.fingerprint(connection)
            if found != self._fingerprint:
                self._keys = {record.id: record for record in keys.list_keys(connection)}
        self._fingerprint = found

    def _write_uses(self, due: float) -> None:
        if self.engine is None or not self._notes_uses or (self._writer and self._writer.is_alive()):
            return
        with self._noting:
            ready = {each: used for each, used in self._used.items() if self._noted.get(each, -float("inf")) <= due}
            self._used = {each: used for each, used in self._used.items() if each not in ready}
            self._noted |= dict.fromkeys(ready, time.monotonic())
        if ready:
            self._writer = threading.Thread(target=self._write, args=(self.engine, ready), daemon=True)
            self._writer.start()

    def _write(self, engine: Engine, uses: dict[str, dt.datetime]) -> None:
        try:
            with writing(engine) as connection:
                keys.note_uses(connection, uses)
        except StoreProblem as problem:
            _LOG.warning("When keys were used last was not written down: %s", problem)


def _few_threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(MOST_ASKING, thread_name_prefix="keys")


def holder_of(record: KeyRecord) -> Caller:
    """Who holds a key."""
    rung = cast("Rung | None", record.scope)
    return Caller(key_id=record.id, name=record.name, rung=rung, framework=record.framework, provider=record.provider)


def _read(text: str) -> Secret:
    secret = find_secret(text)
    if secret is None:
        raise Unauthorized.of("The key is misshapen: keys start with cf_ and have 53 characters. Copy it whole.")
    return secret
