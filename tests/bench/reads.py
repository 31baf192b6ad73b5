"""The first render of every kind of resource beside the plain way, which must answer the same JSON.

First: the edition is loaded, and nothing is made of it yet: no lookups, references or ids. Later: what answers have in
common is made. Both are whole requests through all layers, tag and request id included; no answer is kept. The plain
way is FastAPI without layers or tags. The server is at work in every case: other requests came right before.
"""

import asyncio
import gc
import json
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from starlette.types import ASGIApp

from app.api.application import build_application
from app.authoring.importing import import_release
from app.catalogue import Catalogue
from app.catalogue.watcher import watching
from app.framework.content import Lookup
from app.framework.edition import Edition
from app.framework.release import Envelope, Release
from app.reading.view import id_text
from app.store.engine import open_engine
from tests.bench.asking import Ask, ask, nothing, seconds
from tests.bench.plain.application import build_plain
from tests.databases import Databases


@dataclass(frozen=True, slots=True)
class Render:
    """Median seconds of a resource, and the size of its answer; ``plain`` is None where there is no plain way."""

    what: str
    size: int
    first: float
    later: float
    plain: float | None


def figures(databases: Databases, kind: str, edition: Edition, runs: int) -> Iterator[Render]:
    """Every kind of resource; ValueError where the plain way answers other JSON than ours."""
    engine = open_engine(databases.migrated(kind))
    release = Release(envelope=Envelope(version="1"), edition=edition)
    import_release(engine, release, keyless=False, publishing=True)
    catalogue = Catalogue(engine, 1)
    ours, plain = build_application(catalogue), build_plain(engine)
    loaded = catalogue.release(edition.framework.slug, "1").edition

    async def forget() -> None:
        object.__setattr__(loaded, "lookup", Lookup(loaded))
        id_text.cache_clear()
        gc.collect()
        await seconds(ours, Ask("/livez"), 5, nothing)

    async def at_work(app: ASGIApp, asked: Ask) -> float:
        gc.collect()
        return median((await seconds(app, asked, runs + 2, nothing))[2:])

    async def render(what: str, asked: Ask, *, with_plain: bool) -> Render:
        body = await ask(ours, asked)
        if with_plain:
            await _check_same(plain, asked, body)
        plainly = await at_work(plain, asked) if with_plain else None
        first = median(await seconds(ours, asked, runs, forget))
        return Render(what, len(body), first, await at_work(ours, asked), plainly)

    with watching(catalogue):
        for what, asked in _resources(edition).items():
            yield asyncio.run(render(what, asked, with_plain=what in PLAIN))
    engine.dispose()


async def _check_same(plain: ASGIApp, asked: Ask, body: bytes) -> None:
    if json.loads(await ask(plain, asked)) != json.loads(body):
        raise ValueError(f"the plain way answers {asked.target} otherwise")


#: What the plain way answers too.
PLAIN = ("roles", "profile", "role levels with needs, 50", "role levels with needs, 200", "skills", "skill", "matrix")


def _resources(edition: Edition) -> dict[str, Ask]:
    """A request for every kind of resource: the largest thing of its kind, the first page of a list."""
    look, at = edition.lookup, f"/v1/frameworks/{edition.framework.slug}/editions/1"
    role = max(edition.roles, key=lambda role: len(role.levels))
    level = max(look.role_levels.values(), key=lambda level: len(level.requirements))
    skill = max(edition.skills, key=lambda skill: len(look.needed_by.get(skill.key, ())))
    below = {
        "roles": "/roles",
        "role": f"/roles/{role.slug}",
        "profile": f"/roles/{look.role_of(level).slug}/levels/{level.slug}",
        "role levels": "/role-levels",
        "role levels with needs, 50": "/role-levels?include=requirements",
        "role levels with needs, 200": "/role-levels?include=requirements&limit=200",
        "skills": "/skills",
        "skill": f"/skills/{skill.slug}",
        "activities": "/activities",
        "pathway": "/pathway",
        "matrix": "/matrix",
        "matrix as CSV": "/matrix?format=csv",
        "content": "/content",
    }
    items = [{"kind": "skill", "path": skill.slug} for skill in edition.skills[:100]]
    lookup = Ask(f"{at}/lookup", json.dumps({"items": items}).encode())
    return {what: Ask(at + rest) for what, rest in below.items()} | {f"lookup of {len(items)}": lookup}
