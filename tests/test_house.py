"""The house rules are found broken where they are, and nowhere else."""

from pathlib import Path

import pytest

from tests.house import breaches, main

GOOD = {
    "app/__init__.py": '"""A house."""\n',
    "app/kit/small.py": "def one():\n    print()\n\n\ndef two():\n    print()\n",
    "app/store/session.py": "def scope(session):\n    session.commit()\n",
    "app/api/problems.py": "from fastapi import HTTPException\n",
    "dev.py": "print()\n",
    "migrations/env.py": "def run():\n" + "    print()\n" * 60,
    "requirements.txt": "alembic==1.0\n",
    "tests/test_app.py": "def test_it():\n    assert 1\n\n\nasync def test_that():\n    expect_this(1)\n",
}


def build(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root


def function(lines: int) -> str:
    return "def act():\n" + "    print()\n" * (lines - 1)


def test_a_good_tree_passes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(build(tmp_path, GOOD)) == 0
    assert capsys.readouterr().out.splitlines() == [
        "lines           count  median   p90  longest",
        "app files           4     1.5     6        6",
        "app functions       3       2     2        2",
        "tests files         1       6     6        6",
        "tests functions     2       2     2        2",
    ]


def test_a_breach_is_printed_and_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(build(tmp_path, GOOD | {"app/kit/text.py": "session.commit()\n"})) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "app/kit/text.py:1 only app/store commits"


@pytest.mark.parametrize(
    ("name", "text", "breach"),
    [
        ("app/long.py", "x = 1\n" * 401, "app/long.py:401 401 lines, at most 400"),
        ("dev.py", "x = 1\n" * 401, "dev.py:401 401 lines, at most 400"),
        ("migrations/versions/a.py", "x = 1\n" * 401, "migrations/versions/a.py:401 401 lines, at most 400"),
        ("tests/test_long.py", "x = 1\n" * 501, "tests/test_long.py:501 501 lines, at most 500"),
        ("app/act.py", "\n" + function(41), "app/act.py:2 act: 41 lines, at most 40"),
        ("app/kit/text.py", "\nsession.commit()\n", "app/kit/text.py:2 only app/store commits"),
        ("app/stores.py", "session.commit()\n", "app/stores.py:1 only app/store commits"),
        ("app/api/roles.py", "raise HTTPException(404)\n", "app/api/roles.py:1 raise a problem, not an HTTPException"),
        ("tests/test_no.py", "def test_no():\n    print()\n", "tests/test_no.py:1 test_no asserts nothing"),
        ("requirements-dev.txt", "-i https://host/\n", "requirements-dev.txt:1 a lock file names no host"),
    ],
)
def test_what_stands_in_the_wrong_size_or_place_is_found(tmp_path: Path, name: str, text: str, breach: str) -> None:
    assert list(breaches(build(tmp_path, GOOD | {name: text}))) == [breach]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("app/long.py", "x = 1\n" * 400),
        ("tests/test_long.py", "x = 1\n" * 500),
        ("app/store/act.py", "\n" + function(40) + "".join(function(1)[:-1] + " ...\n" for _ in range(9))),
        ("tests/world.py", function(41)),
    ],
)
def test_what_is_just_small_enough_passes(tmp_path: Path, name: str, text: str) -> None:
    assert not list(breaches(build(tmp_path, GOOD | {name: text})))


def test_a_house_of_large_files_and_functions_is_found(tmp_path: Path) -> None:
    large = {f"app/{name}.py": function(11) + "x = 1\n" * 90 for name in "abcde"}
    assert list(breaches(build(tmp_path, large))) == [
        "app:1 the median file has 101 lines, at most 100",
        "app:1 the median function has 11 lines, at most 10",
    ]


def test_a_file_that_does_not_parse_is_named(tmp_path: Path) -> None:
    with pytest.raises(SyntaxError) as raised:
        list(breaches(build(tmp_path, {"app/broken.py": "def\n"})))
    assert (raised.value.filename, raised.value.lineno) == ("app/broken.py", 1)
