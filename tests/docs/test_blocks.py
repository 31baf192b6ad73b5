"""Every code block of the docs runs against a served seed, or says why it does not."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.main import create_app
from app.settings import Settings
from tests.contract.seed import seeded
from tests.docs.blocks import PAGES, REFUSED, ROOT, blocks, script
from tests.running import running
from tests.worlds import GARDEN_YAML

WITH_BLOCKS = [page for page in PAGES if any(not block.reason for block in blocks(page))]
FILES = {"roles.csv": "garden_roles.csv", "skills.csv": "garden_skills.csv", "order.tsv": "garden_order.tsv"}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with the files that the docs speak of, and a database with the seed."""
    (tmp_path / "my-framework.yaml").write_text(GARDEN_YAML, encoding="utf-8")
    for name, source in FILES.items():
        (tmp_path / name).write_bytes((ROOT / "tests/exchange/data" / source).read_bytes())
    return tmp_path


@pytest.fixture
def database(place: Path) -> str:
    return seeded(place)


@pytest.fixture
def served(database: str) -> Iterator[str]:
    with running(create_app(Settings(database_url=database))) as address:
        yield address


def run(text: str, place: Path, database: str) -> "subprocess.CompletedProcess[str]":
    programs = f"{place}{os.pathsep}{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    (place / "capframe").write_text(f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m app.cli "$@"\n')
    (place / "capframe").chmod(0o755)
    env = os.environ | {"CAPFRAME_DATABASE_URL": database, "PATH": programs}
    return subprocess.run(["bash", "-c", text], cwd=place, env=env, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("page", WITH_BLOCKS, ids=lambda page: page.name)
def test_the_code_on_a_page_runs(page: Path, place: Path, database: str, served: str) -> None:
    done = run(script(page).replace("http://127.0.0.1:8000", served), place, database)
    assert done.returncode == 0, done.stderr
    for block in blocks(page):
        assert not block.refused or f'"status": {block.refused}' in done.stdout


def test_a_block_that_breaks_or_is_not_found_fails(place: Path, database: str, served: str) -> None:
    page = place / "page.md"
    for code in ("false", f"curl -s {served}/nothing", "python -c 'raise SystemExit(3)' | cat"):
        page.write_text(f"```sh\n{code}\n```\n")
        assert run(script(page), place, database).returncode != 0
    page.write_text("```python\nraise SystemExit(4)\n```\n")
    assert run(script(page), place, database).returncode == 4
    page.write_text(f"<!-- answers 422 -->\n```sh\ncurl -s '{served}/v1?colour=red'\n```\n")
    assert run(script(page), place, database).returncode == 0


def test_what_is_not_run_says_why() -> None:
    notes = [block.note for page in PAGES for block in blocks(page) if block.note]
    assert len(notes) > 5
    for note in notes:
        assert REFUSED.fullmatch(note) or (note.startswith("not run: ") and len(note) > 20), note


def test_readme_the_first_minutes_the_clients_and_postgresql_have_code_that_runs() -> None:
    assert {page.name for page in WITH_BLOCKS} >= {"README.md", "first-five-minutes.md", "clients.md", "postgresql.md"}
