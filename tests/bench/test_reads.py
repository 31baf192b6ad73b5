"""The bench compares like with like."""

from pathlib import Path

from tests.bench import reads, sizes
from tests.databases import Databases


def test_the_plain_way_answers_the_same_json(tmp_path: Path) -> None:
    found = list(reads.figures(Databases(tmp_path), "sqlite", sizes.seed(), 1))
    assert {render.what for render in found if render.plain} == set(reads.PLAIN)
