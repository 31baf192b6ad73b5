"""Lists of retirements: what the files no longer have, why, and what replaces it."""

from msgspec import Struct

from app.exchange import listed
from app.exchange.listed import Layout, Listed
from app.framework.retiring import Leaving
from app.kit.text import Line, fault, rule_of


class _Shape(Struct, frozen=True, forbid_unknown_fields=True):
    kind: str
    slug: str
    reason: str = ""
    replaced_by: tuple[str, ...] = ()


_LAYOUT = Layout(
    noun="retirements",
    needed=("kind", "slug"),
    optional=("reason", "replaced_by"),
    shape=tuple[_Shape, ...],
    made_of_cells=lambda cells: Leaving(
        cells["kind"], cells["slug"], cells.get("reason") or None, _slugs(cells.get("replaced_by", ""))
    ),
    made_of_shape=lambda shape: Leaving(shape.kind, shape.slug, shape.reason or None, shape.replaced_by),
)


def read(file: str, data: bytes) -> Listed[Leaving]:
    """The retirements of a file, CSV or JSON. Raises UnreadableFile, for reasons that are no line of text too."""
    found = listed.read(file, data, _LAYOUT)
    rule = rule_of(Line)
    unfit = [
        (at, f"the reason {message}")
        for at, each in enumerate(found.entries)
        if each.reason and (message := fault(each.reason, rule))
    ]
    if unfit:
        raise found.refusal(unfit)
    return found


def _slugs(cell: str) -> tuple[str, ...]:
    return tuple(slug.strip() for slug in cell.split("|") if slug.strip())
