"""The command, ready to be run inside this process."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.running import Run, Runner


@pytest.fixture
def capframe(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Iterator[Run]:
    """The command in an empty folder, on a database file of its own unless the test sets another."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CAPFRAME_DATABASE_URL", f"sqlite:///{tmp_path}/capframe.db")
    for name in ("CAPFRAME_ROOT_PATH", "CAPFRAME_SEED", "CAPFRAME_EDITIONS_KEPT", "CAPFRAME_READS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "200")
    runner = Runner(monkeypatch, capsys)
    yield runner
    runner.close()
