"""What Capframe costs beside the least, or the plain way, for the same rows. Each row is the median of several runs."""

import argparse
import os
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.table import Table

from app.framework.edition import Edition
from tests.bench import changes, courses, coverage, following, gaps, large, lint, reads, sizes, startup, stores, writing
from tests.bench.timing import Figures
from tests.databases import KINDS, Databases

_MADE: dict[str, Callable[[], Edition]] = {
    "S": sizes.seed,
    "M": partial(sizes.edition, sizes.M),
    "L": partial(sizes.edition, sizes.L),
}
_PARTS = (
    "stores",
    "start",
    "reads",
    "large",
    "changes",
    "lint",
    "writing",
    "feed",
    "migrate",
    "gap",
    "courses",
    "coverage",
)


def main() -> None:
    """Print the figures of the chosen parts, for the chosen sizes on the chosen databases."""
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument("--parts", default=",".join(_PARTS), help="with commas between; reads is S and M, large is L")
    parser.add_argument("--sizes", default="SML", help="which of S (the seed), M (GOV.UK's) and L (ESCO's)")
    parser.add_argument("--databases", default=",".join(KINDS), help="with commas between")
    parser.add_argument("--runs", type=int, default=5, help="runs of which the median counts")
    chosen = parser.parse_args()
    editions = {size: _MADE[size]() for size in chosen.sizes}
    tables = {
        "stores": _stores,
        "start": _start,
        "reads": _reads,
        "large": _large,
        "changes": _changes,
        "lint": _lint,
        "writing": _writing,
        "feed": _feed,
        "migrate": _migrate,
        "gap": _gap,
        "courses": _courses,
        "coverage": _coverage,
    }
    console = Console(width=110)
    with tempfile.TemporaryDirectory() as folder:
        databases = Databases(Path(folder))
        for part in chosen.parts.split(","):
            console.print(tables[part](databases, editions, chosen.databases.split(","), chosen.runs))
    console.print("load average", *(f"{load:.1f}" for load in os.getloadavg()), "on", os.cpu_count(), "cores")


def _stores(databases: Databases, editions: dict[str, Edition], kinds: list[str], runs: int) -> Table:
    shown = Table("size", "database", "what", "ms", "floor ms", "ratio", "MB", title="Load and import beside a floor")
    for size, edition in editions.items():
        for kind in kinds:
            for what, figures, memory in stores.figures(databases, kind, edition, runs):
                shown.add_row(size, kind, what, *_told(figures), memory)
    return shown


def _start(databases: Databases, _: dict[str, Edition], __: list[str], runs: int) -> Table:
    shown = Table("what", "ms", "bare ms", "ratio", title="Start with the seed on SQLite beside a bare FastAPI app")
    first, later = startup.figures(databases.folder, runs)
    shown.add_row("first start: create, migrate, seed", f"{first * 1000:.0f}", "", "")
    shown.add_row("later start", *_told(later))
    return shown


def _reads(databases: Databases, editions: dict[str, Edition], kinds: list[str], runs: int) -> Table:
    title = "Renders: after a fresh load, later, and how often as fast as FastAPI + SQLModel with the same JSON"
    shown = Table("size", "database", "what", "kB", "first ms", "later ms", "plain ms", "first", "later", title=title)
    for size in (size for size in editions if size != "L"):
        for kind in kinds:
            for found in reads.figures(databases, kind, editions[size], runs):
                times = (found.first, found.later, *([found.plain] if found.plain else []))
                told = [f"{time * 1000:.2f}" for time in times]
                ratios = [f"{found.plain / ours:.1f} ×" for ours in times[:2]] if found.plain else [""] * 3
                shown.add_row(size, kind, found.what, f"{found.size / 1000:.1f}", *told, *ratios)
    return shown


def _large(databases: Databases, editions: dict[str, Edition], kinds: list[str], runs: int) -> Table:
    title = "The largest answers, and a skill that is read meanwhile"
    columns = ("database", "what", "s", "other alone ms", "slowest meanwhile ms", "ratio", "others answered")
    shown = Table("size", *columns, title=title)
    for size in (size for size in editions if size == "L"):
        for kind in kinds:
            for found in large.figures(databases, kind, editions[size], runs):
                ratio = f"{found.slowest / found.alone:.1f} ×"
                times = (f"{found.whole:.2f}", f"{found.alone * 1000:.2f}", f"{found.slowest * 1000:.1f}")
                shown.add_row(size, kind, found.what, *times, ratio, str(found.others))
    return shown


def _changes(databases: Databases, editions: dict[str, Edition], _: list[str], runs: int) -> Table:
    shown = Table("size", "what", "changes", "ms", "load ms", "ratio", title="Changes beside a load on SQLite")
    for size, edition in editions.items():
        for what, number, times in changes.figures(databases, edition, runs):
            shown.add_row(size, what, str(number), *_told(times))
    return shown


def _lint(databases: Databases, editions: dict[str, Edition], _: list[str], runs: int) -> Table:
    shown = Table("size", "what", "found", "ms", "load ms", "ratio", title="Lint beside a load on SQLite")
    for size, edition in editions.items():
        for what, number, times in lint.figures(databases, edition, runs):
            shown.add_row(size, what, str(number), *_told(times))
    return shown


def _feed(databases: Databases, _: dict[str, Edition], kinds: list[str], runs: int) -> Table:
    title = f"Requests over a feed of {following.ENTRIES:,} entries beside a plain SELECT"
    shown = Table("database", "what", "ms", "floor ms", "ratio", title=title)
    for kind in kinds:
        for what, times in following.feed_figures(databases, kind, runs):
            shown.add_row(kind, what, *_told(times))
    return shown


def _migrate(databases: Databases, editions: dict[str, Edition], _: list[str], runs: int) -> Table:
    title = f"Requests to carry ids over {following.EDITIONS} editions beside a load on SQLite"
    shown = Table("size", "what", "ids", "ms", "load ms", "ratio", title=title)
    for size, edition in editions.items():
        for what, number, times in following.migrate_figures(databases, edition, runs):
            shown.add_row(size, what, str(number), *_told(times))
    return shown


def _gap(databases: Databases, editions: dict[str, Edition], _: list[str], runs: int) -> Table:
    title = "Gaps beside the profile of the role level, moves and teams beside gaps one by one"
    shown = Table("size", "what", "of", "ms", "floor ms", "ratio", title=title)
    for size, edition in editions.items():
        for what, number, times in gaps.figures(databases, edition, runs):
            shown.add_row(size, what, str(number), f"{times.ours * 1000:.2f}", *_told(times)[1:])
    return shown


def _courses(databases: Databases, editions: dict[str, Edition], kinds: list[str], runs: int) -> Table:
    title = f"Batches of {courses.BATCH:,} courses beside bare inserts, and reads of {courses.ALL:,}"
    shown = Table("size", "database", "what", "ms", "floor ms", "ratio", "MB", title=title)
    for size in (size for size in editions if size != "L"):
        for kind in kinds:
            for what, times, memory in courses.figures(databases, kind, editions[size], runs):
                shown.add_row(size, kind, what, *_told(times), memory)
    return shown


def _coverage(databases: Databases, editions: dict[str, Edition], _: list[str], runs: int) -> Table:
    title = f"Coverage by {courses.ALL:,} courses on SQLite"
    shown = Table("size", "what", "ms", "floor ms", "ratio", "MB", title=title)
    for size, edition in editions.items():
        for what, times, memory in coverage.figures(databases, edition, runs):
            shown.add_row(size, what, *(_told(times) if times else ("", "", "")), memory)
    return shown


def _writing(databases: Databases, editions: dict[str, Edition], kinds: list[str], runs: int) -> Table:
    shown = Table(
        "size", "database", "what", "ms", "load ms", "ratio", title="Writes beside a load of the same edition"
    )
    for size, edition in editions.items():
        for kind in kinds:
            for what, times in writing.figures(databases, kind, edition, runs):
                shown.add_row(size, kind, what, *_told(times))
    return shown


def _told(figures: Figures) -> tuple[str, str, str]:
    return f"{figures.ours * 1000:.1f}", f"{figures.floor * 1000:.1f}", f"{figures.ratio:.2f}"


if __name__ == "__main__":
    main()
