"""capframe import govuk | native: their options; ``import_files`` does the work."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

verbs = typer.Typer(help="Make an edition from a file, all of it or nothing.", no_args_is_help=True)
InFile = Annotated[Path, typer.Argument(help="The native document, YAML or JSON.", exists=True, dir_okay=False)]
RolesFile = Annotated[
    Path, typer.Option(help="The publisher's export of roles and skills.", exists=True, dir_okay=False)
]
SkillsFile = Annotated[Path | None, typer.Option(help="The publisher's export of skills.", exists=True, dir_okay=False)]
OrderFile = Annotated[
    Path | None, typer.Option(help="Role levels by seniority, with grades (TSV).", exists=True, dir_okay=False)
]
NotesFile = Annotated[
    Path | None, typer.Option(help="What changed, for readers (UTF-8 text).", exists=True, dir_okay=False)
]
Day = Annotated[
    dt.datetime | None,
    typer.Option(help="The day it comes into force; by default the day of publishing.", formats=["%Y-%m-%d"]),
]
Slug = Annotated[str, typer.Option(help="The framework's slug.")]
Label = Annotated[str, typer.Option(help="The edition's version label, such as 2025.09.")]
Name = Annotated[str | None, typer.Option(help="The framework's name.")]
Publish = Annotated[bool, typer.Option("--publish", help="Publish the edition at once; without it, it is a draft.")]
AllRows = Annotated[bool, typer.Option("--all-rows", help="List every row of every remark.")]
RenamesFile = Annotated[
    Path | None,
    typer.Option(
        help="What goes on under another slug: CSV with kind, old and new, or JSON.", exists=True, dir_okay=False
    ),
]
RetirementsFile = Annotated[
    Path | None,
    typer.Option(
        help="What is gone: CSV with kind, slug, reason and replaced_by (with | between several), or JSON.",
        exists=True,
        dir_okay=False,
    ),
]
ProposalsFile = Annotated[
    Path | None,
    typer.Option(help="With --dry-run: a new file for the renames it proposes, as --renames takes them."),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would happen and change nothing.")]


@verbs.command("native")
def import_native(file: InFile, publish: Publish = False, dry_run: DryRun = False) -> None:
    """Import a document in Capframe's own format."""
    from app.cli import import_files

    import_files.import_native(file, publishing=publish, dry_run=dry_run)


@verbs.command("govuk")
def import_govuk(
    roles: RolesFile,
    framework: Slug,
    edition: Label,
    skills: SkillsFile = None,
    order: OrderFile = None,
    name: Name = None,
    effective_from: Day = None,
    notes: NotesFile = None,
    renames: RenamesFile = None,
    retirements: RetirementsFile = None,
    proposals: ProposalsFile = None,
    publish: Publish = False,
    dry_run: DryRun = False,
    all_rows: AllRows = False,
) -> None:
    """Import the UK Government Digital and Data framework from its publisher's CSV exports."""
    from app.cli import import_files

    if proposals and not dry_run:
        raise typer.BadParameter("renames are proposed with --dry-run only", param_hint="--proposals")
    said = import_files.read_said(renames, retirements)
    parsed = import_files.read_govuk(roles, skills, order, slug=framework, name=name, every_row=all_rows)
    release = import_files.labelled(parsed, edition, effective_from.date() if effective_from else None, notes)
    outcome = import_files.import_keyless(release, said, file=roles.name, publishing=publish, dry_run=dry_run)
    import_files.say_proposals(outcome, proposals)
