"""A publish that is killed with SIGKILL at any point of it leaves the draft as it was, or the edition whole."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.authoring.publishing import publish_draft
from app.store import guards
from app.store.scope import reading
from tests.authoring import gardens
from tests.authoring.crash import COMMITTED, POINTS
from tests.authoring.dumps import Dump, dump

ROOT = Path(__file__).parents[2]
#: What a publish writes to; the content is there before.
WRITTEN = {"edition", "identity", "former_slug", "audit_entry", "feed_entry", "feed_head"}


def publish_and_die(engine: Engine, point: str) -> None:
    address = engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", "tests.authoring.crash", address, gardens.SLUG, "2", point]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=120, check=False)
    assert run.returncode == -signal.SIGKILL, run.stderr.decode()


def tables_that_differ(one: Dump, other: Dump) -> set[str]:
    return {name for name in one if one[name] != other[name]}


@pytest.mark.parametrize("point", POINTS)
def test_a_publish_killed_at_a_point_is_all_or_nothing(engine: Engine, point: str) -> None:
    """A skill is renamed, one goes and one comes, so that every table which a publish writes has something to write."""
    gardens.publish(engine, gardens.release("1"))
    gardens.draft(engine, gardens.release("2", gardens.second(), day="2024-05-01"))
    with reading(engine) as connection:
        triggers = guards.installed(connection)
    before = dump(engine)
    publish_and_die(engine, point)
    after = dump(engine)
    with reading(engine) as connection:
        assert guards.installed(connection) == triggers
    if point == COMMITTED:
        assert tables_that_differ(before, after) == WRITTEN
        return
    assert after == before
    publish_draft(engine, gardens.SLUG, "2")
    assert tables_that_differ(before, dump(engine)) == WRITTEN
