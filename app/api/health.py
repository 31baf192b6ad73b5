"""Whether the process lives, and whether it can answer."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from app.api.context import Held
from app.api.documented import problems
from app.api.rooms import room
from app.kit.problems import NotReady

router = room(public=True, tags=["Service"])


@dataclass(frozen=True, slots=True)
class Health:
    """All is well."""

    status: Annotated[Literal["ok"], Field(description="Always ok; anything else is a problem document.")] = "ok"


@router.get("/livez", summary="Is the process alive?", responses=problems(422))
async def get_liveness() -> Health:
    """Answers as long as the process runs; asks neither the database nor anything else."""
    return Health()


@router.get("/readyz", summary="Can the server answer?", responses=problems(422, 503))
def get_readiness(catalogue: Held) -> Health:
    """Answers when the database is in reach and at the newest migration; else a problem that says why not."""
    if reason := catalogue.ready():
        raise NotReady(reason)
    return Health()
