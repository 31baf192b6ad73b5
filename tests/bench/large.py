"""The largest answers, and what other readers feel while they are made."""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from app.api.application import build_application
from app.authoring.importing import import_release
from app.catalogue import Catalogue
from app.catalogue.watcher import watching
from app.framework.edition import Edition
from app.framework.release import Envelope, Release
from app.store.engine import open_engine
from tests.bench.asking import Ask, ask, nothing, seconds
from tests.databases import Databases


@dataclass(frozen=True, slots=True)
class Large:
    """Seconds of a large answer, and of another request: undisturbed (median), and the slowest one meanwhile."""

    what: str
    whole: float
    alone: float
    slowest: float
    others: int


def figures(databases: Databases, kind: str, edition: Edition, runs: int) -> Iterator[Large]:
    """The matrix and the whole content, each while a skill is read again and again; the median of each figure."""
    engine = open_engine(databases.migrated(kind))
    release = Release(envelope=Envelope(version="1"), edition=edition)
    import_release(engine, release, keyless=False, publishing=True)
    catalogue = Catalogue(engine, 1)
    app = build_application(catalogue)
    at = f"/v1/frameworks/{edition.framework.slug}/editions/1"
    other = Ask(f"{at}/skills/{edition.skills[0].slug}")

    async def one(asked: Ask) -> tuple[float, float, list[float]]:
        await ask(app, other)
        alone = median(await seconds(app, other, 20, nothing))
        others, start = [], time.perf_counter()
        answer = asyncio.create_task(ask(app, asked))
        while not answer.done():
            others += await seconds(app, other, 1, nothing)
        await answer
        return time.perf_counter() - start, alone, others

    for what, below in {"matrix": "/matrix", "content": "/content"}.items():
        with watching(catalogue):
            taken = [asyncio.run(one(Ask(at + below))) for _ in range(runs)]
        yield Large(
            what,
            median(whole for whole, _, _ in taken),
            median(alone for _, alone, _ in taken),
            median(max(others) for _, _, others in taken),
            int(median(len(others) for _, _, others in taken)),
        )
    engine.dispose()
