"""What writes cost beside the load of the same edition: a draft begun, imported into, edited and published.

The lock of a publish is timed from the moment its transaction may write until it is committed.
"""

import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from unittest import mock

from sqlalchemy import Connection, Engine

from app.authoring import publishing
from app.authoring.changing import Asked
from app.authoring.drafting import DraftWanted, create_draft
from app.authoring.editing import put_entry
from app.authoring.importing import import_release
from app.authoring.sending import File, Sent, send
from app.authoring.targets import Entry, Target
from app.catalogue import Catalogue
from app.exchange import native
from app.framework.edition import Edition
from app.framework.release import Envelope, Release
from app.kit.preconditions import Precondition
from app.store import editions
from app.store.audit import COMMAND_LINE
from app.store.engine import open_engine
from app.store.saving import load
from app.store.scope import reading, writing
from tests.bench.changes import slightly_changed
from tests.bench.timing import Figures
from tests.databases import Databases


class Times:
    """Seconds by what took them, each beside those of a load in the same run."""

    def __init__(self, engine: Engine) -> None:
        self.catalogue = Catalogue(engine, kept=2)  # as that of a server
        self.taken: dict[str, list[float]] = defaultdict(list)

    def time(self, what: str, work: Callable[[], object]) -> None:
        """Note how long work takes."""
        start = time.perf_counter()
        work()
        self.taken[what].append(time.perf_counter() - start)

    def publish(self, what: str, engine: Engine, framework: str, version: str) -> None:
        """Publish a draft; note the whole, and for how long it kept others from writing."""
        with mock.patch.object(publishing, "writing", self._timed(f"{what}: lock")):
            publish = partial(publishing.publish_draft, engine, framework, version, catalogue=self.catalogue)
            self.time(f"{what}: in all", publish)

    def _timed(self, what: str) -> Callable[[Engine], object]:
        @contextmanager
        def writing_timed(engine: Engine) -> Iterator[Connection]:
            with writing(engine) as connection:
                start = time.perf_counter()
                yield connection
            self.taken[what].append(time.perf_counter() - start)

        return writing_timed


def figures(databases: Databases, kind: str, edition: Edition, runs: int) -> Iterator[tuple[str, Figures]]:
    """What was measured, in which times; the first publish is measured once."""
    address, framework = databases.migrated(kind), edition.framework.slug
    engine = open_engine(address)
    times = Times(engine)
    begun = Release(envelope=Envelope(version="0"), edition=edition)
    import_release(engine, begun, keyless=False, publishing=False)
    times.publish("publish, all new", engine, framework, "0")
    documents = [native.render(replace(begun, edition=each), "json") for each in (slightly_changed(edition), edition)]
    with reading(engine) as connection:
        record = editions.find_edition(connection, framework, "0")
        if record is None:
            raise LookupError("what was just imported is not there")
        times.time("load", lambda: load(connection, record.id))
    for number in range(1, runs + 1):
        _write(times, engine, Target(framework, str(number)), documents[(number - 1) % 2], number)
        with reading(engine) as connection:
            times.time("load", lambda: load(connection, record.id))  # run at once
    engine.dispose()
    databases.drop(address)
    loads = times.taken.pop("load")
    for what, taken in times.taken.items():
        beside = loads[:1] if len(taken) == 1 else loads[1:]
        yield what, Figures.of(list(zip(taken, beside, strict=True)))


def _write(times: Times, engine: Engine, target: Target, document: bytes, number: int) -> None:
    """One draft, from its beginning to its publishing, 1 % of it other than in the edition before."""
    wanted = DraftWanted(version=target.version, based_on=str(number - 1))
    times.time("begin a draft from an edition", lambda: create_draft(engine, target.framework, wanted, COMMAND_LINE))
    sent = Sent("native", {"file": File("body.json", document)})
    for what, dry_run in (("dry run of an import, 1 % changed", True), ("import, 1 % changed", False)):
        times.time(what, lambda: send(engine, target, sent, COMMAND_LINE, dry_run=dry_run))  # noqa: B023  # run at once
    there = json.loads(document)["skills"][-1]
    changed = json.dumps(there | {"note": f"Noted {number} times."}).encode()
    asked = Asked(target, Precondition(if_match="*"), COMMAND_LINE)
    times.time("put one skill", lambda: put_entry(engine, asked, Entry("skill", there["slug"]), changed))
    times.publish("publish, 1 % changed", engine, target.framework, target.version)
