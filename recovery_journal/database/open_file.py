"""Whether the journal that is open is still the file at its path."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from recovery_journal.database.file_header import sidecar_files
from recovery_journal.database.file_locks import (
    is_locked_elsewhere,
    is_open_in_this_process,
    open_file_stats,
)
from recovery_journal.errors import CannotWrite
from recovery_journal.i18n import _


class OpenFile:
    """The file of an open journal, by its device and inode, and as it was last left."""

    def __init__(self, path: Path, key: tuple[int, int]) -> None:
        self._path = path
        self._file_id = key
        self._last_state: tuple[int, int, int] | None = None

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
        if (status.st_dev, status.st_ino) != self._file_id:
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
            (status.st_dev, status.st_ino) == self._file_id and status.st_nlink > 0
            for status in open_file_stats()
        )


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
