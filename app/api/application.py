"""The HTTP application: its routes and layers around a catalogue."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

from fastapi import FastAPI

from app import __version__
from app.access.keyring import Keyring
from app.api import (
    activities,
    audit,
    changes,
    content,
    courses,
    coverage,
    differences,
    docs,
    drafting,
    editing,
    editions,
    frameworks,
    gaps,
    health,
    ids,
    imports,
    keys,
    ladders,
    lint,
    lookups,
    mastery,
    migrating,
    moved,
    own_courses,
    problem_pages,
    problems,
    proposals,
    providers,
    roles,
    schemas,
    skills,
    stale,
)
from app.api.context import hold
from app.api.layers import add_layers
from app.api.openapi import finish
from app.catalogue import Catalogue

Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]

_DESCRIPTION = """Capability frameworks as data: which roles a profession has, which levels each role has, which skills
every level needs and how well, and what people do to grow.

A framework has editions. A published edition never changes, so what stands below its label may be kept for good;
`current` stands for the edition in force. Every answer links on: `href` to a thing, `next` to the next page.
Errors are problem documents (RFC 9457) whose `type` leads to a page that explains it.
"""
_TAGS = [
    {"name": "Frameworks", "description": "Where to start: what is served, each framework, and its editions."},
    {"name": "Roles", "description": "Roles, the levels of each, and what a level asks for."},
    {"name": "Skills", "description": "Skills, and what mastery of each looks like."},
    {"name": "Mastery", "description": "How well a skill is mastered, and the stages of a career."},
    {
        "name": "Gaps",
        "description": "What separates people from role levels, and where they could go next. Nothing of it is stored.",
    },
    {"name": "Changes", "description": "What was published and withdrawn, and what became of stored ids."},
    {"name": "Courses", "description": "What learning platforms offer, and which skills it teaches."},
    {
        "name": "Drafts",
        "description": "The next edition, with a key: make a draft, change it, publish it, see who did what.",
    },
    {
        "name": "Proposals",
        "description": "Suggested changes: made with a reason, then accepted into a draft or rejected.",
    },
    {"name": "Keys", "description": "Who may do what, for whoever runs the server."},
    {"name": "Service", "description": "Whether the server is well, and what its problem documents mean."},
]


class Application(FastAPI):
    """FastAPI whose OpenAPI document is finished by ``app.api.openapi``."""

    _told: dict[str, Any] | None = None

    def openapi(self) -> dict[str, Any]:
        found = super().openapi()
        if found is not self._told:
            self._told = self.openapi_schema = finish(found, self.root_path, keyed=self.state.keyed)
        return self._told


def build_application(
    catalogue: Catalogue,
    root_path: str = "",
    lifespan: Lifespan | None = None,
    keyring: Keyring | None = None,
    *,
    keyed: bool = False,
) -> FastAPI:
    """The application that serves a catalogue. ``root_path`` is what a proxy puts before its paths.

    Without a keyring there are no keys; ``keyed`` asks for one to read.
    """
    app = Application(
        title="Capframe",
        version=__version__,
        summary="Capability frameworks served as data",
        description=_DESCRIPTION,
        openapi_tags=_TAGS,
        license_info={"name": "MIT"},
        contact={"name": "Whoever runs this server"},
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
    )
    hold(app, catalogue, root_path, keyring, keyed=keyed)
    problems.install(app)
    moved.install(app)
    for room in (
        frameworks, editions, content, lookups, lint, roles, ladders, activities, skills, mastery, gaps, differences,
        changes, ids, migrating, courses, stale, coverage, own_courses, providers, drafting, editing, imports,
        proposals, audit, keys, schemas, health, problem_pages, docs,
    ):  # fmt: skip
        app.router.routes.extend(room.router.routes)
    add_layers(app, keyed=keyed)
    return app
