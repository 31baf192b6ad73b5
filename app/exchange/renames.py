"""Lists of renames: what had a slug in the edition before and goes on under another; and proposals in the same form."""

import csv
import io
from collections.abc import Iterable

from msgspec import Struct

from app.exchange import listed
from app.exchange.listed import Layout, Listed
from app.framework.renames import Proposal
from app.framework.stated import Rename

_COLUMNS = ("kind", "old", "new", "score", "reasons")


class _Shape(Struct, frozen=True, forbid_unknown_fields=True):
    """An entry, as a proposal too: what speaks for it is for people."""

    kind: str
    old: str
    new: str
    score: int = 0
    reasons: tuple[str, ...] = ()


_LAYOUT = Layout(
    noun="renames",
    needed=_COLUMNS[:3],
    optional=_COLUMNS[3:],
    shape=tuple[_Shape, ...],
    made_of_cells=lambda cells: Rename(cells["kind"], cells["old"], cells["new"]),
    made_of_shape=lambda shape: Rename(shape.kind, shape.old, shape.new),
)


def read(file: str, data: bytes) -> Listed[Rename]:
    """The renames of a file, CSV or JSON. Raises UnreadableFile."""
    return listed.read(file, data, _LAYOUT)


def written(proposals: Iterable[Proposal]) -> str:
    """Proposals as CSV, which ``read`` takes as renames."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for one in proposals:
        writer.writerow((one.kind, one.old, one.new, one.score, "; ".join(one.reasons)))
    return text.getvalue()
