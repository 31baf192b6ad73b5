"""The Dockerfile, without Docker: what it copies exists, what it runs works in a directory laid out like the image."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.served import free_port, wait_until_ready

ROOT = Path(__file__).parents[1]
INTERPRETERS = ("python", "/venv/bin/python")


@dataclass(frozen=True, slots=True)
class Instruction:
    """One instruction of a stage: ``flags`` such as --from, and the words behind them."""

    stage: int
    name: str
    flags: dict[str, str]
    text: str

    @property
    def command(self) -> list[str]:
        """Its words, in exec form; a ValueError where they are for a shell."""
        words: list[str] = json.loads(self.text.removeprefix("CMD "))
        return words


def parsed() -> list[Instruction]:
    found, stage = [], -1
    text = re.sub(r"\\\n", " ", (ROOT / "Dockerfile").read_text(encoding="utf-8"))
    for line in text.splitlines():
        if line and not line.startswith("#"):
            name, _, rest = line.partition(" ")
            stage += name == "FROM"
            flags = dict(re.findall(r"--(\w[\w-]*)=(\S+)", rest)) if name in ("COPY", "HEALTHCHECK") else {}
            words = re.sub(r"^(--\S+ +)+", "", rest) if flags else rest
            found.append(Instruction(stage, name, flags, words))
    return found


INSTRUCTIONS = parsed()
FINAL = INSTRUCTIONS[-1].stage


def only(name: str) -> Instruction:
    """The one instruction of that name in the final stage."""
    (found,) = (each for each in INSTRUCTIONS if each.name == name and each.stage == FINAL)
    return found


def environment() -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in only("ENV").text.split())


@pytest.fixture
def image(tmp_path: Path) -> Path:
    """A directory with what the image holds, but for Python and its packages."""
    for copy in INSTRUCTIONS:
        if copy.name == "COPY" and "from" not in copy.flags:
            *sources, target = copy.text.split()
            for source in sources:
                place = tmp_path / target.lstrip("/")
                if (ROOT / source).is_dir():
                    shutil.copytree(ROOT / source, place, ignore=shutil.ignore_patterns("__pycache__"))
                else:
                    place.mkdir(parents=True, exist_ok=True)
                    shutil.copy(ROOT / source, place)
    (tmp_path / "data").mkdir()
    return tmp_path


def run(words: list[str], image: Path, port: int = 0) -> list[str]:
    """A command of the Dockerfile, in the directory and with the tests' own Python."""
    assert words[0] in INTERPRETERS
    moved = [word.replace("/capframe", f"{image}/capframe").replace("8000", str(port)) for word in words[1:]]
    return [sys.executable, *moved]


def settings(image: Path) -> dict[str, str]:
    """The environment of the image and nothing of the tests', /data being a folder in the directory."""
    told = {key: value.replace("/data", f"{image}/data") for key, value in environment().items()}
    return told | {"PATH": os.environ["PATH"]}


def test_there_are_two_stages_over_a_base_that_can_be_chosen() -> None:
    bases = [each.text for each in INSTRUCTIONS if each.name == "FROM"]
    assert bases == ["${BASE} AS build", "${BASE}"]
    assert INSTRUCTIONS[0].text.startswith("BASE=python:3.")


def test_everything_copied_exists_or_is_made_by_the_first_stage() -> None:
    made = {"/venv", *(each.text.split()[-1] for each in INSTRUCTIONS if each.name == "COPY" and each.stage == 0)}
    for copy in (each for each in INSTRUCTIONS if each.name == "COPY"):
        *sources, _ = copy.text.split()
        if copy.flags.get("from") == "build":
            assert all(any(place == source or place.startswith(f"{source}/") for place in made) for source in sources)
        else:
            assert all((ROOT / source).exists() for source in sources)


def test_every_command_is_in_exec_form() -> None:
    for each in INSTRUCTIONS:
        if each.name in ("RUN", "CMD", "HEALTHCHECK", "ENTRYPOINT", "VOLUME"):
            assert all(isinstance(word, str) for word in each.command)


def test_packages_are_installed_by_hash_from_the_lock_file() -> None:
    (install,) = (each.command for each in INSTRUCTIONS if "pip" in each.text)
    assert "--require-hashes" in install
    lock = (ROOT / "requirements.txt").read_text()
    assert install[-1] == "/build/requirements.txt"
    assert lock.count("==") <= lock.count("--hash=sha256:")
    assert [sys.executable, *run(install, ROOT)[1:4]] == [sys.executable, "-m", "pip", "install"]
    help_text = subprocess.run(run([*install[:4], "--help"], ROOT), capture_output=True, text=True, check=True).stdout
    assert all(option in help_text for option in install if option.startswith("--") and "version" not in option)


def test_it_does_not_run_as_root_and_owns_data_alone() -> None:
    runs = [each.command for each in INSTRUCTIONS if each.name == "RUN" and each.stage == FINAL]
    user = only("USER").text
    assert user.isdecimal()
    assert user != "0"
    assert runs[0][0] == "useradd"
    assert user in runs[0]
    assert runs[1] == ["install", "--directory", "--owner", user, "/data"]
    assert shutil.which("useradd")
    assert shutil.which("install")
    assert only("VOLUME").command == ["/data"]
    assert environment()["CAPFRAME_DATABASE_URL"].startswith("sqlite:////data/")


def test_what_is_compiled_in_the_image_compiles(image: Path) -> None:
    (words,) = (each.command for each in INSTRUCTIONS if "compileall" in each.text)
    subprocess.run(run(words, image), check=True)
    assert list((image / "capframe/app/__pycache__").glob("*.pyc"))


def test_the_image_serves_is_healthy_writes_to_data_alone_and_stops(image: Path) -> None:
    port = free_port()
    before = files(image)
    env, folder = settings(image), image / only("WORKDIR").text.lstrip("/")
    check = run(only("HEALTHCHECK").command, image, port)
    assert subprocess.run(check, env=env, cwd=folder, check=False, stderr=subprocess.DEVNULL).returncode == 1
    with subprocess.Popen(
        run(only("CMD").command, image, port), env=env, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        try:
            wait_until_ready(process, port)
            wait_until_ready(process, port, "/v1/frameworks/product-management/editions/current/content")
            wait_until_ready(process, port, "/docs")
            assert subprocess.run(check, env=env, cwd=folder, check=False).returncode == 0
            process.send_signal(getattr(signal, only("STOPSIGNAL").text))
            said, logged = process.communicate(timeout=15)
        finally:
            process.kill()
    assert process.returncode == 0
    assert b"Capframe listens" in said
    assert b'"route":"/readyz"' in logged
    written = {name for name in files(image) if name not in before}
    assert written
    assert all(name.startswith("data/") for name in written)


def files(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}
