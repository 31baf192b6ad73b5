"""capframe lint."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from app.framework.lint import Finding

Framework = Annotated[str, typer.Argument(help="The framework's slug.")]
Version = Annotated[str, typer.Argument(help="A version label, of a draft too, or current.")]
AsJson = Annotated[bool, typer.Option("--json", help="Write the findings as JSON, for programs.")]


def lint(framework: Framework, version: Version = "current", json: AsJson = False) -> None:
    """Say what is not well with an edition. Status 1 where that would stop it from being published."""
    from app.authoring.exporting import find_release
    from app.cli.database import ready_engine
    from app.framework.lint import lint as found_in

    release = find_release(ready_engine(), framework, version)
    found = found_in(release.edition)
    if json:
        _write_json(found)
    else:
        _print_tables(found, f"{framework} {release.envelope.version}")
    if any(each.severity == "error" for each in found):
        raise typer.Exit(1)


def _write_json(found: "tuple[Finding, ...]") -> None:
    import msgspec

    sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n")


def _print_tables(found: "tuple[Finding, ...]", label: str) -> None:
    """A table for each rule that found something, and the sums."""
    from rich.console import Console

    from app.framework.lint import RULES

    console = Console()
    for rule in RULES.values():
        if broken := [each for each in found if each.rule == rule.slug]:
            console.print(_table(rule.slug, broken))
            console.print(f"{rule.title}. {rule.do}\n", style="italic", highlight=False, markup=False)
    errors = sum(each.severity == "error" for each in found)
    waived = sum(not each.open for each in found)
    open_warnings = len(found) - errors - waived
    said = f"{label}: {_counted(errors, 'error')}, {_counted(open_warnings, 'warning')}, {waived:,} waived"
    console.print(said, highlight=False, markup=False)


def _table(rule: str, broken: "list[Finding]") -> object:
    from rich.table import Table
    from rich.text import Text

    title = f"{rule} ({_counted(len(broken), broken[0].severity)})"
    shown = Table(title=Text(title, "red" if broken[0].severity == "error" else "yellow"), title_justify="left")
    shown.add_column("place", overflow="fold")
    shown.add_column("finding", overflow="fold", ratio=1)
    for each in broken:
        reason = Text(f" Waived: {each.waived}", "dim") if each.waived else Text()
        shown.add_row(Text(each.place), Text(each.message) + reason)
    return shown


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
