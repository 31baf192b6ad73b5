"""Who asks: the key in a request's headers becomes a caller, and a caller is let in or told why not.

A route says whom it is for by a name in its signature, such as ``caller: Editor``; without one it is a read.
``app.api.guarded`` has every route ask here before it does anything, before it even reads a body. A route with
``framework`` or ``provider`` in its path is guarded for that one.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.types import Scope as Asgi

from app.access.caller import ANYBODY, Caller
from app.access.scopes import Scope
from app.api.context import catalogue_of, keyring_of, reads_keyed
from app.kit.problems import Forbidden, NotFound, Unauthorized
from app.kit.text import Slug, fault, rule_of

_CALLER = "capframe.caller"
Scopes = frozenset[Scope]
#: What a route needs that says nothing else.
READ: Scopes = frozenset({"read"})


@dataclass(frozen=True, slots=True)
class Needs:
    """The dependency by which a route says which scope it needs; it hands the caller over."""

    scope: Scope

    async def __call__(self, request: Request) -> Caller:
        return caller_of(request)


#: Anybody, unless the server asks for a key to read.
Reader = Annotated[Caller, Depends(Needs("read"))]
Proposer = Annotated[Caller, Depends(Needs("propose"))]
Editor = Annotated[Caller, Depends(Needs("edit"))]
Publisher = Annotated[Caller, Depends(Needs("publish"))]
Admin = Annotated[Caller, Depends(Needs("admin"))]
Learner = Annotated[Caller, Depends(Needs("learn"))]


def caller_of(request: Request) -> Caller:
    """Whoever was let in. Fails on a route that nobody guards: better closed than open."""
    found: Caller = request.scope[_CALLER]
    return found


def readable(request: Request) -> Callable[[str], bool]:
    """Which frameworks, by slug, the caller may know of."""
    if not reads_keyed(request):
        return lambda _: True
    caller = caller_of(request)
    return lambda framework: caller.may("read", framework)


async def admit(request: Request, needs: Scopes) -> None:
    """Find out who asks and let them in, or raise Unauthorized, Forbidden or NotFound.

    A key that does not hold is refused everywhere, also where none is needed: its holder should know.
    """
    text, keyring = _presented(request.scope), keyring_of(request)
    caller = ANYBODY
    if text is not None:
        known = keyring.find(text)
        caller = await asyncio.wrap_future(keyring.ask(text)) if known is None else known
    request.scope[_CALLER] = caller
    if needs == READ and not reads_keyed(request):
        return
    if caller is ANYBODY:
        detail = "This needs a key: send it in the Authorization header as 'Bearer' and the key, or in X-API-Key."
        raise Unauthorized.of(detail, None)
    for scope in needs:
        if not _allowed(request, caller, scope):
            raise await _refusal(request, caller, scope)


def _presented(scope: Asgi) -> str | None:
    """The key in the headers; None where there is none."""
    given = {_bearer(value) for name, value in scope["headers"] if name == b"authorization"}
    given |= {value.decode("latin-1").strip() for name, value in scope["headers"] if name == b"x-api-key"}
    if len(given) > 1:
        raise Unauthorized.of("The request carries two different keys. Send one, in one header.", "invalid_request")
    return next(iter(given), None)


def _bearer(value: bytes) -> str:
    scheme, _, key = value.decode("latin-1").strip().partition(" ")
    if scheme.lower() != "bearer":
        raise Unauthorized.of("The Authorization header must be the word 'Bearer', a blank and a key.")
    return key.strip()


def _allowed(request: Request, caller: Caller, scope: Scope) -> bool:
    place = request.path_params.get("provider" if scope == "learn" else "framework")
    if place is None and scope in ("read", "learn"):  # a list, of what the caller may see
        return caller.may_somewhere(scope)
    return caller.may(scope, framework=place, provider=place)


async def _refusal(request: Request, caller: Caller, scope: Scope) -> Forbidden | NotFound:
    framework = request.path_params.get("framework")
    if framework is not None and not await _knows_of(request, caller, framework):
        return NotFound(f"There is no framework {framework!r} with a published edition.")
    if scope == "learn":
        return Forbidden.of("This needs a key with the scope 'learn' for this provider.", scope)
    over = f" for the framework {framework!r}" if framework is not None else " for all frameworks"
    return Forbidden.of(f"This needs a key with the scope {scope!r}{over}; yours reaches less far.", scope)


async def _knows_of(request: Request, caller: Caller, framework: str) -> bool:
    """Whether the caller may know that there is such a framework: 403 tells as much."""
    if caller.framework == framework or caller.may("edit", framework):
        return True
    if reads_keyed(request) and not caller.may("read", framework):
        return False
    try:
        if not fault(framework, rule_of(Slug)):
            await run_in_threadpool(catalogue_of(request).framework, framework)
            return True
    except NotFound:
        pass
    return False
