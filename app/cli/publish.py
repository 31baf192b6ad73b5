"""capframe publish."""

from typing import Annotated

import typer

Framework = Annotated[str, typer.Argument(help="The framework's slug.")]
Version = Annotated[str, typer.Argument(help="The draft's version label.")]


def publish(framework: Framework, version: Version) -> None:
    """Publish a draft; from then on it never changes."""
    from app.authoring.publishing import publish_draft
    from app.cli.database import ready_engine

    digest = publish_draft(ready_engine(), framework, version)
    typer.echo(f"{framework} {version} published (digest {digest[:12]})")
