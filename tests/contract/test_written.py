"""What is committed beside the code says what the code says; `python -m tests.contract write` mends it."""

from pathlib import Path

import pytest

from app.api import openapi
from tests.contract import __main__ as command
from tests.contract import written

FILES = sorted(written.made())


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    return written.made()


def test_the_document_breaks_no_client_of_the_committed_one(made: dict[str, str]) -> None:
    assert written.broken(made) == []


@pytest.mark.parametrize("file", FILES)
def test_a_committed_file_is_as_new_as_the_code(made: dict[str, str], file: str) -> None:
    assert (written.ROOT / file).read_text(encoding="utf-8") == made[file]


def test_every_example_is_what_the_server_answers_over_the_seed() -> None:
    assert openapi.EXAMPLES.read_text(encoding="utf-8") == written.asked_examples()


def test_the_ids_that_examples_ask_for_are_in_the_seed() -> None:
    answers = openapi.kept_examples()["answers"]["look_up_things"]["application/json"]["items"]
    assert [item["thing"]["slug"] for item in answers] == ["product-manager", "senior-product-manager"]
    shown = written.live()["components"]["schemas"]["Reference"]["properties"]["id"]["examples"]
    assert shown == [answers[0]["thing"]["id"]]


def test_the_command_reports_what_is_out_of_date_and_what_breaks_and_writes_no_break(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in ("docs", "app/api"):
        (tmp_path / folder).mkdir(parents=True)
    start = (written.ROOT / "docs/first-five-minutes.md").read_text(encoding="utf-8")
    (tmp_path / "docs/first-five-minutes.md").write_text(start, encoding="utf-8")
    monkeypatch.setattr(written, "ROOT", tmp_path)
    monkeypatch.setattr(written, "write_examples", lambda: None)
    assert command.main([]) == 1
    assert "out of date: docs/openapi.json" in capsys.readouterr().out
    assert command.main(["write"]) == 0
    assert command.main([]) == 0
    document = tmp_path / "docs/openapi.json"
    older = document.read_text(encoding="utf-8").replace('"/livez": {', '"/gone": {')
    document.write_text(older, encoding="utf-8")
    assert command.main(["write"]) == 1
    assert "breaks clients: /gone: the path is gone" in capsys.readouterr().out
    assert document.read_text(encoding="utf-8") == older
    assert command.main(["write", "--breaking"]) == 0
    assert document.read_text(encoding="utf-8") != older
    assert command.main(["wirte"]) == 2
