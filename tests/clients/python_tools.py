"""The Python client's generator, in an environment of its own; where that cannot be had, tests skip, loudly."""

import fcntl
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from tests.skipped import not_tested

FOLDER = Path(__file__).parent
_VENV, _LOCK = FOLDER.parents[1] / ".tools" / "python-client", FOLDER / "requirements.txt"


def generator_environment() -> Path:
    """The folder of programs of an environment that holds openapi-python-client."""
    wanted = sha256(_LOCK.read_bytes() + sys.version.encode()).hexdigest()
    stamp, programs = _VENV / "stamp", _VENV / ("Scripts" if os.name == "nt" else "bin")
    with _LOCK.open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        if not stamp.exists() or stamp.read_text() != wanted:
            _run(sys.executable, "-m", "venv", "--clear", str(_VENV))
            pip = [str(programs / "python"), "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-input"]
            _run(*pip, "--require-hashes", "-r", str(_LOCK))
            stamp.write_text(wanted)
    return programs


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        errors = [line for line in done.stderr.splitlines() if line.lower().startswith("error")]
        assert "hashes" not in done.stderr.lower(), done.stderr
        not_tested(f"the Python client: its generator cannot be had ({errors[-1:]})")
