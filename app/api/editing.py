"""A draft's content changed: whole, or one entry at a time."""

from typing import Annotated, Any, Literal

from fastapi import Path, Query, Request
from starlette.responses import Response

from app.api.answering import JSON, NO_STORE, report
from app.api.callers import Editor
from app.api.context import Works, root_path
from app.api.documented import problems
from app.api.native_schemas import LIST, THING, exchanges, makes, shape, takes
from app.api.parameters import DraftLabel, FrameworkSlug, ScaleSlug, slug_path
from app.api.rooms import room
from app.api.strict_bodies import StrictJsonRoute
from app.api.writing import MOST_CONTENT, Body, Condition, asked
from app.authoring.workshop import Asked, Entry, Target, Workshop
from app.kit.etags import strong_etag
from app.reading import content, imports
from app.reading.shapes import writing
from app.reading.view import edition_path

_TOLD = "It is written; `missing_keys` says of what the document should have written the `key`, to keep its id."
_LOSING: dict[int | str, dict[str, Any]] = {200: {"model": writing.Imported, "description": _TOLD}}
_SAID = problems(400, 404, 409, 412, 413, 422, 428, 500)
router = room(
    prefix="/v1/frameworks/{framework}/editions/{edition}/content",
    tags=["Drafts"],
    responses=_SAID,
    route_class=StrictJsonRoute,
)
removal = room(
    prefix="/v1/frameworks/{framework}/editions/{edition}/content",
    tags=["Drafts"],
    responses=problems(404, 409, 412, 422, 428, 500),
)

Listed = Literal["progressions", "relations", "retirements", "waivers"]
Cascade = Annotated[
    bool,
    Query(description="Whether what refers to it is changed along: emptied where that can be, else removed."),
]
Role = Annotated[str, slug_path("The role.", "product-manager")]
RoleLevel = Annotated[str, slug_path("The role level.", "senior-product-manager")]
Level = Annotated[str, slug_path("The mastery level.", "practitioner")]
Kind = Annotated[content.Slugged, Path(description="What it is, as addresses say it.", examples=["skills"])]
Slug = Annotated[str, slug_path("The thing.", "agile-working")]


@router.put("", status_code=204, summary="Replace a draft's content", openapi_extra=takes(shape("Document")),
            responses=_LOSING, max_body_size=MOST_CONTENT)  # fmt: skip
def put_content(
    request: Request,
    works: Works,
    framework: FrameworkSlug,
    edition: DraftLabel,
    body: Body,
    condition: Condition,
    caller: Editor,
) -> Response:
    """Puts a whole document, as a GET of this address gives it, in the place of the draft: all of it or nothing.

    The document says by `key` what goes on under another name or in other words. Where it leaves out keys of what looks
    reworded or renamed, it is written as it stands, and the answer names those keys; send it again with them to keep
    the ids. A PUT of one thing below this address finds by itself which of its texts were reworded.
    """
    done = works.replace_content(asked(request, caller, condition, Target(framework, edition)), body)
    if done.missing_keys:
        return report(imports.imported(done, dry_run=False))
    return Response(status_code=204, headers={"Cache-Control": NO_STORE})


@router.put("/framework", summary="Change what is said of the framework", openapi_extra=exchanges(shape("Framework")))
def put_framework_content(
    request: Request,
    works: Works,
    framework: FrameworkSlug,
    edition: DraftLabel,
    body: Body,
    condition: Condition,
    caller: Editor,
) -> Response:
    """Name, description, publisher, licence and so on, as this edition states them. Slug and key never change."""
    write = asked(request, caller, condition, Target(framework, edition))
    return _put(request, works, write, Entry("framework"), body)


@router.put("/mastery-levels/{level}", summary="Put a mastery level", responses=makes(shape("MasteryLevel")),
            openapi_extra=exchanges(shape("MasteryLevel")))  # fmt: skip
def put_mastery_level(
    request: Request,
    works: Works,
    framework: FrameworkSlug,
    edition: DraftLabel,
    level: Level,
    body: Body,
    condition: Condition,
    caller: Editor,
    scale: ScaleSlug = None,
) -> Response:
    """Changes or adds a level of a scale: of the default one unless named."""
    write = asked(request, caller, condition, Target(framework, edition))
    return _put(request, works, write, works.mastery_level(write.target, level, scale), body)


@router.put("/roles/{role}/levels/{role_level}", summary="Put a role level", responses=makes(shape("RoleLevel")),
            openapi_extra=exchanges(shape("RoleLevel")))  # fmt: skip
def put_role_level(
    request: Request,
    works: Works,
    framework: FrameworkSlug,
    edition: DraftLabel,
    role: Role,
    role_level: RoleLevel,
    body: Body,
    condition: Condition,
    caller: Editor,
) -> Response:
    """Changes or adds a rung of a role's ladder, with its responsibilities and requirements."""
    write = asked(request, caller, condition, Target(framework, edition))
    return _put(request, works, write, Entry("role_level", f"{role}/{role_level}"), body)


@router.put("/{kind}/{slug}", summary="Put a thing", responses=makes(THING), openapi_extra=exchanges(THING))
def put_thing(
    request: Request,
    works: Works,
    framework: FrameworkSlug,
    edition: DraftLabel,
    kind: Kind,
    slug: Slug,
    body: Body,
    condition: Condition,
    caller: Editor,
) -> Response:
    """Puts one thing, as a GET of this address gives it, into a draft. Another slug in the body renames it: it keeps
    its id, and its former address leads to the new one. Statements that are reworded keep their ids too. A level in the
    body of a role or scale is renamed by its key beside the new slug; one that is left out is removed."""
    write = asked(request, caller, condition, Target(framework, edition))
    return _put(request, works, write, Entry(content.singular(kind), slug), body)


@router.put("/{kind}", summary="Put a list", openapi_extra=exchanges(LIST))
def put_list(
    request: Request,
    works: Works,
    framework: FrameworkSlug,
    edition: DraftLabel,
    kind: Annotated[Listed, Path(description="What has no slug of its own.", examples=["progressions"])],
    body: Body,
    condition: Condition,
    caller: Editor,
) -> Response:
    """Puts all progressions, relations, retirements or waivers in the place of those that are there."""
    write = asked(request, caller, condition, Target(framework, edition))
    return _put(request, works, write, Entry(kind), body)


@removal.delete("/mastery-levels/{level}", status_code=204, summary="Remove a mastery level")
def delete_mastery_level(
    request: Request,
    works: Works,
    framework: FrameworkSlug,
    edition: DraftLabel,
    level: Level,
    condition: Condition,
    caller: Editor,
    scale: ScaleSlug = None,
    cascade: Cascade = False,
) -> Response:
    """Removes a level from its scale; those above it move down a rank."""
    write = asked(request, caller, condition, Target(framework, edition))
    return _deleted(works, write, works.mastery_level(write.target, level, scale), cascade)


@removal.delete("/roles/{role}/levels/{role_level}", status_code=204, summary="Remove a role level")
def delete_role_level(
    request: Request,
    works: Works,
    framework: FrameworkSlug,
    edition: DraftLabel,
    role: Role,
    role_level: RoleLevel,
    condition: Condition,
    caller: Editor,
    cascade: Cascade = False,
) -> Response:
    """Removes a rung from its ladder, with its requirements and responsibilities."""
    write = asked(request, caller, condition, Target(framework, edition))
    return _deleted(works, write, Entry("role_level", f"{role}/{role_level}"), cascade)


@removal.delete("/{kind}/{slug}", status_code=204, summary="Remove a thing")
def delete_thing(
    request: Request,
    works: Works,
    framework: FrameworkSlug,
    edition: DraftLabel,
    kind: Kind,
    slug: Slug,
    condition: Condition,
    caller: Editor,
    cascade: Cascade = False,
) -> Response:
    """Removes a thing with its parts. While others refer to it that is refused, with the list of them, unless `cascade`
    says that they are to be changed along."""
    write = asked(request, caller, condition, Target(framework, edition))
    return _deleted(works, write, Entry(content.singular(kind), slug), cascade)


def _put(request: Request, works: Workshop, write: Asked, entry: Entry, body: bytes) -> Response:
    put = works.put_entry(write, entry, body)
    headers = {"ETag": strong_etag(put.body), "Cache-Control": NO_STORE}
    if put.path is not None:
        base = edition_path(root_path(request), write.target.framework, write.target.version)
        headers["Location" if put.created else "Content-Location"] = (
            f"{base}/content/{content.address(entry.kind, put.path)}"
        )
    return Response(put.body, status_code=201 if put.created else 200, headers=headers, media_type=JSON)


def _deleted(works: Workshop, write: Asked, entry: Entry, cascade: bool) -> Response:
    works.delete_entry(write, entry, cascade=cascade)
    return Response(status_code=204, headers={"Cache-Control": NO_STORE})


router.routes.extend(removal.routes)
