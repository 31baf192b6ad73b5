"""Who may see drafts: asked in this one place by every read."""

from typing import Annotated

from fastapi import Depends, Request

from app.api.callers import caller_of
from app.api.parameters import FrameworkSlug


def sees_drafts(request: Request, framework: str) -> bool:
    """Whether the caller may see the drafts of a framework (slug): whoever may edit it."""
    return caller_of(request).may("edit", framework)


async def _sees_drafts(request: Request, framework: FrameworkSlug) -> bool:
    return sees_drafts(request, framework)


SeesDrafts = Annotated[bool, Depends(_sees_drafts)]
