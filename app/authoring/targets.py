"""What a write is about: an edition, or one entry of its content; and the draft that it finds there."""

from dataclasses import dataclass

from sqlalchemy import Connection

from app.framework.edition import BrokenEdition, Edition
from app.framework.release import Release
from app.kit.conflicts import NotADraft
from app.kit.problems import BrokenDraft, Fault, NotFound
from app.store import editions
from app.store.editions import EditionRecord
from app.store.problem import EmptyEdition
from app.store.saving import load


@dataclass(frozen=True, slots=True)
class Target:
    """The edition with a label of a framework (slug)."""

    framework: str
    version: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of content: a thing by kind and path (``role/level`` for a level), or a list by its name alone.

    ``kind`` is singular for a thing, ``framework`` for what the edition says of the framework itself.
    """

    kind: str
    path: str | None = None

    @property
    def owner(self) -> str:
        """The slug of the role or scale in whose place a level stands; empty for all else."""
        return (self.path or "").rpartition("/")[0]


def find_draft(connection: Connection, target: Target, *, lock: bool) -> EditionRecord:
    """The draft at a label; NotFound or NotADraft. ``lock`` keeps others from changing it."""
    if target.version == "current":
        raise NotADraft("'current' stands for a published edition; a draft is written to at its label.")
    record = editions.find_edition(connection, target.framework, target.version, lock=lock)
    if record is None:
        raise NotFound(f"Framework {target.framework!r} has no edition {target.version!r}.")
    if record.envelope.status != "draft":
        raise NotADraft(f"Edition {target.version} of {target.framework} is {record.envelope.status}.")
    return record


def load_draft(connection: Connection, record: EditionRecord) -> Release:
    """A draft with its content; BrokenDraft where a hand has left it so that it is no edition."""
    return Release(envelope=record.envelope, edition=_content(connection, record))


def _content(connection: Connection, record: EditionRecord) -> Edition:
    try:
        return load(connection, record.id)
    except BrokenEdition as broken:
        faults = [Fault(detail=str(finding)) for finding in broken.findings[:50]]
        raise BrokenDraft(f"The draft {record.envelope.version} breaks rules of the model.", errors=faults) from None
    except EmptyEdition:
        raise BrokenDraft(f"The draft {record.envelope.version} says nothing of its framework yet.") from None
