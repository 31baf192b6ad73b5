import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.framework.identity import free_key, part_key
from app.framework.slugs import MOST, slugify
from app.kit.text import Slug, fault, rule_of


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Product manager", "product-manager"), ("C#", "c-sharp"), ("C++", "c-plus-plus"), (".NET", "dot-net"),
        ("ASP.NET Core", "asp-net-core"), ("F# and .NET", "f-sharp-and-dot-net"), ("C++ / C#", "c-plus-plus-c-sharp"),
        ("Research & analysis", "research-and-analysis"), ("R&D", "r-and-d"), ("people’s skills", "peoples-skills"),
        ("Größe messen", "grosse-messen"), ("Œuvre à Łódź", "oeuvre-a-lodz"), ("Ægir þing", "aegir-thing"),
        ("  lots -- of — dashes ", "lots-of-dashes"), ("2nd line", "2nd-line"), ("ﬁnance ①", "finance-1"),
        ("Sao\u0303 Paulo", "sao-paulo"), ("品質管理", ""), ("!!!", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_slug_spells_a_name_in_lower_case_ascii(name: str, slug: str) -> None:
    assert slugify(name) == slug


def test_a_long_name_is_cut_between_words() -> None:
    slug = slugify("word " * 40)
    assert slug == "-".join(["word"] * 24)
    assert len(slug) <= MOST


def test_one_long_word_is_cut_where_it_must_be() -> None:
    assert slugify("x" * 200) == "x" * MOST


def test_a_name_of_exactly_the_bound_stays_whole() -> None:
    name = "a" * 60 + " " + "b" * 59
    assert slugify(name) == name.replace(" ", "-")
    assert slugify(name + "b") == "a" * 60


@given(st.text(max_size=300))
def test_a_slug_is_empty_or_well_formed(name: str) -> None:
    slug = slugify(name)
    assert not slug or fault(slug, rule_of(Slug)) is None


@given(st.text(max_size=300))
def test_a_slug_of_a_slug_is_itself(name: str) -> None:
    assert slugify(slugify(name)) == slugify(name)


def test_a_taken_key_gets_the_next_free_number() -> None:
    assert free_key("a", set()) == "a"
    assert free_key("a", {"a"}) == "a-2"
    assert free_key("a", {"a", *(f"a-{number}" for number in range(2, 5000))}) == "a-5000"
    assert free_key("a", {"a", "a-2", "a-4"}) not in {"a", "a-2", "a-4"}


def test_a_part_key_depends_on_owner_level_and_wording() -> None:
    keys = {
        part_key("skill/a", None, "b"), part_key("skill/a", "m/x", "b"), part_key("skill/b", None, "b"),
        part_key("skill/a", None, "c"),
    }  # fmt: skip
    assert len(keys) == 4
    assert part_key("skill/a", None, "b") == "15f014a20e43b58f"
