"""capframe diff."""

import json
from pathlib import Path

from starlette.testclient import TestClient

from app.main import create_app
from app.settings import Settings
from tests.cli.running import Run, check_one_message
from tests.worlds import GARDEN_YAML

NOTE = Path(__file__).parents[2] / "docs/examples/product-management-2016.11-to-2019.11.md"


def test_the_note_between_the_editions_of_the_seed_is_the_example_in_the_docs(capframe: Run) -> None:
    capframe("seed")
    ended = capframe("diff", "product-management", "2016.11", "current")
    assert (ended.status, ended.err) == (0, "")
    assert ended.out == NOTE.read_text(encoding="utf-8")


def test_json_is_what_the_server_answers(capframe: Run, tmp_path: Path) -> None:
    capframe("seed")
    ended = capframe("diff", "product-management", "2016.11", "2019.11", "--format", "json")
    assert (ended.status, ended.err) == (0, "")
    with TestClient(create_app(Settings(database_url=f"sqlite:///{tmp_path}/capframe.db"))) as client:
        assert (
            json.loads(ended.out) == client.get("/v1/frameworks/product-management/diff?from=2016.11&to=2019.11").json()
        )


def test_a_draft_is_compared_by_its_label(capframe: Run, tmp_path: Path) -> None:
    first, second = tmp_path / "first.yaml", tmp_path / "second.yaml"
    first.write_text(GARDEN_YAML, encoding="utf-8")
    changed = GARDEN_YAML.replace('"2024.1"', '"2025.1"').replace("name: Pruning", "name: Plant pruning")
    second.write_text(changed, encoding="utf-8")
    capframe("import", "native", first, "--publish")
    capframe("import", "native", second)
    note = capframe("diff", "gardening", "current", "2025.1").out
    assert note.endswith("## Skills\n\n- **Pruning** is now called **Plant pruning**.\n")
    assert "Edition 2025.1 (a draft, effective from 1 April 2024), compared with edition 2024.1" in note
    assert capframe("diff", "gardening", "2025.1", "2025.1").out.endswith("Nothing has changed.\n")


def test_an_edition_or_framework_that_is_not_there_is_said(capframe: Run) -> None:
    capframe("seed")
    for line, part in (("product-management 1 current", "'1' of 'product-management'"), ("x 1 2", "'1' of 'x'")):
        check_one_message(capframe("diff", *line.split()), f"There is no edition {part}")
