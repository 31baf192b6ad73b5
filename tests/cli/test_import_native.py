"""Importing a native document that leaves out keys: standard error says which."""

from pathlib import Path

from tests.cli.running import Run
from tests.worlds import GARDEN_YAML

WHY, NEW = "say why a plant is pruned before it is cut", "say why every plant is pruned before it is cut"


def test_a_dry_run_and_the_import_itself_name_the_keys_that_would_keep_ids(capframe: Run, tmp_path: Path) -> None:
    first, second = tmp_path / "first.yaml", tmp_path / "second.yaml"
    first.write_text(GARDEN_YAML, encoding="utf-8")
    second.write_text(GARDEN_YAML.replace("2024.1", "2025.1").replace(WHY, NEW), encoding="utf-8")
    assert "key" not in capframe("import", "native", first, "--publish").err
    for options in (("--dry-run",), ()):
        told = capframe("import", "native", second, *options)
        assert told.status == 0
        assert "second.yaml: 1 statement looks reworded or moved, but has no key" in told.err
        assert f"  skill pruning: key f7bd4b96e0395746 beside “{NEW}” (was “{WHY}”)" in told.err
