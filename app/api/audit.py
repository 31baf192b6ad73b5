"""Who changed what, and when."""

from typing import Annotated

from fastapi import Path, Query, Request
from pydantic.json_schema import SkipJsonSchema
from starlette.responses import Response

from app.api.answering import NO_STORE, answer
from app.api.callers import Editor
from app.api.context import Works, root_path
from app.api.documented import NOT_MODIFIED, problems
from app.api.parameters import VERSION_PATTERN, FrameworkSlug, Moment, Number, PageAsked
from app.api.rooms import room
from app.authoring.workshop import Action, Wanted
from app.kit.paging import Window
from app.reading import audit
from app.reading.pages import numbered_place
from app.reading.shapes import writing
from app.reading.shapes.common import Page
from app.reading.view import framework_path

router = room(
    prefix="/v1/frameworks/{framework}/audit", tags=["Drafts"], responses=NOT_MODIFIED | problems(404, 422, 500)
)


Version = Annotated[
    str | None,
    Query(
        description="Only writes of the edition with this label.",
        max_length=64,
        pattern=VERSION_PATTERN,
        examples=["2019.11"],
    ),
]
Sort = Annotated[Action | None, Query(description="Only writes of this sort.", examples=["publish"])]
KeyId = Annotated[
    str | SkipJsonSchema[None],  # linters of the document take anything but a plain text for a number
    Query(
        description="Only writes with this key, by its id.",
        max_length=40,
        pattern="^[0-9a-z]*$",
        examples=["seedkey001"],
    ),
]
Kind = Annotated[
    str | None,
    Query(
        description="Only writes that changed a thing or part of this kind.",
        max_length=20,
        pattern="^[a-z_]*$",
        examples=["skill"],
    ),
]
ThingKey = Annotated[  # a parameter called key would be taken for a secret in an address
    str | None,
    Query(
        description="Only writes that changed the thing or part with this key.",
        max_length=2400,
        pattern=r"^[^\x00-\x1f\x7f]*$",
        examples=["agile-working"],
    ),
]
Since = Annotated[
    Moment | None, Query(description="Only writes from this moment on.", examples=["2026-01-01T00:00:00Z"])
]
Until = Annotated[
    Moment | None, Query(description="Only writes before this moment.", examples=["2099-01-01T00:00:00Z"])
]


@router.get("", summary="Who changed what", response_model=Page[writing.AuditEntry])
def list_audit(
    request: Request,
    works: Works,
    framework: FrameworkSlug,
    paging: PageAsked,
    _: Editor,
    version: Version = None,
    action: Sort = None,
    key_id: KeyId = None,
    kind: Kind = None,
    thing_key: ThingKey = None,
    since: Since = None,
    until: Until = None,
) -> Response:
    """Every write to the framework, newest first: who, when, in answer to which request, and its changes field by
    field. Nothing is ever taken from this list."""
    filters = {
        "version": version, "action": action, "key_id": key_id, "kind": kind, "thing_key": thing_key,
        "since": request.query_params.get("since"), "until": request.query_params.get("until"),
    }  # fmt: skip
    window = Window(
        path=f"{framework_path(root_path(request), framework)}/audit",
        filters=tuple((name, value) for name, value in filters.items() if value is not None),
        limit=paging.limit,
    ).at(paging.cursor)
    wanted = Wanted(version=version, action=action, key_id=key_id, kind=kind, key=thing_key, since=since, until=until)
    total, entries = works.audit(framework, wanted, numbered_place(window), window.limit + 1)
    return answer(request, audit.list_entries(window, total, entries), cache=NO_STORE)


@router.get("/{entry}/changes", summary="All changes of a write", response_model=Page[writing.Change])
def list_audit_changes(
    request: Request,
    works: Works,
    framework: FrameworkSlug,
    entry: Annotated[Number, Path(description="The number of the write.", examples=[1])],
    paging: PageAsked,
    _: Editor,
) -> Response:
    """Every change that a write made, in its order."""
    path = f"{framework_path(root_path(request), framework)}/audit/{entry}/changes"
    window = Window(path=path, limit=paging.limit).at(paging.cursor)
    total, told = works.audit_changes(framework, entry, numbered_place(window) or 0, window.limit + 1)
    return answer(request, audit.list_changes(window, total, told), cache=NO_STORE)
