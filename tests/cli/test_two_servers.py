"""Two servers over one database: what a third process publishes or withdraws, both answer within a second."""

import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import median

import pytest
from sqlalchemy import Engine

from tests.catalogue.world import SLUG, add, seconds_until, withdraw
from tests.served import served

FRAMEWORK = f"/v1/frameworks/{SLUG}"


@pytest.fixture
def ports(engine: Engine, database_url: str, tmp_path: Path) -> Iterator[list[int]]:
    add(engine, "1", "2020-01-01")
    settings = {"CAPFRAME_DATABASE_URL": database_url, "CAPFRAME_SEED": "false"}
    with ExitStack() as stack:
        both = [stack.enter_context(served(tmp_path, errors=tmp_path / f"{n}.log", **settings)) for n in (1, 2)]
        yield [port for _, port in both]
    assert [(tmp_path / f"{n}.log").read_text().count("warning") for n in (1, 2)] == [0, 0]


def label(port: int, below: str = "") -> str:
    """Which edition a server takes for the current one."""
    address = f"http://127.0.0.1:{port}{FRAMEWORK}/editions/current{below}"
    with urllib.request.urlopen(address, timeout=10) as answer:
        return str(answer.headers["Content-Location"]).partition("/editions/")[2].partition("/")[0]


def document(port: int, below: str) -> dict[str, object]:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{FRAMEWORK}{below}", timeout=10) as answer:
        found: dict[str, object] = json.load(answer)
        return found


def noticed(ports: list[int], version: str) -> float:
    """How long it takes until both servers answer an edition as the current one, seconds."""
    return seconds_until(lambda: all(label(port, "/skills") == version for port in ports))


def test_both_servers_notice_a_publish_and_a_withdrawal_within_a_second(ports: list[int], engine: Engine) -> None:
    assert [label(port) for port in ports] == ["1", "1"]
    taken = []
    for number in range(2, 5):
        add(engine, str(number), f"2021-01-{number:02}")
        taken.append(noticed(ports, str(number)))
        withdraw(engine, str(number))
        taken.append(noticed(ports, "1"))
    # One look may fall on a busy moment of the machine that tests; most must not.
    assert median(taken) < 1
    assert max(taken) < 3
    for port in ports:
        edition = document(port, "/editions/4")
        assert (edition["status"], edition["reason"]) == ("withdrawn", "A mistake.")
        assert document(port, "")["current"] == document(ports[0], "")["current"]
        assert document(port, "/editions")["total"] == 4


def test_the_command_publishes_for_servers_that_run(ports: list[int], engine: Engine, database_url: str) -> None:
    add(engine, "2", "2021-01-01", publishing=False)
    env = os.environ | {"CAPFRAME_DATABASE_URL": database_url}
    subprocess.run([sys.executable, "-m", "app.cli", "publish", SLUG, "2"], env=env, check=True, capture_output=True)
    assert noticed(ports, "2") < 1
