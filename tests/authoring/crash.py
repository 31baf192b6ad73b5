"""A process that publishes a draft and is killed by itself, with SIGKILL, at a named point of it.

Run as ``python -m tests.authoring.crash ADDRESS FRAMEWORK VERSION POINT``.
"""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from sqlalchemy import Connection, Engine

from app.authoring import publishing
from app.store import audit, editions, feed, identities, scope
from app.store.engine import open_engine

#: The points in the order in which a publish passes them: after each of these calls, and the commit between the last.
BEFORE_COMMIT = {
    "made ready": (publishing, "_prepare"),
    "locked": (publishing, "_still_holds"),
    "counts written": (editions, "change_draft"),
    "row published": (editions, "publish_row"),
    "identities written": (identities, "record"),
    "audit written": (audit, "record"),
    "feed written": (feed, "append"),
}
COMMITTED = "committed"
POINTS = (*BEFORE_COMMIT, COMMITTED)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def dying_after(call: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(call)
    def called(*positional: Any, **named: Any) -> Any:
        call(*positional, **named)
        die()

    return called


def crash_at(point: str) -> None:
    """Have the process die at a point, if it gets there."""
    if point in BEFORE_COMMIT:
        room, name = BEFORE_COMMIT[point]
        setattr(room, name, dying_after(getattr(room, name)))
        return
    writing = scope.writing

    @contextmanager
    def writing_and_dying(engine: Engine) -> Iterator[Connection]:
        with writing(engine) as connection:
            yield connection
        die()

    setattr(publishing, "writing", writing_and_dying)  # noqa: B010  # mypy: it is not that room's to give


def main() -> None:
    address, framework, version, point = sys.argv[1:]
    crash_at(point)
    publishing.publish_draft(open_engine(address), framework, version)


if __name__ == "__main__":
    main()
