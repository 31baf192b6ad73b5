"""The bench of writes measures what it says."""

from pathlib import Path

from tests.bench import sizes, writing
from tests.databases import Databases


def test_writes_are_measured_at_the_size_of_the_seed(tmp_path: Path) -> None:
    found = dict(writing.figures(Databases(tmp_path), "sqlite", sizes.seed(), 2))
    assert {what for what in found if what.startswith("publish")} == {
        f"publish, {how}: {part}" for how in ("all new", "1 % changed") for part in ("in all", "lock")
    }
    assert {"put one skill", "import, 1 % changed", "begin a draft from an edition"} <= found.keys()
    assert all(each.ours > 0 and each.floor > 0 for each in found.values())
    for how in ("all new", "1 % changed"):
        assert found[f"publish, {how}: lock"].ours < found[f"publish, {how}: in all"].ours
