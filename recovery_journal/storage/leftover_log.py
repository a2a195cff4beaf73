"""Trying out a log that a killed program left, before SQLite reads it into the journal.

SQLite believes any log that lies beside a file. One that was written for another
state of it (an older copy was put in its place, say) would destroy both. So the two
are tried on a private copy first; the journal and its log are only read.
"""

from __future__ import annotations

import os
import shutil
import struct
from pathlib import Path
from typing import NamedTuple

from recovery_journal.errors import CannotWrite, JournalError, NotOurs
from recovery_journal.files import unfinished_file
from recovery_journal.storage.door import Door, connect
from recovery_journal.storage.locks import locked_elsewhere
from recovery_journal.storage.look import beside, cannot_be_written, damaged, is_open_here
from recovery_journal.storage.telling import telling
from recovery_journal.storage.whole import check_whole
from recovery_journal.storage.write_ahead_log import base_of, read_mark, state_of
from recovery_journal.words import _

_LOG_HEADER = 32
_LOG_MAGIC = (0x377F0682, 0x377F0683)
_ROLLBACK_MAGIC = bytes.fromhex("d9d505f920a163d7")
# The bytes on which SQLite holds its locks, in every file it has open.
_LOCKS = (0x40000000, 512)


class _Seen(NamedTuple):
    """What a copy turned out to be: its mark, or the error it gave."""

    mark: str | None = None
    error: JournalError | None = None


def holds(file: Path) -> bool:
    """Tell whether a file beside a journal holds changes, or what is none of SQLite's."""
    start = _start_of(file)
    if file.name.endswith("-wal"):
        # A log that was only begun has a header and nothing else.
        return any(start) and not (_is_log(start) and file.stat().st_size == _LOG_HEADER)
    return file.name.endswith("-journal") and any(start)


def left_over(path: Path) -> list[Path]:
    """Return what lies beside a journal that nobody has open, the log that holds changes first."""
    real = Path(os.path.realpath(path))
    left = beside(path)
    if not left or is_open_here(real) or locked_elsewhere(real, *_LOCKS):
        return []
    return sorted(left, key=holds, reverse=True)


def check_left_over(path: Path, passphrase: str | None) -> None:
    """Raise ``NotOurs`` where a log lies beside the journal that is not to be read into it.

    Nothing is said where it belongs to the journal and both together are whole:
    opening the journal then reads it. An empty log has SQLite delete it, so a
    damaged journal is told before that. Nothing is changed in either case.
    """
    left = left_over(path)
    if not left:
        return
    try:
        if holds(left[0]):
            _check(path, left[0], passphrase)
        elif not cannot_be_written(path):
            _check_alone(path, passphrase)
    except JournalError:
        if left_over(path):
            raise
        # Meanwhile another program has opened the journal, and looked for itself.


def _check_alone(path: Path, passphrase: str | None) -> None:
    """Raise what opening the journal would, without SQLite looking at what lies beside it."""
    seen = _look(path, path, passphrase, prove=True, as_it_lies=True)
    if seen.error:
        raise seen.error


def _check(path: Path, log: Path, passphrase: str | None) -> None:
    if cannot_be_written(path):
        raise CannotWrite(
            _(
                "The newest changes of {path} are in {log}, and the folder cannot be written. "
                "You could copy both files into a folder of yours and open the copy."
            ).format(path=path, log=log)
        )
    real = Path(os.path.realpath(path))
    if not _is_log(_start_of(log)):
        raise _does_not_belong(path, log)
    try:
        with unfinished_file(real) as copy:
            shutil.copyfile(real, copy)
            alone = _look(copy, path, passphrase)
            shutil.copyfile(log, f"{copy}{log.name.removeprefix(real.name)}")
            both = _look(copy, path, passphrase, prove=True)
            if both.error and both.error.code in {"cannot_write", "newer_version"}:
                raise both.error  # no room for the copy, say
            if both.error and not alone.error:
                # Is it the journal that is damaged, or the log that does not fit?
                shutil.copyfile(real, copy)
                alone = _look(copy, path, passphrase, prove=True)
                raise damaged(path) if alone.error else _does_not_belong(path, log)
    except OSError as error:
        raise CannotWrite(
            _("The journal at {path} could not be read: {reason}.").format(
                path=path, reason=error.strerror or error
            )
        ) from None
    if both.error:
        raise alone.error or both.error
    # A file that is not readable without its log was being written when the power went.
    if not alone.error and alone.mark != both.mark and state_of(alone.mark) != base_of(both.mark):
        raise _does_not_belong(path, log)


def _look(
    file: Path, path: Path, passphrase: str | None, *, prove: bool = False, as_it_lies: bool = False
) -> _Seen:
    """Open a copy, with the log that lies beside it, and return what it turned out to be."""
    try:
        with telling(path):
            connection = connect(file, passphrase, as_it_lies=as_it_lies)
        door = Door(path, passphrase, connection)  # a person is told of the journal itself
        try:
            door.check_ours(door.first_read())
            if prove:
                check_whole(door)
            with telling(path):
                return _Seen(mark=read_mark(connection))
        finally:
            door.close()
    except JournalError as error:
        return _Seen(error=error)
    except (OSError, MemoryError):
        raise
    except Exception:  # noqa: BLE001  # whatever the library makes of it, it cannot be read
        return _Seen(error=damaged(path))


def _start_of(log: Path) -> bytes:
    try:
        with log.open("rb") as file:
            return file.read(_LOG_HEADER)
    except OSError:
        return b""


def _is_log(start: bytes) -> bool:
    """Say whether these are the first bytes of a log that SQLite would read."""
    if start.startswith(_ROLLBACK_MAGIC):
        return True
    if len(start) < _LOG_HEADER:
        return False
    magic = int.from_bytes(start[:4], "big")
    words = struct.unpack(f"{'>' if magic & 1 else '<'}6I", start[:24])
    first = second = 0
    for one, other in zip(words[::2], words[1::2], strict=True):
        first = (first + one + second) & 0xFFFFFFFF
        second = (second + other + first) & 0xFFFFFFFF
    return magic in _LOG_MAGIC and (first, second) == struct.unpack(">2I", start[24:])


def _does_not_belong(path: Path, log: Path) -> NotOurs:
    return NotOurs(
        _(
            "The file {log} holds changes that were not made to the journal that is now at "
            "{path}: it may be another copy of it. Both were left as they are. You could move "
            "the file with the changes to another place, and open the journal again."
        ).format(log=log, path=path),
        code="damaged",
    )
