"""Keys, for those who manage them. None is made here: a secret is handed over where the command runs."""

import datetime as dt
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

from fastapi import Path, Request
from starlette.responses import Response

from app.access import issuing
from app.api.answering import NO_STORE, answer
from app.api.callers import Admin
from app.api.context import Keys, root_path
from app.api.documented import NOT_MODIFIED, problems
from app.api.parameters import PageAsked
from app.api.rooms import room
from app.api.strict_bodies import StrictJsonRoute
from app.kit.mendable import Mendable
from app.kit.paging import Window
from app.kit.problems import Fault, InvalidBody, NotFound, NotReady
from app.kit.text import Name, fault, rule_of
from app.reading import keys
from app.reading.shapes import keys as shapes
from app.reading.shapes.common import Page

_LOG = logging.getLogger(__name__)
_LAST_YEAR = 2999

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
    with _said():
        return answer(request, keys.list_keys(issuing.list_keys(keyring.database), root, window), cache=NO_STORE)


@router.get("/{key}", summary="One key", response_model=shapes.Key, responses=NOT_MODIFIED | problems(404))
def get_key(request: Request, keyring: Keys, key: KeyId, _: Admin) -> Response:
    """A key: what it allows, until when, and when it was used last."""
    with _said():
        return answer(request, keys.key(issuing.get_key(keyring.database, key), root_path(request)), cache=NO_STORE)


@changes.patch("/{key}", summary="Change a key", response_model=shapes.Key, responses=problems(404))
def change_key(request: Request, keyring: Keys, key: KeyId, asked: shapes.KeyChange, _: Admin) -> Response:
    """Another name, or another end. What a key allows never changes: make a new one for that."""
    changed = _checked(asked)
    with _said():
        record = issuing.change_key(keyring.database, key, **changed)
        keyring.refresh()
        return answer(request, keys.key(record, root_path(request)), cache=NO_STORE)


@router.delete("/{key}", status_code=204, summary="Revoke a key", responses=problems(404))
def revoke_key(keyring: Keys, key: KeyId, _: Admin) -> Response:
    """End a key for good: every process refuses it within a second. It stays on the list; a second time is no error."""
    with _said():
        issuing.revoke_key(keyring.database, key)
        keyring.refresh()
    return Response(status_code=204, headers={"Cache-Control": NO_STORE})


def _checked(asked: shapes.KeyChange) -> dict[str, str | dt.datetime | None]:
    """What is to change, times in UTC; InvalidBody where it cannot be."""
    changed = asked.changes()
    if isinstance(name := changed.get("name"), str) and (message := fault(name, rule_of(Name))):
        raise InvalidBody(f"The name {message}.", errors=[Fault(pointer="/name", detail=message)])
    if isinstance(end := changed.get("expires_at"), dt.datetime):
        if not dt.datetime.now(dt.UTC) < end or end.year > _LAST_YEAR:
            message = f"must still be to come, and before the end of the year {_LAST_YEAR}"
            raise InvalidBody(f"The end {message}.", errors=[Fault(pointer="/expires_at", detail=message)])
        changed["expires_at"] = end.astimezone(dt.UTC)
    return changed


router.routes.extend(changes.routes)


@contextmanager
def _said() -> Iterator[None]:
    """Turn what goes wrong with the rows of keys into problems."""
    try:
        yield
    except issuing.NoSuchKey:
        raise NotFound("There is no key with this id.") from None
    except Mendable as problem:
        _LOG.warning("%s", problem)
        raise NotReady("The database does not answer; try again in a moment.") from problem
