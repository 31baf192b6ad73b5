"""kill -9 in the middle of an import leaves nothing of it, or all, and the next import works.

The real command imports a made-up framework of several thousand rows and is killed ten times: five times at a random
moment of its whole run, five times at a random moment after it was seen to hold the write lock.
"""

import os
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from app.authoring.importing import import_release
from app.exchange import native
from app.framework.digest import digest
from app.framework.release import Envelope, Release
from app.store import guards
from app.store.engine import open_engine
from app.store.scope import reading
from tests.authoring.dumps import Dump, dump, stored
from tests.bench.sizes import Size, edition
from tests.databases import Databases

KILLS = 10
ROOT = Path(__file__).parents[2]
SIZE = Size(roles=100, levels=300, skills=400, requirements=3_000, statements=4, role_names=2)
LOCKED = "SELECT count(*) FROM pg_locks WHERE mode = 'RowExclusiveLock' AND relation = 'edition'::regclass"


@cache
def large() -> Release:
    return Release(envelope=Envelope(version="1"), edition=edition(SIZE))


@dataclass(frozen=True, slots=True)
class Times:
    """How long an undisturbed run took, and for how long of it the write lock was held, in seconds."""

    whole: float
    locked: float


class Command:
    """Starts ``capframe import native FILE --publish`` on a database."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "large.json"
        self.file.write_bytes(native.render(large(), "json"))
        # Byte code is kept, as in any installation: else starting would take most of the time.
        self.environment = os.environ | {"PYTHONDONTWRITEBYTECODE": ""}

    def start(self, address: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "app.cli", "import", "native", str(self.file), "--publish"],
            env=self.environment | {"CAPFRAME_DATABASE_URL": address},
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )


@pytest.fixture(scope="module")
def command(tmp_path_factory: pytest.TempPathFactory) -> Command:
    return Command(tmp_path_factory.mktemp("kill"))


@contextmanager
def fresh(databases: Databases, kind: str) -> Iterator[Engine]:
    address = databases.migrated(kind)
    engine = open_engine(address)
    yield engine
    engine.dispose()
    databases.drop(address)


def address_of(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=False)


def is_written(engine: Engine) -> bool:
    """Whether somebody holds the write lock."""
    if engine.dialect.name != "sqlite":
        with reading(engine) as connection:
            return bool(connection.execute(text(LOCKED)).scalar())
    with closing(sqlite3.connect(engine.url.database or "", timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            return "locked" in str(error)
        return False


def wait_for_write(engine: Engine, run: subprocess.Popen[bytes]) -> None:
    while run.poll() is None and not is_written(engine):
        time.sleep(0.002)


def measured(command: Command, databases: Databases, kind: str) -> Times:
    """The times of a run that nobody disturbs."""
    with fresh(databases, kind) as engine:
        started = time.perf_counter()
        run = command.start(address_of(engine))
        wait_for_write(engine, run)
        locked = time.perf_counter()
        while run.poll() is None and is_written(engine):
            time.sleep(0.002)
        let_go = time.perf_counter()
        _, said = run.communicate(timeout=60)
        assert run.returncode == 0, said.decode()
    return Times(time.perf_counter() - started, let_go - locked)


def kill(run: subprocess.Popen[bytes], engine: Engine, after: float, *, inside: bool) -> bool:
    """Kill a run some seconds after its start, or after it took the write lock; whether it held that lock."""
    if inside:
        wait_for_write(engine, run)
    time.sleep(after)
    held = is_written(engine)
    run.kill()
    run.communicate(timeout=60)
    return held


def check_whole(engine: Engine, before: Dump, triggers: dict[str, str]) -> str:
    """Nothing or all is there, the guard stands, and the file is sound. Which of the two."""
    if engine.dialect.name == "sqlite":
        with reading(engine) as connection:
            assert connection.execute(text("PRAGMA integrity_check")).scalars().all() == ["ok"]
    with reading(engine) as connection:
        assert guards.installed(connection) == triggers
    after = dump(engine)
    if after == before:
        return "nothing"
    there = stored(engine, "bench", "1")
    assert there.edition == large().edition
    assert (there.envelope.status, there.envelope.digest) == ("published", digest(large().edition))
    return "all"


def check_next(engine: Engine, left: str) -> None:
    outcome = import_release(engine, large(), keyless=False, publishing=True)
    assert outcome.done == ("unchanged" if left == "all" else "published")
    assert stored(engine, "bench", "1").edition == large().edition


def test_a_killed_import_leaves_nothing_or_all_and_the_next_one_works(
    kind: str, databases: Databases, command: Command
) -> None:
    times = measured(command, databases, kind)
    chance = random.Random(9)  # noqa: S311  # moments, no secret
    moments = [chance.uniform(0, times.locked * at / KILLS if at % 2 else times.whole) for at in range(KILLS)]

    def try_once(at: int) -> bool:
        with fresh(databases, kind) as engine:
            with reading(engine) as connection:
                triggers = guards.installed(connection)
            before = dump(engine)
            assert triggers
            held = kill(command.start(address_of(engine)), engine, moments[at], inside=bool(at % 2))
            check_next(engine, check_whole(engine, before, triggers))
        return held

    with ThreadPoolExecutor(2) as pool:
        inside = list(pool.map(try_once, range(KILLS)))
    assert inside.count(True) >= 3, f"{times} {inside} would show little"
