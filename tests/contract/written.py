"""What is written from the code and committed: the OpenAPI document, its examples and some pages."""

import json
from pathlib import Path
from typing import Any

from app.api import openapi
from app.api.application import build_application
from tests.api.shelf import Shelf
from tests.contract import reference
from tests.contract.breaking import breaks
from tests.contract.examples import examples
from tests.contract.seed import garden_client, seed_client
from tests.contract.start_page import start_page

ROOT = Path(__file__).parents[2]
DOCUMENT = "docs/openapi.json"


def live() -> dict[str, Any]:
    """The OpenAPI document of the code as it stands."""
    return build_application(Shelf()).openapi()


def made() -> dict[str, str]:
    """The text of each committed file but the examples, by its path."""
    document = live()
    return {
        DOCUMENT: as_text(document),
        "docs/addresses.md": reference.addresses(document),
        "docs/problems.md": reference.problems(),
        "docs/command.md": reference.commands(),
        "app/api/start.html": start_page((ROOT / "docs/first-five-minutes.md").read_text(encoding="utf-8")),
    }


def broken(files: dict[str, str]) -> list[str]:
    """How the document breaks clients of the committed one."""
    committed = ROOT / DOCUMENT
    return breaks(json.loads(committed.read_bytes()), json.loads(files[DOCUMENT])) if committed.exists() else []


def stale(files: dict[str, str]) -> list[str]:
    """The committed files that say something else."""
    return [name for name, text in files.items() if not _says(ROOT / name, text)]


def write(files: dict[str, str]) -> None:
    """Commit them to disk."""
    for name, text in files.items():
        (ROOT / name).write_text(text, encoding="utf-8")


def asked_examples() -> str:
    """The examples as the server answers them now."""
    with seed_client() as seed, garden_client() as garden, seed_client() as written:
        return as_text(examples(seed, garden, written))


def write_examples() -> None:
    """Ask the server, and keep what it says."""
    openapi.EXAMPLES.write_text(asked_examples(), encoding="utf-8")
    openapi.kept_examples.cache_clear()


def as_text(document: object) -> str:
    """JSON as it is committed: a line a value, so that a change can be read."""
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def _says(file: Path, text: str) -> bool:
    return file.exists() and file.read_text(encoding="utf-8") == text
