"""The bench of courses measures what it says."""

from pathlib import Path

from tests.bench import courses, sizes
from tests.databases import Databases


def test_courses_are_measured_at_the_size_of_the_seed(tmp_path: Path) -> None:
    found = {
        what: times
        for what, times, _ in courses.figures(Databases(tmp_path), "sqlite", sizes.seed(), 1, batch=20, every=0)
    }
    assert {"batch, all new", "batch, 1 % changed", "batch, the same again"} <= found.keys()
    assert len(found) == 6
    assert all(each.ours > 0 and each.floor > 0 for each in found.values())
