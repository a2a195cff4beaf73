"""What the figures were taken on."""

from __future__ import annotations

import os
import platform
import sqlite3
import statistics
import time
from datetime import date
from pathlib import Path


def lines(folder: Path, today: date, runs: int) -> list[str]:
    """Return one fact a line: date, machine, Python, disk, runs."""
    from sqlcipher3 import dbapi2

    return [
        f"Date: {today.isoformat()}",
        f"Machine: {os.cpu_count()} cores, {_model()}, {platform.system()} {platform.release()}",
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version} (Typer), "
        f"{dbapi2.sqlite_version} (journal)",
        f"Disk: a sync of one page takes {_sync(folder):.2f} ms, median of 20",
        f"Runs: {runs} of each, in turn, after one that is not counted",
    ]


def _model() -> str:
    try:
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            name, _colon, value = line.partition(":")
            if name.strip() == "model name":
                return value.strip()
    except OSError:
        pass  # not Linux
    return platform.processor() or platform.machine()


def _sync(folder: Path) -> float:
    """Return the milliseconds that a sync of one page takes in this folder."""
    spent: list[float] = []
    with (folder / "sync.bin").open("wb", buffering=0) as file:
        for _number in range(20):
            file.write(bytes(4096))
            begin = time.perf_counter()
            os.fsync(file.fileno())
            spent.append(time.perf_counter() - begin)
    return statistics.median(spent) * 1000
