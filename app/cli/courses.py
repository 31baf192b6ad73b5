"""capframe courses migrate."""

from collections import defaultdict
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from app.learning.migrating import Done

#: Courses that are named with each skill.
_MOST_NAMED = 5
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
    nothing, or replaced by several, stays as it is: with its skill stand the first courses of which a person has to
    decide. The exit status is 0 also where such are left.
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
    by_skill: dict[tuple[str, str], list[str]] = defaultdict(list)
    for each in done.left:
        by_skill[each.name, each.skill].append(f"{each.provider} {each.external_id} ({each.title})")
    for (name, skill), named in sorted(by_skill.items()):
        typer.echo(f"{name} ({skill}): {len(named):,} for a person to decide: {_listed(named)}")
    if any(len(named) > _MOST_NAMED for named in by_skill.values()):
        typer.echo(f"All of them: /v1/frameworks/{done.framework}/editions/{done.version}/courses/stale")
    typer.echo(
        f"{done.framework} {done.version}: {done.changed:,} {would}carried over, {done.noted:,} {would}noted under a"
        f" new name, {len(done.left):,} left"
    )


def _listed(named: list[str]) -> str:
    more = len(named) - _MOST_NAMED
    return "; ".join(named[:_MOST_NAMED]) + (f"; and {more:,} more" if more > 0 else "")
