"""Bringing a database to the newest schema, all or nothing, with the guard taken off and put back in between.

A migration may rewrite rows, of published editions too: the guard is lifted while migrations run. At the end every
published edition is loaded and its digest compared with the stored one; when one differs, nothing of the migration
stays. See docs/decisions/0003-migrations-and-the-guard.md.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, select, text

from app.framework.digest import digest
from app.store import guards
from app.store.problem import StoreProblem
from app.store.saving import load
from app.store.scope import reading, writing_schema
from app.store.tables import table

if TYPE_CHECKING:
    from alembic.config import Config

#: The newest revision of migrations/versions; a test compares. Stated here so that a start need not import Alembic.
HEAD = "0009"
FOLDER = Path(__file__).parents[2] / "migrations"


def revision_of(engine: Engine) -> str | None:
    """The revision a database is at; None when it holds no tables of Capframe."""
    with reading(engine) as connection:
        return _revision(connection)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def check_revision(engine: Engine) -> None:
    """Raise StoreProblem unless the database is at the newest revision."""
    found = revision_of(engine)
    if found != HEAD:
        raise StoreProblem(_behind(engine, found))


def make_ready(engine: Engine) -> bool:
    """Create and migrate an embedded database; only check another. True when something was migrated."""
    if engine.dialect.name != "sqlite":
        check_revision(engine)
        return False
    if revision_of(engine) == HEAD:
        return False
    upgrade(engine)
    return True


def upgrade(engine: Engine) -> None:
    """Migrate to the newest revision in one transaction."""
    from alembic import command  # noqa: PLC0415  # only who migrates pays for importing Alembic

    config = configuration()
    found = revision_of(engine)
    if found is not None and found not in _known(config):
        raise StoreProblem(_behind(engine, found))
    with writing_schema(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def configuration() -> "Config":
    """Alembic's configuration, for every way of running it."""
    from alembic.config import Config  # noqa: PLC0415  # see upgrade

    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    return config


def run_guarded(connection: Connection, run: Callable[[], None]) -> None:
    """Run migrations with the guard lifted; put it back and check every digest if they changed anything."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(7164023)"))  # two at once: the second finds nothing left
    before = _revision(connection)
    if before != HEAD:
        guards.remove(connection)
    run()
    if _revision(connection) != before:
        check_digests(connection)
        guards.install(connection)
    elif before is not None:
        guards.install(connection)


def check_digests(connection: Connection) -> None:
    """Raise StoreProblem when the content of a published edition no longer has the digest it was published with."""
    if not inspect(connection).has_table("edition"):
        return
    edition = table("edition")
    query = select(edition.c.id, edition.c.version, edition.c.digest).where(edition.c.status != "draft")
    for edition_id, version, stored in connection.execute(query).all():
        if digest(load(connection, edition_id)) != stored:
            raise StoreProblem(f"The content of published edition {version} would change; nothing was migrated")


def _known(config: "Config") -> set[str]:
    from alembic.script import ScriptDirectory  # noqa: PLC0415  # see upgrade

    return {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}


def _behind(engine: Engine, found: str | None) -> str:
    where = engine.url.render_as_string(hide_password=True)
    if found is None:
        return f"The database {where} has no Capframe tables yet; run: capframe migrate"
    if found < HEAD:
        return f"The database {where} is at revision {found}, this Capframe needs {HEAD}; run: capframe migrate"
    return f"The database {where} is at revision {found}, newer than this Capframe ({HEAD}); install the newer Capframe"
