"""Usage errors that repeat no secret: an argument in the wrong place may be one."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import typer
from typer.core import TyperGroup

from app.kit.secrets import without_secrets


class Discreet(TyperGroup):
    """A group of verbs that cuts secrets out of what is said of a wrong command line, of its own or of a verb's."""

    def make_context(self, *given: Any, **named: Any) -> Any:
        """As every group does, errors cut."""
        with _cut():
            return super().make_context(*given, **named)

    def invoke(self, ctx: Any) -> Any:
        """As every group does, errors cut."""
        with _cut():
            return super().invoke(ctx)


@contextmanager
def _cut() -> Iterator[None]:
    try:
        yield
    except typer.TyperException as error:
        error.message = without_secrets(error.message)
        raise
