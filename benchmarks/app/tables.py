"""The app's own table: a row for each work of each contender."""

from __future__ import annotations

from benchmarks.app.plan import IDLE
from benchmarks.app.targets import p95
from benchmarks.plan import NOTHING, Samples
from benchmarks.tables import Row
from benchmarks.targets import median, peak


def figures(samples: Samples) -> tuple[Row, list[Row]]:
    """Return head and rows: median, 95 of 100, and peak memory in MiB."""
    rows: list[Row] = []
    for key in samples:
        middle, slow, memory = median(samples, key), p95(samples, key), peak(samples, key)
        unit = " %" if key.work == IDLE else " ms"
        cells = (middle, slow)
        spent = ["" if cell is None else f"{cell:,.1f}{unit}" for cell in cells]
        journal = "" if key.journal == NOTHING else key.journal
        times = len(samples[key].times)
        rows.append([key.work, key.contender, journal, *spent, f"{memory or 0:.1f}", f"{times}"])
    return ["work", "", "entries", "median", "95 of 100", "MiB", "times"], rows
