"""The pages that the ``type`` of a problem document leads to."""

from html import escape
from typing import Annotated

from starlette.responses import HTMLResponse

from app.api.documented import problems
from app.api.parameters import slug_path
from app.api.rooms import room
from app.kit.problem_table import PROBLEM_TYPES
from app.kit.problems import NotFound

router = room(public=True, tags=["Service"])

_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>body {{ max-width: 40rem; margin: 3rem auto; padding: 0 1rem; font: 1.1rem/1.5 sans-serif }}</style>
<h1>{title}</h1>
<p>{explanation}</p>
<p>Problem type <code>{slug}</code>, HTTP status {status}.</p>
</html>
"""


@router.get(
    "/problems/{problem_type}",
    summary="A kind of problem, explained",
    response_class=HTMLResponse,
    responses=problems(404, 422),
)
async def get_problem_type(
    problem_type: Annotated[str, slug_path("The kind of problem.", "not-found")],
) -> HTMLResponse:
    """The page that the `type` of a problem document leads to."""
    found = PROBLEM_TYPES.get(problem_type)
    if found is None:
        raise NotFound(f"There is no problem type {problem_type!r}; there are {', '.join(PROBLEM_TYPES)}.")
    texts = {"title": escape(found.title), "explanation": escape(found.explanation)}
    return HTMLResponse(_PAGE.format(**texts, slug=found.slug, status=found.status))
