"""The bench of coverage measures what it says."""

from pathlib import Path

from tests.bench import coverage, sizes
from tests.databases import Databases


def test_coverage_is_measured_at_the_size_of_the_seed(tmp_path: Path) -> None:
    found = list(coverage.figures(Databases(tmp_path), sizes.seed(), 1, every=30))
    assert len(found) == 8
    assert all(times is None or (times.ours > 0 and times.floor > 0) for _, times, _ in found)
    assert [what for what, times, memory in found if times is None and memory] == ["what is kept of an edition"]
