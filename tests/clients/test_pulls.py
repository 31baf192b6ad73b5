"""The pulls that docs/clients.md shows: an HR system's by the hour, a spreadsheet's by CSV."""

import csv
import io
import json
import socket
import subprocess
import sys
import urllib.request
from dataclasses import replace
from pathlib import Path

import pytest

from app.authoring.importing import import_release
from app.exchange import native
from app.framework.release import Release
from app.main import create_app
from app.settings import Settings
from app.store.engine import open_engine
from tests.catalogue.world import seconds_until
from tests.contract import written
from tests.contract.seed import seeded
from tests.running import running
from tests.skipped import not_tested

SCRIPT = written.ROOT / "docs/examples/hr_pull.py"
EDITION = "/v1/frameworks/{framework}/editions/{edition}"


def pull(server: str, folder: Path) -> str:
    command = [sys.executable, str(SCRIPT), server, "product-management", str(folder), "--once"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def next_edition(address: str) -> None:
    """Publish the seed's newest edition once more, under a newer label."""
    source = written.ROOT / "seed/product-management/2019.11.yaml"
    text = source.read_text(encoding="utf-8").replace('version: "2019.11"', 'version: "2020.01"')
    release: Release = native.parse(text.encode(), source.name)
    envelope = replace(release.envelope, version="2020.01", effective_from=None)
    engine = open_engine(address)
    import_release(engine, replace(release, envelope=envelope), keyless=False, publishing=True)
    engine.dispose()


def current(server: str) -> str:
    """The label of the edition in force, as a server has noticed it."""
    with urllib.request.urlopen(f"{server}/v1/frameworks/product-management/editions/current") as answer:
        return str(json.load(answer)["version"])


def test_the_hr_pull_fetches_once_then_hears_304_and_picks_up_the_next_edition(tmp_path: Path) -> None:
    parameters = written.live()["paths"][f"{EDITION}/role-levels"]["get"]["parameters"]
    if "include" not in {one["name"] for one in parameters}:
        not_tested("the HR pull: role-levels has no parameter include yet")
    database = seeded(tmp_path)
    with running(create_app(Settings(database_url=database))) as server:
        assert pull(server, tmp_path) == "edition 2019.11"
        kept = json.loads((tmp_path / "ladder.json").read_bytes())
        assert len(kept["role_levels"]) == 5
        assert all(rung["requirements"] for rung in kept["role_levels"])
        assert pull(server, tmp_path) == "304: nothing new"
        next_edition(database)
        seconds_until(lambda: current(server) == "2020.01")
        assert pull(server, tmp_path) == "edition 2020.01"
        assert json.loads((tmp_path / "ladder.json").read_bytes())["edition"] == "2020.01"
        assert pull(server, tmp_path) == "304: nothing new"


def test_the_hr_pull_follows_addresses_below_a_root_path(tmp_path: Path) -> None:
    with running(create_app(Settings(database_url=seeded(tmp_path), root_path="/skills"))) as server:
        assert pull(f"{server}/skills/", tmp_path) == "edition 2019.11"
    assert len(json.loads((tmp_path / "ladder.json").read_bytes())["role_levels"]) == 5


@pytest.mark.parametrize(
    "answer", [b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{", b"HTTP/1.1 200 OK\r\n\r\n{", b"what?"]
)
def test_the_hr_pull_says_so_when_an_answer_breaks_off(tmp_path: Path, answer: bytes) -> None:
    command = [sys.executable, str(SCRIPT), "", "product-management", str(tmp_path), "--once"]
    with socket.create_server(("127.0.0.1", 0)) as listener:
        command[2] = f"http://127.0.0.1:{listener.getsockname()[1]}"
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
            with listener.accept()[0] as connection:
                connection.recv(65_536)
                connection.sendall(answer)
            out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (1, "")
    assert err.startswith("not pulled: ")
    assert "Traceback" not in err


def test_the_hr_pull_says_so_when_nobody_answers(tmp_path: Path) -> None:
    command = [sys.executable, str(SCRIPT), "http://127.0.0.1:9", "product-management", str(tmp_path), "--once"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("not pulled: ")


def test_a_spreadsheet_loads_the_matrix_by_csv(served: str) -> None:
    if f"{EDITION}/matrix" not in written.live()["paths"]:
        not_tested("the spreadsheet: there is no matrix yet")
    address = f"{served}/v1/frameworks/product-management/editions/current/matrix?format=csv"
    with urllib.request.urlopen(address) as answer:
        assert answer.headers["Content-Type"].startswith("text/csv")
        rows = list(csv.reader(io.StringIO(answer.read().decode("utf-8-sig"))))
    assert len(rows) == 1 + 5
    assert len({len(row) for row in rows}) == 1
    assert "Agile working" in rows[0]
    assert "practitioner" in {cell for row in rows for cell in row}
