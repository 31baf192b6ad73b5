"""Questions to the database on behalf of a reader."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine

from app.kit.problems import NotReady
from app.store.problem import StoreProblem
from app.store.scope import reading

_LOG = logging.getLogger(__name__)


@contextmanager
def asking(engine: Engine) -> Iterator[Connection]:
    """A read transaction; NotReady, with the whole reason in the log, where the database does not answer."""
    try:
        with reading(engine) as connection:
            yield connection
    except StoreProblem as problem:
        _LOG.warning("%s", problem)
        raise away() from problem


def away() -> NotReady:
    """What readers are told when the database does not answer."""
    return NotReady("The database does not answer; try again in a moment.")
