"""A browser that can reach no other host shows the documentation: headless Chromium, loudly skipped where it is not."""

import re
import shutil
import subprocess
from pathlib import Path

from app.api.application import build_application
from tests.api.shelf import Shelf
from tests.running import running
from tests.skipped import not_tested

_ALONE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"


def shown(address: str, folder: Path) -> str:
    """The page at an address as it is after its scripts have run."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        not_tested("/docs in a browser: chromium is not on this machine")
    quiet = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--virtual-time-budget=20000"]
    command = [chromium, *quiet, _ALONE, f"--user-data-dir={folder}", "--dump-dom", address]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout


def test_the_docs_show_every_operation_and_lead_to_the_first_five_minutes(tmp_path: Path) -> None:
    app = build_application(Shelf(), "/root")
    with running(app) as address:
        page = shown(f"{address}/root/docs", tmp_path)
    told = [operation["operationId"] for methods in app.openapi()["paths"].values() for operation in methods.values()]
    for operation in told:
        assert re.search(rf'id="operations-\w+-{operation}"', page), operation
    assert 'href="/root/start"' in page


def test_the_first_five_minutes_show_without_a_script_and_lead_to_the_docs(tmp_path: Path) -> None:
    with running(build_application(Shelf(), "/root")) as address:
        page = shown(f"{address}/root/start", tmp_path)
    assert "<h1>The first five minutes</h1>" in page
    assert 'href="/root/docs"' in page
    assert "<script" not in page
