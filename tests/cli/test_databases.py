"""A database that cannot be used gets one clear line and exit status 1, from every verb."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from app.authoring.importing import import_release
from app.authoring.seeding import seeds
from app.store.editions import create_framework
from app.store.engine import open_engine
from app.store.problem import StoreProblem
from app.store.scope import writing
from tests.authoring.dumps import empty
from tests.cli.running import Run, check_one_message
from tests.databases import Databases
from tests.worlds import garden

VERBS = ("migrate", "seed", "serve --port 0", f"import native {seeds()[0].path} --publish", "export a", "publish a 1")


def check_all(capframe: Run, *parts: str, verbs: tuple[str, ...] = VERBS) -> None:
    for verb in verbs:
        ended = capframe(*verb.split())
        check_one_message(ended, *parts)
        assert len(ended.err.strip().splitlines()) == 1, verb


def test_a_database_that_is_newer_than_the_software(capframe: Run, tmp_path: Path) -> None:
    capframe("migrate")
    with closing(sqlite3.connect(tmp_path / "capframe.db", isolation_level=None)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    check_all(capframe, "capframe.db is at revision 9999, newer than this Capframe", "install the newer Capframe")


def test_a_newer_postgresql(capframe: Run, databases: Databases, monkeypatch: pytest.MonkeyPatch) -> None:
    address = databases.migrated("postgresql")
    monkeypatch.setenv("CAPFRAME_DATABASE_URL", address)
    engine = create_engine(address)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    check_all(capframe, "is at revision 9999, newer than this Capframe")
    databases.drop(address)


def test_a_postgresql_without_tables_is_not_migrated_unasked(
    capframe: Run, databases: Databases, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = databases.empty("postgresql")
    monkeypatch.setenv("CAPFRAME_DATABASE_URL", address)
    check_all(capframe, "has no Capframe tables yet; run: capframe migrate", verbs=VERBS[1:])
    assert "is at revision" in capframe("migrate").out
    assert "added product-management" in capframe("seed").out
    databases.drop(address)


def test_a_postgresql_that_nobody_runs(capframe: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAPFRAME_DATABASE_URL", "postgresql://someone:secret@127.0.0.1:1/capframe")
    check_all(capframe, "127.0.0.1:1/capframe does not answer: ", "refused")
    assert "secret" not in capframe("seed").err


def test_a_postgresql_without_that_database(
    capframe: Run, databases: Databases, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = databases.server.set(database="nobody_made_this").render_as_string(hide_password=False)
    monkeypatch.setenv("CAPFRAME_DATABASE_URL", address)
    check_all(capframe, "does not answer: ", '"nobody_made_this" does not exist')


@pytest.mark.parametrize("content", [b"hello " * 1000, b"\x00" * 5000 + b"x", b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_file_that_is_no_database(capframe: Run, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "capframe.db").write_bytes(content)
    check_all(capframe, "capframe.db", "is not a SQLite database; name another one in CAPFRAME_DATABASE_URL")
    assert (tmp_path / "capframe.db").read_bytes() == content


def test_a_damaged_database_file(capframe: Run, tmp_path: Path) -> None:
    capframe("seed")
    with closing(sqlite3.connect(tmp_path / "capframe.db")) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    file = tmp_path / "capframe.db"
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    for verb in ("seed", "export product-management"):
        check_one_message(capframe(*verb.split()), "capframe.db", "damaged")


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("sqlite:///{folder}/nowhere/capframe.db", "/nowhere for the database does not exist; create it first"),
        ("sqlite:///{folder}", "cannot be opened; check the path and its rights"),
        ("sqlite:///:memory:", "names no file; a database in memory would be lost at once"),
        ("mysql://localhost/capframe", "CAPFRAME_DATABASE_URL names 'mysql'; use sqlite or postgresql"),
        ("capframe.db", "CAPFRAME_DATABASE_URL is no database address; try sqlite:///capframe.db"),
        ("postgresql://localhost:port/capframe", "CAPFRAME_DATABASE_URL is no database address"),
    ],
)
def test_an_address_that_leads_nowhere(
    capframe: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, address: str, says: str
) -> None:
    monkeypatch.setenv("CAPFRAME_DATABASE_URL", address.format(folder=tmp_path))
    check_all(capframe, says)


@pytest.fixture
def read_only(capframe: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command on a migrated database opened for reading; the rights of a file would not stop root."""
    capframe("migrate")
    monkeypatch.setenv("CAPFRAME_DATABASE_URL", f"sqlite:///file:{tmp_path}/capframe.db?mode=ro&uri=true")
    return capframe


def test_a_database_that_is_read_only(read_only: Run) -> None:
    check_all(read_only, "is read-only; give this user the right to write to it", verbs=(VERBS[1], *VERBS[3:4]))


def test_reading_a_read_only_database_works(read_only: Run) -> None:
    check_one_message(read_only("export", "a"), "There is no edition 'current' of 'a'")


def test_a_read_only_database_that_is_behind(capframe: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(sqlite3.connect(tmp_path / "capframe.db")) as connection:
        connection.execute("CREATE TABLE other (id INTEGER)")
    monkeypatch.setenv("CAPFRAME_DATABASE_URL", f"sqlite:///file:{tmp_path}/capframe.db?mode=ro&uri=true")
    check_all(capframe, "is read-only; give this user the right to write to it")


def test_a_postgresql_user_who_may_only_read(
    capframe: Run, databases: Databases, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = databases.migrated("postgresql")
    reader = make_url(address).update_query_dict({"options": "-c role=pg_read_all_data"})
    monkeypatch.setenv("CAPFRAME_DATABASE_URL", reader.render_as_string(hide_password=False))
    check_all(capframe, "gives this user too few rights: permission denied for table", verbs=(VERBS[1], VERBS[3]))
    check_one_message(capframe("export", "a"), "There is no edition 'current' of 'a'")
    databases.drop(address)


def test_a_postgresql_that_takes_no_writes_for_now(databases: Databases) -> None:
    """As a replica answers, or a primary during a takeover."""
    address = databases.migrated("postgresql")
    engine = open_engine(address)

    def write() -> None:
        with writing(engine) as connection:
            connection.execute(text("SET TRANSACTION READ ONLY"))
            create_framework(connection, "a", "a")

    with pytest.raises(StoreProblem, match="is read-only"):
        write()
    engine.dispose()
    databases.drop(address)


def test_a_postgresql_that_goes_away_in_the_middle_of_an_import(databases: Databases) -> None:
    address = databases.migrated("postgresql")
    engine, other = open_engine(address), create_engine(address, isolation_level="AUTOCOMMIT")

    def shut(_done: int, _total: int) -> None:
        with other.connect() as connection:
            others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name"
            connection.execute(text(f"{others} AND pid <> pg_backend_pid()"), {"name": engine.url.database})

    with pytest.raises(StoreProblem, match="does not answer"):
        import_release(engine, garden(), keyless=False, publishing=True, progress=shut)
    assert empty(engine)
    assert import_release(engine, garden(), keyless=False, publishing=True).done == "published"
    for each in (engine, other):
        each.dispose()
    databases.drop(address)


def test_a_copied_database_goes_on_where_it_was(capframe: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    capframe("seed")
    with closing(sqlite3.connect(tmp_path / "capframe.db")) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copyfile(tmp_path / "capframe.db", tmp_path / "copy.db")
    monkeypatch.setenv("CAPFRAME_DATABASE_URL", f"sqlite:///{tmp_path}/copy.db")
    assert capframe("seed").out == "every seed edition is there already\n"


@pytest.mark.parametrize(
    ("setting", "says"),
    [
        ("CAPFRAME_SEED=maybe", "CAPFRAME_SEED must be true or false, not 'maybe'"),
        ("CAPFRAME_READ_ONLY=perhaps", "CAPFRAME_READ_ONLY must be true or false, not 'perhaps'"),
        ("CAPFRAME_EDITIONS_KEPT=0", "CAPFRAME_EDITIONS_KEPT must be a whole number from 1 to 10000, not '0'"),
        ("CAPFRAME_EDITIONS_KEPT=many", "CAPFRAME_EDITIONS_KEPT must be a whole number"),
        (f"CAPFRAME_EDITIONS_KEPT={'9' * 5000}", "CAPFRAME_EDITIONS_KEPT must be a whole number"),
        ("CAPFRAME_ROOT_PATH=api", "CAPFRAME_ROOT_PATH must be a path such as /skills"),
    ],
    ids=["seed", "read-only", "none kept", "many kept", "far too many kept", "root path"],
)
def test_a_setting_that_cannot_be(
    capframe: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, setting: str, says: str
) -> None:
    name, _, value = setting.partition("=")
    monkeypatch.setenv(name, value)
    check_all(capframe, says)
    assert list(tmp_path.iterdir()) == []
