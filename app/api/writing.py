"""What the routes that write share: who asks, in which state of things, with which bytes."""

from typing import Annotated

from fastapi import Depends, Header, Request

from app.access.caller import Caller
from app.authoring.workshop import Actor, Asked, Target
from app.kit.headers import listed
from app.kit.preconditions import Precondition
from app.kit.problems import InvalidBody
from app.kit.request_ids import request_id

#: Bytes of a whole edition, or of the files that make one: ESCO's size is 13 MB.
MOST_CONTENT = 64 << 20
#: A client has seen few states of a thing; its tags fit here many times over.
_MOST_TAGS = 4_000


def actor(request: Request, caller: Caller) -> Actor:
    """The caller as the audit names them."""
    return Actor(name=caller.name, key_id=caller.key_id, request_id=request_id(request.scope))


async def _precondition(
    request: Request,
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
    # Repeated, they are one list; FastAPI takes the first alone.
    return Precondition(
        None if if_match is None else listed(request.scope, b"if-match"),
        None if if_none_match is None else listed(request.scope, b"if-none-match"),
    )


async def _body(request: Request) -> bytes:
    return await request.body()


async def _no_body(request: Request) -> None:
    if (await request.body()).strip() not in (b"", b"{}"):
        raise InvalidBody("This takes no body; nothing was done. Leave it out.")


#: Of a write that takes no body: one that is sent all the same was meant to say something.
NoBody = Annotated[None, Depends(_no_body)]
Condition = Annotated[Precondition, Depends(_precondition)]
#: The body as it came; the route says in its OpenAPI what it must be.
Body = Annotated[bytes, Depends(_body)]


def asked(request: Request, caller: Caller, condition: Precondition, target: Target) -> Asked:
    """A write that a request asks for."""
    return Asked(target, condition, actor(request, caller))
