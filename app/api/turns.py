"""Writes in turn: a few at once, so that those which wait for a lock leave the threads and connections to readers.

SQLite writes one at a time, and on PostgreSQL all writes of a draft wait for its row; a write that waits keeps a thread
and a connection. Those beyond the few wait here, where waiting costs neither.
"""

from collections.abc import Callable, Coroutine
from functools import partial, wraps
from typing import Any

from anyio import Semaphore, fail_after
from anyio.lowlevel import RunVar
from starlette.concurrency import run_in_threadpool

from app.kit.problems import NotReady

#: Writes under way in a process: four to eight were fastest when measured.
AT_ONCE = 8
#: Seconds that a write waits for its turn; the lock may take as long again.
PATIENCE = 30.0
_TURNS: RunVar[Semaphore] = RunVar("capframe.turns")  # an event loop has its own


def in_turn(work: Callable[..., Any]) -> Callable[..., Coroutine[Any, Any, Any]]:
    """The work in a thread when its turn has come; NotReady, and nothing done, when it does not come in time."""

    @wraps(work)
    async def work_in_turn(**named: Any) -> Any:
        turns = _turns()
        try:
            with fail_after(PATIENCE):
                await turns.acquire()
        except TimeoutError:
            raise NotReady("Too many writes wait for each other; nothing was written, try again later.") from None
        try:
            return await run_in_threadpool(partial(work, **named))
        finally:
            turns.release()

    return work_in_turn


def _turns() -> Semaphore:
    found = _TURNS.get(None)
    if found is None:
        found = Semaphore(AT_ONCE)
        _TURNS.set(found)
    return found
