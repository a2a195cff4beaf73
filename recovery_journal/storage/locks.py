"""Who has a file open: this process, by its list of open files, or another, by its locks."""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path


def open_files() -> Iterator[os.stat_result]:
    """Yield the status of each file that this process has open, where the system lists them."""
    for folder in ("/proc/self/fd", "/dev/fd"):
        with suppress(OSError):
            for number in Path(folder).iterdir():
                with suppress(OSError, ValueError):
                    yield os.fstat(int(number.name))
            return


def is_open_in_this_process(path: Path) -> bool:
    """Tell whether this process has the file at this path open."""
    status = path.stat()
    return any(os.path.samestat(status, one) for one in open_files())


def locked_elsewhere(path: Path, start: int = 0, length: int = 0) -> bool:
    """Tell whether another process holds a lock on these bytes of a file; length 0 is all.

    Not for a file that is open in this process: closing it here drops its locks (POSIX).
    """
    layout = {"linux": "hhqqi", "darwin": "qqihh"}.get(sys.platform)
    if layout is None:
        return False
    import fcntl

    kind = 0 if sys.platform == "linux" else 3
    asked: list[int] = [fcntl.F_WRLCK, os.SEEK_SET, start, length, 0]
    if sys.platform == "darwin":
        asked = [start, length, 0, fcntl.F_WRLCK, os.SEEK_SET]
    handle = os.open(path, os.O_RDONLY)
    try:
        found = fcntl.fcntl(handle, fcntl.F_GETLK, struct.pack(layout, *asked))
    finally:
        os.close(handle)
    return bool(struct.unpack(layout, found)[kind] != fcntl.F_UNLCK)
