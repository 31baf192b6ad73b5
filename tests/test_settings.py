import pytest

from app.settings import SettingError, read_settings


@pytest.mark.parametrize(("text", "log"), [("", None), ("json", "json"), ("TEXT", "text")])
def test_the_log_is_json_or_text_or_left_to_who_reads_it(text: str, log: str | None) -> None:
    assert read_settings({"CAPFRAME_LOG": text}).log == log


def test_another_form_of_log_is_refused_by_name() -> None:
    with pytest.raises(SettingError, match="CAPFRAME_LOG must be json or text, not 'xml'"):
        read_settings({"CAPFRAME_LOG": "xml"})
