"""The database that every verb works on."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Engine


def ready_engine(*, read_only: bool = False) -> "Engine":
    """The database of the settings: an embedded one is created or migrated, another must be at the newest migration.

    With ``read_only`` either must be there and at the newest migration.
    """
    from app.settings import read_settings
    from app.store.engine import open_engine
    from app.store.migrating import check_revision, make_ready

    address = read_settings().database_url
    if read_only:
        engine = open_engine(address, read_only=True)
        check_revision(engine)
    else:
        engine = open_engine(address)
        make_ready(engine)
    return engine
