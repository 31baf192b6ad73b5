"""The bench asks for the gaps and moves that it says."""

from pathlib import Path

from tests.bench import gaps, sizes
from tests.databases import Databases


def test_gaps_and_moves_are_measured_at_the_size_of_the_seed(tmp_path: Path) -> None:
    found = {what: (number, times) for what, number, times in gaps.figures(Databases(tmp_path), sizes.seed(), 1)}
    skills, needs = 14, 14
    assert {what: number for what, (number, _) in found.items()} == {
        "gap": skills,
        "gap of an expert": skills,
        "moves": needs,
        "moves of a person": skills,
        "moves of an expert": skills,
        "team": gaps.PEOPLE * 5,
    }
    assert all(times.ours > 0 and times.floor > 0 for _, times in found.values())
