"""Files that become the content of a draft."""

from collections import Counter
from typing import Annotated, Any

from fastapi import Depends, Query, Request
from python_multipart.multipart import parse_options_header
from starlette.datastructures import UploadFile
from starlette.responses import Response

from app.api.answering import NO_STORE, answer
from app.api.callers import Editor
from app.api.context import Works
from app.api.documented import problems
from app.api.native_schemas import shape
from app.api.parameters import DraftLabel, FrameworkSlug
from app.api.rooms import room
from app.api.writing import MOST_CONTENT, Condition, asked
from app.authoring.workshop import PARTS, File, Format, Sent, Target
from app.kit.problems import InvalidParameter, MalformedRequest
from app.reading import imports
from app.reading.shapes import writing

router = room(tags=["Drafts"], responses=problems(400, 404, 409, 412, 413, 422, 500))

_BINARY = {"schema": {"type": "string", "format": "binary", "maxLength": MOST_CONTENT}}
_PART = {"type": "string", "format": "binary", "maxLength": MOST_CONTENT}
_FORM = {
    "schema": {
        "type": "object",
        "properties": {name: _PART for names in PARTS.values() for name in names},
        "additionalProperties": False,
    }
}
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "A file by itself, or several as multipart/form-data: `file` of the native format; `roles`, and"
        " if there are any `skills` and `order`, of the format govuk. Beside these, `renames` (columns `kind`, `old`,"
        " `new`) says what goes on under another slug, and `retirements` (`kind`, `slug`, `reason`, `replaced_by` with"
        " `|` between several) what is gone: each a CSV file, or a JSON list of objects with these fields.",
        "content": {
            "multipart/form-data": _FORM,
            "application/json": {"schema": shape("Document")},
            "application/yaml": _BINARY,
            "text/csv": _BINARY,
        },
    }
}
#: Files in a request; more than any format knows, so that too many are told by name.
_MOST_PARTS = 10
#: Bytes at the end of a form in which its last boundary stands; one has at most 70 (RFC 2046, 5.1.1).
_MOST_END = 200
_NAMES = {"application/json": "body.json", "application/yaml": "body.yaml", "text/csv": "body.csv"}


async def _files(request: Request) -> dict[str, File]:
    """The files of a request by part; the one of a plain body has the part ``""``."""
    kind = request.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    body = await request.body()
    if kind != "multipart/form-data":
        return {"": File(_NAMES.get(kind, "body"), body)}
    boundary = parse_options_header(request.headers["Content-Type"])[1].get(b"boundary", b"")
    if boundary and not body[-_MOST_END:].rstrip().endswith(b"--%b--" % boundary):
        # Starlette would leave out the part that is cut, without a word.
        raise MalformedRequest("The body is cut short: multipart/form-data ends with its boundary and two hyphens.")
    try:
        async with request.form(max_files=_MOST_PARTS, max_fields=_MOST_PARTS, max_part_size=MOST_CONTENT) as form:
            parts = form.multi_items()
            if twice := sorted(name for name, times in Counter(name for name, _ in parts).items() if times > 1):
                raise InvalidParameter.of(_shown(twice[0]), "was sent more than once")
            return {
                name: File(_name(part, name), await part.read() if isinstance(part, UploadFile) else part.encode())
                for name, part in parts
            }
    except UnicodeError:
        raise MalformedRequest("A part of the body is not in the charset that the Content-Type names.") from None


def _name(part: UploadFile | str, otherwise: str) -> str:
    """What messages call a file: the last part of its name, shortened."""
    given = part.filename if isinstance(part, UploadFile) else None
    return _shown((given or otherwise).replace("\\", "/").rpartition("/")[2] or otherwise)


def _shown(name: str) -> str:
    """A name as the client sent it, fit for a message."""
    return "".join(letter if letter.isprintable() else "?" for letter in name[:100])


@router.post(
    "/v1/frameworks/{framework}/editions/{edition}/import",
    summary="Import files into a draft",
    response_model=writing.Imported,
    openapi_extra=_BODY,
    max_body_size=MOST_CONTENT,
)
def import_into_edition(
    request: Request,
    works: Works,
    framework: FrameworkSlug,
    edition: DraftLabel,
    files: Annotated[dict[str, File], Depends(_files)],
    condition: Condition,
    caller: Editor,
    format: Annotated[  # the contract's word
        Format, Query(description="What the files are: `native`, or the CSV files of `govuk`.")
    ] = "native",
    dry_run: Annotated[bool, Query(description="Whether to say what would change and to write nothing.")] = False,
) -> Response:
    """What the files hold becomes the draft's content, all of it or nothing; its label and notes stay. Things that
    files without keys name again keep their ids. A dry run answers the changes that it would make, and proposes
    renames where something new looks like something that is gone. A native document says by `key` what goes on under
    another name or in other words; `missing_keys` tells where that seems to have been forgotten. `If-Match`, where
    sent, takes the ETag of the draft's content."""
    sent = Sent(format, _parts(format, files))
    write = asked(request, caller, condition, Target(framework, edition))
    outcome = works.send(write, sent, dry_run=dry_run)
    return answer(request, imports.imported(outcome, dry_run=dry_run), cache=NO_STORE)


def _parts(form: Format, files: dict[str, File]) -> dict[str, File]:
    known = PARTS[form]
    found = {name or known[0]: file for name, file in files.items()}
    if unknown := sorted(found.keys() - set(known)):
        raise InvalidParameter.of(_shown(unknown[0]), f"is no file of the format {form}; known are {', '.join(known)}")
    if known[0] not in found:
        raise InvalidParameter.of(known[0], f"is missing: the format {form} needs that file")
    return found
