"""What the code has, the docs have an entry for; and what the docs name is there."""

import re
from dataclasses import fields

import pytest

from app.kit.problem_table import PROBLEM_TYPES
from app.settings import Settings, read_settings
from tests.contract import reference, written
from tests.docs.blocks import PAGES, ROOT

ROW = re.compile(r"^\| `(CAPFRAME_\w+)` \| ([^|]*)\|", re.MULTILINE)
SETTINGS = dict(ROW.findall((ROOT / "docs/configuration.md").read_text(encoding="utf-8")))


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def test_every_setting_has_its_row_and_every_row_is_a_setting() -> None:
    assert SETTINGS.keys() == {f"CAPFRAME_{field.name.upper()}" for field in fields(Settings)}


def test_every_variable_that_the_code_names_has_its_row() -> None:
    code = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "app").rglob("*.py"))
    assert set(re.findall(r"\"(CAPFRAME_[A-Z_]+)\"", code)) <= SETTINGS.keys()


@pytest.mark.parametrize("name", SETTINGS)
def test_the_default_in_a_row_is_what_an_unset_variable_means(name: str) -> None:
    stated = re.fullmatch(r"`([^`]*)`", SETTINGS[name].strip())
    if stated:
        assert read_settings({name: stated[1]}) == read_settings({})
    else:
        assert not getattr(read_settings({}), name.removeprefix("CAPFRAME_").lower())


def test_every_operation_has_its_entry() -> None:
    told = page("addresses.md")
    for path, methods in written.live()["paths"].items():
        for method in methods:
            assert f"### `{method.upper()} {path}`" in told


def test_every_problem_type_has_its_entry() -> None:
    assert re.findall(r"^## (.+)$", page("problems.md"), re.MULTILINE) == list(PROBLEM_TYPES)


def test_every_command_and_each_of_its_options_has_its_entry_with_words() -> None:
    told = page("command.md")
    for name, verb in reference.verbs():
        section = told.partition(f"## `{name}`\n")[2].partition("\n## ")[0]
        assert len(section.strip()) > 20, name
        for each in verb.params:
            shown = (each.metavar or each.name.upper()) if each.param_type_name == "argument" else each.opts[0]
            assert re.search(rf"^- `{re.escape(shown)}.*: \w.+\.$", section, re.MULTILINE), (name, shown)


def test_every_link_between_pages_leads_to_a_file() -> None:
    found = 0
    for each in PAGES:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", each.read_text(encoding="utf-8")):
            assert (each.parent / target).exists(), f"{each.name}: {target}"
            found += 1
    assert found > 20


def test_every_page_of_the_docs_can_be_reached_from_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for file in (ROOT / "docs").glob("*.md"):
        assert f"docs/{file.name}" in readme, file.name
