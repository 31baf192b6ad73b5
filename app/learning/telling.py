"""What became of a batch, as it is told."""

from app.framework.course import course_id
from app.learning.upserting import Batch, Item
from app.reading.courses import course_path
from app.reading.shapes import batches as shapes


def show_batch(batch: Batch, root: str, provider: str) -> shapes.BatchAnswer:
    """Each course of a batch of a provider (slug) with what became of it."""
    items = [_item(at, item, outcome, root, provider) for at, (item, outcome) in enumerate(batch.items)]
    return shapes.BatchAnswer(counts=batch.counts, items=items)


def _item(at: int, item: Item, outcome: shapes.Outcome, root: str, provider: str) -> shapes.BatchItem:
    own = course_id(provider, item.external_id) if item.course and item.external_id else None
    return shapes.BatchItem(
        index=at,
        line=item.line,
        external_id=item.external_id,
        outcome=outcome,
        id=own,
        href=course_path(root, own) if own else None,
        errors=[shapes.BatchFault(detail=fault.detail, pointer=fault.pointer) for fault in item.faults],
    )
