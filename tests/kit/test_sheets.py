import csv
import io

import pytest

from app.kit.sheets import line, safe


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\uff1d1", "\uff0b1", "\uff0d1", "\uff20A1"])
def test_what_starts_like_a_formula_starts_with_an_apostrophe(name: str) -> None:
    assert safe(name) == f"'{name}"


@pytest.mark.parametrize("name", ["", "Pruning", "1 = 1", "C#", "'quoted"])
def test_all_else_stays_as_it_is(name: str) -> None:
    assert safe(name) == name


def test_a_line_reads_back_as_its_cells() -> None:
    cells = ["a", 'say "b"', "c, d", "", "Straße"]
    assert list(csv.reader(io.StringIO(line([*cells, None, 3]).decode()))) == [[*cells, "", "3"]]
