"""What the application holds for its routes: the catalogue and the root path."""

from typing import Annotated

from fastapi import Depends, FastAPI, Request

from app.catalogue import Catalogue


def hold(app: FastAPI, catalogue: Catalogue, root_path: str) -> None:
    """Give an application what its routes need. The root path starts every address in an answer."""
    app.state.catalogue = catalogue
    app.root_path = root_path


def root_path(request: Request) -> str:
    """What stands before every path on this server; empty unless configured."""
    return str(request.app.root_path)


async def _catalogue(request: Request) -> Catalogue:
    found: Catalogue = request.app.state.catalogue
    return found


Held = Annotated[Catalogue, Depends(_catalogue)]
