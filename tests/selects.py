"""Counting what the database is asked."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, event

#: The threads of ``app.catalogue.watcher``: what they ask, no request waits for.
WATCHING = {"capframe-watcher", "capframe-warmer"}


@contextmanager
def selects(engine: Engine | None = None) -> Iterator[list[str]]:
    """The SELECTs that an engine, or any, runs inside the block, but for those of the watcher."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.lstrip().startswith("SELECT") and threading.current_thread().name not in WATCHING:
            seen.append(statement)

    event.listen(engine or Engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine or Engine, "before_cursor_execute", note)
