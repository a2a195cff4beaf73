"""Whether the journal that is open is still the file at its path."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from recovery_journal.errors import CannotWrite
from recovery_journal.storage.locks import is_open_in_this_process, locked_elsewhere, open_files
from recovery_journal.storage.look import beside
from recovery_journal.words import _


class OpenFile:
    """The file of an open journal, by its device and inode, and as it was last left."""

    def __init__(self, path: Path, key: tuple[int, int]) -> None:
        self._path = path
        self._key = key
        self._left: tuple[int, int, int] | None = None

    def is_moved(self) -> bool:
        """Tell whether it was moved to another name; what is saved then goes with it.

        Raises ``CannotWrite`` where it was deleted, or another file is in its place.
        """
        try:
            status = self._path.stat()
        except OSError:
            if self._has_a_name():
                return True
            raise CannotWrite(
                _(
                    "The journal at {path} was deleted while it was open, so this could not be "
                    "saved. Its file is gone as soon as the journal is closed."
                ).format(path=self._path)
            ) from None
        if (status.st_dev, status.st_ino) != self._key:
            raise self._replaced()
        return False

    def left(self, data_version: int) -> None:
        """Note how the file is now that everything is folded in."""
        self._left = self._state(data_version)

    def check(self, data_version: int, same_mark: Callable[[], bool]) -> None:
        """Raise ``CannotWrite`` where the file was written over by no program that uses SQLite.

        Copied over in place, it is the same file by its inode, and SQLite goes on with
        the pages it has in memory. ``same_mark`` reads both marks.
        """
        now = self._state(data_version)
        if now is None or self._left is None or now == self._left:
            return
        if now[0] == self._left[0] and not same_mark():
            raise self._replaced()
        self._left = now

    def left_behind(self) -> list[Path]:
        """Return what lies where the file was, and that this process has open.

        SQLite removes its log, and the index of it, only where the journal still is.
        """
        if os.path.lexists(os.path.realpath(self._path)):
            return []
        with suppress(OSError):
            return [one for one in beside(self._path) if is_open_in_this_process(one)]
        return []

    def _state(self, data_version: int) -> tuple[int, int, int] | None:
        try:
            status = self._path.stat()
        except OSError:
            return None
        return data_version, status.st_mtime_ns, status.st_size

    def _replaced(self) -> CannotWrite:
        return CannotWrite(
            _(
                "Another file was put in the place of the journal at {path} while it was open, so "
                "this could not be saved. Once the journal is closed, that file is opened."
            ).format(path=self._path)
        )

    def _has_a_name(self) -> bool:
        """Tell whether the open file still has a name somewhere."""
        # Asking the open file itself: opening it anew would need the name it has now.
        return any(
            (one.st_dev, one.st_ino) == self._key and one.st_nlink > 0 for one in open_files()
        )


def remove_unused(files: list[Path]) -> None:
    """Remove a log and its index, unless it holds something or somebody else has it open."""
    with suppress(OSError):
        for one in files:
            if is_open_in_this_process(one) or locked_elsewhere(one):
                return
            if one.name.endswith("-wal") and one.stat().st_size > 0:
                return
        for one in files:
            one.unlink()
