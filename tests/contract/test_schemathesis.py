"""Schemathesis, all its checks, against a real server over the seed and the garden, on both databases.

It bears a key over everything, and tries each operation that asks for one without it too. What writes finds a draft
that it may change, publish and delete, and a proposal to decide on.

``CAPFRAME_SCHEMATHESIS_EXAMPLES=100`` asks more of every operation, by chance; unset, the few questions stay the same.
"""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Engine

from app.access.issuing import Wanted, create_key
from app.access.secrets import make_secret
from app.authoring.importing import import_release
from app.framework.change import Change
from app.framework.release import Envelope
from tests.api.offered import PROVIDER, offer
from tests.api.seeded import ADMIN, GARDEN, suggest
from tests.contract.written import ROOT
from tests.served import served
from tests.worlds import garden

ASKED = os.environ.get("CAPFRAME_SCHEMATHESIS_EXAMPLES")
EXAMPLES = ["--max-examples", ASKED] if ASKED else ["--max-examples", "5", "--generation-deterministic"]
BEARER = make_secret()
CONFIGURED = "tests/contract/schemathesis.toml"


def test_schemathesis_finds_nothing(database_url: str, engine: Engine, tmp_path: Path) -> None:
    import_release(engine, garden(), keyless=False, publishing=True)
    draft = replace(garden(), envelope=Envelope(version="2027.1"))
    import_release(engine, draft, keyless=False, publishing=False)
    suggest(engine, GARDEN, Change("skill", "cutting", "renamed", "name", "Pruning", "Clipping"))
    for secret in (BEARER, ADMIN):  # the second is there to be changed and revoked
        wanted = Wanted(name="Schemathesis", scopes=frozenset({"admin", "learn"}), provider=PROVIDER)
        create_key(engine, wanted, secret)
    offer(engine)
    log = tmp_path / "log"
    with served(tmp_path, errors=log, CAPFRAME_DATABASE_URL=database_url) as (_, port):
        report = asked(f"http://127.0.0.1:{port}/openapi.json")
    print(report.stdout)  # noqa: T201 - what was asked, seen with -s or -rP
    assert report.returncode == 0, report.stdout[-9_000:] + report.stderr
    assert "No issues found" in report.stdout
    assert b"Traceback" not in log.read_bytes()


def asked(document: str) -> "subprocess.CompletedProcess[str]":
    """What Schemathesis says of the server with this document."""
    tool = str(Path(sys.executable).with_name("schemathesis"))
    keys = ["-H", f"Authorization: Bearer {BEARER.text}", "-H", f"X-API-Key: {BEARER.text}"]
    command = [tool, "--config-file", CONFIGURED, "run", document, "--checks", "all", "--no-color", *keys, *EXAMPLES]
    env = os.environ | {"PYTHONPATH": str(ROOT)}  # the hooks of this checkout
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
