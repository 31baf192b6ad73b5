"""How long a start takes until the first answer, beside a bare FastAPI app."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from tests.bench.timing import Figures

_BARE = """
import sys, uvicorn
from fastapi import FastAPI
app = FastAPI()
@app.get("/livez")
def livez(): return {}
uvicorn.run(app, port=int(sys.argv[1]), log_level="warning")
"""


def figures(folder: Path, runs: int) -> tuple[float, Figures]:
    """Seconds of the first start (empty folder: create, migrate, seed, answer), and later starts beside a bare app."""
    # Byte code is kept, as in any installation: else compiling would be most of the time.
    env = os.environ | {"CAPFRAME_DATABASE_URL": f"sqlite:///{folder / 'start.db'}", "PYTHONDONTWRITEBYTECODE": ""}
    ours, bare = [sys.executable, "-m", "app.cli", "serve", "--port"], [sys.executable, "-c", _BARE]
    _until_answer(bare, env)  # compiles what is not compiled yet, for both
    first = _until_answer(ours, env)
    return first, Figures.of([(_until_answer(ours, env), _until_answer(bare, env)) for _ in range(runs)])


def _until_answer(command: list[str], env: dict[str, str]) -> float:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    start = time.perf_counter()
    with subprocess.Popen([*command, str(port)], env=env, stdout=subprocess.DEVNULL) as process:
        while not _answers(port):
            if process.poll() is not None:
                raise RuntimeError(f"{command} ended with {process.returncode}")
            time.sleep(0.005)
        taken = time.perf_counter() - start
        process.terminate()
    return taken


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/livez", timeout=1) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False
