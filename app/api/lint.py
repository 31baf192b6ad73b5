"""What lint finds in an edition."""

from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from app.api.at import At
from app.api.documented import READ
from app.api.filters import by_word
from app.api.parameters import PageAsked
from app.api.rooms import room
from app.reading import lint
from app.reading.shapes import lint as shapes

router = room(prefix="/v1/frameworks/{framework}/editions/{edition}", tags=["Frameworks"], responses=READ)


@router.get("/lint", summary="What is not well with an edition", response_model=shapes.Findings)
def list_findings(
    at: At,
    paging: PageAsked,
    severity: Annotated[
        shapes.Severity | None, by_word("Only errors, which stop a publish, or only warnings.", "warning")
    ] = None,
    rule: Annotated[
        str | None,
        Query(
            description="Only findings of this rule; one that lint does not have is refused (422).",
            examples=["skill-without-statements"],
            pattern=r"^[a-z]+(?:-[a-z]+)*$",
            max_length=60,
        ),
    ] = None,
) -> Response:
    """Findings of lint: rule by rule, errors first, each with its place in the content. A published edition has no
    errors. Warnings that the publisher accepts are there too, with the reason."""
    opened = at.open()
    return opened.answer(lint.list_findings(opened.view, opened.window(paging), severity, rule))
