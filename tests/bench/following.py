"""Following a framework: a page of a long feed, and 10,000 stored ids carried over five editions, as whole requests.

The floor of the feed is one plain SELECT of as many rows; that of the ids a load of one such edition on SQLite.
"""

import asyncio
import datetime as dt
import json
import random
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice

from sqlalchemy import Engine, insert, text
from starlette.types import ASGIApp

from app.api.application import build_application
from app.authoring.importing import import_release
from app.catalogue import Catalogue, EditionRecord, FrameworkRecord
from app.framework.change import summary
from app.framework.edition import Edition
from app.framework.identity import identify_text, requirement_key
from app.framework.release import Envelope, Release
from app.store import editions, guards
from app.store.engine import open_engine
from app.store.saving import load
from app.store.scope import reading, writing
from app.store.tables import table
from tests.bench.asking import Ask, ask
from tests.bench.changes import slightly_changed
from tests.bench.timing import Figures, paired
from tests.databases import Databases

#: Entries of the feed, ids in one request, editions on their way.
ENTRIES, IDS, EDITIONS = 10_000, 10_000, 5
_DAY = dt.date(2020, 1, 1)
_NOON = dt.datetime(2020, 1, 1, 12, tzinfo=dt.UTC)


def feed_figures(databases: Databases, kind: str, runs: int, entries: int = ENTRIES) -> Iterator[tuple[str, Figures]]:
    """The first page and the last of a feed with so many entries."""
    engine = open_engine(databases.migrated(kind))
    _fill(engine, entries)
    app = build_application(Catalogue(engine, 1))
    with asyncio.Runner() as runner:
        for what, after in (("first page of the feed", 0), ("its last page", entries - 50)):
            asked = partial(_asked, runner, app, Ask(f"/v1/changes?after={after}"))
            if len(json.loads(asked())["items"]) != min(50, entries):
                raise ValueError("the feed is not as long as it was made")
            yield what, paired(asked, partial(_rows, engine, after), runs)
    engine.dispose()


def _fill(engine: Engine, entries: int) -> None:
    """Publish and withdraw editions of no content, past the guard: that is much quicker."""
    told = json.dumps(summary(()))
    numbers = range(1, entries // 2 + 1)
    envelope = {"framework_id": 1, "status": "withdrawn", "published_at": _NOON, "effective_from": _DAY}
    envelope |= {"digest": "0" * 64, "withdrawn_at": _NOON, "withdrawn_reason": "A slip.", "counts": "{}"}
    entry = {"framework_id": 1, "at": _NOON, "summary": told}
    with writing(engine) as connection:
        guards.remove(connection)
        connection.execute(insert(table("framework")), {"id": 1, "key": "bench", "slug": "bench"})
        rows = [{"id": n, "version": str(n), "sequence": n, **envelope} for n in numbers]
        connection.execute(insert(table("edition")), rows)
        abouts = [
            {"edition_id": n, "key": "bench", "slug": "bench", "name": "Bench", "language": "en"} for n in numbers
        ]
        connection.execute(insert(table("about")), abouts)
        happened = [
            {"position": 2 * n + at, "edition_id": n, "base_id": n - 1 or None, "action": action, **entry}
            for n in numbers
            for at, action in ((-1, "published"), (0, "withdrawn"))
        ]
        connection.execute(insert(table("feed_entry")), happened)
        connection.execute(text("UPDATE feed_head SET last = :last"), {"last": entries})
        guards.install(connection)


def _rows(engine: Engine, after: int) -> None:
    with engine.connect() as connection:
        query = "SELECT * FROM feed_entry WHERE position > :after ORDER BY position LIMIT 50"
        connection.execute(text(query), {"after": after}).all()


def _asked(runner: asyncio.Runner, app: ASGIApp, asked: Ask) -> bytes:
    # One runner for all: a server does not start a loop and its threads for each request.
    return runner.run(ask(app, asked))


class Loaded(Catalogue):
    """Editions that are loaded; so nothing is measured but what is done with them."""

    def __init__(self, engine: Engine, releases: list[Release]) -> None:
        super().__init__(engine, 1)
        self.releases = {release.envelope.version: release for release in releases}

    def framework(self, slug: str, *, drafts: bool = False) -> FrameworkRecord:  # noqa: ARG002  # it has no drafts
        first = next(iter(self.releases.values()))
        return FrameworkRecord(slug=slug, about=first.edition.framework, current=None, editions=len(self.releases))

    def editions(self, slug: str, *, drafts: bool = False) -> list[EditionRecord]:  # noqa: ARG002  # it has no drafts
        held = enumerate(self.releases.values())
        return [EditionRecord(id=n, framework_id=1, framework=slug, envelope=r.envelope, counts={}) for n, r in held]

    def release(
        self,
        framework: str,  # noqa: ARG002  # it has but one
        label: str,
        as_of: dt.date | None = None,  # noqa: ARG002  # it is only asked for labels
        *,
        drafts: bool = False,  # noqa: ARG002  # it has none
    ) -> Release:
        return self.releases[label]


def migrate_figures(databases: Databases, edition: Edition, runs: int) -> Iterator[tuple[str, int, Figures]]:
    """Ids of things alone, and of things and requirements alike: what, how many, and the times."""
    engine = open_engine(databases.migrated("sqlite"))
    import_release(engine, Release(envelope=Envelope(version="1"), edition=edition), keyless=False, publishing=True)
    app = build_application(Loaded(engine, list(_releases(edition))))
    things = list(edition.lookup.by_id)
    parts = list(islice(_requirement_ids(edition), IDS))
    chance = random.Random(2019)  # noqa: S311  # no secret
    with asyncio.Runner() as runner:
        for what, known in (("ids of things", things), ("of things and requirements", [*things, *parts])):
            ids = chance.sample(known, IDS) if len(known) >= IDS else chance.choices(known, k=IDS)
            body = json.dumps({"from": "1", "to": str(EDITIONS), "ids": ids}).encode()
            asked = partial(_asked, runner, app, Ask(f"/v1/frameworks/{edition.framework.slug}/migrate", body))
            counts = json.loads(asked())["counts"]
            if sum(counts.values()) != IDS or counts["needs_review"]:
                raise ValueError(f"the ids were not carried over: {counts}")
            yield what, IDS, paired(asked, _loader(engine, edition), runs)
    engine.dispose()


def _releases(edition: Edition) -> Iterator[Release]:
    for number in range(1, EDITIONS + 1):
        day = _DAY + dt.timedelta(days=number)
        envelope = Envelope(version=str(number), status="published", sequence=number, effective_from=day)
        yield Release(envelope=envelope, edition=edition)
        edition = slightly_changed(edition)


def _requirement_ids(edition: Edition) -> Iterator[str]:
    for level in edition.role_levels():
        for need in level.requirements:
            yield identify_text(edition.framework.key, "requirement", requirement_key(level.key, need.skill))


def _loader(engine: Engine, edition: Edition) -> Callable[[], object]:
    def run() -> Edition:
        with reading(engine) as connection:
            record = editions.find_edition(connection, edition.framework.slug, "1")
            if record is None:
                raise LookupError("what was just imported is not there")
            return load(connection, record.id)

    return run
