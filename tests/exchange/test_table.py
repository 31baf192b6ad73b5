"""Tables are read strictly: what is no table is refused with its place."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange.fault import UnreadableFile
from app.exchange.table import Record, place, read

CELL = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"], include_characters="\n\t"), max_size=12)


def rows(data: str, delimiter: str = ",") -> list[tuple[str, ...]]:
    table = read("t.csv", data.encode(), delimiter=delimiter)
    return [table.columns, *(record.cells for record in table.records)]


def test_quoted_cells_may_hold_delimiters_quotes_and_line_breaks() -> None:
    assert rows('a,b\n"x, ""y""","1\n2"\n') == [("a", "b"), ('x, "y"', "1\n2")]


def test_a_record_has_its_number_and_the_line_it_starts_on() -> None:
    table = read("t.csv", b'a,b\n"1\n2",x\n\n3,y\n')
    assert table.records == (Record(2, 2, ("1\n2", "x")), Record(4, 5, ("3", "y")))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_records_may_end_in_any_line_break(end: str) -> None:
    assert rows(end.join(["a,b", "1,2", '"x', 'y",3'])) == [("a", "b"), ("1", "2"), ("x\ny", "3")]


def test_a_file_may_end_without_a_line_break_and_with_a_blank_cell() -> None:
    assert rows("a,b\n1,") == [("a", "b"), ("1", "")]


def test_rows_without_text_are_left_out() -> None:
    assert rows("a,b\n\n1,2\n,\n") == [("a", "b"), ("1", "2")]


def test_column_names_have_plain_spaces_and_may_be_blank() -> None:
    assert rows(" a  b ,,\n1,2,3\n")[0] == ("a b", "", "")


def test_a_byte_order_mark_is_taken_off() -> None:
    assert read("t.csv", b"\xef\xbb\xbfa\n1\n").columns == ("a",)


def test_tabs_separate_where_asked() -> None:
    assert rows('a\tb\n1,5\t"2\t3"\n', "\t") == [("a", "b"), ("1,5", "2\t3")]


def test_a_place_names_row_column_and_line() -> None:
    assert place(12, 340, "Skill Level") == "row 12, column 'Skill Level' (line 340)"
    assert place(12, 340) == "row 12 (line 340)"


def test_a_fault_in_a_column_without_name_names_the_row() -> None:
    with pytest.raises(UnreadableFile) as refused:
        rows('a,\nx,"y\n')
    assert refused.value.faults[0].place == "row 2 (line 2)"


def test_the_columns_are_judged_before_the_rows() -> None:
    with pytest.raises(UnreadableFile, match=r"t\.csv: row 1 \(line 1\): is not what was wanted"):
        read("t.csv", b'a\n"', wrong=lambda columns: "is not what was wanted" if columns == ("a",) else None)


def test_only_the_last_row_may_have_been_cut_short() -> None:
    with pytest.raises(UnreadableFile) as refused:
        rows("a,b\n1\n1,2,3\n1")
    assert [fault.message for fault in refused.value.faults] == [
        "has 1 cell, but the header names 2 columns",
        "has 3 cells, but the header names 2 columns",
        "has 1 cell, but the header names 2 columns; perhaps the file is cut short",
    ]


def test_a_table_has_a_bounded_number_of_rows() -> None:
    assert len(rows("a\n" + "1\n" * 249_999)) == 250_000
    with pytest.raises(UnreadableFile, match="has more than 250,000 rows"):
        rows("a\n" + "\n" * 250_000)


@given(st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1), st.sampled_from(",\t;"))
def test_what_the_csv_module_writes_is_read_back(cells: list[list[str]], delimiter: str) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(
        [["a", "b", "c"], *cells]
    )
    wanted = [tuple(row) for row in cells if any(row)]
    if wanted:
        assert rows(out.getvalue(), delimiter)[1:] == wanted


def test_the_csv_module_keeps_its_own_bound() -> None:
    before = csv.field_size_limit()
    rows("a\n" + "x" * 90_000)
    assert csv.field_size_limit() == before
