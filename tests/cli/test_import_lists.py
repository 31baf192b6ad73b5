"""capframe import govuk with --renames, --retirements and --proposals."""

from pathlib import Path

import pytest

from app.store.engine import open_engine
from tests.authoring.dumps import dump, stored
from tests.cli.running import Ended, Run, check_one_message
from tests.cli.test_verbs import GOVUK
from tests.exchange.garden import DATA

COLUMNS = "kind,old,new,score,reasons"


@pytest.fixture
def renamed(tmp_path: Path, capframe: Run) -> list[object]:
    """The command for files in which Pruning is called Cutting back; the files before are published."""
    assert capframe(*GOVUK, "--edition", "1", "--publish").status == 0
    texts = {name: (DATA / f"garden_{name}.csv").read_text(encoding="utf-8") for name in ("roles", "skills")}
    (tmp_path / "roles.csv").write_text(texts["roles"].replace(",Pruning,", ",Cutting back,"), encoding="utf-8")
    (tmp_path / "skills.csv").write_text(texts["skills"].replace("\nPruning,", "\nCutting back,"), encoding="utf-8")
    files = ("--roles", tmp_path / "roles.csv", "--skills", tmp_path / "skills.csv")
    return ["import", "govuk", *files, "--order", DATA / "garden_order.tsv", "--framework", "gardens", "--edition", "2"]


def proposed(ended: Ended) -> list[str]:
    """The lines of the table of proposals."""
    lines = ended.out.splitlines()
    return lines[lines.index(COLUMNS) :]


def test_a_dry_run_prints_likely_renames_as_the_file_that_renames_takes(
    capframe: Run, renamed: list[object], tmp_path: Path
) -> None:
    ended = capframe(*renamed, "--publish", "--dry-run")
    table = proposed(ended)
    assert table[1].startswith("skill,pruning,cutting-back,")
    assert len(table) == 2
    assert "\n".join(table) in Path(__file__).parents[2].joinpath("docs/importing.md").read_text(encoding="utf-8")
    assert "retired" in ended.out
    (tmp_path / "renames.csv").write_text("\n".join(table), encoding="utf-8")
    ended = capframe(*renamed, "--publish", "--renames", tmp_path / "renames.csv")
    assert ended.status == 0
    assert "0 new ids, 0 retired, 0 back again" in ended.out
    assert COLUMNS not in ended.out
    assert "went without" not in ended.err


def test_proposals_go_into_a_new_file_where_one_is_named(capframe: Run, renamed: list[object], tmp_path: Path) -> None:
    file = tmp_path / "likely.csv"
    ended = capframe(*renamed, "--dry-run", "--proposals", file)
    assert "Likely renames are in likely.csv; keep those that are right" in ended.out
    assert file.read_text(encoding="utf-8").splitlines()[0] == COLUMNS
    before = file.read_bytes()
    ended = capframe(*renamed, "--dry-run", "--proposals", file)
    assert ended.status == 1
    assert "capframe: likely.csv is there already; name a new file for --proposals" in ended.err
    assert file.read_bytes() == before
    ended = capframe(*renamed, "--dry-run", "--renames", file, "--proposals", tmp_path / "more.csv")
    assert "No rename looks likely; more.csv was not written." in ended.err
    assert not (tmp_path / "more.csv").exists()
    ended = capframe(*renamed, "--dry-run", "--renames", file, "--proposals", file)
    assert (ended.status, file.read_bytes()) == (1, before)
    assert "capframe: likely.csv is there already; name a new file for --proposals" in ended.err


def test_proposals_without_a_dry_run_are_a_wrong_command_line(capframe: Run, renamed: list[object]) -> None:
    ended = capframe(*renamed, "--proposals", "likely.csv")
    assert ended.status == 2
    assert "--dry-run only" in ended.err
    assert not Path("likely.csv").exists()


def test_what_is_gone_without_a_word_is_said(capframe: Run, renamed: list[object]) -> None:
    ended = capframe(*renamed)
    message = "roles.csv: 1 thing of the edition before went without a rename or retirement: skill pruning."
    assert message in ended.err


def test_retirements_are_kept_by_the_edition(capframe: Run, renamed: list[object], tmp_path: Path) -> None:
    gone = tmp_path / "gone.csv"
    gone.write_text("kind,slug,reason,replaced_by\nskill,pruning,Told anew.,cutting-back|soil\n", encoding="utf-8")
    ended = capframe(*renamed, "--publish", "--retirements", gone)
    assert ended.status == 0
    assert "went without" not in ended.err
    engine = open_engine(f"sqlite:///{tmp_path}/capframe.db")
    [entry] = stored(engine, "gardens", "2").edition.retirements
    engine.dispose()
    assert (entry.key, entry.reason, entry.replaced_by) == ("pruning", "Told anew.", ("cutting-back", "soil"))


def test_every_faulty_line_of_a_list_is_said_and_nothing_is_written(
    capframe: Run, renamed: list[object], tmp_path: Path
) -> None:
    engine = open_engine(f"sqlite:///{tmp_path}/capframe.db")
    before = dump(engine)
    wrong = tmp_path / "renames.csv"
    wrong.write_text("kind,old,new\nskill,weeding,soil\nlevel,a,b\n", encoding="utf-8")
    ended = capframe(*renamed, "--publish", "--renames", wrong)
    assert (ended.status, ended.out) == (1, "")
    remarks, _, message = ended.err.partition("capframe: ")  # of the files, which were read before
    assert "renames.csv" not in remarks
    first, second = message.splitlines()
    assert first == "renames.csv: row 2 (line 2): the edition before has no skill 'weeding'"
    assert second.startswith(
        "renames.csv: row 3 (line 3): 'level' is no kind that can be renamed; these are activity, "
    )
    wrong.write_text("what?", encoding="utf-8")
    check_one_message(capframe(*renamed, "--retirements", wrong), "renames.csv: row 1 (line 1): lacks kind and slug")
    assert dump(engine) == before
    engine.dispose()
