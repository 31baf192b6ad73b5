"""capframe seed."""

import typer


def seed() -> None:
    """Add each seed edition that the database does not have."""
    from app.authoring.seeding import missing_seeds, plant
    from app.cli.database import ready_engine

    engine = ready_engine()
    missing = missing_seeds(engine)
    for planted in missing:
        plant(engine, planted)
        typer.echo(f"added {planted.framework} {planted.version}")
    if not missing:
        typer.echo("every seed edition is there already")
