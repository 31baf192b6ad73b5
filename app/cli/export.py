"""capframe export."""

import sys
from typing import Annotated, Literal

import typer

Framework = Annotated[str, typer.Argument(help="The framework's slug.")]
Version = Annotated[str, typer.Argument(help="A version label, or current.")]
Form = Annotated[Literal["yaml", "json"], typer.Option("--form", help="How the document is written.")]


def export(framework: Framework, version: Version = "current", form: Form = "yaml") -> None:
    """Write an edition to standard output as a native document; a draft too, by its label."""
    from app.authoring.exporting import find_release
    from app.cli.database import ready_engine
    from app.exchange import native

    sys.stdout.buffer.write(native.render(find_release(ready_engine(), framework, version), form))
