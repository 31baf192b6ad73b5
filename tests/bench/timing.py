"""Measuring one thing several times, beside another, in turn."""

import gc
import statistics
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figures:
    """Medians: seconds of ours, seconds of the floor, and the ratio taken run by run."""

    ours: float
    floor: float
    ratio: float

    @classmethod
    def of(cls, taken: list[tuple[float, float]]) -> "Figures":
        """The medians of pairs of seconds, ours and the floor's."""
        ours, floor = (statistics.median(column) for column in zip(*taken, strict=True))
        return cls(ours, floor, statistics.median(mine / least for mine, least in taken))


#: Seconds that a measurement takes at least: what is shorter is run many times in a row, as busy servers are asked.
AT_LEAST = 0.1


def paired(ours: Callable[[], object], floor: Callable[[], object], runs: int) -> Figures:
    """Time both in turn, after runs of each that do not count."""
    mine, least = _row(ours), _row(floor)
    return Figures.of([(_seconds(ours, mine), _seconds(floor, least)) for _ in range(runs)])


def _row(run: Callable[[], object]) -> int:
    """How many runs in a row make a measurement. The first one warms up and is not looked at."""
    run()
    return max(1, round(AT_LEAST / _seconds(run, 1)))


def _seconds(run: Callable[[], object], row: int) -> float:
    """The mean of so many runs in a row."""
    gc.collect()
    start = time.perf_counter()
    for _ in range(row):
        run()
    return (time.perf_counter() - start) / row


def megabytes(make: Callable[[], object]) -> tuple[float, float]:
    """What the value holds that is made, and the most that making it took, in Python's own allocations."""
    gc.collect()
    tracemalloc.start()
    value = make()
    gc.collect()
    held, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del value
    return held / 1e6, peak / 1e6
