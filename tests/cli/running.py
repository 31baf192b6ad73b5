"""Runs the command inside this process, as a shell would see it. Anything but an exit is a traceback, and raised."""

import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from sqlalchemy import Engine

from app.cli import main
from app.store import engine as store_engine


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended and what it said."""

    status: int
    out: str
    err: str


Run = Callable[..., Ended]


class Runner:
    """Runs ``capframe`` with arguments; remembers the engines it opened, to close them."""

    def __init__(self, patch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[str]) -> None:
        self.patch, self.capture = patch, capture
        self.engines: list[Engine] = []
        real = store_engine.open_engine

        def open_engine(address: str, *, read_only: bool = False) -> Engine:
            self.engines.append(real(address, read_only=read_only))
            return self.engines[-1]

        patch.setattr(store_engine, "open_engine", open_engine)

    def __call__(self, *arguments: object) -> Ended:
        self.patch.setattr(sys, "argv", ["capframe", *map(str, arguments)])
        self.capture.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        said = self.capture.readouterr()
        if isinstance(ended.value.code, str):  # Python prints such a code and exits with 1
            return Ended(1, said.out, said.err + ended.value.code + "\n")
        return Ended(int(ended.value.code or 0), said.out, said.err)

    def close(self) -> None:
        for engine in self.engines:
            engine.dispose()


def check_one_message(ended: Ended, *parts: str) -> None:
    """Exit status 1 and one message of the command, with these parts, and nothing else on either side."""
    assert ended.status == 1
    assert ended.out == ""
    said = ended.err.strip()
    assert said.startswith("capframe: "), said
    assert said.count("capframe: ") == 1
    assert "Traceback" not in said
    for part in parts:
        assert part in said
