import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kit.headers import accepts, accepts_coding, listed, weights

JSON = "application/json"


@pytest.mark.parametrize(
    "header",
    [
        "", " ", ",", "*/*", "application/*", JSON, "Application/JSON", f"{JSON}; charset=utf-8", f"{JSON};q=0.001",
        f"text/html, {JSON};q=0.5", "text/html,*/*;q=0.1", "text/*, application/*;q=1",
    ],
)  # fmt: skip
def test_json_is_acceptable_where_an_entry_or_none_at_all_lets_it_through(header: str) -> None:
    assert accepts(header, JSON)


@pytest.mark.parametrize(
    "header",
    ["text/html", "text/*", f"{JSON};q=0", f"*/*, {JSON};q=0", "*/*;q=0", "application/*;q=0, */*", f"{JSON};q=x",
     f"{JSON};q=nan", f"{JSON};q=2", f"{JSON};q=-1", "json"],
)  # fmt: skip
def test_json_is_not_acceptable_where_it_is_left_out_or_weighs_nothing(header: str) -> None:
    assert not accepts(header, JSON)


@pytest.mark.parametrize(
    "header", ["gzip", "br, gzip", "gzip;q=0.1", "*", "GZIP", "deflate, gzip; q=1.0", "*;q=0,gzip"]
)
def test_gzip_is_asked_for_by_name_or_by_star(header: str) -> None:
    assert accepts_coding(header, "gzip")


@pytest.mark.parametrize("header", ["", "br", "gzip;q=0", "*, gzip;q=0", "*;q=0", "identity", "x-gzip", "gzippy"])
def test_gzip_is_not_asked_for_otherwise(header: str) -> None:
    assert not accepts_coding(header, "gzip")


@given(st.text(max_size=100))
def test_no_header_breaks_the_reading_of_weights(header: str) -> None:
    assert all(0 <= weight <= 1 for weight in weights(header).values())


def test_repetitions_of_a_header_are_one_list() -> None:
    scope = {"headers": [(b"accept", b"a/b"), (b"host", b"x"), (b"accept", b"c/d\xff")]}
    assert listed(scope, b"accept") == "a/b, c/d\xff"
