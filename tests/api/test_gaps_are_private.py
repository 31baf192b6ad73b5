"""Nothing of a profile is stored or logged: looked for in the database, byte by byte, and in every log."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import Engine, event, make_url
from starlette.testclient import TestClient

from app.authoring.importing import import_release
from app.kit import logs
from app.main import create_app
from app.settings import Settings
from tests.api.marked import MARK
from tests.api.shelf import FIXED
from tests.authoring.dumps import dump
from tests.selects import WATCHING
from tests.served import served
from tests.worlds import garden

HEAD = "gardener/head-gardener"
PERSON = {"mastery": [{"skill": "pruning", "level": "novice"}], "activities": ["prune-an-orchard"]}
#: What is asked below an edition, and whether it is answered: bodies that name people's skills, and words of their own.
ASKED: list[tuple[str, bytes, int]] = [
    ("gap", json.dumps({"role_level": HEAD, "profile": PERSON}).encode(), 200),
    ("gap/team", json.dumps({"role_levels": [HEAD], "profiles": [PERSON, PERSON]}).encode(), 200),
    ("moves", json.dumps({"profile": PERSON}).encode(), 200),
    ("gap", json.dumps({"role_level": HEAD, "profile": {"mastery": [{"skill": MARK}]}}).encode(), 422),
    ("gap", json.dumps({"role_level": HEAD, "profile": {**PERSON, MARK: MARK}}).encode(), 422),
    ("gap", json.dumps({"role_level": HEAD, "profile": {"mastery": MARK}}).encode(), 422),
    ("gap/team", json.dumps({"role_levels": [MARK], "profiles": [PERSON]}).encode(), 422),
    ("moves", json.dumps({"role_level": MARK}).encode(), 422),
    ("moves", b'{"role_level": "' + MARK.encode(), 400),
    ("gap", MARK.encode() * 600_000, 413),
]
HEADERS = {"Content-Type": "application/json", "X-Person": MARK}
#: What a profile would be known by, wherever it were written.
TRACES = [MARK, "pruning", "novice", "prune-an-orchard", "mastery"]


def ask_all(post: Any) -> None:
    for below, body, status in ASKED:
        answer = post(f"{FIXED}/{below}", content=body, headers=HEADERS)
        assert answer.status_code == status, answer.text


@contextmanager
def statements() -> Iterator[list[str]]:
    """All that a database is told or asked inside the block."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if threading.current_thread().name not in WATCHING:
            seen.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def stored(engine: Engine, address: str) -> object:
    """All that the database holds: of SQLite its files, byte by byte."""
    url = make_url(address)
    if url.drivername == "sqlite":
        file = Path(url.database or "")
        return {each.name: each.read_bytes() for each in (file, file.with_name(f"{file.name}-wal")) if each.exists()}
    return dump(engine)


def test_the_database_is_told_nothing_and_stays_as_it_was_to_the_byte(engine: Engine, database_url: str) -> None:
    import_release(engine, garden(), keyless=False, publishing=True)
    with TestClient(create_app(Settings(database_url=database_url))) as client:
        ask_all(client.post)  # the edition is loaded, and what courses offer
        before = stored(engine, database_url)
        with statements() as seen:
            ask_all(client.post)
        assert seen == []
        assert stored(engine, database_url) == before
        assert MARK.encode() not in repr(before).encode()


@pytest.mark.parametrize("style", ["json", "text"])
@pytest.mark.parametrize("kind", ["sqlite"])  # a log is the same over either
def test_a_server_writes_no_word_of_a_profile_to_its_log(
    engine: Engine, database_url: str, tmp_path: Path, style: str
) -> None:
    import_release(engine, garden(), keyless=False, publishing=True)
    engine.dispose()
    log = tmp_path / "log"
    settings = {"CAPFRAME_DATABASE_URL": database_url, "CAPFRAME_SEED": "false", "CAPFRAME_LOG": style}
    with (
        served(tmp_path, errors=log, **settings) as (process, port),
        httpx.Client(base_url=f"http://127.0.0.1:{port}") as client,
    ):
        ask_all(client.post)
        process.terminate()
        process.wait(30)
    written = log.read_text()
    assert written.count("/editions/{edition}/gap/team") == sum(below == "gap/team" for below, _, _ in ASKED)
    assert written.count(" 422 ") + written.count('"status":422') >= 5
    for trace in TRACES:
        assert trace not in written


@pytest.mark.parametrize(
    "broken", ["app.reading.gaps.get_gap", "app.api.strict_bodies.check_json", "app.api.strict_bodies.read_json"]
)
@pytest.mark.parametrize("kind", ["sqlite"])  # a log is the same over either
def test_not_even_a_failure_inside_repeats_what_was_sent(
    engine: Engine,
    database_url: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    broken: str,
) -> None:
    import_release(engine, garden(), keyless=False, publishing=True)

    def breaks(*given: object) -> None:
        try:
            raise LookupError(f"the first {MARK}")
        except LookupError as error:
            raise KeyError(MARK, given) from error

    monkeypatch.setattr(broken, breaks)
    below, body, _ = ASKED[0]
    caplog.handler.setFormatter(logs._formatter("json"))
    with TestClient(create_app(Settings(database_url=database_url))) as client:
        answer = client.post(f"{FIXED}/{below}", content=body, headers=HEADERS)
    assert (answer.status_code, answer.json()["type"]) == (500, "/problems/internal-error")
    [record] = [record for record in caplog.records if record.name == "capframe"]
    told = caplog.handler.format(record)
    assert "KeyError" in told
    assert "in breaks" in told  # where it broke is told
    assert MARK not in told
    assert "pruning" not in told
