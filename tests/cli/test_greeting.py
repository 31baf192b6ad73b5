"""``capframe serve`` says where it listens, answers there, and stops in good order."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.cli.running import Run, check_one_message

ROOT = Path(__file__).parents[2]


@contextmanager
def served(folder: Path, **settings: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server on a new database, and the address that it says."""
    database = {"CAPFRAME_DATABASE_URL": f"sqlite:///{folder}/capframe.db"}
    started = subprocess.Popen(
        [sys.executable, "-m", "app.cli", "serve", "--port", "0"],
        env=os.environ | database | settings,
        cwd=ROOT,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        assert started.stdout
        greeting = [started.stdout.readline() for _ in range(3)]
        found = re.fullmatch(r"Capframe listens on (http://127\.0\.0\.1:\d+\S*)/v1\n", greeting[0])
        assert found, [*greeting, started.communicate()[1] if started.poll() is not None else ""]
        assert greeting[1] == f"Docs:  {found[1]}/docs\n"
        reading = (
            "needs one, and so does writing"
            if settings.get("CAPFRAME_READS") == "keyed"
            else "needs none, writing does"
        )
        assert greeting[2] == f"Keys:  reading {reading}; get one: capframe keys create --name NAME --scopes edit\n"
        yield started, found[1]
    finally:
        started.kill()
        started.communicate()


def said(errors: str) -> list[str]:
    """What is told a person, without the log."""
    return [line for line in errors.splitlines() if not line.startswith("{")]


def test_it_answers_where_it_says_and_stops_in_good_order(tmp_path: Path) -> None:
    with served(tmp_path) as (server, address):
        assert httpx.get(f"{address}/livez").status_code == 200
        assert httpx.get(f"{address}/readyz").status_code == 200
        editions = httpx.get(f"{address}/v1/frameworks/product-management/editions").json()
        assert [edition["version"] for edition in editions["items"]] == ["2019.11", "2016.11"]
        asked = time.perf_counter()
        server.send_signal(signal.SIGTERM)
        _, err = server.communicate(timeout=10)
    assert server.returncode == 0, err
    assert time.perf_counter() - asked < 3
    assert said(err) == ["Added product-management 2016.11.", "Added product-management 2019.11."]


def test_it_leaves_the_seed_out_when_told_to_names_the_path_before_it_and_stops_on_ctrl_c(tmp_path: Path) -> None:
    with served(tmp_path, CAPFRAME_SEED="no", CAPFRAME_ROOT_PATH="/capframe/") as (server, address):
        assert address.endswith("/capframe")
        assert httpx.get(address.removesuffix("/capframe") + "/v1/frameworks").json()["items"] == []
        server.send_signal(signal.SIGINT)
        assert said(server.communicate(timeout=10)[1]) == []
    assert server.returncode == 0


def test_it_says_whether_reading_needs_a_key_and_how_to_get_one(tmp_path: Path) -> None:
    with served(tmp_path, CAPFRAME_SEED="no", CAPFRAME_READS="keyed") as (_, address):
        assert httpx.get(f"{address}/v1/frameworks").status_code == 401
        making = ["keys", "create", "--name", "Editor", "--scopes", "edit"]
        database = {"CAPFRAME_DATABASE_URL": f"sqlite:///{tmp_path}/capframe.db"}
        made = subprocess.run(
            [sys.executable, "-m", "app.cli", *making],
            env=os.environ | database,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        headers = {"Authorization": f"Bearer {made.stdout.strip()}"}
        assert httpx.get(f"{address}/v1/frameworks", headers=headers).status_code == 200


def test_a_port_that_is_taken_is_one_message(capframe: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAPFRAME_SEED", "no")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        check_one_message(capframe("serve", "--port", port), f"cannot listen on 127.0.0.1 port {port}: Address already")


def test_a_host_that_is_none_is_one_message(capframe: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAPFRAME_SEED", "no")
    check_one_message(capframe("serve", "--host", "no.host.invalid"), "cannot listen on no.host.invalid port 8000: ")
