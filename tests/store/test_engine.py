"""A PostgreSQL server that says nothing is away, soon enough to be told."""

import socket
import time

import pytest
from sqlalchemy import event

from app.store.engine import open_engine
from app.store.problem import StoreProblem
from app.store.scope import reading


def test_a_server_that_never_answers_is_away_after_the_time_that_the_address_states() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"postgresql://nobody@127.0.0.1:{silent.getsockname()[1]}/none?connect_timeout=2"
        engine = open_engine(address)
        start = time.monotonic()
        with pytest.raises(StoreProblem, match="does not answer"), reading(engine):
            pytest.fail("nobody is there to read from")
        assert time.monotonic() - start < 8


def test_unless_the_address_states_a_time_ten_seconds_are_enough() -> None:
    engine = open_engine("postgresql://nobody@127.0.0.1:1/none")
    told: dict[str, object] = {}

    def note(_dialect: object, _record: object, _arguments: object, stated: dict[str, object]) -> None:
        told.update(stated)

    event.listen(engine, "do_connect", note)
    with pytest.raises(StoreProblem), reading(engine):
        pytest.fail("nobody is there to read from")
    assert (told["connect_timeout"], told["tcp_user_timeout"]) == (10, 10_000)
