"""A catalogue without a database: the garden in three editions.

::

    2023.1  withdrawn    2024.1  published, current    2199.1  published, in force later
"""

import datetime as dt
from functools import cache

from sqlalchemy import Engine, StaticPool, create_engine, insert

from app.catalogue import Catalogue, EditionRecord, FrameworkRecord
from app.framework.counts import count
from app.framework.digest import digest
from app.framework.identity import identify
from app.framework.release import Envelope, Release, Status
from app.kit.problems import NotFound
from app.store.guards.message import HEADS
from app.store.tables import METADATA, table
from tests.worlds import garden

FRAMEWORK = "/v1/frameworks/gardening"
FIXED = f"{FRAMEWORK}/editions/2024.1"
CURRENT = f"{FRAMEWORK}/editions/current"


def release(version: str, sequence: int, effective_from: str, status: Status = "published") -> Release:
    edition = garden().edition
    envelope = Envelope(
        version=version,
        status=status,
        sequence=sequence,
        effective_from=dt.date.fromisoformat(effective_from),
        published_at=dt.datetime(2023, 1, sequence, 9, tzinfo=dt.UTC),
        digest=digest(edition),
        notes=garden().envelope.notes,
        withdrawn_at=dt.datetime(2024, 5, 1, 9, tzinfo=dt.UTC) if status == "withdrawn" else None,
        withdrawn_reason="Its levels were mixed up." if status == "withdrawn" else None,
    )
    return Release(envelope=envelope, edition=edition)


@cache
def empty_database() -> Engine:
    """A database in memory in which nothing happened."""
    engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    METADATA.create_all(engine)
    with engine.begin() as connection:
        for head in HEADS:
            connection.execute(insert(table(head)), {"id": 1, "last": 0})
    return engine


class Shelf(Catalogue):
    """Editions held in memory; ``unready`` and ``broken`` make it fail on purpose.

    ``renamed`` has keys by kind and an address of before.
    """

    def __init__(self, *releases: Release) -> None:
        self.releases = list(releases) or [
            release("2023.1", 1, "2023-04-01", "withdrawn"),
            release("2024.1", 2, "2024-04-01"),
            release("2199.1", 3, "2199-04-01"),
        ]
        self.engine = empty_database()  # for what writes and for the feed: here nothing ever happened
        self.unready: str | None = None
        self.broken: Exception | None = None
        self.renamed = {
            ("skill", "cutting"): "cutting",
            ("role_level", "gardener/chief-gardener"): "gardener/chief-gardener",
            ("role_level", "groundskeeper/head-gardener"): "gardener/chief-gardener",
            ("mastery_level", "mastery/expert"): "mastery/expert",
            ("mastery_level", "recall/dim"): "recall/aware",
            ("skill", "topiary"): "topiary",
        }
        self.asked_for_renamed = 0

    def frameworks(self) -> list[FrameworkRecord]:
        return [self.framework("gardening")] if self.releases else []

    def framework(self, slug: str, *, drafts: bool = False) -> FrameworkRecord:  # noqa: ARG002  # it has no drafts
        if slug != "gardening":
            raise NotFound(f"There is no framework {slug!r} with a published edition.")
        current = self._current(dt.datetime.now(dt.UTC).date())
        about = garden().edition.framework
        current_record = self._record(current) if current else None
        return FrameworkRecord(slug=slug, about=about, current=current_record, editions=len(self.releases))

    def editions(self, slug: str, *, drafts: bool = False) -> list[EditionRecord]:  # noqa: ARG002  # it has no drafts
        self.framework(slug)
        return [self._record(held) for held in reversed(self.releases)]

    def release(
        self,
        framework: str,
        label: str,
        as_of: dt.date | None = None,
        *,
        drafts: bool = False,  # noqa: ARG002  # it has no drafts
    ) -> Release:
        if self.broken:
            raise self.broken
        day = as_of or dt.datetime.now(dt.UTC).date()
        found = self._current(day) if label == "current" else self._labelled(label)
        if framework != "gardening" or found is None:
            raise NotFound(f"Framework {framework!r} has no published edition {label!r}.")
        return found

    def find_renamed(self, framework: str, kind: str, path: str) -> str | None:
        self.asked_for_renamed += 1
        key = self.renamed.get((kind, path))
        return str(identify(framework, kind, key)) if key else None

    def ready(self) -> str | None:
        return self.unready

    def publish(self, version: str) -> None:
        """One more edition, the newest."""
        self.releases.append(release(version, len(self.releases) + 1, "2100-01-01"))

    def _labelled(self, label: str) -> Release | None:
        return next((held for held in self.releases if held.envelope.version == label), None)

    def _current(self, day: dt.date) -> Release | None:
        found = [held for held in self.releases if held.envelope.in_force_on(day)]
        return max(found, key=lambda held: held.envelope.precedence, default=None)

    def _record(self, held: Release) -> EditionRecord:
        return EditionRecord(
            id=held.envelope.sequence or 0,
            framework_id=1,
            framework="gardening",
            envelope=held.envelope,
            counts=count(held.edition),
        )
