from hypothesis import given
from hypothesis import strategies as st

from app.framework.identity import identify, identify_text

TEXT = st.text(st.characters(codec="utf-8"), max_size=20)


@given(TEXT, TEXT, TEXT)
def test_an_id_as_text_is_the_id(framework: str, kind: str, key: str) -> None:
    assert identify_text(framework, kind, key) == str(identify(framework, kind, key))
