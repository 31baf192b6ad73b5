"""capframe migrate."""

import typer


def migrate() -> None:
    """Create the tables of the database or bring them to the newest revision, all or nothing."""
    from app.settings import read_settings
    from app.store.engine import open_engine
    from app.store.migrating import HEAD, revision_of, upgrade

    engine = open_engine(read_settings().database_url)
    before = revision_of(engine)
    upgrade(engine)
    where = engine.url.render_as_string(hide_password=True)
    typer.echo(f"{where} is at revision {HEAD}{' already' if before == HEAD else ''}")
