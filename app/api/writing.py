"""What the routes that write share: who asks, in which state of things, with which bytes."""

from typing import Annotated

from fastapi import Depends, Header, Request

from app.access.caller import Caller
from app.authoring.workshop import Actor, Asked, Target
from app.kit.preconditions import Precondition
from app.kit.request_ids import request_id

#: Bytes of a whole edition, or of the files that make one: ESCO's size is 13 MB.
MOST_CONTENT = 64 << 20
#: A client has seen few states of a thing; its tags fit here many times over.
_MOST_TAGS = 4_000


def actor(request: Request, caller: Caller) -> Actor:
    """The caller as the audit names them."""
    return Actor(name=caller.name, key_id=caller.key_id, request_id=request_id(request.scope))


async def _precondition(
    if_match: Annotated[
        str | None,
        Header(
            alias="If-Match",
            description="The ETag of what is to be changed, as a GET of this address gives it.",
            examples=['"9b1c5f0e7a3d"'],
            max_length=_MOST_TAGS,
        ),
    ] = None,
    if_none_match: Annotated[
        str | None,
        Header(
            alias="If-None-Match",
            description="`*` where something new is to be made.",
            examples=["*"],
            max_length=_MOST_TAGS,
        ),
    ] = None,
) -> Precondition:
    return Precondition(if_match, if_none_match)


async def _body(request: Request) -> bytes:
    return await request.body()


Condition = Annotated[Precondition, Depends(_precondition)]
#: The body as it came; the route says in its OpenAPI what it must be.
Body = Annotated[bytes, Depends(_body)]


def asked(request: Request, caller: Caller, condition: Precondition, target: Target) -> Asked:
    """A write that a request asks for."""
    return Asked(target, condition, actor(request, caller))
