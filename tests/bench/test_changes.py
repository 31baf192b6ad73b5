"""The bench measures the changes that it says."""

from pathlib import Path

from tests.bench import changes, sizes
from tests.databases import Databases


def test_changes_are_measured_at_the_size_of_the_seed(tmp_path: Path) -> None:
    found = {what: number for what, number, _ in changes.figures(Databases(tmp_path), sizes.seed(), 1)}
    assert found["diff, equal"] == 0
    assert found["diff, 1 % changed"] == found["apply, 1 % changed"] > 2
    assert (found["fit, a skill renamed"], found["fit, a skill removed"] > 1) == (1, True)
    assert found["proposals, 1 % renamed"] >= 2
    assert found["request, 1 % changed"] == found["note, 1 % changed"] == found["diff, 1 % changed"]
