"""Spectral, with its own rules and OWASP's, finds no error, and no warning but those that stand with a reason."""

import json
import subprocess

import yaml

from tests.contract import written
from tests.npm_tools import FOLDER, npm_tool

STANDING = FOLDER / "standing.yaml"
ERROR = 0


def test_spectral_finds_no_error_and_only_the_warnings_that_stand() -> None:
    command = [
        npm_tool("spectral"),
        "lint",
        str(written.ROOT / written.DOCUMENT),
        "-r",
        "spectral.yaml",
        "-f",
        "json",
        "-q",
    ]
    done = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, check=False)
    findings = json.loads(done.stdout)
    assert [each for each in findings if each["severity"] == ERROR] == []
    assert {each["code"] for each in findings} == yaml.safe_load(STANDING.read_text(encoding="utf-8")).keys()


def test_every_warning_that_stands_has_a_reason() -> None:
    for rule, reason in yaml.safe_load(STANDING.read_text(encoding="utf-8")).items():
        assert len(reason) > 30, rule
