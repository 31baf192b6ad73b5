"""Tests that this machine cannot run say so at the end of the run, not only by a letter."""

from typing import NoReturn

import pytest

MARK = "NOT TESTED: "


def not_tested(what: str) -> NoReturn:
    """Skip the test; the summary names what was not tested and why."""
    pytest.skip(MARK + what)


def summary(reporter: pytest.TerminalReporter) -> list[str]:
    """A line for each thing that was not tested."""
    skipped = [str(report.longrepr) for report in reporter.stats.get("skipped", [])]
    return sorted({MARK + text.partition(MARK)[2].rstrip("')") for text in skipped if MARK in text})
