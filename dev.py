"""Capframe from a bare checkout: python3 dev.py setup | serve | test | check [lint format ...] | bench [ARGUMENTS]"""

import sys

if sys.version_info < (3, 11):
    sys.exit("dev.py: Python %d.%d is too old: run me with 3.11 or newer (python3.11 dev.py)" % sys.version_info[:2])

import importlib.util
import os
import subprocess
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "setup-stamp"  # written last: a .venv without it was left half made
RUNS = {"serve": "capframe serve", "test": "python -m pytest", "bench": "python -m tests.bench"}
CHECKS = {
    "lint": "python -m ruff check",
    "format": "python -m ruff format --check",
    "types": "python -m mypy",
    "imports": "lint-imports",
    "schema": "capframe migrate && alembic check",
    "house": "python -m tests.house",
}
PIP = "python -m pip install -q --disable-pip-version-check --no-input --no-build-isolation"
fcntl = importlib.import_module("fcntl") if importlib.util.find_spec("fcntl") else None  # Windows has none


def inside(line: str, *more: str) -> list[str]:
    """The command of this line, its program taken from .venv."""
    program, *rest = line.split()
    return [str(VENV / f"Scripts/{program}.exe" if os.name == "nt" else VENV / "bin" / program), *rest, *more]


def found() -> str:
    """The stamp of .venv; empty where that is missing, half made or without its programs."""
    parts = (STAMP, Path(*inside("python")), Path(*inside("capframe")))
    return STAMP.read_text() if all(part.exists() for part in parts) else ""


def wanted() -> str:
    """The stamp .venv should bear: what it is for (interpreter, place), what it is made from (lock file, settings)."""
    made_from = (ROOT / "requirements-dev.txt").read_bytes() + (ROOT / "pyproject.toml").read_bytes()
    return f"{sys.version.split()[0]} {ROOT}\n{sha256(made_from).hexdigest()}"


def set_up() -> None:
    """Make .venv fit the checkout, one process at a time; do nothing, fast, where it fits."""
    if found() != wanted():
        with (ROOT / "pyproject.toml").open("a") as lock:  # held, never written
            if fcntl:
                fcntl.flock(lock, fcntl.LOCK_EX)
            if found() != wanted():
                install([lock.fileno()] if fcntl else [])


def install(held: list[int]) -> None:
    """Fill .venv, from nothing (by the Python outside it) unless whole; pip keeps what is held if this is killed."""
    steps = [inside(f"{PIP} {what}") for what in ("--require-hashes -r requirements-dev.txt", "--no-deps -e .")]
    if found().partition("\n")[0] != wanted().partition("\n")[0]:
        if not importlib.util.find_spec("ensurepip"):
            sys.exit("dev.py: this Python cannot make a .venv: install the package python3-venv (Debian, Ubuntu)")
        steps.insert(0, [getattr(sys, "_base_executable", sys.executable), "-m", "venv", "--clear", str(VENV)])
    print("dev.py: setting up .venv, this takes about half a minute", file=sys.stderr, flush=True)
    STAMP.unlink(missing_ok=True)
    for step in steps:
        done = subprocess.run(step, check=False, cwd=ROOT, capture_output=True, text=True, pass_fds=held)
        if done.returncode:
            errors = [line for line in (done.stdout + done.stderr).splitlines() if line.lower().startswith("error")]
            sys.exit(f"dev.py: `{' '.join(step[1:])}` failed: {errors[-1] if errors else done.returncode}")
    STAMP.write_text(wanted())


def check(only: list[str]) -> None:
    """Run every check, or those named, on an empty database; end with a line that names each one that failed."""
    failed = []
    with TemporaryDirectory() as scratch:
        env = os.environ | {"CAPFRAME_DATABASE_URL": f"sqlite:///{Path(scratch).as_posix()}/check.db"}
        for name in only or CHECKS:
            print(f"== {name}", flush=True)
            if any(subprocess.call(inside(step), cwd=ROOT, env=env) for step in CHECKS[name].split(" && ")):
                failed.append(name)
    sys.exit(f"dev.py: failed: {', '.join(failed)}" if failed else None)


if __name__ == "__main__":
    verb, *arguments = sys.argv[1:] or [""]
    takes = {"setup": [], "check": list(CHECKS), **dict.fromkeys(RUNS, arguments)}
    if verb not in takes or not set(arguments) <= set(takes[verb]):
        sys.exit(sys.stderr.write(f"{__doc__}\n") and 2)
    set_up()
    if verb in RUNS:  # becomes its command, so that signals and the exit status are the command's own
        command = inside(RUNS[verb], *arguments)
        os.chdir(os.curdir if verb == "serve" else ROOT)
        sys.exit(subprocess.call(command)) if os.name == "nt" else os.execv(command[0], command)
    if verb == "check":
        check(arguments)
