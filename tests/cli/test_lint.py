"""capframe lint says what is not well, to people and to programs, and fails where that would stop a publish."""

import json
from pathlib import Path

import pytest

from tests.cli.running import Run, check_one_message
from tests.worlds import GARDEN_YAML


@pytest.fixture
def garden(capframe: Run, tmp_path: Path) -> Run:
    """The command beside a database with the gardening framework published."""
    file = tmp_path / "garden.yaml"
    file.write_text(GARDEN_YAML, encoding="utf-8")
    assert capframe("import", "native", file, "--publish").status == 0
    return capframe


def unfinished(folder: Path) -> Path:
    """The garden as a later draft, with an error in it."""
    file = folder / "unfinished.yaml"
    text = GARDEN_YAML.replace('version: "2024.1"', 'version: "2025.1"').replace("note: Not topiary.", "note: TBC")
    file.write_text(text, encoding="utf-8")
    return file


def test_warnings_are_told_rule_by_rule_with_what_to_do(garden: Run) -> None:
    ended = garden("lint", "gardening")
    assert (ended.status, ended.err) == (0, "")
    assert "level-without-statements (2 warnings)" in ended.out
    assert "/skills/2" in ended.out
    assert "The skill 'Pruning' has no statement for Master." in ended.out
    assert "A skill has no description. Describe the skill in a sentence or two." in ended.out
    assert "Waived: To be written with the crews." in ended.out
    assert ended.out.splitlines()[-1] == "gardening 2024.1: 0 errors, 5 warnings, 1 waived"


def test_errors_of_a_draft_end_with_status_one(garden: Run, tmp_path: Path) -> None:
    assert garden("import", "native", unfinished(tmp_path)).status == 0
    ended = garden("lint", "gardening", "2025.1")
    assert (ended.status, ended.err) == (1, "")
    assert "placeholder-text (1 error)" in ended.out
    assert ended.out.splitlines()[-1] == "gardening 2025.1: 1 error, 5 warnings, 1 waived"
    ended = garden("lint", "gardening", "2025.1", "--json")
    assert (ended.status, json.loads(ended.out)[0]["place"]) == (1, "/skills/2/note")


def test_findings_as_json_are_the_findings_alone(garden: Run) -> None:
    ended = garden("lint", "gardening", "2024.1", "--json")
    assert (ended.status, ended.err) == (0, "")
    found = json.loads(ended.out)
    assert len(found) == 6
    assert found[2] == {
        "rule": "skill-without-statements",
        "severity": "warning",
        "place": "/skills/0",
        "kind": "skill",
        "key": "leading-a-crew",
        "message": "The skill 'Leading a crew' says of no level what people can do.",
        "waived": "To be written with the crews.",
    }


def test_names_that_look_like_markup_are_shown_as_they_are(garden: Run, tmp_path: Path) -> None:
    file = tmp_path / "marked.yaml"
    text = GARDEN_YAML.replace('version: "2024.1"', 'version: "2025.1"')
    file.write_text(text.replace("name: Leading a crew", 'name: "[bold]Leading[/bold] :smile:"'), encoding="utf-8")
    assert garden("import", "native", file).status == 0
    assert "The skill '[bold]Leading[/bold] :smile:' has no description." in garden("lint", "gardening", "2025.1").out


def test_publishing_errors_is_refused_in_one_message_with_each_of_them(garden: Run, tmp_path: Path) -> None:
    file = unfinished(tmp_path)
    said = ("gardening 2025.1 is not published, because lint finds an error in it:", "/skills/2/note: The note of")
    check_one_message(garden("import", "native", file, "--publish"), *said)
    assert garden("import", "native", file).status == 0
    check_one_message(garden("publish", "gardening", "2025.1"), *said)


def test_an_edition_that_is_not_there_is_one_message(garden: Run) -> None:
    check_one_message(garden("lint", "gardening", "2031.1"), "no edition '2031.1' of 'gardening'")
