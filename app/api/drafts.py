"""Who may see drafts: asked in this one place by every read."""

from typing import Annotated

from fastapi import Depends, Request

from app.api.parameters import FrameworkSlug


def sees_drafts(request: Request, framework: str) -> bool:  # noqa: ARG001  # what a key will be asked by
    """Whether the caller may see the drafts of a framework (slug). Nobody may as long as there are no keys."""
    return False


async def _sees_drafts(request: Request, framework: FrameworkSlug) -> bool:
    return sees_drafts(request, framework)


SeesDrafts = Annotated[bool, Depends(_sees_drafts)]
