"""A real server in a process of its own, and raw bytes to speak to it."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 30.0


@contextmanager
def served(folder: Path, *, errors: Path, **settings: str) -> Iterator[tuple["subprocess.Popen[bytes]", int]]:
    """``capframe serve`` over a database in a folder, from its first answer on: the process and its port."""
    port = free_port()
    env = os.environ | {"CAPFRAME_DATABASE_URL": f"sqlite:///{folder / 'served.db'}", **settings}
    command = [sys.executable, "-m", "app.cli", "serve", "--port", str(port)]
    with (
        errors.open("wb") as log,
        subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=log) as process,
    ):
        try:
            wait_until_ready(process, port)
            yield process, port
        finally:
            process.kill()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def wait_until_ready(process: "subprocess.Popen[bytes]", port: int, path: str = "/readyz") -> None:
    """Wait until the server answers 200 there."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=PATIENCE):
                return
        except (urllib.error.URLError, ConnectionError):
            assert process.poll() is None, f"the server ended with {process.returncode}"
            assert time.monotonic() < until, "the server does not answer"
            time.sleep(0.05)


def say(port: int, *parts: bytes) -> tuple[int, bytes]:
    """Send bytes over a connection of their own: the status and the whole of what comes back until it is closed.

    Failing is running out of patience: a hang.
    """
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
        try:
            for part in parts:
                connection.sendall(part)
        except (BrokenPipeError, ConnectionResetError):
            pass  # refused before all was said
        heard = _all(connection)
    return int(heard.split(b" ", 2)[1]) if heard else 0, heard


def _all(connection: socket.socket) -> bytes:
    heard = b""
    try:
        while part := connection.recv(65_536):
            heard += part
    except ConnectionResetError:
        pass
    return heard
