"""Everything that changes a framework, as those who write over HTTP ask for it.

Each call is one transaction of its own. What the rooms below refuse in their words for people leaves as a problem.
"""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from app.authoring import drafting, editing, proposing, publishing, sending
from app.authoring.changing import Asked
from app.authoring.drafting import DraftWanted, Show
from app.authoring.editing import Put
from app.authoring.proposing import Decision, Proposed
from app.authoring.refusals import as_problems
from app.authoring.sending import PARTS, File, Format, Received, Sent
from app.authoring.suggesting import ByChanges, ByDeletion, ByPut, Suggestion
from app.authoring.targets import Entry, Target
from app.catalogue import Catalogue
from app.framework.about import Framework
from app.framework.change import Change
from app.kit.conflicts import NotADraft, NotPublished
from app.kit.problems import NotFound, NotReady
from app.store import audit, editions
from app.store.audit import Action, Actor, Wanted
from app.store.audit import Entry as AuditEntry
from app.store.proposals import Proposal, State
from app.store.scope import reading

__all__ = [
    "PARTS", "Action", "Actor", "Asked", "AuditEntry", "ByChanges", "ByDeletion", "ByPut", "Decision", "DraftWanted",
    "Entry", "File", "Format", "Proposed", "Put", "Sent", "Suggestion", "Target", "Wanted", "Workshop",
]  # fmt: skip
_LOG = logging.getLogger(__name__)


class Workshop:
    """The writes over a catalogue's database; the catalogue learns at once of those that readers are to see."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._engine = catalogue.engine
        self._catalogue = catalogue

    def _changed(self) -> None:
        try:
            self._catalogue.refresh()
        except NotReady as problem:  # what was written stays written, and the watcher notices it a little later
            _LOG.warning("Readers learn of this later: %s", problem)

    def create_framework(self, about: Framework, actor: Actor) -> None:
        """Found a framework."""
        with as_problems():
            drafting.create_framework(self._engine, about, actor)

    def create_draft(self, framework: str, wanted: DraftWanted, actor: Actor) -> None:
        """Make a draft."""
        with as_problems():
            drafting.create_draft(self._engine, framework, wanted, actor)

    def change_envelope(self, asked: Asked, show: Show, values: Mapping[str, Any]) -> None:
        """Set notes or the day of a draft."""
        with as_problems():
            drafting.change_envelope(self._engine, asked, show, values)

    def delete_draft(self, asked: Asked, show: Show) -> None:
        """Remove a draft."""
        with as_problems():
            drafting.delete_draft(self._engine, asked, show)

    def replace_content(self, asked: Asked, data: bytes) -> Received:
        """Put a whole document in the place of a draft's content."""
        with as_problems():
            return drafting.replace_content(self._engine, asked, data)

    def put_entry(self, asked: Asked, entry: Entry, data: bytes) -> Put:
        """Put one entry into a draft."""
        with as_problems():
            return editing.put_entry(self._engine, asked, entry, data)

    def mastery_level(self, target: Target, level: str, scale: str | None) -> Entry:
        """A level by its slug and that of its scale, of the draft's default scale unless named."""
        with as_problems(), reading(self._engine) as connection:
            found = scale or editing.default_scale(connection, target)
            return Entry("mastery_level", f"{found}/{level}")

    def delete_entry(self, asked: Asked, entry: Entry, *, cascade: bool) -> None:
        """Remove one thing from a draft."""
        with as_problems():
            editing.delete_entry(self._engine, asked, entry, cascade=cascade)

    def send(self, asked: Asked, sent: Sent, *, dry_run: bool) -> Received:
        """Make files the content of a draft, or say what would change."""
        with as_problems():
            return sending.send(self._engine, asked, sent, dry_run=dry_run)

    def propose(self, framework: str, proposed: Proposed, actor: Actor, *, drafts: bool) -> str:
        """Suggest a change; its id."""
        with as_problems():
            return proposing.propose(self._engine, framework, proposed, actor, drafts=drafts)

    def list_proposals(
        self, framework: str, state: State | None, after: str | None, limit: int, *, drafts: bool
    ) -> tuple[int, Sequence[Proposal] | None]:
        """How many suggestions there are, and some that follow one, newest first."""
        with as_problems():
            return proposing.list_proposals(self._engine, framework, state, after, limit, drafts=drafts)

    def get_proposal(self, framework: str, proposal: str, *, drafts: bool) -> tuple[Proposal, Sequence[Change]]:
        """A suggestion with its changes."""
        with as_problems():
            return proposing.get_proposal(self._engine, framework, proposal, drafts=drafts)

    def accept_proposal(self, decision: Decision, version: str) -> None:
        """Make the changes of a suggestion in a draft."""
        with as_problems():
            proposing.accept(self._engine, decision, version)

    def reject_proposal(self, decision: Decision) -> None:
        """Decide against a suggestion."""
        with as_problems():
            proposing.reject(self._engine, decision)

    def publish(self, asked: Asked, show: Show) -> None:
        """Publish a draft, if it is still what the client says to have seen."""
        target, condition = asked.target, asked.condition
        with as_problems():
            if target.version == "current":
                raise NotADraft("'current' stands for a published edition; a draft is published at its label.")
            publishing.publish_draft(
                self._engine,
                target.framework,
                target.version,
                asked.actor,
                catalogue=self._catalogue,
                check=lambda draft: condition.check_if_sent(lambda: show(draft)),
            )
        self._changed()

    def withdraw(self, asked: Asked, show: Show, reason: str) -> None:
        """Take an edition out of force, if it is still what the client says to have seen."""
        target = asked.target
        with as_problems():
            if target.version == "current":
                raise NotPublished("'current' stands for the edition in force; an edition is withdrawn at its label.")
            # Its content never changes; whoever withdraws it meanwhile leaves nothing to withdraw.
            asked.condition.check_if_sent(lambda: show(self._catalogue.release(target.framework, target.version)))
            publishing.withdraw_edition(self._engine, target.framework, target.version, reason, asked.actor)
        self._changed()

    def audit(self, framework: str, wanted: Wanted, before: int | None, limit: int) -> tuple[int, Sequence[AuditEntry]]:
        """How many writes fit, and some from before an id on, newest first, each with its first changes."""
        with as_problems(), reading(self._engine) as connection:
            found = editions.find_framework(connection, framework)
            if found is None:
                raise NotFound(f"There is no framework {framework!r}.")
            entries = audit.list_entries(connection, found[0], wanted, before=before, limit=limit)
            return audit.count_entries(connection, found[0], wanted), entries

    def audit_changes(self, framework: str, entry: int, after: int, limit: int) -> tuple[int, Sequence[Any]]:
        """How many changes a write made, and some from after a number on."""
        with as_problems(), reading(self._engine) as connection:
            found = editions.find_framework(connection, framework)
            total = audit.count_changes(connection, found[0], entry) if found else None
            if found is None or total is None:
                raise NotFound(f"Framework {framework!r} has no audit entry {entry}.")
            return total, audit.list_changes(connection, found[0], entry, after=after, limit=limit)
