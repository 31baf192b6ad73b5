"""Every verb does what it says, and says what it did."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from app.authoring.seeding import seeds
from app.store.engine import open_engine
from app.store.guards.message import HEADS
from app.store.migrating import HEAD
from tests.authoring.dumps import Dump, dump, stored
from tests.cli.running import Run, check_one_message
from tests.exchange.garden import DATA
from tests.worlds import GARDEN_YAML, garden

VERBS = ("serve", "migrate", "seed", "import", "import native", "import govuk", "export", "diff", "lint", "publish")
GOVUK = (
    "import",
    "govuk",
    *("--roles", DATA / "garden_roles.csv"),
    *("--skills", DATA / "garden_skills.csv"),
    *("--order", DATA / "garden_order.tsv"),
    *("--framework", "gardens"),
)


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """The gardening framework as a native document."""
    file = tmp_path / "garden.yaml"
    file.write_text(GARDEN_YAML, encoding="utf-8")
    return file


def held(folder: Path) -> Dump:
    engine = open_engine(f"sqlite:///{folder}/capframe.db")
    found = dump(engine)
    engine.dispose()
    return found


@pytest.mark.parametrize("verb", ["", *VERBS])
def test_every_verb_explains_itself(capframe: Run, verb: str) -> None:
    for flag in ("--help", "-h"):
        ended = capframe(*verb.split(), flag)
        assert (ended.status, ended.err) == (0, "")
        assert f"Usage: capframe {verb}".strip() in ended.out


@pytest.mark.parametrize("verb", VERBS)
def test_a_wrong_flag_is_a_wrong_command_line(capframe: Run, verb: str) -> None:
    ended = capframe(*verb.split(), "--nonsense")
    assert (ended.status, ended.out) == (2, "")
    assert "No such option" in ended.err


@pytest.mark.parametrize(
    "line",
    [
        "nonsense",
        "import",
        "import native",
        "import native missing.yaml",
        "import native .",
        "import govuk --framework gardens --edition 1",
        f"import govuk --roles {DATA}/garden_roles.csv --edition 1",
        f"import govuk --roles {DATA}/garden_roles.csv --framework gardens --edition 1 --effective-from 2025-13-01",
        "export",
        "export gardening 1 --form csv",
        "lint",
        "diff gardening 1",
        "diff gardening 1 2 --format html",
        "publish gardening",
        "serve --port 70000",
    ],
)
def test_a_command_line_that_lacks_or_muddles_something_is_wrong(capframe: Run, line: str) -> None:
    ended = capframe(*line.split())
    assert ended.status == 2
    assert not Path("capframe.db").exists()


def test_the_module_is_the_command() -> None:
    line = [sys.executable, "-m", "app.cli", "--help"]
    ended = subprocess.run(line, check=False, capture_output=True, text=True, cwd=Path(__file__).parents[2])
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "serve" in ended.stdout


def test_migrate_says_where_the_database_is_and_that_it_was_there_already(capframe: Run) -> None:
    assert f"capframe.db is at revision {HEAD}\n" in capframe("migrate").out
    assert f"capframe.db is at revision {HEAD} already\n" in capframe("migrate").out


def test_seed_adds_what_is_missing(capframe: Run, tmp_path: Path) -> None:
    labels = [f"{seed.framework} {seed.version}" for seed in seeds()]
    assert capframe("seed").out.splitlines() == [f"added {label}" for label in labels]
    before = held(tmp_path)
    assert capframe("seed").out == "every seed edition is there already\n"
    assert held(tmp_path) == before


def test_import_native_makes_a_draft_that_publish_publishes(capframe: Run, document: Path) -> None:
    ended = capframe("import", "native", document)
    assert ended.status == 0
    assert "gardening 2024.1 saved as a draft; add --publish to publish it" in ended.out
    assert capframe("export", "gardening", "2024.1").out == GARDEN_YAML
    check_one_message(capframe("export", "gardening"), "There is no edition 'current' of 'gardening'")
    assert "gardening 2024.1 published (digest " in capframe("publish", "gardening", "2024.1").out
    assert capframe("export", "gardening").out == GARDEN_YAML


def test_import_says_how_much_there_is_and_which_ids_are_new(capframe: Run, document: Path) -> None:
    lines = capframe("import", "native", document, "--publish").out.splitlines()
    assert f"{3:>7,} skills" in lines
    assert "26 new ids, 0 retired, 0 back again" in lines
    assert lines[-1].startswith("gardening 2024.1 published (digest ")
    assert not [line for line in lines if line.strip().startswith("0 ") and "new ids" not in line]


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_what_is_exported_comes_in_again_unchanged(capframe: Run, document: Path, tmp_path: Path, form: str) -> None:
    capframe("import", "native", document, "--publish")
    before = held(tmp_path)
    exported = capframe("export", "gardening", "--form", form)
    assert exported.status == 0
    again = tmp_path / f"again.{form}"
    again.write_text(exported.out, encoding="utf-8")
    for more in ((), ("--publish",), ("--dry-run",)):
        ended = capframe("import", "native", again, *more)
        assert ended.status == 0
        assert "is published with this content already; nothing was changed" in ended.out
    assert held(tmp_path) == before


def test_an_export_is_the_document_alone(capframe: Run, document: Path) -> None:
    capframe("import", "native", document, "--publish")
    ended = capframe("export", "gardening", "--form", "json")
    assert json.loads(ended.out)["framework"]["slug"] == "gardening"
    assert ended.err == ""


def test_a_dry_run_makes_nothing_but_an_empty_database(capframe: Run, document: Path, tmp_path: Path) -> None:
    ended = capframe("import", "native", document, "--publish", "--dry-run")
    assert ended.status == 0
    assert "gardening 2024.1 would be published" in ended.out
    assert {file.name.partition(".db")[0] for file in tmp_path.iterdir()} == {"capframe", "garden.yaml"}
    found = held(tmp_path)
    assert all(found.pop(head) == ["(1, 0)"] for head in HEADS)  # where the feeds start
    assert not any(found.values())


def test_a_dry_run_changes_no_byte_of_a_database(capframe: Run, document: Path, tmp_path: Path) -> None:
    capframe("seed")
    held(tmp_path)  # the last to close the file writes its log back into it
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir() if file.suffix == ".db"}
    for more in ((), ("--publish",)):
        assert "would be" in capframe("import", "native", document, "--dry-run", *more).out
    capframe(*GOVUK, "--edition", "1", "--publish", "--dry-run")
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir() if file.suffix == ".db"} == before


def test_import_govuk_tells_what_the_files_get_wrong_and_publishes(capframe: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("First edition.\r\n\r\n- with notes\r\n", encoding="utf-8")
    day = ("--effective-from", "2025-09-15")
    ended = capframe(
        *GOVUK, "--name", "Gardens", "--edition", "2025.09", "--publish", "--notes", tmp_path / "notes.md", *day
    )
    assert ended.status == 0
    assert "garden_roles.csv: Dropped: 1 record that exactly repeated an earlier one. (rows 10)" in ended.err
    assert "gardens 2025.09 published (digest " in ended.out
    engine = open_engine(f"sqlite:///{tmp_path}/capframe.db")
    there = stored(engine, "gardens", "2025.09")
    engine.dispose()
    assert there.edition.framework.name == "Gardens"
    assert there.envelope.notes == "First edition.\n\n- with notes"
    assert str(there.envelope.effective_from) == "2025-09-15"


def test_import_govuk_again_says_that_nothing_changed(capframe: Run, tmp_path: Path) -> None:
    assert capframe(*GOVUK, "--edition", "1", "--publish").status == 0
    before = held(tmp_path)
    ended = capframe(*GOVUK, "--edition", "1", "--publish")
    assert ended.status == 0
    assert "gardens 1 is published with this content already; nothing was changed" in ended.out
    assert held(tmp_path) == before


def test_what_returns_in_an_import_is_named(capframe: Run, tmp_path: Path) -> None:
    shorter = tmp_path / "skills.csv"
    lines = (DATA / "garden_skills.csv").read_text(encoding="utf-8")
    shorter.write_text(lines[: lines.index("Composting")] + lines[lines.index("Garden money") :], encoding="utf-8")
    fewer = [shorter if part == DATA / "garden_skills.csv" else part for part in GOVUK]
    capframe(*GOVUK, "--edition", "1", "--publish")
    gone = capframe(*fewer, "--edition", "2", "--publish").out
    assert "   retired: skill composting\n0 new ids, 3 retired, 0 back again\n" in gone
    said = capframe(*GOVUK, "--edition", "3", "--publish").out
    assert "back again: skill composting\n" in said
    assert "0 new ids, 0 retired, 3 back again" in said


def test_dates_and_notes_of_what_is_published_stay_and_that_is_said(capframe: Run, document: Path) -> None:
    capframe("import", "native", document, "--publish")
    document.write_text(GARDEN_YAML.replace("2024-04-01", "2025-04-01"), encoding="utf-8")
    ended = capframe("import", "native", document)
    assert ended.status == 0
    said = "File and published edition differ in effective_from; what was published stays as it was."
    assert ended.err.strip() == said
    assert capframe("export", "gardening").out == GARDEN_YAML


def test_the_garden_is_the_same_from_a_draft_and_from_a_file(capframe: Run, document: Path, tmp_path: Path) -> None:
    capframe("import", "native", document)
    engine = open_engine(f"sqlite:///{tmp_path}/capframe.db")
    assert stored(engine, "gardening", "2024.1").edition == garden().edition
    engine.dispose()
