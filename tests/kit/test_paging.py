from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kit.paging import Cut, Window, cut, cut_growing, cut_sorted
from app.kit.problems import InvalidParameter

LETTERS = "abcdefghij"


def cursor_of(part: Cut[str]) -> str:
    assert part.next is not None
    return parse_qs(urlsplit(part.next).query)["cursor"][0]


@given(st.integers(0, 30), st.integers(1, 10))
def test_a_walk_meets_every_entry_once_and_in_order(size: int, limit: int) -> None:
    entries = [f"entry {number}" for number in range(size)]
    first = Window(path="/list", limit=limit)
    part = cut(entries, first)
    met = list(part.entries)
    while part.next:
        part = cut(entries, first.at(cursor_of(part)))
        met += part.entries
    assert met == entries
    assert part.total == size


def test_next_keeps_the_filters_and_a_limit_that_is_not_the_default() -> None:
    part = cut(LETTERS, Window(path="/root/list", filters=(("q", "a b"),), limit=2))
    assert part.next is not None
    assert part.next.startswith("/root/list?q=a+b&limit=2&cursor=")


@pytest.mark.parametrize(
    "other",
    [
        Window(path="/other", filters=(("q", "x"),), content="1"),
        Window(path="/list", filters=(("q", "y"),), content="1"),
        Window(path="/list", filters=(("q", "x"),), content="2"),
    ],
)
def test_a_cursor_of_another_list_filter_or_content_is_refused(other: Window) -> None:
    here = Window(path="/list", filters=(("q", "x"),), content="1", limit=2)
    cursor = cursor_of(cut(LETTERS, here))
    assert here.at(cursor).after == "2"
    with pytest.raises(InvalidParameter) as caught:
        other.at(cursor)
    assert caught.value.errors[0].parameter == "cursor"


def test_a_page_may_be_of_another_size_than_the_one_before() -> None:
    cursor = cursor_of(cut(LETTERS, Window(path="/list", limit=2)))
    assert cut(LETTERS, Window(path="/list", limit=5).at(cursor)).entries == "cdefg"


@given(st.text(max_size=60))
def test_a_made_up_cursor_is_refused(cursor: str) -> None:
    with pytest.raises(InvalidParameter):
        Window(path="/list").at(cursor)


def test_a_cursor_with_one_character_changed_is_refused() -> None:
    window = Window(path="/list", limit=2)
    cursor = cursor_of(cut(LETTERS, window))
    for place in range(len(cursor)):
        changed = cursor[:place] + ("A" if cursor[place] != "A" else "B") + cursor[place + 1 :]
        with pytest.raises(InvalidParameter):
            window.at(changed)


def test_a_place_that_is_no_position_is_refused_even_under_a_good_seal() -> None:
    forged = parse_qs(urlsplit(Window(path="/list").link("not a number")).query)["cursor"][0]
    with pytest.raises(InvalidParameter):
        cut(LETTERS, Window(path="/list").at(forged))


def test_what_comes_during_a_walk_repeats_nothing_and_hides_nothing() -> None:
    window = Window(path="/list", limit=2)
    part = cut_growing(["d", "c", "b", "a"], window, str)
    part = cut_growing(["f", "e", "d", "c", "b", "a"], window.at(cursor_of(part)), str)
    assert part.entries == ["b", "a"]
    assert part.next is None


def test_a_walk_whose_place_is_gone_must_start_again() -> None:
    window = Window(path="/list", limit=2)
    cursor = cursor_of(cut_growing(["d", "c", "b", "a"], window, str))
    with pytest.raises(InvalidParameter, match="start again"):
        cut_growing(["d", "b", "a"], window.at(cursor), str)


@given(st.lists(st.tuples(st.sets(st.integers(0, 20)), st.integers(1, 4)), min_size=1, max_size=12))
def test_a_walk_over_sorted_entries_that_come_and_go_meets_those_that_stay_once(
    moments: list[tuple[set[int], int]],
) -> None:
    window, met = Window(path="/list"), list[int]()
    for there, limit in moments:
        part = cut_sorted(sorted(there), replace(window, limit=limit), "{:03}".format)
        assert part.total == len(there)
        met += part.entries
        if part.next is None:
            break
        window = window.at(parse_qs(urlsplit(part.next).query)["cursor"][0])
    assert met == sorted(set(met))
    if part.next is None:
        assert set.intersection(*(there for there, _ in moments)) <= set(met)
