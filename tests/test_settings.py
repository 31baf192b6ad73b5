import pytest

from app.settings import SettingError, read_settings


@pytest.mark.parametrize(("text", "log"), [("", None), ("json", "json"), ("TEXT", "text")])
def test_the_log_is_json_or_text_or_left_to_who_reads_it(text: str, log: str | None) -> None:
    assert read_settings({"CAPFRAME_LOG": text}).log == log


def test_another_form_of_log_is_refused_by_name() -> None:
    with pytest.raises(SettingError, match="CAPFRAME_LOG must be json or text, not 'xml'"):
        read_settings({"CAPFRAME_LOG": "xml"})


@pytest.mark.parametrize(("text", "reads"), [("", "open"), ("open", "open"), (" Keyed ", "keyed")])
def test_reads_are_open_unless_they_are_set_to_ask_for_a_key(text: str, reads: str) -> None:
    assert read_settings({"CAPFRAME_READS": text}).reads == reads


def test_another_word_for_reads_is_refused_for_it_might_have_meant_to_close_them() -> None:
    with pytest.raises(SettingError, match="CAPFRAME_READS must be open or keyed, not 'closed'"):
        read_settings({"CAPFRAME_READS": "closed"})
