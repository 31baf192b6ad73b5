"""Drafts, for those who may see them: always as the database has them at this moment."""

import logging
from collections.abc import Container
from dataclasses import dataclass, replace

from sqlalchemy import Engine

from app.catalogue.kept import Kept
from app.catalogue.snapshot import FrameworkRecord
from app.framework.edition import BrokenEdition, Edition
from app.framework.release import Release
from app.kit.problems import BrokenDraft, Fault, NotFound
from app.store import editions
from app.store.asking import asking
from app.store.editions import EditionRecord
from app.store.problem import EmptyEdition
from app.store.saving import load

_LOG = logging.getLogger(__name__)
#: Drafts whose content is kept: few people write at once, and at the size of ESCO one takes 55 MB.
MOST_KEPT = 4
#: Broken rules that a problem lists; mending these shows the others.
_MOST_TOLD = 50

Key = tuple[int, int]
"""Row number and revision of a draft: every write raises the revision, also one by hand."""


@dataclass(frozen=True, slots=True)
class _Loaded:
    """The content of a draft at a revision, which may be a later one than was asked for."""

    revision: int
    edition: Edition


class Drafts:
    """Finds and loads drafts. Finding is one SELECT; content is loaded anew when somebody has changed it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._kept: Kept[Key, _Loaded] = Kept(MOST_KEPT, self._load)

    def of(self, framework: str) -> list[EditionRecord]:
        """The drafts of a framework, the last begun first."""
        with asking(self._engine) as connection:
            return editions.list_drafts(connection, framework)

    def find_edition(self, framework: str, label: str) -> EditionRecord | None:
        """The edition with a label, be it a draft or not."""
        with asking(self._engine) as connection:
            return editions.find_edition(connection, framework, label)

    def find_framework(self, slug: str) -> FrameworkRecord | None:
        """A framework as its newest draft describes it; one that has none yet as it was founded."""
        with asking(self._engine) as connection:
            for record in editions.list_drafts(connection, slug):
                if about := editions.find_about(connection, record.id):
                    return FrameworkRecord(slug=slug, about=about, current=None, editions=0)
            founded = editions.find_framework(connection, slug)
            about = editions.founding_facts(connection, founded[0]) if founded else None
        return FrameworkRecord(slug=slug, about=about, current=None, editions=0) if about else None

    def open(self, record: EditionRecord) -> Release:
        """A draft with its content; BrokenDraft where that does not hold together, NotFound when it is gone."""
        key = (record.id, record.envelope.revision)
        try:
            loaded = self._kept.get(key)
        except (AttributeError, EmptyEdition, TypeError, ValueError) as broken:
            raise _broken(record, broken) from broken
        self._kept.forget(lambda other: other[0] == key[0] and other[1] < key[1])
        return Release(envelope=replace(record.envelope, revision=loaded.revision), edition=loaded.edition)

    def forget(self, edition_ids: Container[int]) -> None:
        """Keep these no longer: they were published."""
        self._kept.forget(lambda key: key[0] in edition_ids)

    def _load(self, key: Key) -> _Loaded:
        with asking(self._engine) as connection:
            revision = editions.find_revision(connection, key[0])
            if revision is None:
                raise NotFound("The draft was deleted just now.")
            return _Loaded(revision, load(connection, key[0]))


def _broken(record: EditionRecord, why: Exception) -> BrokenDraft:
    version = record.envelope.version
    if isinstance(why, EmptyEdition):
        return BrokenDraft(f"The draft {version!r} says nothing of its framework yet, not even its name.")
    if isinstance(why, BrokenEdition):
        faults = [Fault(detail=str(finding)) for finding in why.findings]
        told = f"The draft {version!r} breaks {len(faults)} {'rule' if len(faults) == 1 else 'rules'} of the model."
        return BrokenDraft(told, errors=faults[:_MOST_TOLD])
    # SQLite lets a hand put text where a day belongs, and bytes where text does.
    _LOG.warning("The draft %s of %s cannot be read", version, record.framework, exc_info=why)
    return BrokenDraft(f"The draft {version!r} holds a value of the wrong kind; the server's log says more.")
