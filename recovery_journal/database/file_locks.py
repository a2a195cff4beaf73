"""Detection of open files: in this process by its file descriptors, elsewhere by locks."""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path


def open_file_stats() -> Iterator[os.stat_result]:
    """Yield the status of each file that this process has open, where the system lists them."""
    for folder in ("/proc/self/fd", "/dev/fd"):
        with suppress(OSError):
            for number in Path(folder).iterdir():
                with suppress(OSError, ValueError):
                    yield os.fstat(int(number.name))
            return


def is_open_in_this_process(path: Path) -> bool:
    """Return whether this process has the file at this path open."""
    status = path.stat()
    return any(os.path.samestat(status, open_status) for open_status in open_file_stats())


def is_locked_elsewhere(path: Path, start: int = 0, length: int = 0) -> bool:
    """Return whether another process locks these bytes of a file; length 0 is all.

    Not for a file that is open in this process: closing it here drops its locks (POSIX).
    """
    struct_format = {"linux": "hhqqi", "darwin": "qqihh"}.get(sys.platform)
    if struct_format is None:
        return False
    import fcntl

    type_index = 0 if sys.platform == "linux" else 3
    request: list[int] = [fcntl.F_WRLCK, os.SEEK_SET, start, length, 0]
    if sys.platform == "darwin":
        request = [start, length, 0, fcntl.F_WRLCK, os.SEEK_SET]
    handle = os.open(path, os.O_RDONLY)
    try:
        response = fcntl.fcntl(handle, fcntl.F_GETLK, struct.pack(struct_format, *request))
    finally:
        os.close(handle)
    return bool(struct.unpack(struct_format, response)[type_index] != fcntl.F_UNLCK)
