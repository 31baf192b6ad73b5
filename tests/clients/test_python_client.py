"""openapi-python-client makes a client that type-checks strictly and reads all of the seed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.api.seeded import ADMIN
from tests.clients.python_tools import FOLDER, generator_environment
from tests.contract import written

DOCUMENT = str(written.ROOT / written.DOCUMENT)

CONFIG = str(written.ROOT / "docs/examples/python-client.yaml")


def counts(printed: str) -> dict[str, int]:
    """What a crawl printed: answers by operation or path."""
    return {name: int(number) for name, _, number in (line.rpartition(" ") for line in printed.splitlines())}


@pytest.mark.usefixtures("folder")
def test_a_python_client_is_made_without_a_warning_type_checks_and_reads_all_of_the_seed(served: str) -> None:
    programs = generator_environment()
    env = os.environ | {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"}
    generate = [
        "openapi-python-client",
        "generate",
        "--config",
        CONFIG,
        "--path",
        DOCUMENT,
        "--meta",
        "none",
        "--output-path",
        "capframe_client",
    ]
    made = subprocess.run(generate, env=env, capture_output=True, text=True, check=True)
    assert "arning" not in made.stdout + made.stderr
    types = [sys.executable, "-m", "mypy", "--strict", "--config-file", os.devnull, "--python-executable"]
    checked = subprocess.run(
        [*types, programs / "python", "capframe_client"], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout
    crawl = [str(programs / "python"), str(FOLDER / "read_everything.py"), served, DOCUMENT, ADMIN.text]
    read = subprocess.run(crawl, capture_output=True, text=True, check=False)
    assert read.returncode == 0, read.stderr
    found = counts(read.stdout)
    assert {name for name, times in found.items() if not times} <= {
        *("get_role_family", "get_skill_group"),
        *("get_course", "get_own_course", "list_stale_courses"),  # the seed has no courses, and links to none
    }
    assert found["get_role_level"] >= 10  # five rungs in two editions
    assert found["get_skill"] >= 21  # fourteen and seven
    assert len(found) == sum(
        "application/json" in told["get"]["responses"].get("200", {}).get("content", {})
        for told in json.loads(Path(DOCUMENT).read_bytes())["paths"].values()
        if "get" in told
    )
