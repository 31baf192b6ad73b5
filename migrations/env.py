"""How Alembic reaches the database: on the connection it is handed, or on that of the settings."""

from alembic import context
from sqlalchemy import Connection

from app.settings import read_settings
from app.store.engine import open_engine
from app.store.migrating import run_guarded
from app.store.scope import writing_schema
from app.store.tables import METADATA


def migrate(connection: Connection) -> None:
    """Run what Alembic asks for, in the transaction that is open on the connection."""
    context.configure(
        connection=connection,
        target_metadata=METADATA,
        render_as_batch=True,
        transactional_ddl=True,
        compare_type=True,
    )
    run_guarded(connection, context.run_migrations)


if context.is_offline_mode():
    raise SystemExit("Capframe migrates a database, it does not write SQL scripts: run it without --sql")
if handed := context.config.attributes.get("connection"):
    migrate(handed)
else:
    with writing_schema(open_engine(read_settings().database_url)) as own:
        migrate(own)
