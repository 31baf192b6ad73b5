"""capframe export."""

import sys
from typing import Annotated, Literal

import typer

Framework = Annotated[str, typer.Argument(help="The framework's slug.")]
Version = Annotated[str, typer.Argument(help="A version label, or current.")]
Form = Annotated[Literal["yaml", "json"], typer.Option("--form", help="How the document is written.")]


def export(framework: Framework, version: Version = "current", form: Form = "yaml") -> None:
    """Write a published edition to standard output as a native document."""
    from app.catalogue import Catalogue
    from app.cli.database import ready_engine
    from app.exchange import native
    from app.kit.problems import NotFound

    try:
        release = Catalogue(ready_engine(), kept=1).release(framework, version)
    except NotFound as problem:
        sys.exit(f"capframe: {problem}")
    sys.stdout.buffer.write(native.render(release, form))
