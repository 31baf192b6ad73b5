"""The content of an edition in the native form, whole or in parts."""

from typing import Annotated

from fastapi import Path
from starlette.responses import Response

from app.api.at import At
from app.api.documented import MOVED, READ
from app.api.native_schemas import LIST, THING, gives, shape
from app.api.parameters import ScaleSlug, slug_path
from app.api.rooms import room
from app.exchange import native
from app.reading import content

router = room(prefix="/v1/frameworks/{framework}/editions/{edition}/content", tags=["Frameworks"], responses=READ)


@router.get("", summary="A whole edition in one document", openapi_extra=gives(shape("Document")))
def get_content(at: At) -> Response:
    """Everything the edition holds, in the native format (JSON): what `capframe import native` reads.

    `/v1/schema/edition.json` is its JSON Schema.
    """
    opened = at.open()
    return opened.answer_bytes(native.render_compact(opened.view.release))


@router.get("/framework", summary="What an edition says of its framework", openapi_extra=gives(shape("Framework")))
def get_framework_content(at: At) -> Response:
    """The framework in the native format, as the edition states it."""
    opened = at.open()
    return opened.answer_bytes(native.entry_json(opened.view.edition, "framework", None))


@router.get("/{kind}", summary="A list of the document", openapi_extra=gives(LIST))
def list_content(
    at: At,
    kind: Annotated[content.Plain, Path(description="What has no slug of its own.", examples=["progressions"])],
) -> Response:
    """All progressions, relations, retirements or waivers, whole, in the native format."""
    opened = at.open()
    return opened.answer(content.list_content(opened.view, kind))


@router.get(
    "/mastery-levels/{level}",
    summary="One mastery level of the document",
    responses=MOVED,
    openapi_extra=gives(shape("MasteryLevel")),
)
def get_mastery_level_content(
    at: At, level: Annotated[str, slug_path("The mastery level.", "practitioner")], scale: ScaleSlug = None
) -> Response:
    """A mastery level in the native format, as it stands in its scale."""
    opened = at.open()
    return opened.answer(content.mastery_level_content(opened.view, level, scale))


@router.get(
    "/roles/{role}/levels/{role_level}",
    summary="One role level of the document",
    responses=MOVED,
    openapi_extra=gives(shape("RoleLevel")),
)
def get_role_level_content(
    at: At,
    role: Annotated[str, slug_path("The role.", "product-manager")],
    role_level: Annotated[str, slug_path("The role level.", "senior-product-manager")],
) -> Response:
    """A role level in the native format, as it stands in its role."""
    opened = at.open()
    return opened.answer(content.role_level_content(opened.view, role, role_level))


@router.get("/{kind}/{slug}", summary="One thing of the document", responses=MOVED, openapi_extra=gives(THING))
def get_thing_content(
    at: At,
    kind: Annotated[content.Slugged, Path(description="What it is, as addresses say it.", examples=["skills"])],
    slug: Annotated[str, slug_path("The thing.", "agile-working")],
) -> Response:
    """One thing in the native format, as it stands in the whole: without id and address."""
    opened = at.open()
    return opened.answer(content.thing_content(opened.view, kind, slug))
