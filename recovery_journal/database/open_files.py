"""Which files are open, here and elsewhere, and whether the open journal is still at its path.

In this process a file is known by its descriptors and by the registry below, in others
by the locks they hold. Closing any handle of a file drops this process's locks on it
(POSIX), and another program could then clear the WAL under an open journal. So a file
that is open here is not opened a second time just to be looked at.
"""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from recovery_journal.errors import CannotWrite
from recovery_journal.files import SQLITE_SUFFIXES
from recovery_journal.i18n import _

FileId = tuple[int, int]
"""The device and the inode of a file, which stay when it is renamed."""

_registry: dict[FileId, list[bool]] = {}
"""The journals that are open in this process: for each handle, whether it is encrypted."""


def file_id(status: os.stat_result) -> FileId:
    """Return what tells the file of this status from every other."""
    return status.st_dev, status.st_ino


def registered_handles(status: os.stat_result) -> list[bool]:
    """Return, for each handle that this process has of a journal, whether it is encrypted."""
    return _registry.get(file_id(status), [])


def sidecar_files(path: Path) -> list[Path]:
    """Return the files SQLite left beside a journal: WAL, WAL index, rollback journal."""
    real_path = os.path.realpath(path)
    return [
        Path(real_path + suffix)
        for suffix in SQLITE_SUFFIXES[1:]
        if os.path.lexists(real_path + suffix)
    ]


def is_open_in_this_process(path: Path) -> bool:
    """Return whether this process has the file at this path open."""
    status = path.stat()
    return any(os.path.samestat(status, open_status) for open_status in _open_file_stats())


def _open_file_stats() -> Iterator[os.stat_result]:
    """Yield the status of each file that this process has open, where the system lists them."""
    for folder in ("/proc/self/fd", "/dev/fd"):
        with suppress(OSError):
            for number in Path(folder).iterdir():
                with suppress(OSError, ValueError):
                    yield os.fstat(int(number.name))
            return


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


def remove_unused_sidecars(files: list[Path]) -> None:
    """Remove a log and its index, unless it holds something or somebody else has it open."""
    with suppress(OSError):
        for file in files:
            if is_open_in_this_process(file) or is_locked_elsewhere(file):
                return
            if file.name.endswith("-wal") and file.stat().st_size > 0:
                return
        for file in files:
            file.unlink()


class OpenFile:
    """The file of an open journal: registered until ``release``, and as it was last left."""

    def __init__(self, path: Path, *, encrypted: bool) -> None:
        self._path = path
        self._file_id = file_id(path.stat())
        self._last_state: tuple[int, int, int] | None = None
        _registry.setdefault(self._file_id, []).append(encrypted)

    def release(self) -> None:
        """Note that this handle of the file is closed."""
        _registry[self._file_id].pop()
        if not _registry[self._file_id]:
            del _registry[self._file_id]

    def is_moved(self) -> bool:
        """Return whether it was moved to another name; what is saved then goes with it.

        Raises ``CannotWrite`` where it was deleted, or another file is in its place.
        """
        try:
            status = self._path.stat()
        except OSError:
            if self._has_link():
                return True
            raise CannotWrite(
                _(
                    "The journal at {path} was deleted while it was open, so this could not be "
                    "saved. Its file is gone as soon as the journal is closed."
                ).format(path=self._path)
            ) from None
        if file_id(status) != self._file_id:
            raise self._replaced_error()
        return False

    def note_state(self, data_version: int) -> None:
        """Note how the file is now that everything is folded in."""
        self._last_state = self._current_state(data_version)

    def check_unchanged(self, data_version: int, has_same_token: Callable[[], bool]) -> None:
        """Raise ``CannotWrite`` where the file was written over by no program that uses SQLite.

        Copied over in place, it is the same file by its inode, and SQLite goes on with
        the pages it has in memory. ``has_same_token`` reads both marks.
        """
        state = self._current_state(data_version)
        if state is None or self._last_state is None or state == self._last_state:
            return
        if state[0] == self._last_state[0] and not has_same_token():
            raise self._replaced_error()
        self._last_state = state

    def orphaned_sidecars(self) -> list[Path]:
        """Return what lies where the file was, and that this process has open.

        SQLite removes its log, and the index of it, only where the journal still is.
        """
        if os.path.lexists(os.path.realpath(self._path)):
            return []
        with suppress(OSError):
            return [file for file in sidecar_files(self._path) if is_open_in_this_process(file)]
        return []

    def _current_state(self, data_version: int) -> tuple[int, int, int] | None:
        try:
            status = self._path.stat()
        except OSError:
            return None
        return data_version, status.st_mtime_ns, status.st_size

    def _replaced_error(self) -> CannotWrite:
        return CannotWrite(
            _(
                "Another file was put in the place of the journal at {path} while it was open, so "
                "this could not be saved. Once the journal is closed, that file is opened."
            ).format(path=self._path)
        )

    def _has_link(self) -> bool:
        """Return whether the open file still has a name somewhere."""
        # Asking the open file itself: opening it anew would need the name it has now.
        return any(
            file_id(status) == self._file_id and status.st_nlink > 0
            for status in _open_file_stats()
        )
