"""The bench measures the lint that it says."""

from pathlib import Path

from tests.bench import lint, sizes
from tests.databases import Databases


def test_lint_is_measured_at_the_size_of_the_seed(tmp_path: Path) -> None:
    found = {what: number for what, number, _ in lint.figures(Databases(tmp_path), sizes.seed(), 1)}
    assert found == {"lint": 5, "lint, names without numbers": 5, "what stops a publish": 0}


def test_names_without_numbers_are_names_that_lint_compares() -> None:
    edition = sizes.edition(sizes.M)
    assert not any(letter.isdecimal() for skill in lint.without_numbers(edition).skills for letter in skill.name)
