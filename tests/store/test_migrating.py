"""Migrations: the newest schema on both databases, all or nothing, guard and digests kept."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import IntegrityError

from app.authoring.importing import import_release
from app.store import guards, migrating
from app.store.engine import open_engine
from app.store.migrating import HEAD, check_revision, configuration, make_ready, revision_of, upgrade
from app.store.problem import StoreProblem
from app.store.scope import reading, writing, writing_schema
from tests.databases import Databases
from tests.worlds import garden


@pytest.fixture
def empty(kind: str, databases: Databases) -> Iterator[Engine]:
    address = databases.empty(kind)
    engine = open_engine(address)
    yield engine
    engine.dispose()
    databases.drop(address)


def triggers(engine: Engine) -> dict[str, str]:
    with reading(engine) as connection:
        return guards.installed(connection)


def test_the_stated_head_is_the_newest_migration() -> None:
    assert ScriptDirectory.from_config(configuration()).get_heads() == [HEAD]


def test_the_tables_are_what_the_models_say(engine: Engine) -> None:
    config = configuration()
    with writing_schema(engine) as connection:
        config.attributes["connection"] = connection
        command.check(config)  # raises where autogenerate would still find something to do
    assert revision_of(engine) == HEAD


def test_migrating_twice_changes_nothing(empty: Engine) -> None:
    upgrade(empty)
    standing = triggers(empty)
    upgrade(empty)
    assert standing
    assert triggers(empty) == standing


def test_a_migration_that_dies_midway_leaves_nothing_behind(empty: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    def die(_connection: Connection) -> None:
        raise RuntimeError("the power went off")

    monkeypatch.setattr(migrating, "check_digests", die)
    with pytest.raises(RuntimeError, match="power"):
        upgrade(empty)
    with reading(empty) as connection:
        assert inspect(connection).get_table_names() == []
    assert revision_of(empty) is None


@pytest.fixture
def published(engine: Engine) -> Engine:
    import_release(engine, garden(), keyless=False, publishing=True)
    return engine


@pytest.fixture
def next_migration(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], None]:
    """Add a migration after the newest one, with the given body."""

    def add(body: str) -> None:
        versions = tmp_path / "versions"
        versions.mkdir()
        for path in (migrating.FOLDER / "versions").glob("*.py"):
            (versions / path.name).write_text(path.read_text())
        (versions / "9999_next.py").write_text(
            f"from alembic import op\nimport sqlalchemy as sa\nrevision = '9999'\ndown_revision = '{HEAD}'\n"
            f"def upgrade():\n    {body}\n"
        )
        for name in ("env.py", "script.py.mako"):
            (tmp_path / name).write_text((migrating.FOLDER / name).read_text())
        monkeypatch.setattr(migrating, "FOLDER", tmp_path)
        monkeypatch.setattr(migrating, "HEAD", "9999")

    return add


def test_a_migration_may_rewrite_published_rows_as_long_as_digests_stay(
    published: Engine, next_migration: Callable[[str], None]
) -> None:
    standing = triggers(published)
    next_migration(
        "op.execute('UPDATE skill SET name = upper(name)'); op.execute('UPDATE skill SET name = lower(name)')"
    )
    with pytest.raises(StoreProblem, match="nothing was migrated"):
        upgrade(published)
    assert triggers(published) == standing
    assert revision_of(published) == HEAD


def test_a_migration_that_keeps_the_content_goes_through_and_the_guard_stands_again(
    published: Engine, next_migration: Callable[[str], None]
) -> None:
    standing = triggers(published)
    next_migration('op.execute("UPDATE statement SET position = position + 10")')
    upgrade(published)
    assert revision_of(published) == "9999"
    assert triggers(published) == standing


def test_a_migration_that_rebuilds_a_table_leaves_the_guard_in_place(
    published: Engine, next_migration: Callable[[str], None]
) -> None:
    standing = triggers(published)
    next_migration(
        "with op.batch_alter_table('edition', recreate='auto') as batch:\n"
        "        batch.alter_column('withdrawn_reason', existing_type=sa.String(20000), type_=sa.String(20001))"
    )
    upgrade(published)
    assert triggers(published) == standing
    with writing(published) as connection, pytest.raises(Exception, match=guards.MARK):
        connection.execute(text("DELETE FROM edition"))


def test_a_migration_that_dies_on_a_published_database_leaves_rows_and_guard_as_they_were(
    published: Engine, next_migration: Callable[[str], None]
) -> None:
    standing = triggers(published)
    next_migration("op.execute('DROP TABLE waiver'); raise RuntimeError('the power went off')")
    with pytest.raises(RuntimeError, match="power"):
        upgrade(published)
    assert triggers(published) == standing
    assert revision_of(published) == HEAD
    with reading(published) as connection:
        assert inspect(connection).has_table("waiver")


def test_what_the_audit_tells_outlives_that_it_learns_new_words(
    empty: Engine, engine: Engine, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until proposals came the audit had no word for them; on SQLite its table is made anew."""
    config = configuration()
    with monkeypatch.context() as patch, writing_schema(empty) as connection:
        patch.setattr(guards, "install", lambda _: None)  # its newest form knows of later tables
        config.attributes["connection"] = connection
        command.upgrade(config, "0006")
    new = (
        "INSERT INTO audit_entry (framework_id, action, at, actor) VALUES (1, '{}', '2024-05-01 12:00:00+00:00', 'Me')"
    )
    with writing(empty) as connection:
        connection.execute(text("INSERT INTO framework (key, slug) VALUES ('gardening', 'gardening')"))
        connection.execute(text(new.format("import")))
        connection.execute(text("INSERT INTO audit_change VALUES (1, 1, 'skill', 'x', 'added', NULL, '{}')"))
    told = "SELECT * FROM audit_entry JOIN audit_change ON entry_id = id"
    with reading(empty) as connection:
        before = connection.execute(text(told)).all()
    upgrade(empty)
    with reading(empty) as connection:
        assert connection.execute(text(told)).all() == before
    assert triggers(empty) == triggers(engine)
    with writing(empty) as connection:
        assert connection.execute(text(f"{new.format('propose')} RETURNING id")).scalar_one() == 2
    with writing(empty) as connection, pytest.raises(IntegrityError):
        connection.execute(text(new.format("dance")))
    if kind == "sqlite":
        with reading(empty) as connection:
            tables = connection.execute(text("SELECT sql FROM sqlite_master WHERE name = 'audit_entry'")).scalar_one()
        assert "AUTOINCREMENT" in tables, "its numbers are never given twice"


def test_a_database_newer_than_the_software_is_left_alone(engine: Engine) -> None:
    with writing(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9998'"))
    for use in (check_revision, make_ready, upgrade):
        with pytest.raises(StoreProblem, match="newer than this Capframe"):
            use(engine)


def test_only_an_embedded_database_is_migrated_unasked(empty: Engine, kind: str) -> None:
    if kind == "sqlite":
        assert make_ready(empty)
        assert revision_of(empty) == HEAD
    else:
        with pytest.raises(StoreProblem, match="run: capframe migrate"):
            make_ready(empty)
