"""What an import did, and what the audit recorded, as they are shown."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from app.exchange.fault import Remark
from app.framework.change import Change, summary
from app.framework.missing_keys import MissingKey
from app.framework.plain import plain
from app.framework.renames import Proposal
from app.reading.content import address
from app.reading.shapes import writing as shapes

_SHOWN = 1_000


class Done(Protocol):
    """What an import says of itself."""

    @property
    def counts(self) -> Mapping[str, int]: ...
    @property
    def changes(self) -> Sequence[Change]: ...
    @property
    def remarks(self) -> Sequence[Remark]: ...
    @property
    def proposals(self) -> Sequence[Proposal]: ...
    @property
    def missing_keys(self) -> Sequence[MissingKey]: ...
    @property
    def compared_with(self) -> str | None: ...


def imported(done: Done, *, dry_run: bool) -> shapes.Imported:
    """An import, or a dry run of one."""
    return shapes.Imported(
        dry_run=dry_run,
        compared_with=done.compared_with,
        counts=dict(done.counts),
        summary={noun: dict(times) for noun, times in summary(done.changes).items()},  # type: ignore[arg-type]  # verbs are texts
        changes=changes(map(plain, done.changes[:_SHOWN])),
        changes_total=len(done.changes),
        remarks=[
            shapes.Remark(kind=each.kind, file=each.file, message=each.message, rows=len(each.rows))
            for each in done.remarks
        ],
        proposed_renames=[
            shapes.ProposedRename(
                kind=each.kind, old=each.old, new=each.new, score=each.score, reasons=list(each.reasons)
            )
            for each in done.proposals[:_SHOWN]
        ],
        missing_keys=[
            shapes.MissingKey(
                kind=each.kind,
                place=address(*each.place),
                key=each.key,
                old=each.old,
                new=each.new,
                reasons=list(each.reasons),
            )
            for each in done.missing_keys[:_SHOWN]
        ],
    )


def changes(told: Iterable[Mapping[str, Any]]) -> list[shapes.Change]:
    """Changes in their plain form."""
    return [
        shapes.Change(
            kind=each["kind"],
            key=each["key"],
            verb=each["verb"],
            field=each.get("field"),
            old=each.get("old"),
            new=each.get("new"),
        )
        for each in told
    ]
