"""Load, import and start beside the least they could cost, as ratios. Each row is the median of several runs."""

import argparse
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.table import Table

from app.framework.edition import Edition
from tests.bench import sizes, startup, stores
from tests.bench.timing import Figures
from tests.databases import KINDS, Databases


def main() -> None:
    """Print the figures of the chosen sizes on the chosen databases."""
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument("--sizes", default="SML", help="which of S (the seed), M (GOV.UK's) and L (ESCO's)")
    parser.add_argument("--databases", default=",".join(KINDS), help="with commas between")
    parser.add_argument("--runs", type=int, default=5, help="runs of which the median counts")
    chosen = parser.parse_args()
    made: dict[str, Callable[[], Edition]] = {
        "S": sizes.seed,
        "M": partial(sizes.edition, sizes.M),
        "L": partial(sizes.edition, sizes.L),
    }
    shown = Table("size", "database", "what", "ms", "floor ms", "ratio", "MB")
    with tempfile.TemporaryDirectory() as folder:
        databases = Databases(Path(folder))
        for size in chosen.sizes:
            edition = made[size]()
            for kind in chosen.databases.split(","):
                for what, figures, memory in stores.figures(databases, kind, edition, chosen.runs):
                    shown.add_row(size, kind, what, *_told(figures), memory)
        first, later = startup.figures(Path(folder), chosen.runs)
        shown.add_row("S", "sqlite", "first start: create, migrate, seed", f"{first * 1000:.0f}", "", "", "")
        shown.add_row("S", "sqlite", "later start / bare FastAPI app", *_told(later), "")
        Console(width=110).print(shown)


def _makers() -> dict[str, Callable[[], Edition]]:
    return {"S": sizes.seed, "M": partial(sizes.edition, sizes.M), "L": partial(sizes.edition, sizes.L)}


def _told(figures: Figures) -> tuple[str, str, str]:
    return f"{figures.ours * 1000:.1f}", f"{figures.floor * 1000:.1f}", f"{figures.ratio:.2f}"


if __name__ == "__main__":
    main()
