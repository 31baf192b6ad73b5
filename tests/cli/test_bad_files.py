"""A file that cannot become an edition gets one message that names file and place, and the database stays as it is."""

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from app.authoring.importing import import_release
from app.exchange import native
from app.store.engine import open_engine
from tests.authoring.dumps import dump
from tests.authoring.gardens import second
from tests.cli.running import Ended, Run, check_one_message
from tests.databases import KINDS, Databases
from tests.exchange.garden import ORDER, ROLES, SKILLS, changed
from tests.worlds import GARDEN_YAML, garden

DOCUMENT = native.document(garden())
HEADER = ROLES.data.split(b"\n", 1)[0] + b"\n"


@pytest.fixture(scope="module", params=KINDS)
def filled(request: pytest.FixtureRequest, databases: Databases) -> Iterator[Engine]:
    """A database with a published garden and a draft; nothing in this module may change it."""
    address = databases.migrated(str(request.param))
    engine = open_engine(address)
    import_release(engine, garden(), keyless=False, publishing=True)
    yield engine
    engine.dispose()
    databases.drop(address)


@pytest.fixture
def refused(filled: Engine, capframe: Run, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """The command on that database; whatever it does, no row may differ afterwards."""
    monkeypatch.setenv("CAPFRAME_DATABASE_URL", filled.url.render_as_string(hide_password=False))
    before = dump(filled)
    yield capframe
    assert dump(filled) == before


def changed_document(**values: Any) -> bytes:
    return json.dumps(DOCUMENT | values).encode()


def with_skill(**values: Any) -> bytes:
    skills = [DOCUMENT["skills"][0] | values, *DOCUMENT["skills"][1:]]
    return changed_document(skills=skills)


NATIVE: dict[str, tuple[bytes, tuple[str, ...]]] = {
    "empty": (b"", ("garden.json: is empty",)),
    "truncated": (json.dumps(DOCUMENT).encode()[:500], ("garden.json: line 1, column", "is no JSON")),
    "UTF-16": (json.dumps(DOCUMENT).encode("utf-16"), ("garden.json:", "is not UTF-8")),
    "not JSON": (GARDEN_YAML.encode(), ("garden.json: line 1, column 1: is no JSON",)),
    "another format": (b'{"format": "other/1"}', ("garden.json: ", "format")),
    "a list": (b"[]", ("garden.json: ",)),
    "an unknown field": (changed_document(colour="green"), ("garden.json: ", "colour")),
    "a field twice": (
        b'{"format": "capframe-edition/1", "format": "capframe-edition/1"}',
        ("garden.json: /format: stands twice",),
    ),
    "NaN": (b'{"format": NaN}', ("garden.json: /format: is NaN",)),
    "a dangling reference": (with_skill(groups=["nowhere"]), ("garden.json: /skills/0/groups/0: ", "'nowhere'")),
    "a slug twice": (with_skill(slug="pruning"), ("garden.json: /skills/", "pruning")),
    "a bad slug": (with_skill(slug="Bad Slug"), ("garden.json: /skills/0/slug: ", "lower-case")),
    "no name": (with_skill(name=""), ("garden.json: /skills/0/name: ", "empty")),
    "a text of 200,000 characters": (
        with_skill(description="x" * 200_000),
        ("garden.json: /skills/0/description: ", "has 200,000 characters; at most 20,000 are allowed"),
    ),
    "a NUL": (with_skill(name="a\0b"), ("garden.json: ", "/skills/0/name")),
    "a lone surrogate": (with_skill(name="a\ud800b"), ("garden.json: /skills/0/name: holds a lone surrogate",)),
    "a reserved label": (changed_document(version="current"), ("garden.json: /version: ", "'current'")),
    "a rank out of all bounds": (
        changed_document(stages=[{"slug": "a", "name": "A", "rank": 10**30}]),
        ("garden.json: /stages/0/rank: is a number out of all bounds",),
    ),
    "a waiver of a rule that there is not": (
        changed_document(version="3", waivers=[{"rule": "no-such-rule", "place": "/skills/0", "reason": "So."}]),
        ("garden.json: /waivers/0/rule: names the rule 'no-such-rule', which there is not",),
    ),
    "too deep": (b"[" * 100_000, ("garden.json: is nested more than",)),
    "another edition under a published label": (
        native.render(native.parse(GARDEN_YAML.replace("Gardening\n", "Gardens\n", 1).encode(), "a.yaml"), "json"),
        ("Edition 2024.1 of gardening is published with other content", "under a new label"),
    ),
    "another key of the framework": (
        changed_document(version="3", framework=DOCUMENT["framework"] | {"key": "other"}),
        ("Framework 'gardening' has the key 'gardening' here, 'other' in the file",),
    ),
}


@pytest.mark.parametrize("case", NATIVE)
def test_a_native_document_that_breaks_a_rule_is_refused(refused: Run, tmp_path: Path, case: str) -> None:
    data, parts = NATIVE[case]
    file = tmp_path / "garden.json"
    file.write_bytes(data)
    check_one_message(refused("import", "native", file, "--publish"), *parts)


def test_a_native_document_over_the_size_bound_is_refused(refused: Run, tmp_path: Path) -> None:
    file = tmp_path / "garden.yaml"
    with file.open("wb") as written:
        written.truncate(200 * 2**20)  # sparse: takes no room
    check_one_message(
        refused("import", "native", file), "garden.yaml: has more than the 67,108,864 bytes that are read"
    )


def test_every_fault_of_a_document_is_told_with_its_line(refused: Run, tmp_path: Path) -> None:
    file = tmp_path / "garden.yaml"
    wrong = GARDEN_YAML.replace("name: Pruning\n", "name: ''\n").replace("groups: [plants]", "groups: [nowhere]")
    file.write_text(wrong, encoding="utf-8")
    ended = refused("import", "native", file)
    check_one_message(ended, "garden.yaml: line 52, /skills/1/groups/0: ", "garden.yaml: line 59, /skills/2/name: ")
    assert len(ended.err.splitlines()) == 2


GOVUK: dict[str, tuple[dict[str, bytes], tuple[str, ...]]] = {
    "empty": ({"roles.csv": b""}, ("roles.csv: is empty",)),
    "header only": ({"roles.csv": HEADER}, ("roles.csv: has a header but no records",)),
    "truncated": (
        {"roles.csv": ROLES.data[: ROLES.data.rindex(b"read a map")]},
        ("roles.csv: row 12, column 'Skill Level Description' (line 97): opens a quote that is never closed",),
    ),
    "swapped": (
        {"roles.csv": SKILLS.data, "skills.csv": ROLES.data},
        ("roles.csv: row 1 (line 1): is the skills file, where the roles file was expected",),
    ),
    "UTF-16": ({"roles.csv": ROLES.data.decode().encode("utf-16")}, ("roles.csv: is UTF-16, not UTF-8",)),
    "Latin-1": (
        {"skills.csv": SKILLS.data.replace("’".encode(), b"\xe9")},
        ("skills.csv: line ", "is not UTF-8 (byte 0xE9), perhaps Windows-1252 or Latin-1"),
    ),
    "a missing column": (
        {"roles.csv": changed(ROLES, ("Role Level,", "Level,")).data},
        ("roles.csv: row 1 (line 1): is not the roles file: it lacks the column 'Role Level'",),
    ),
    "a cell of 200,000 characters": (
        {"roles.csv": changed(ROLES, ("A surveyor measures land.", "land " * 40_000)).data},
        ("roles.csv: row 11, column 'Role Description' (line 94): has 200,000 characters; at most 100,000",),
    ),
    "a wrong order file": (
        {"order.tsv": changed(ORDER, ("\tEO\n", "\tEO\t\n")).data},
        ("order.tsv: row 3 (line 3): has 6 cells, but the header names 5 columns",),
    ),
    "a spreadsheet": ({"roles.csv": b"PK\x03\x04 and so on"}, ("roles.csv: is a spreadsheet or ZIP archive",)),
}


def import_govuk(capframe: Run, folder: Path, files: dict[str, bytes], *more: str) -> Ended:
    good = {"roles.csv": ROLES.data, "skills.csv": SKILLS.data, "order.tsv": ORDER.data}
    for name, data in (good | files).items():
        (folder / name).write_bytes(data)
    given = ["--roles", "roles.csv", "--skills", "skills.csv", "--order", "order.tsv"]
    last = {"--framework": "gardens", "--edition": "1"} | dict(zip(more[::2], more[1::2], strict=True))
    return capframe("import", "govuk", *given, *chain.from_iterable(last.items()), "--publish")


@pytest.mark.parametrize("case", GOVUK)
def test_a_publishers_file_that_is_broken_is_refused(refused: Run, tmp_path: Path, case: str) -> None:
    files, parts = GOVUK[case]
    check_one_message(import_govuk(refused, tmp_path, files), *parts)


def test_a_publishers_file_over_the_size_bound_is_refused(refused: Run, tmp_path: Path) -> None:
    ended = import_govuk(refused, tmp_path, {"roles.csv": b"x" * (32 * 2**20 + 1)})
    check_one_message(ended, "roles.csv: has more than the 33,554,432 bytes that are allowed")


OPTIONS = {
    ("--framework", "Bad Slug"): "--framework 'Bad Slug' must be lower-case ASCII letters",
    ("--framework", ""): "--framework '' is empty",
    ("--name", "a\tb"): "--name 'a\\tb' holds the character U+0009 at position 1",
    ("--edition", "current"): "The edition label 'current' is reserved",
    ("--edition", "a b"): "The edition label must be letters, digits",
    ("--notes", "empty.txt"): "empty.txt: the notes text is empty",
    ("--notes", "latin.txt"): "latin.txt: byte 3 is not UTF-8",
}


@pytest.mark.parametrize("option", OPTIONS)
def test_an_option_that_cannot_be_is_refused_by_its_name(refused: Run, tmp_path: Path, option: tuple[str, str]) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "latin.txt").write_bytes("Café".encode("latin-1"))
    ended = import_govuk(refused, tmp_path, {}, *option)
    assert ended.status == 1
    [said] = [line for line in ended.err.splitlines() if line.startswith("capframe: ")]
    assert OPTIONS[option] in said
    assert "Traceback" not in ended.err


def test_a_dry_run_refuses_what_the_import_would_refuse(refused: Run, tmp_path: Path) -> None:
    file = tmp_path / "garden.yaml"
    file.write_bytes(native.render(replace(garden(), edition=second()), "yaml"))
    ended = refused("import", "native", file, "--dry-run")
    check_one_message(ended, "Edition 2024.1 of gardening is published with other content")
