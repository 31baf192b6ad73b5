"""The service document, frameworks and their lists of editions."""

from fastapi import Request
from starlette.responses import Response

from app import __version__
from app.api.answering import NO_STORE, REVALIDATE, answer
from app.api.callers import readable
from app.api.context import Held, root_path
from app.api.documented import READ
from app.api.drafts import SeesDrafts
from app.api.parameters import FrameworkSlug, PageAsked, Paging
from app.api.rooms import room
from app.catalogue import Catalogue, FrameworkRecord
from app.kit.paging import Window
from app.reading import frameworks
from app.reading.shapes import catalogue as shapes
from app.reading.shapes.common import Page

router = room(responses=READ)


@router.get("/v1", tags=["Frameworks"], summary="Start here", response_model=shapes.Service)
def get_service(request: Request, catalogue: Held) -> Response:
    """What this server is, how much it holds, and where its data starts."""
    records = _known(request, catalogue)
    editions = sum(record.editions for record in records)
    return answer(request, frameworks.service(root_path(request), __version__, len(records), editions))


@router.get("/v1/frameworks", tags=["Frameworks"], summary="All frameworks", response_model=Page[shapes.Framework])
def list_frameworks(request: Request, catalogue: Held, paging: PageAsked) -> Response:
    """Every framework with a published edition, by slug."""
    root = root_path(request)
    window = _window(f"{root}/v1/frameworks", paging)
    return answer(request, frameworks.list_frameworks(_known(request, catalogue), root, window))


@router.get("/v1/frameworks/{framework}", tags=["Frameworks"], summary="One framework", response_model=shapes.Framework)
def get_framework(request: Request, catalogue: Held, framework: FrameworkSlug, sees_drafts: SeesDrafts) -> Response:
    """A framework: who publishes it, under which licence, in which language, and its current edition."""
    found = catalogue.framework(framework, drafts=sees_drafts)
    cache = REVALIDATE if found.editions else NO_STORE
    return answer(request, frameworks.framework(found, root_path(request)), cache=cache, links=_licence(found))


@router.get(
    "/v1/frameworks/{framework}/editions",
    tags=["Frameworks"],
    summary="The editions of a framework",
    response_model=Page[shapes.EditionSummary],
)
def list_editions(
    request: Request, catalogue: Held, framework: FrameworkSlug, sees_drafts: SeesDrafts, paging: PageAsked
) -> Response:
    """Published and withdrawn editions, newest first; before them the drafts, for who may edit."""
    root = root_path(request)
    window = _window(f"{root}/v1/frameworks/{framework}/editions", paging)
    links = _licence(catalogue.framework(framework, drafts=sees_drafts))
    records = catalogue.editions(framework, drafts=sees_drafts)
    cache = NO_STORE if any(record.envelope.status == "draft" for record in records) else REVALIDATE
    return answer(request, frameworks.list_editions(records, root, window), cache=cache, links=links)


def _licence(record: FrameworkRecord) -> dict[str, str]:
    licence = record.about.licence
    return {"license": licence.url} if licence and licence.url else {}


def _known(request: Request, catalogue: Catalogue) -> list[FrameworkRecord]:
    known = readable(request)
    return [record for record in catalogue.frameworks() if known(record.slug)]


def _window(path: str, paging: Paging) -> Window:
    return Window(path=path, limit=paging.limit).at(paging.cursor)
