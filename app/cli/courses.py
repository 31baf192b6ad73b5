"""capframe courses migrate."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from app.learning.migrating import Done

verbs = typer.Typer(help="Look after what courses teach.", no_args_is_help=True)
Framework = Annotated[
    str | None, typer.Option(help="The slug of the one framework whose mappings to carry over; without it, all.")
]
Provider = Annotated[
    str | None, typer.Option(help="The slug of the one provider whose courses to carry over; without it, all.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be written and write nothing.")]


@verbs.callback()
def courses() -> None:
    """Look after what courses teach."""


@verbs.command("migrate")
def migrate_courses(framework: Framework = None, provider: Provider = None, dry_run: DryRun = False) -> None:
    """Carry courses over to the edition in force: whatever is certain; the rest is listed, for people.

    A renamed skill needs nothing but a note; one that a single other skill replaced is replaced. What was retired for
    nothing, or replaced by several, stays as it is.
    """
    from rich.console import Console

    from app.catalogue import Catalogue
    from app.cli.database import ready_engine
    from app.learning.migrating import migrate_courses as migrate

    catalogue = Catalogue(ready_engine(), 16)
    with Console(stderr=True).status("carrying courses over"):
        found = migrate(catalogue, framework, provider, dry_run=dry_run)
    for done in found:
        _say(done, dry_run=dry_run)


def _say(done: "Done", *, dry_run: bool) -> None:
    would = "would be " if dry_run else ""
    for each in done.left:
        typer.echo(f"{each.provider} {each.external_id} ({each.title}): skill {each.skill} needs a person to decide")
    typer.echo(
        f"{done.framework} {done.version}: {done.changed:,} {would}carried over, {done.noted:,} {would}noted under a"
        f" new name, {len(done.left):,} left"
    )
