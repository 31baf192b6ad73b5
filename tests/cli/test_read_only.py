"""CAPFRAME_READ_ONLY: a server that leaves its database as it is."""

import json
import urllib.request
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.authoring.importing import import_release
from app.store.engine import open_engine
from app.store.problem import StoreProblem
from tests.authoring.dumps import dump
from tests.cli.running import Run, check_one_message
from tests.served import served
from tests.worlds import garden


def test_the_database_itself_refuses_to_be_written_to(database_url: str, engine: Engine) -> None:
    before = dump(engine)
    reader = open_engine(database_url, read_only=True)
    assert dump(reader) == before  # a connection that was used to read refuses too
    with pytest.raises(StoreProblem, match="is read-only"):
        import_release(reader, garden(), keyless=False, publishing=True)
    assert dump(engine) == before
    reader.dispose()


def test_what_is_there_is_served_and_nothing_is_seeded(database_url: str, engine: Engine, tmp_path: Path) -> None:
    import_release(engine, garden(), keyless=False, publishing=True)
    before = dump(engine)
    settings = {"CAPFRAME_DATABASE_URL": database_url, "CAPFRAME_READ_ONLY": "true"}
    with (
        served(tmp_path, errors=tmp_path / "log", **settings) as (_, port),
        urllib.request.urlopen(f"http://127.0.0.1:{port}/v1/frameworks") as answer,
    ):
        assert [item["slug"] for item in json.load(answer)["items"]] == ["gardening"]
    assert dump(engine) == before


def test_a_database_that_is_not_there_is_not_made(
    capframe: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAPFRAME_READ_ONLY", "true")
    check_one_message(capframe("serve", "--port", "0"), "capframe.db", "cannot be opened; check the path")
    assert list(tmp_path.iterdir()) == []
