"""Questions and changes to the database on behalf of whoever asks over HTTP."""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine

from app.kit.conflicts import ReadOnly, WriteConflict
from app.kit.mendable import Mendable
from app.kit.problems import NotReady, Problem
from app.store.problem import ContentConflict, ReadOnlyDatabase, StoreProblem
from app.store.scope import reading, writing

_LOG = logging.getLogger(__name__)


@contextmanager
def asking(engine: Engine) -> Iterator[Connection]:
    """A read transaction; NotReady, with the whole reason in the log, where the database does not answer."""
    try:
        with reading(engine) as connection:
            yield connection
    except StoreProblem as problem:
        raise _away(problem) from problem


@contextmanager
def changing(engine: Engine) -> Iterator[Connection]:
    """A write transaction; WriteConflict, ReadOnly or NotReady where nothing was written."""
    try:
        with writing(engine) as connection:
            yield connection
    except Mendable as refusal:
        for kind, told in TOLD.items():
            if isinstance(refusal, kind):
                raise told(refusal) from refusal
        raise


def away() -> NotReady:
    """What readers are told when the database does not answer."""
    return NotReady("The database does not answer; try again in a moment.")


def _away(problem: StoreProblem) -> NotReady:
    _LOG.warning("%s", problem)
    return away()


#: What the store refuses, as the problems that HTTP answers; the more special stand before what they are a kind of.
TOLD: Mapping[type[Mendable], Callable[[Any], Problem]] = {
    ContentConflict: lambda refusal: WriteConflict(f"{refusal}."),
    ReadOnlyDatabase: lambda _: ReadOnly("This server does not write; nothing was changed."),
    StoreProblem: _away,
}
