"""While many writes wait for a lock that somebody holds for long, readers and the watch over others' writes do not."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
from sqlalchemy import Engine, text

from app.access.issuing import Wanted, create_key, revoke_key
from app.access.secrets import Secret
from app.authoring.drafting import DraftWanted, create_draft
from app.authoring.importing import import_release
from app.authoring.publishing import withdraw_edition
from app.store.audit import COMMAND_LINE
from app.store.scope import writing
from tests.api.locked import bearing
from tests.served import served
from tests.worlds import garden

FRAMEWORK = "/v1/frameworks/gardening"
#: More than there are threads for requests, so that each would be taken if a write that waits took one.
WRITES = 45
#: Seconds for an answer that is not to wait: far fewer than those for which the lock is held.
SOON = 15.0


@contextmanager
def lock_held(engine: Engine) -> Iterator[None]:
    """Hold what an edit of the draft waits for, as a long import of it does."""
    with writing(engine) as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT 1 FROM edition WHERE version = 'next' FOR UPDATE"))
        yield


def key(engine: Engine, name: str) -> Secret:
    return create_key(engine, Wanted(name=name, scopes=frozenset({"publish"})))


def put(base: str, secret: Secret, number: int) -> int:
    body = {"slug": f"skill-{number}", "name": f"Skill {number}"}
    headers = bearing(secret) | {"If-None-Match": "*"}
    address = f"{base}{FRAMEWORK}/editions/next/content/skills/skill-{number}"
    return httpx.put(address, json=body, headers=headers, timeout=120).status_code


def get(base: str, path: str, secret: Secret | None = None) -> int:
    return httpx.get(f"{base}{path}", headers=bearing(secret) if secret else {}, timeout=SOON).status_code


def test_readers_keys_and_the_watch_do_not_wait_behind_writes(
    engine: Engine, database_url: str, tmp_path: Path
) -> None:
    import_release(engine, garden(), keyless=False, publishing=True)
    create_draft(engine, "gardening", DraftWanted(version="next", based_on="2024.1"), COMMAND_LINE)
    editor, other = key(engine, "Editor"), key(engine, "Other")
    errors = tmp_path / "errors"
    with (
        served(tmp_path, errors=errors, CAPFRAME_DATABASE_URL=database_url, CAPFRAME_SEED="false") as (_, port),
        ThreadPoolExecutor(WRITES) as senders,
    ):
        base = f"http://127.0.0.1:{port}"
        assert get(base, f"{FRAMEWORK}/editions/2024.1/skills", other) == 200
        with lock_held(engine):
            sent = [senders.submit(put, base, editor, number) for number in range(WRITES)]
            time.sleep(2)  # for them to arrive; fewer that wait would only make this easier
            assert not [one for one in sent if one.done()]
            assert get(base, f"{FRAMEWORK}/editions/2024.1/skills") == 200
            assert get(base, f"{FRAMEWORK}/editions/2024.1/roles", other) == 200
            assert get(base, f"{FRAMEWORK}/editions/next", other) == 200
            assert get(base, "/readyz") == 200
            if engine.dialect.name == "postgresql":  # SQLite has one lock for all that is written
                revoke_key(engine, other.id)
                withdraw_edition(engine, "gardening", "2024.1", "A mistake.")
                until = time.monotonic() + SOON
                while get(base, f"{FRAMEWORK}/editions/current") == 200:
                    assert time.monotonic() < until, "the withdrawal is not noticed"
                    time.sleep(0.1)
                assert get(base, "/v1/frameworks", other) == 401
        assert {one.result() for one in sent} == {201}
    assert "Traceback" not in errors.read_text()
