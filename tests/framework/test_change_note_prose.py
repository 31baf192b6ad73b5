"""How a change note quotes descriptions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from app.framework.change_note.facts import newly_described
from app.framework.change_note.prose import MOST_QUOTED, now_reads, opening

LONG = "Cut what is dead. " * 22
LISTED = "You can:\n\n- cut\n- saw"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Cut it.", "now reads: “Cut it.”"),
        ("Cut it,\nand <saw> it.", "now reads: “Cut it, and &lt;saw> it.”"),
        ("Cut it.\n\nSaw it.", "now begins: “Cut it. …”"),
        (LISTED, "now begins: “You can: …”"),
        ("You can:\n1. cut", "now begins: “You can: …”"),
        ("- cut\n- saw", "is another, not quoted here."),
        (f"{LONG}And then *rest and\nrest.*", f"now begins: “{LONG.strip()} …”"),
        (f"{'cut ' * 150}.", f"now begins: “{('cut ' * 100).strip()} …”"),
        (f"{'cut [it. ' * 60}", "now begins: “cut …”"),
        ("x" * (MOST_QUOTED + 1), "is another, not quoted here."),
    ],
    ids=["short", "lines", "paragraphs", "list", "list-in-a-paragraph", "all-list", "emphasis", "no-sentence",
         "open-bracket", "no-word"],
)  # fmt: skip
def test_a_text_is_quoted_whole_or_as_far_as_it_goes(text: str, told: str) -> None:
    assert now_reads(text) == told


def test_of_something_new_the_description_begins_or_is_at_least_mentioned() -> None:
    assert newly_described(None) == ""
    assert newly_described("Cut it.") == " Cut it."
    assert newly_described(LISTED) == " You can: …"
    assert newly_described("x" * (MOST_QUOTED + 1)) == " Its description is not quoted here."


@given(st.text(alphabet="ab .!?*_[](`)<\\\n-1", max_size=900))
def test_every_quotation_is_one_short_line(text: str) -> None:
    said = opening(text)
    assert len(said.text.replace("&lt;", "<")) <= MOST_QUOTED
    assert "\n" not in said.text
    assert [token.type for token in MarkdownIt().parse(f"It now reads: “{said.text}”")] == [
        "paragraph_open", "inline", "paragraph_close",
    ]  # fmt: skip
