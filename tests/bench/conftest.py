"""The tests of the bench: whether it measures, not what."""

import pytest

from tests.bench import timing


@pytest.fixture(autouse=True)
def one_run_a_measurement(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timing, "AT_LEAST", 0)
