"""The tools that tests take from npm, installed once from the lock file; where that cannot be, tests skip, loudly."""

import fcntl
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest

from tests.skipped import not_tested

FOLDER = Path(__file__).parent / "npm"
_STAMP = FOLDER / "node_modules" / ".installed"


def npm_tool(name: str) -> str:
    """The path of a program from npm."""
    if not shutil.which("npm"):
        not_tested("what needs npm: npm is not on this machine")
    wanted = sha256((FOLDER / "package-lock.json").read_bytes()).hexdigest()
    with _alone():
        if not _STAMP.exists() or _STAMP.read_text() != wanted:
            _install()
            _STAMP.write_text(wanted)
    return str(FOLDER / "node_modules" / ".bin" / name)


def _install() -> None:
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    done = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, check=False)
    if done.returncode:
        last = [line for line in done.stderr.splitlines() if "npm error" in line][:1]
        if "EINTEGRITY" in done.stderr or "EUSAGE" in done.stderr:
            pytest.fail(f"the npm lock file does not hold: {done.stderr[-2000:]}")
        not_tested(f"what needs npm: its packages cannot be had ({last})")


@contextmanager
def _alone() -> Iterator[None]:
    """One process at a time, where several run the tests."""
    with (FOLDER / "package-lock.json").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
