"""The capframe command: a file per verb.

Every verb ends with exit status 0 only when it did what it says; what a person can mend is said in one message on
standard error, with status 1 (2 where the command line itself is wrong). What looks like a secret is never said again.
"""

import sys

import typer

from app.cli import courses, diff, export, importing, keys, lint, migrate, publish, seed, serve
from app.cli.discreet import Discreet
from app.kit.mendable import Mendable
from app.kit.secrets import without_secrets
from app.settings import SettingError

command = typer.Typer(
    name="capframe",
    cls=Discreet,
    help="Serve capability frameworks as data.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
command.command("serve")(serve.serve)
command.command("migrate")(migrate.migrate)
command.command("seed")(seed.seed)
command.add_typer(importing.verbs, name="import")
command.command("export")(export.export)
command.command("lint")(lint.lint)
command.command("diff")(diff.diff)
command.command("publish")(publish.publish)
command.add_typer(keys.verbs, name="keys")
command.add_typer(courses.verbs, name="courses")


def main() -> None:
    """Run the command; problems that a person can mend end it with one message instead of a traceback."""
    try:
        command(prog_name="capframe")
    except (Mendable, SettingError) as problem:
        sys.exit(without_secrets(f"capframe: {problem}"))
    except OSError as problem:
        sys.exit(without_secrets(f"capframe: {problem.filename or 'system'}: {problem.strerror or problem}"))
