import pytest

from app.kit.etags import none_match, strong_etag

TAG = strong_etag(b"content")


def test_equal_bodies_have_equal_tags_and_others_have_others() -> None:
    assert strong_etag(b"content") == TAG
    assert strong_etag(b"content ") != TAG


def test_a_tag_is_strong_and_quoted() -> None:
    assert TAG.startswith('"')
    assert TAG.endswith('"')


@pytest.mark.parametrize("header", [TAG, f"W/{TAG}", f'"other", {TAG}', f'"a,b",W/{TAG}', "*", " * "])
def test_a_header_that_holds_the_tag_matches(header: str) -> None:
    assert not none_match(TAG, header)


@pytest.mark.parametrize("header", [None, "", '"other"', TAG.strip('"'), TAG[:-1], "W/*", '"', "*, x", '"\x00"'])
def test_any_other_header_matches_nothing(header: str | None) -> None:
    assert none_match(TAG, header)
