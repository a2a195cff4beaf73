"""How often a saved entry makes the disk sync, counted from outside with strace."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from benchmarks.plan import Command

_CALLS = ("fsync", "fdatasync", "msync", "sync_file_range")


def count(command: Command, folder: Path) -> int | None:
    """Run the command under strace and count its syncs; None where strace cannot."""
    strace = shutil.which("strace")
    if strace is None:
        return None
    trace = folder / "trace.txt"
    process = subprocess.run(
        [
            *(strace, "-f", "-qq", "-e", f"trace={','.join(_CALLS)}", "-o", str(trace)),
            *command.argv,
        ],
        env=command.env,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    if process.returncode != 0:
        return None
    return count_in_trace(trace.read_text(errors="replace"))


def count_in_trace(trace: str) -> int:
    """Count the calls in a trace; one that was interrupted stands on two lines, counts once."""
    return sum(
        1
        for line in trace.splitlines()
        if line.partition(" ")[2].lstrip().startswith(tuple(f"{call}(" for call in _CALLS))
    )
