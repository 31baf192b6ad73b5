"""The database that every verb works on."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Engine


def ready_engine() -> "Engine":
    """The database of the settings: an embedded one is created or migrated, another must be at the newest migration."""
    from app.settings import read_settings
    from app.store.engine import open_engine
    from app.store.migrating import make_ready

    engine = open_engine(read_settings().database_url)
    make_ready(engine)
    return engine
