"""Verification of a WAL that a killed program left, before SQLite reads it into the journal.

SQLite trusts any WAL that lies beside a file. One that was written for another
state of it (an older copy was put in its place, say) would destroy both. So the two
are tried on a private copy first; the journal and its WAL are only read.
"""

from __future__ import annotations

import os
import shutil
import struct
from pathlib import Path
from typing import NamedTuple

from recovery_journal.database.connection import Connection
from recovery_journal.database.file_header import damaged_error, is_write_protected
from recovery_journal.database.integrity import verify_integrity
from recovery_journal.database.open_files import (
    is_locked_elsewhere,
    registered_handles,
    sidecar_files,
)
from recovery_journal.database.sqlcipher import connect, translate_errors
from recovery_journal.database.wal import read_wal_token, token_base, token_state
from recovery_journal.errors import CannotWrite, JournalError, UnusableJournal
from recovery_journal.files import temporary_file
from recovery_journal.i18n import _

_LOG_HEADER_SIZE = 32
_WAL_MAGIC = (0x377F0682, 0x377F0683)
_ROLLBACK_MAGIC = bytes.fromhex("d9d505f920a163d7")
# The bytes on which SQLite holds its locks, in every file it has open.
_LOCK_BYTES = (0x40000000, 512)


class _ProbeResult(NamedTuple):
    """What a copy turned out to be: its mark, or the error it gave."""

    wal_token: str | None = None
    error: JournalError | None = None


def has_changes(file: Path) -> bool:
    """Return whether a file beside a journal holds changes, or is not SQLite's."""
    header = _read_log_header(file)
    if file.name.endswith("-wal"):
        # A log that was only begun has a header and nothing else.
        return any(header) and not (
            _has_log_header(header) and file.stat().st_size == _LOG_HEADER_SIZE
        )
    return file.name.endswith("-journal") and any(header)


def find_leftover_files(path: Path) -> list[Path]:
    """Return the sidecar files of a journal that nobody has open, a WAL with changes first."""
    real_path = Path(os.path.realpath(path))
    sidecars = sidecar_files(path)
    if (
        not sidecars
        or registered_handles(real_path.stat())
        or is_locked_elsewhere(real_path, *_LOCK_BYTES)
    ):
        return []
    return sorted(sidecars, key=has_changes, reverse=True)


def check_leftover_wal(path: Path, passphrase: str | None) -> None:
    """Raise ``UnusableJournal`` where the WAL beside the journal does not belong to it.

    Nothing is said where it belongs to the journal and both together are whole:
    opening the journal then reads it. An empty WAL has SQLite delete it, so a
    damaged journal is reported before that. Nothing is changed in either case.
    """
    leftovers = find_leftover_files(path)
    if not leftovers:
        return
    try:
        if has_changes(leftovers[0]):
            _check_with_wal(path, leftovers[0], passphrase)
        elif not is_write_protected(path):
            _check_without_wal(path, passphrase)
    except JournalError:
        if find_leftover_files(path):
            raise
        # Meanwhile another program has opened the journal, and looked for itself.


def _check_without_wal(path: Path, passphrase: str | None) -> None:
    """Raise what opening the journal would, without SQLite looking at what lies beside it."""
    result = _probe(path, path, passphrase, verify=True, immutable=True)
    if result.error:
        raise result.error


def _check_with_wal(path: Path, log: Path, passphrase: str | None) -> None:
    if is_write_protected(path):
        raise CannotWrite(
            _(
                "The newest changes of {path} are in {log}, and the folder cannot be written. "
                "You could copy both files into a folder of yours and open the copy."
            ).format(path=path, log=log)
        )
    real_path = Path(os.path.realpath(path))
    if not _has_log_header(_read_log_header(log)):
        raise _foreign_wal_error(path, log)
    try:
        with temporary_file(real_path) as copy_path:
            shutil.copyfile(real_path, copy_path)
            without_wal = _probe(copy_path, path, passphrase)
            shutil.copyfile(log, f"{copy_path}{log.name.removeprefix(real_path.name)}")
            with_wal = _probe(copy_path, path, passphrase, verify=True)
            if with_wal.error and with_wal.error.code in {"cannot_write", "newer_version"}:
                raise with_wal.error  # no room for the copy, say
            if with_wal.error and not without_wal.error:
                # Is it the journal that is damaged, or the WAL that does not fit?
                shutil.copyfile(real_path, copy_path)
                without_wal = _probe(copy_path, path, passphrase, verify=True)
                raise damaged_error(path) if without_wal.error else _foreign_wal_error(path, log)
    except OSError as error:
        raise CannotWrite(
            _("The journal at {path} could not be read: {reason}.").format(
                path=path, reason=error.strerror or error
            )
        ) from None
    if with_wal.error:
        raise without_wal.error or with_wal.error
    # A file that is not readable without its WAL was being written when the power went.
    if (
        not without_wal.error
        and without_wal.wal_token != with_wal.wal_token
        and token_state(without_wal.wal_token) != token_base(with_wal.wal_token)
    ):
        raise _foreign_wal_error(path, log)


def _probe(
    file: Path, path: Path, passphrase: str | None, *, verify: bool = False, immutable: bool = False
) -> _ProbeResult:
    """Open a copy, with the WAL beside it, and return the result."""
    try:
        with translate_errors(path):
            raw_connection = connect(file, passphrase, immutable=immutable)
        # Errors name the journal itself.
        db_connection = Connection(path, passphrase, raw_connection)
        try:
            db_connection.check_is_journal(db_connection.read_schema_version())
            if verify:
                verify_integrity(db_connection)
            with translate_errors(path):
                return _ProbeResult(wal_token=read_wal_token(raw_connection))
        finally:
            db_connection.close()
    except JournalError as error:
        return _ProbeResult(error=error)
    except (OSError, MemoryError):
        raise
    except Exception:  # noqa: BLE001  # whatever the library makes of it, it cannot be read
        return _ProbeResult(error=damaged_error(path))


def _read_log_header(log: Path) -> bytes:
    try:
        with log.open("rb") as file:
            return file.read(_LOG_HEADER_SIZE)
    except OSError:
        return b""


def _has_log_header(header: bytes) -> bool:
    """Say whether these are the first bytes of a log that SQLite would read."""
    if header.startswith(_ROLLBACK_MAGIC):
        return True
    if len(header) < _LOG_HEADER_SIZE:
        return False
    magic = int.from_bytes(header[:4], "big")
    integers = struct.unpack(f"{'>' if magic & 1 else '<'}6I", header[:24])
    first = second = 0
    for even, odd in zip(integers[::2], integers[1::2], strict=True):
        first = (first + even + second) & 0xFFFFFFFF
        second = (second + odd + first) & 0xFFFFFFFF
    return magic in _WAL_MAGIC and (first, second) == struct.unpack(">2I", header[24:])


def _foreign_wal_error(path: Path, log: Path) -> UnusableJournal:
    return UnusableJournal(
        _(
            "The file {log} holds changes that were not made to the journal that is now at "
            "{path}: it may be another copy of it. Both were left as they are. You could move "
            "the file with the changes to another place, and open the journal again."
        ).format(log=log, path=path),
        code="damaged",
    )
