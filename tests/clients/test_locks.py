"""The lock files of the clients' tools hold hashes and name no host: where packages come from is for who installs."""

import json

from tests.clients.python_tools import FOLDER as PYTHON
from tests.npm_tools import FOLDER as NPM


def test_the_lock_of_the_python_generator_has_hashes_and_no_host() -> None:
    lock = (PYTHON / "requirements.txt").read_text(encoding="utf-8")
    assert "openapi-python-client==" in lock
    assert "--hash=sha256:" in lock
    assert "://" not in lock


def test_the_lock_of_the_npm_tools_has_hashes_and_no_host() -> None:
    packages = json.loads((NPM / "package-lock.json").read_bytes())["packages"]
    installed = {name: told for name, told in packages.items() if name}
    assert len(installed) > 100
    assert all("resolved" not in told and told["integrity"] for told in installed.values())
