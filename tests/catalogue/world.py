"""Editions of the garden in a database, as the tests of the catalogue need them."""

import datetime as dt
import time
from collections.abc import Callable

from sqlalchemy import Engine, text

from app.authoring.importing import import_release
from app.framework.edition import Edition
from app.framework.release import Envelope, Release
from app.store.scope import writing
from tests.worlds import garden

SLUG = garden().edition.framework.slug


def add(engine: Engine, version: str, day: str, *, publishing: bool = True, edition: Edition | None = None) -> None:
    """An edition of the garden, published or as a draft."""
    envelope = Envelope(version=version, effective_from=dt.date.fromisoformat(day))
    release = Release(envelope=envelope, edition=edition or garden().edition)
    import_release(engine, release, keyless=False, publishing=publishing)


def withdraw(engine: Engine, version: str) -> None:
    """What a hand may do at an SQL prompt, with no date."""
    with writing(engine) as connection:
        gone = "UPDATE edition SET status = 'withdrawn', withdrawn_reason = 'A mistake.' WHERE version = :version"
        connection.execute(text(gone), {"version": version})


def seconds_until(condition: Callable[[], bool], patience: float = 10) -> float:
    """How long it takes to come true."""
    start = time.monotonic()
    while not condition():
        assert time.monotonic() - start < patience, "it does not come true"
        time.sleep(0.005)
    return time.monotonic() - start
