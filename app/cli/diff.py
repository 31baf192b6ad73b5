"""capframe diff."""

import sys
from typing import Annotated, Literal

import typer

Framework = Annotated[str, typer.Argument(help="The framework's slug.")]
From = Annotated[str, typer.Argument(help="The edition to start from: a version label, or current.", metavar="FROM")]
To = Annotated[str, typer.Argument(help="The edition to lead to: a version label, or current.", metavar="TO")]
Form = Annotated[
    Literal["note", "json"], typer.Option("--format", help="A change note in Markdown, or what the API answers.")
]


def diff(framework: Framework, before: From, after: To, form: Form = "note") -> None:
    """Say on standard output what changed between two editions; drafts too, by their label."""
    import msgspec

    from app.authoring.exporting import find_release
    from app.cli.database import ready_engine
    from app.kit.paging import Window
    from app.reading.differences import difference, note
    from app.reading.view import View

    engine = ready_engine()
    first, second = (
        View(release=find_release(engine, framework, label), framework=framework) for label in (before, after)
    )
    if form == "note":
        sys.stdout.buffer.write(note(first, second))
    else:
        everything = Window(path="", limit=sys.maxsize)
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(difference(first, second, everything))) + b"\n")
