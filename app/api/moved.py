"""Addresses under ``current`` that renamed things had before: they lead on to the address of today."""

from urllib.parse import urlencode

from fastapi import FastAPI, Request
from starlette.responses import RedirectResponse, Response

from app.api.answering import REVALIDATE
from app.api.at import CURRENT
from app.api.problems import problem_response
from app.catalogue import Catalogue
from app.kit.problems import InternalError, Problem
from app.reading.view import NoSuchThing, edition_path


def install(app: FastAPI) -> None:
    """Have NoSuchThing answered by a redirect where the thing was renamed. Touches the database: runs in a thread."""
    app.add_exception_handler(NoSuchThing, _on_no_such_thing)


def _on_no_such_thing(request: Request, problem: Exception) -> Response:
    if not isinstance(problem, NoSuchThing):
        return problem_response(request, InternalError())
    if request.path_params.get("edition") != CURRENT:
        return problem_response(request, problem)
    catalogue: Catalogue = request.app.state.catalogue
    try:
        return _moved(request, problem, catalogue) or problem_response(request, problem)
    except Problem as failed:  # such as NotReady: nobody else would hear of it here
        return problem_response(request, failed)


def _moved(request: Request, missing: NoSuchThing, catalogue: Catalogue) -> Response | None:
    view = missing.view
    renamed = catalogue.find_renamed(view.framework, missing.kind, missing.path)
    kind, thing = view.look.by_id.get(renamed or "", (missing.kind, None))
    if thing is None:
        return None
    here, _, asking = view.href(kind, thing).partition("?")
    there = edition_path(view.root, view.framework, CURRENT)
    inside = "/content" if "/editions/current/content/" in request.scope["path"] else ""
    query = dict(request.query_params) | ({"scale": asking.partition("=")[2]} if asking else {})
    address = there + inside + here.removeprefix(view.path) + (f"?{urlencode(query)}" if query else "")
    return RedirectResponse(address, status_code=308, headers={"Cache-Control": REVALIDATE})
