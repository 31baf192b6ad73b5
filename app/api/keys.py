"""Keys, for those who manage them. None is made here: a secret is handed over where the command runs."""

import datetime as dt
import logging
from typing import Annotated

from fastapi import Path, Request
from starlette.responses import Response

from app.access import issuing
from app.access.keyring import Keyring
from app.api.answering import NO_STORE, answer
from app.api.callers import Admin
from app.api.context import Keys, root_path
from app.api.documented import NOT_MODIFIED, problems
from app.api.parameters import PageAsked
from app.api.rooms import room
from app.api.strict_bodies import StrictJsonRoute
from app.api.writing import actor
from app.authoring.refusals import as_problems
from app.kit.mendable import Mendable
from app.kit.paging import Window
from app.kit.problems import Fault, InvalidBody
from app.kit.text import Name, fault, rule_of
from app.reading import keys
from app.reading.pages import numbered_place
from app.reading.shapes import keys as shapes
from app.reading.shapes.common import Page

_LOG = logging.getLogger(__name__)

router = room(prefix="/v1/keys", tags=["Keys"], responses=problems(422, 500))
changes = room(prefix="/v1/keys", tags=["Keys"], responses=problems(422, 500), route_class=StrictJsonRoute)

KeyId = Annotated[
    str,
    Path(description="The key's id.", examples=["seedkey001"], pattern="^[0-9a-z]{10}$", max_length=10),
]


@router.get("", summary="All keys", response_model=Page[shapes.Key], responses=NOT_MODIFIED)
def list_keys(request: Request, keyring: Keys, paging: PageAsked, _: Admin) -> Response:
    """All keys in the order in which they were made, the ended ones too, without their secrets."""
    root = root_path(request)
    window = Window(path=f"{root}/v1/keys", limit=paging.limit).at(paging.cursor)
    with as_problems():
        return answer(request, keys.list_keys(issuing.list_keys(keyring.database), root, window), cache=NO_STORE)


@router.get("/{key}", summary="One key", response_model=shapes.Key, responses=NOT_MODIFIED | problems(404))
def get_key(request: Request, keyring: Keys, key: KeyId, _: Admin) -> Response:
    """A key: what it allows, until when, and when it was used last."""
    with as_problems():
        return answer(request, keys.key(issuing.get_key(keyring.database, key), root_path(request)), cache=NO_STORE)


@router.get(
    "/{key}/history",
    summary="What was done to a key",
    response_model=Page[shapes.KeyEntry],
    responses=NOT_MODIFIED | problems(404),
)
def list_key_history(request: Request, keyring: Keys, key: KeyId, paging: PageAsked, _: Admin) -> Response:
    """Who made the key, changed, rotated and revoked it, newest first: when, with which key, in answer to which
    request, and what changed. Nothing is ever taken from this list."""
    window = Window(path=f"{root_path(request)}/v1/keys/{key}/history", limit=paging.limit).at(paging.cursor)
    with as_problems():
        total, entries = issuing.list_history(
            keyring.database, key, before=numbered_place(window), limit=window.limit + 1
        )
    return answer(request, keys.list_history(window, total, entries), cache=NO_STORE)


@changes.patch("/{key}", summary="Change a key", response_model=shapes.Key, responses=problems(404, 409))
def change_key(request: Request, keyring: Keys, key: KeyId, asked: shapes.KeyChange, caller: Admin) -> Response:
    """Another name, or another end, while it works. What a key allows never changes: make a new one for that. One that
    has expired or was revoked is not brought back, and one whose place another took may only end sooner (409)."""
    changed = _checked(asked)
    try:
        with as_problems():
            record = issuing.change_key(keyring.database, key, actor=actor(request, caller), **changed)
    finally:  # also when refused: a key that this process has just called ended, it no longer takes
        _notice(keyring)
    return answer(request, keys.key(record, root_path(request)), cache=NO_STORE)


@router.delete("/{key}", status_code=204, summary="Revoke a key", responses=problems(404, 409))
def revoke_key(request: Request, keyring: Keys, key: KeyId, caller: Admin) -> Response:
    """End a key for good: every process refuses it within a second. It stays on the list; a second time is no error."""
    with as_problems():
        issuing.revoke_key(keyring.database, key, actor=actor(request, caller))
    _notice(keyring)
    return Response(status_code=204, headers={"Cache-Control": NO_STORE})


def _checked(asked: shapes.KeyChange) -> dict[str, str | dt.datetime | None]:
    """What is to change, times in UTC; InvalidBody where it cannot be."""
    changed = asked.changes()
    if isinstance(name := changed.get("name"), str) and (message := fault(name, rule_of(Name))):
        raise InvalidBody(f"The name {message}.", errors=[Fault(pointer="/name", detail=message)])
    if isinstance(end := changed.get("expires_at"), dt.datetime):
        if not issuing.may_end(end):
            message = f"must still be to come, and before the end of the year {issuing.LAST_YEAR}"
            raise InvalidBody(f"The end {message}.", errors=[Fault(pointer="/expires_at", detail=message)])
        changed["expires_at"] = end.astimezone(dt.UTC)
    return changed


def _notice(keyring: Keyring) -> None:
    try:
        keyring.refresh()
    except Mendable as problem:  # what was written stays written, and the watcher notices it a little later
        _LOG.warning("This process learns of the change of a key later: %s", problem)


router.routes.extend(changes.routes)
